// SPDX-License-Identifier: GPL-2.0-or-later
/// One request, carried out from its plan to the answer.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/archives.hpp"
#include "searcher/match/budget.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/word_set.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/shards/shards.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ae::searching {

/// What one search works with.
struct Desk {
  Archives& archives;  ///< what shards send stands behind its segments while it is looked at
  Shards& shards;
  WordFinder& finder;
  const Lexicon& lexicon;  ///< of both
  Budget& budget;
  Deadline& deadline;
};

/// A request as it is carried out.
struct Work {
  Plan plan;
  std::vector<Ranked> left_out;  ///< the article that others are to be like
};

[[nodiscard]] Work understand(std::span<const OpenSegment> segments, const Lexicon& lexicon,
                              const Request& request);

struct Total {
  std::uint64_t count = 0;
  bool exact = true;  ///< false where time was up
};

/// \throws LimitReached, OutOfTime, ShardFailed; Error bad_usage, as answer()
[[nodiscard]] Total count_matches(const Desk& desk, const Request& request);

/// Every hit goes to \p sink. What time does not suffice for is left out, and a note says so.
/// \throws Error bad_usage, for a field that does not exist and for what cannot be asked of shards;
/// archive_damaged, io
/// \throws LimitReached, OutOfTime, ShardFailed, before \p sink got anything: there is no answer
Response answer(const Desk& desk, const Request& request, const std::function<void(Hit&&)>& sink);

}  // namespace ae::searching
