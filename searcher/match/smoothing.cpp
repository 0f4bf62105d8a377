// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/smoothing.hpp"

#include "searcher/match/top_terms.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>

namespace ae::searching {
namespace {

constexpr std::size_t terms_an_article = 30;
constexpr std::size_t neighbours = 5;
constexpr double drawn = 0.3;  ///< how much of a score comes from its neighbours

/// Terms of an article by number, ascending, with weights whose squares add up to 1.
using Vector = std::vector<std::pair<std::uint32_t, double>>;

class Vectors {
 public:
  explicit Vectors(std::span<const OpenSegment> segments) : terms_(segments) {}

  Vector of(const Ranked& article) {
    Vector vector;
    double squares = 0;
    for (const TopTerm& term : terms_.of(article, terms_an_article)) {
      const auto next = static_cast<std::uint32_t>(numbers_.size());
      vector.emplace_back(numbers_.emplace(term.stem, next).first->second, term.weight);
      squares += term.weight * term.weight;
    }
    std::ranges::sort(vector);
    for (auto& [number, weight] : vector) weight /= std::sqrt(squares);
    return vector;
  }

 private:
  TopTerms terms_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

double cosine(const Vector& a, const Vector& b) {
  double sum = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->first == y->first)
      sum += x++->second * y++->second;
    else if (x->first < y->first)
      ++x;
    else
      ++y;
  }
  return sum;
}

/// For each hit the first hit with the same text.
std::vector<std::size_t> originals(std::span<const OpenSegment> segments,
                                   std::span<const Ranked> hits) {
  std::unordered_map<std::uint64_t, std::size_t> by_text;
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto& columns = segments[hits[i].segment].segment.columns();
    out.push_back(by_text.emplace(columns.text_hash(hits[i].docid), i).first->second);
  }
  return out;
}

/// The mean score of the articles nearest to article \p i, by how near they are.
double pull(std::size_t i, std::span<const Vector> vectors, std::span<const double> scores,
            std::span<const std::size_t> original) {
  std::vector<std::pair<double, double>> near;  // cosine, score
  for (std::size_t j = 0; j < vectors.size(); ++j)
    if (j != i && original[j] == j) near.emplace_back(cosine(vectors[i], vectors[j]), scores[j]);
  std::ranges::sort(near, std::greater{});
  near.resize(std::min(near.size(), neighbours));
  double weights = 0;
  double sum = 0;
  for (const auto& [weight, score] : near) {
    weights += weight;
    sum += weight * score;
  }
  return weights > 0 ? sum / weights : scores[i];
}

}  // namespace

std::vector<double> smoothed_scores(std::span<const OpenSegment> segments,
                                    std::span<const Ranked> hits, Deadline& deadline) {
  std::vector<double> scores;
  for (const Ranked& hit : hits) scores.push_back(hit.score);
  if (hits.size() < 3 || scores.front() == scores.back()) return scores;
  const auto original = originals(segments, hits);
  Vectors all(segments);
  std::vector<Vector> vectors(hits.size());
  for (std::size_t i = 0; i < hits.size(); ++i) {
    deadline.check();
    if (original[i] == i) vectors[i] = all.of(hits[i]);
  }
  std::vector<double> out(scores);
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (original[i] == i)
      out[i] = (1 - drawn) * scores[i] + drawn * pull(i, vectors, scores, original);
  // A copy moves as far as its original.
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (original[i] != i)
      out[i] = std::max(scores[i] + out[original[i]] - scores[original[i]], scores.back());
  return out;
}

}  // namespace ae::searching
