// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/budget.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

std::uint64_t units_of(std::span<const OpenSegment> segments) {
  constexpr std::uint64_t tenths_a_place = 16;  // bytes, as word numbers are written
  std::uint64_t bytes = 0;
  for (const OpenSegment& open : segments) bytes += open.segment.words().sequence_bytes();
  const std::uint64_t places = bytes * 10 / tenths_a_place;
  return std::max(Budget::least, places * 5 / 2 / Budget::places);
}

}  // namespace

Budget::Budget(std::span<const OpenSegment> segments, Deadline& deadline) noexcept
    : left_(units_of(segments)), deadline_(&deadline) {}

Note limit_note() {
  return {"too-much",
          "limit: a query may make the archive be read two and a half times over, and this one "
          "asks for more; fewer patterns, or phrases and NEAR of rarer words, ask for less"};
}

}  // namespace ae::searching
