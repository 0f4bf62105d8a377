// SPDX-License-Identifier: GPL-2.0-or-later
/// Rows of comma- or tab-separated values (RFC 4180), in memory bounded by the longest row allowed.
#pragma once

#include "indexer/readers/lines.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What parts the values of a header: tab, comma, semicolon or bar, whichever stands there most.
[[nodiscard]] char separator_of(std::string_view header) noexcept;

class TableRows {
 public:
  enum class Outcome { row, too_long, end };

  /// \param most  bytes a row may have
  TableRows(std::unique_ptr<ByteStream> bytes, std::size_t most)
      : lines_(std::move(bytes), most), most_(most) {}

  /// The values of the next row that is not blank; the first call decides the separator. A quoted
  /// value may hold line ends; one that is never closed ends with its row at the size allowed.
  /// \throws ae::Error io, once all rows that came whole were given
  Outcome next(std::vector<std::string>& values);

  /// Of the line on which the row last given begins; 1 for the first.
  [[nodiscard]] std::uint64_t line() const noexcept { return line_; }

 private:
  LineReader lines_;
  std::size_t most_;
  std::string row_;
  std::uint64_t line_ = 0;
  char separator_ = '\0';
};

}  // namespace ae::indexing
