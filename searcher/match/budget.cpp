// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/budget.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

std::uint64_t units_of(std::span<const OpenSegment> segments) {
  std::uint64_t once = 0;
  for (const OpenSegment& open : segments)
    once += open.segment.words().sequence_bytes() / Budget::bytes +
            Budget::article * open.segment.documents();
  return std::max(Budget::least, once * 5 / 2);
}

}  // namespace

Budget::Budget(std::span<const OpenSegment> segments, Deadline& deadline, Crew crew) noexcept
    : left_(units_of(segments)), crew_(crew), deadline_(&deadline) {}

Note limit_note() {
  return {"too-much",
          "limit: a query may make the archive be read two and a half times over, and this one "
          "asks for more; fewer patterns, or phrases and NEAR of rarer words, ask for less"};
}

}  // namespace ae::searching
