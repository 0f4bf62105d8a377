// SPDX-License-Identifier: GPL-2.0-or-later
#include "extraction/grams.hpp"

#include "common/text/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace ae::test {
namespace {

constexpr std::size_t gram_words = 4;

/// What `\\w` matches in Unicode regular expressions: letters, numbers and the underscore.
bool is_word(char32_t point) {
  if (point == '_') return true;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
  return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
         (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  bool within = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, size] = text::decode(text, at);
    const bool word = is_word(point);
    if (word && !within) begin = at;
    if (!word && within) words.push_back(text.substr(begin, at - begin));
    within = word;
    at += size;
  }
  if (within) words.push_back(text.substr(begin));
  return words;
}

using Grams = std::unordered_map<std::string, int>;

Grams grams_of(std::string_view text, std::size_t& count) {
  const auto words = words_of(text);
  Grams grams;
  count = 0;
  if (words.empty()) return grams;
  for (std::size_t at = 0; at == 0 || at + gram_words <= words.size(); ++at) {
    std::string gram;
    for (std::size_t i = at; i < std::min(at + gram_words, words.size()); ++i)
      gram.append(words[i]).append(" ");
    ++grams[gram];
    ++count;
  }
  return grams;
}

}  // namespace

Overlap overlap(std::string_view found, std::string_view right) {
  std::size_t given = 0, wanted = 0;
  const Grams a = grams_of(found, given), b = grams_of(right, wanted);
  double shared = 0;
  for (const auto& [gram, times] : a)
    if (const auto other = b.find(gram); other != b.end()) shared += std::min(times, other->second);
  Overlap result;
  if (given > 0) result.precision = shared / static_cast<double>(given);
  if (wanted > 0) result.recall = shared / static_cast<double>(wanted);
  return result;
}

void Means::add(const Overlap& page) {
  ++pages;
  recall += page.recall;
  if (!page.precision) return;
  precision += *page.precision;
  ++given;
}

double Means::mean_precision() const {
  return given == 0 ? 0 : precision / static_cast<double>(given);
}
double Means::mean_recall() const { return pages == 0 ? 0 : recall / static_cast<double>(pages); }
double Means::f1() const {
  const double p = mean_precision(), r = mean_recall();
  return p + r == 0 ? 0 : 2 * p * r / (p + r);
}

}  // namespace ae::test
