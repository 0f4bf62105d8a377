// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/collapse.hpp"

#include <unordered_set>

namespace ae::searching {
namespace {

/// The hash of each article's text; of near copies one that all of them share.
std::vector<std::uint64_t> text_keys(const store::Segment& segment, Request::Collapse by) {
  const auto hashes = segment.columns().text_hashes();
  std::vector<std::uint64_t> keys(hashes.begin(), hashes.end());
  if (by == Request::Collapse::near && segment.copies() != nullptr)
    for (const auto& [docid, group] : segment.copies()->all())
      if (docid <= keys.size()) keys[docid - 1] = group;
  return keys;
}

}  // namespace

Groups::Groups(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
               Request::Collapse by) {
  if (by == Request::Collapse::outlet) number_outlets(segments);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (by != Request::Collapse::outlet)
      keys_.push_back({text_keys(segments[i].segment, by), {}, {}});
    matches[i].for_each([&](std::uint32_t docid) {
      ++sizes_[key(i, docid)];
      ++articles_;
    });
  }
}

/// Ordinals mean something in their segment only.
void Groups::number_outlets(std::span<const OpenSegment> segments) {
  std::unordered_map<std::string_view, std::uint64_t> numbers;
  for (const OpenSegment& open : segments) {
    Keys& keys = keys_.emplace_back();
    keys.outlets = open.segment.facet("outlet");
    for (std::uint32_t ordinal = 0; ordinal < keys.outlets.distinct(); ++ordinal) {
      const auto next = numbers.size() + 1;
      keys.numbers.push_back(numbers.try_emplace(keys.outlets.value(ordinal), next).first->second);
    }
  }
}

std::uint64_t Groups::key(std::size_t segment, std::uint32_t docid) const {
  const Keys& keys = keys_[segment];
  if (!keys.hashes.empty()) return keys.hashes[docid - 1];
  const auto ordinals = keys.outlets.of(docid);
  return ordinals.empty() ? 0 : keys.numbers[ordinals.front()];
}

std::uint64_t Groups::size(const Ranked& article) const {
  const auto at = sizes_.find(key(article.segment, article.docid));
  return at == sizes_.end() ? 1 : at->second;
}

std::vector<std::size_t> Groups::firsts(std::span<const Ranked> articles,
                                        std::uint64_t most) const {
  std::unordered_set<std::uint64_t> seen;
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < articles.size() && positions.size() < most; ++i)
    if (seen.insert(key(articles[i].segment, articles[i].docid)).second) positions.push_back(i);
  return positions;
}

}  // namespace ae::searching
