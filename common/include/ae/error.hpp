// SPDX-License-Identifier: GPL-2.0-or-later
/// What can go wrong for a whole operation, in words a reader of news can act on.
///
/// A fault in one article or one query phrase is not an Error: it travels as a value
/// (indexer/readers/fault.hpp, Response::notes).
#pragma once

#include <stdexcept>
#include <string>

namespace ae {

/// Why an operation stopped. common/cli maps these to exit statuses.
enum class ErrorCode {
  bad_usage,        ///< the command line or a Request makes no sense
  no_archive,       ///< nothing was indexed at that path yet, or it is no archive
  archive_locked,   ///< another writer holds it; trying again later may work
  format_mismatch,  ///< written by another format version; rebuild it
  archive_damaged,  ///< a file of the archive is missing, cut short or altered
  io,               ///< disk full, permission denied, ...
  internal,         ///< a bug of ours
};

class Error : public std::runtime_error {
 public:
  /// \param what  one sentence, lower case, no full stop, naming the thing (path, field, ...)
  /// \param hint  what the reader can do next; may be empty
  Error(ErrorCode code, const std::string& what, std::string hint = {});

  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

 private:
  ErrorCode code_;
  std::string hint_;
};

}  // namespace ae
