// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/doc_ranges.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace ae::store {
namespace {

/// Appends a range that begins no earlier than the last one did; joins the two where they touch.
void add(DocRanges& ranges, DocRange range) {
  // In 64 bits, since last + 1 would wrap at the largest docid.
  if (!ranges.empty() && range.first <= std::uint64_t{ranges.back().last} + 1) {
    ranges.back().last = std::max(ranges.back().last, range.last);
  } else {
    ranges.push_back(range);
  }
}

/// A decimal number without sign or leading zero at the beginning of \p text, which it removes.
std::optional<std::uint32_t> take_number(std::string_view& text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || text.front() == '0') return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

std::optional<DocRange> take_range(std::string_view& text) {
  const auto first = take_number(text);
  if (!first) return {};
  if (!text.starts_with('-')) return DocRange{*first, *first};
  text.remove_prefix(1);
  const auto last = take_number(text);
  if (!last || *last <= *first) return {};
  return DocRange{*first, *last};
}

}  // namespace

DocRanges to_ranges(std::vector<std::uint32_t> docids) {
  std::ranges::sort(docids);
  DocRanges ranges;
  for (const auto docid : docids) {
    if (docid != 0) add(ranges, {docid, docid});
  }
  return ranges;
}

DocRanges united(const DocRanges& a, const DocRanges& b) {
  DocRanges both;
  std::ranges::merge(a, b, std::back_inserter(both), {}, &DocRange::first, &DocRange::first);
  DocRanges ranges;
  for (const auto range : both) add(ranges, range);
  return ranges;
}

DocRanges without(const DocRanges& a, const DocRanges& b) {
  DocRanges ranges;
  auto cut = b.begin();
  for (DocRange range : a) {
    while (cut != b.end() && cut->last < range.first) ++cut;
    for (auto each = cut; each != b.end() && each->first <= range.last; ++each) {
      if (each->first > range.first) ranges.push_back({range.first, each->first - 1});
      if (each->last >= range.last) {
        range.first = 0;  // nothing is left of it
        break;
      }
      range.first = each->last + 1;
    }
    if (range.first != 0) ranges.push_back(range);
  }
  return ranges;
}

bool contains(const DocRanges& ranges, std::uint32_t docid) noexcept {
  const auto candidate = std::ranges::lower_bound(ranges, docid, {}, &DocRange::last);
  return candidate != ranges.end() && candidate->first <= docid;
}

std::uint32_t count(const DocRanges& ranges) noexcept {
  std::uint32_t sum = 0;
  for (const auto range : ranges) sum += range.last - range.first + 1;
  return sum;
}

std::string to_text(const DocRanges& ranges) {
  std::string text;
  for (const auto [first, last] : ranges) {
    if (!text.empty()) text += ',';
    text += first == last ? fmt::format("{}", first) : fmt::format("{}-{}", first, last);
  }
  return text;
}

std::optional<DocRanges> parse_ranges(std::string_view text, std::uint32_t last) {
  DocRanges ranges;
  while (!text.empty()) {
    const auto range = take_range(text);
    if (!range || range->last > last) return {};
    if (!ranges.empty() && range->first <= std::uint64_t{ranges.back().last} + 1) return {};
    ranges.push_back(*range);
    if (text.empty()) return ranges;
    if (!text.starts_with(',') || text.size() == 1) return {};
    text.remove_prefix(1);
  }
  return ranges;
}

}  // namespace ae::store
