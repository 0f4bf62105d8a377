// SPDX-License-Identifier: GPL-2.0-or-later
/// Inputs that could not be used: counted and reported, never the end of a run.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace ae::indexing {

/// Where something was read, so that a person can find it again.
struct Location {
  std::string path;        ///< the PATH argument as given plus the relative rest
  std::string member;      ///< inside a container; empty otherwise
  std::uint64_t line = 0;  ///< of the record, 1 for the first; in an array of JSON its place in it;
                           ///< 0 where the whole file is one article

  /// `FILE`, `FILE!MEMBER`, `FILE#LINE` or `FILE!MEMBER#LINE`.
  [[nodiscard]] std::string to_string() const;
  /// `FILE:LINE`, as compilers and editors write it; for messages.
  [[nodiscard]] std::string to_message() const;
};

struct Fault {
  enum class Kind {
    skipped,  ///< nothing a reader takes, as JSON without a text key; no failure
    failed,   ///< taken, but broken, as a bad JSON line
  };
  Location where;
  Kind kind = Kind::failed;
  std::string rule;    ///< a short stable name, as "bad-json"
  std::string reason;  ///< one clause for a person, lower case
};

using FaultSink = std::function<void(const Fault&)>;

}  // namespace ae::indexing
