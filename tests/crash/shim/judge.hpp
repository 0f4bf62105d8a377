// SPDX-License-Identifier: GPL-2.0-or-later
/// What becomes of a call that changes files. Standard input, output and error do not count.
///
///     AE_CRASH_AT=n      the n-th call is the program's last
///     AE_FAIL_AT=n       the n-th call fails; calls that open a file to read it count as well
///     AE_FAIL_WITH=e     with this errno (EIO)
///     AE_FULL_AT=n       from the n-th call on nothing that needs room succeeds
///     AE_FULL_AFTER=n    nor what would make it more than n bytes that were written
///     AE_CALLS=FILE      the fatal call and its file; or, where the program ends by itself, how
///                        many calls there were and how many bytes they wrote
#pragma once

#include <cstddef>
#include <string>

namespace ae::crash {

enum class Need {
  nothing,  ///< also where the disk is full: sync, rename, unlink
  room,     ///< create, write
  reading,  ///< opens a file that is there
};

struct Verdict {
  bool dies = false;
  int error = 0;  ///< an errno: the call fails
};

/// Counts the call.
/// \param bytes  that it would write
[[nodiscard]] Verdict judge(const char* call, const std::string& path, Need need,
                            std::size_t bytes = 0);

/// By SIGKILL.
[[noreturn]] void die() noexcept;

/// For calls that either take place or do not. Where it fails, errno is set.
/// \returns whether it is to take place
[[nodiscard]] bool may(const char* call, const std::string& path, Need need);

}  // namespace ae::crash
