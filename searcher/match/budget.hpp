// SPDX-License-Identifier: GPL-2.0-or-later
/// How much of the archives one search may read, and with how many threads, so that every query is
/// answered or refused soon.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/crew.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstdint>
#include <span>

namespace ae::searching {

/// A search has read as much as it may. Ends matching; goes no further than `Searcher`.
struct LimitReached {};

/// Counts what is read, in units of one entry of a posting list: some 15 ns. Counts, not the clock:
/// a query is refused always or never. A search may read two and a half times all there is
/// to read, so the time it takes grows with the archives as that of any search does. What is read
/// is also read before a deadline, which does go by the clock. Not thread-safe.
class Budget {
 public:
  static constexpr std::uint64_t posting_list = 50;  ///< to open one
  static constexpr std::uint64_t skip = 8;           ///< to go on to an article further back in one
  static constexpr std::uint64_t pairs = 3;          ///< entries of a list of pairs, read in a unit
  static constexpr std::uint64_t comparison = 3;     ///< of a dictionary word with a pattern
  static constexpr std::uint64_t dictionary_word = 25;  ///< that a pattern means: its forms, sorted
  static constexpr std::uint64_t article = 4;           ///< to begin to read one
  static constexpr std::uint64_t bytes = 32;  ///< of an article's word numbers, read in a unit

  /// However little there is to read.
  static constexpr std::uint64_t least = 30'000'000;

  explicit Budget(std::uint64_t units, Crew crew = {}) noexcept : left_(units), crew_(crew) {}
  /// \param deadline  must outlive this
  Budget(std::span<const OpenSegment> segments, Deadline& deadline, Crew crew = {}) noexcept;

  /// \throws LimitReached, OutOfTime
  void spend(std::uint64_t units) {
    if (units > left_) {
      left_ = 0;
      throw LimitReached();
    }
    left_ -= units;
    if (deadline_ != nullptr) deadline_->check(units);
  }

  [[nodiscard]] std::uint64_t left() const noexcept { return left_; }
  [[nodiscard]] const Crew& crew() const noexcept { return crew_; }

 private:
  std::uint64_t left_;
  Crew crew_;
  Deadline* deadline_ = nullptr;
};

/// What to tell somebody whose query reached the limit.
[[nodiscard]] Note limit_note();

}  // namespace ae::searching
