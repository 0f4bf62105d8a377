// SPDX-License-Identifier: GPL-2.0-or-later
#include "relevance/measures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace ae::test {
namespace {

constexpr std::size_t depth = 10;

double discounted(std::span<const int> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(gains.size(), depth); ++i)
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  return sum;
}

}  // namespace

Measures& Measures::operator+=(const Measures& other) {
  average_precision += other.average_precision;
  ndcg_10 += other.ndcg_10;
  precision_10 += other.precision_10;
  reciprocal_rank += other.reciprocal_rank;
  return *this;
}

Measures Measures::operator/(double count) const {
  return {average_precision / count, ndcg_10 / count, precision_10 / count,
          reciprocal_rank / count};
}

Measures measure(std::span<const std::string> run, const Judgements& judgements) {
  std::vector<int> ideal;
  for (const auto& [article, grade] : judgements)
    if (grade > 0) ideal.push_back(grade);
  if (ideal.empty()) return {};
  std::ranges::sort(ideal, std::greater{});
  Measures result;
  std::vector<int> gains;
  double found = 0;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const auto judged = judgements.find(run[i]);
    gains.push_back(judged == judgements.end() ? 0 : std::max(judged->second, 0));
    if (gains.back() == 0) continue;
    const auto rank = static_cast<double>(i + 1);
    if (++found == 1) result.reciprocal_rank = 1 / rank;
    result.average_precision += found / rank;
    if (i < depth) result.precision_10 += 1.0 / depth;
  }
  result.average_precision /= static_cast<double>(ideal.size());
  result.ndcg_10 = discounted(gains) / discounted(ideal);
  return result;
}

}  // namespace ae::test
