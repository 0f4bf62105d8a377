// SPDX-License-Identifier: GPL-2.0-or-later
/// How far a run is: one line with rate and time left.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Where the line goes. On a terminal it is written over itself, ten times a second at most;
/// elsewhere every line stays, one in 30 s.
struct ProgressStyle {
  bool shown = false;
  bool terminal = false;
  std::size_t width = 80;  ///< columns
};

/// Not thread-safe.
class Progress {
 public:
  using Clock = std::chrono::steady_clock;
  using Write = std::function<void(std::string_view)>;

  Progress(ProgressStyle style, Write write, std::function<Clock::time_point()> now = Clock::now);
  /// Takes the line away.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Cheap enough to call for every article.
  /// \param total_bytes  0 where it is not known
  void update(std::uint64_t done_bytes, std::uint64_t total_bytes, std::uint64_t articles);

  /// Takes the line off the terminal, so that something else can be printed.
  void clear();

 private:
  ProgressStyle style_;
  Write write_;
  std::function<Clock::time_point()> now_;
  Clock::time_point start_;
  Clock::time_point due_;  ///< nothing is written before
  bool on_screen_ = false;
};

/// "  42 %  1,234 articles  12.3 MB/s  500 articles/s  0:09 left"; unknown parts are left out.
[[nodiscard]] std::string progress_line(std::uint64_t done_bytes, std::uint64_t total_bytes,
                                        std::uint64_t articles,
                                        std::chrono::duration<double> spent);

}  // namespace ae::indexing
