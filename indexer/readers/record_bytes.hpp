// SPDX-License-Identifier: GPL-2.0-or-later
/// A stream read in lines and in blocks of known size by turns, as containers of records are.
#pragma once

#include "indexer/sources/blob.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace ae::indexing {

class RecordBytes {
 public:
  explicit RecordBytes(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

  /// The next line without its end ("\n" or "\r\n"), cut off where it is longer than any header.
  /// \returns false at the end
  /// \throws ae::Error io, where the input breaks off
  bool line(std::string& out);

  /// Gives \p line, the last one without its end, again at the next call of line().
  void unread(std::string line) {
    pending_ = std::move(line);
    has_pending_ = true;
  }

  /// Appends \p size bytes to \p out, fewer at the end. \throws ae::Error io
  std::uint64_t take(std::string& out, std::uint64_t size);

  /// Passes over \p size bytes, fewer at the end. \throws ae::Error io
  std::uint64_t skip(std::uint64_t size);

  /// After an error: goes on behind the damage. \returns false where nothing more can be read
  bool resume();

  /// After an error: whether all before \p position is as it was written.
  [[nodiscard]] bool is_sound(std::uint64_t position) const noexcept {
    return position <= bytes_->sound();
  }

  /// Bytes given so far, unpacked.
  [[nodiscard]] std::uint64_t position() const noexcept {
    return has_pending_ ? line_begin_ : position_;
  }

 private:
  bool fill();

  std::unique_ptr<ByteStream> bytes_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what is not given yet
  std::uint64_t position_ = 0;
  std::uint64_t line_begin_ = 0;  ///< of the last line
  std::string pending_;
  bool has_pending_ = false;
};

}  // namespace ae::indexing
