// SPDX-License-Identifier: GPL-2.0-or-later
/// Threads that share one long piece of work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace ae::searching {

/// How many threads may share work, and what is worth sharing. Starting one takes some 30 µs.
struct Crew {
  unsigned threads = 1;        ///< at most; the caller's is one of them
  std::uint32_t least = 2048;  ///< articles to read for each of them

  /// How many of them so many articles are worth: at least 1.
  [[nodiscard]] unsigned for_articles(std::uint32_t articles) const noexcept;
};

/// \param threads  0: as many as the machine has
[[nodiscard]] Crew crew_of(unsigned threads) noexcept;

/// Calls \p work with each number below \p pieces, once, on as many of \p threads as can be had;
/// and \p between on the caller's thread, after each piece of its own and when all are done.
///
/// What is thrown first is thrown here, after the pieces under way have ended; no others begin.
void share_out(unsigned threads, std::size_t pieces, const std::function<void(std::size_t)>& work,
               const std::function<void()>& between);

}  // namespace ae::searching
