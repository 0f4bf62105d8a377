// SPDX-License-Identifier: GPL-2.0-or-later
/// Lines of a stream, in memory bounded by the longest line allowed.
#pragma once

#include "indexer/sources/blob.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ae::indexing {

class LineReader {
 public:
  enum class Outcome { line, too_long, end };

  /// \param most  bytes a line may have; a longer one is passed over
  LineReader(std::unique_ptr<ByteStream> bytes, std::size_t most)
      : bytes_(std::move(bytes)), most_(most) {}

  /// \param line  the next line without its "\n"; valid until the next call
  /// \throws ae::Error io, once all lines that came whole before the break were given
  Outcome next(std::string_view& line);

  /// Of the line last given or being read; 1 for the first.
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

 private:
  bool fill();

  std::unique_ptr<ByteStream> bytes_;
  std::size_t most_;
  std::string buffer_;
  std::size_t begin_ = 0;  ///< of what is not given yet
  std::uint64_t number_ = 0;
};

}  // namespace ae::indexing
