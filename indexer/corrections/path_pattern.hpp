// SPDX-License-Identifier: GPL-2.0-or-later
/// What the paths of files say by the user's word (--path-pattern), as {outlet}/{date}/*.
#pragma once

#include "indexer/readers/article.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Describes what stands below each PATH. `{field}` stands for a value within one name, `{year}`,
/// `{month}` and `{day}` for the parts of a date, `*` for any text within one name, `**` for any
/// text; all else for itself.
class PathPattern {
 public:
  /// \throws Error bad_usage, naming what is wrong and how to write it
  explicit PathPattern(std::string text);

  /// What \p path, relative to its PATH, says; nothing where the pattern does not fit.
  [[nodiscard]] std::vector<Claim> claims(std::string_view path) const;

  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  enum class What : std::uint8_t { letter, name, any, field, year, month, day };
  struct Piece {
    What what = What::letter;
    char letter = '\0';
    Key key = Key::title;
  };
  class Match;

  [[nodiscard]] Piece read_field(std::string_view name) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace ae::indexing
