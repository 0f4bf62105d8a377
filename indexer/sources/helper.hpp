// SPDX-License-Identifier: GPL-2.0-or-later
/// Runs a program of ours on bytes from outside, so that whatever they do to a library of others is
/// done to that program.
///
/// posix_spawn() rather than fork(): in a program with threads the child of a fork may do next to
/// nothing, as any lock may be held by a thread that it does not have. A program of its own rather
/// than ae-index once more: whoever links this room into another program has no ae-index to start,
/// and ae-index need not load, at each start, libraries that few archives ask for.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace ae::indexing {

struct HelperLimits {
  std::chrono::seconds time{60};               ///< on the clock; then it is killed
  std::size_t output = std::size_t{64} << 20;  ///< bytes; then it is killed
};

struct HelperRun {
  enum class End {
    exited,         ///< status says how
    broke_down,     ///< by a signal: status is its number
    took_too_long,  ///< longer than the limit, or than it allows itself
    too_much,       ///< more output than the limit
    not_there       ///< the program is not installed, or cannot be started
  };
  End end = End::not_there;
  int status = 0;
  std::string output{};  ///< what it wrote to standard output; whole only where it exited
};

/// Runs the program \p name, which stands beside the program that runs or in the folder for helpers
/// of its installation, with \p input on standard input and no other file open. It is told nothing
/// of the environment, and has a process group of its own: Ctrl-C is for us to answer.
/// Thread-safe. \throws ae::Error io, where the system has no memory or descriptors left
[[nodiscard]] HelperRun run_helper(std::string_view name, std::string_view input,
                                   const HelperLimits& limits = {});

}  // namespace ae::indexing
