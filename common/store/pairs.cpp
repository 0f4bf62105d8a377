// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/pairs.hpp"

#include "common/store/bisect.hpp"
#include "common/store/codec.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <string>
#include <utility>

namespace ae::store {
namespace {

constexpr unsigned half_a_key = 16;  // bits
static_assert(most_common_words < std::numeric_limits<std::uint8_t>::max());

std::uint32_t place_in(std::span<const std::string_view> sorted, std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(sorted, text) - sorted.begin());
}

/// The first different ones, ascending.
std::vector<std::string_view> common_among(std::span<const std::string_view> folded) {
  std::vector<std::string_view> common;
  for (const std::string_view form : folded) {
    if (common.size() == most_common_words) break;
    const auto at = std::ranges::lower_bound(common, form);
    if (at == common.end() || *at != form) common.insert(at, form);
  }
  return common;
}

}  // namespace

PairsWriter::PairsWriter(std::span<const std::string_view> folded)
    : common_(common_among(folded)), pairs_(common_.size() * common_.size()) {
  std::size_t longest = 0;
  for (const std::string_view form : common_) longest = std::max(longest, form.size());
  place_of_.push_back(0);
  for (const std::string_view form : folded) {
    const std::uint32_t place = form.size() > longest ? most_common_words : place_in(common_, form);
    const bool is_common = place < common_.size() && common_[place] == form;
    place_of_.push_back(is_common ? static_cast<std::uint8_t>(place + 1) : std::uint8_t{0});
  }
}

/// Eight places at a time: half of all words are common, and no processor foresees which.
void PairsWriter::add(std::uint32_t docid, std::span<const std::uint8_t> places) {
  const auto* const bytes = reinterpret_cast<const char*>(places.data());
  constexpr std::size_t eight = sizeof(std::uint64_t);
  std::size_t at = 0;
  for (; at + eight < places.size(); at += eight) {
    const auto here = load_fixed<std::uint64_t>(bytes + at);
    const auto next = load_fixed<std::uint64_t>(bytes + at + 1);
    for (auto left = nonzero_bytes(here) & nonzero_bytes(next); left != 0; left &= left - 1) {
      const std::size_t first = at + static_cast<std::size_t>(std::countr_zero(left)) / 8;
      note(docid, places[first], places[first + 1]);
    }
  }
  for (; at + 1 < places.size(); ++at)
    if (places[at] != 0 && places[at + 1] != 0) note(docid, places[at], places[at + 1]);
}

void PairsWriter::note(std::uint32_t docid, std::uint8_t first, std::uint8_t second) {
  GapWriter& pair = pairs_[(first - std::size_t{1}) * common_.size() + second - 1];
  if (pair.last() != docid) pair.add(docid);
}

void PairsWriter::finish(SealedFileWriter& file, std::span<const std::string_view> strings) {
  std::vector<std::uint32_t> words, keys, counts;
  std::vector<std::uint64_t> ends;
  for (const std::string_view form : common_) words.push_back(place_in(strings, form));
  file.begin_section("pair_articles");
  for (std::uint32_t i = 0; i < pairs_.size(); ++i) {
    if (pairs_[i].count() == 0) continue;
    const auto size = static_cast<std::uint32_t>(common_.size());
    keys.push_back(i / size << half_a_key | i % size);
    counts.push_back(pairs_[i].count());
    file.append(pairs_[i].take());
    ends.push_back(file.section_length());
  }
  file.add_section("pair_words", words);
  file.add_section("pair_keys", keys);
  file.add_section("pair_counts", counts);
  file.add_section("pair_ends", ends);
}

namespace {

/// The place of \p number in an ascending section; nothing where it is not there.
std::optional<std::uint32_t> find_in(std::span<const std::uint32_t> sorted, std::uint32_t number) {
  const auto at = std::ranges::lower_bound(sorted, number);
  if (at == sorted.end() || *at != number) return {};
  return static_cast<std::uint32_t>(at - sorted.begin());
}

}  // namespace

std::optional<PairArticles> find_pair(const SealedFile& file, std::uint32_t first,
                                      std::uint32_t second, std::uint32_t documents) {
  const auto words = file.array<std::uint32_t>(file.section("pair_words"));
  const auto one = find_in(words, first);
  const auto other = find_in(words, second);
  if (!one || !other) return {};
  const auto keys = file.array<std::uint32_t>(file.section("pair_keys"));
  const auto pair = find_in(keys, *one << half_a_key | *other);
  if (!pair) return PairArticles({}, 0, documents);
  const std::uint32_t count =
      file.array<std::uint32_t>(file.section("pair_counts"), *pair, 1).front();
  const Section& ends = file.section("pair_ends");
  const std::uint64_t from = *pair == 0 ? 0 : file.array<std::uint64_t>(ends, *pair - 1, 1).front();
  const std::uint64_t to = file.array<std::uint64_t>(ends, *pair, 1).front();
  if (from > to || count > documents) file.throw_damaged("its pairs of words do not fit together");
  return PairArticles(file.bytes(file.section("pair_articles"), from, to - from), count, documents);
}

}  // namespace ae::store
