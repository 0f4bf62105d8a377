// SPDX-License-Identifier: GPL-2.0-or-later
/// Standard output, and how a program ends.
#pragma once

#include "ae/error.hpp"

#include <cstdio>
#include <functional>
#include <string_view>

namespace ae::cli {

/// Thrown when nobody reads any more, as in `ae-search ... | head`. Not an Error: all is well.
struct BrokenPipe {};

/// Writes to a stream and notices when that fails.
class Output {
 public:
  explicit Output(std::FILE* stream) : stream_(stream) {}

  /// \throws BrokenPipe; Error io, as when the disk is full
  void write(std::string_view text);
  /// Everything written so far reaches its reader.
  /// \throws BrokenPipe; Error io
  void flush();

 private:
  [[noreturn]] static void fail();
  std::FILE* stream_;
};

/// Exit statuses that both programs share. 1 is the program's own: nothing matched, or some
/// inputs failed.
inline constexpr int success = 0;
inline constexpr int bad_usage = 2;
inline constexpr int unavailable = 3;

[[nodiscard]] int exit_status(ErrorCode code) noexcept;

/// What a person reads of \p error: "ae-search: what", and the hint on a second line.
[[nodiscard]] std::string error_text(std::string_view program, const Error& error);

/// Runs \p body with broken pipes and too large files as errors rather than signals, and flushes
/// standard output.
/// Any exception is told on standard error.
/// \returns the exit status: that of \p body, or of what went wrong
[[nodiscard]] int run_program(std::string_view name, const std::function<int()>& body) noexcept;

}  // namespace ae::cli
