// SPDX-License-Identifier: GPL-2.0-or-later
/// How the text exports of press databases are cut into articles: rules that a file can state.
/// docs/vendor-exports.md describes them for those who write one.
#pragma once

#include "indexer/readers/article.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct ExportField {
  enum class Use : std::uint8_t { claim, text, none };
  std::string label;  ///< as a line begins: "BYLINE:", "HD"
  Use use = Use::none;
  Key key = Key::title;  ///< of a claim
  std::string until{};   ///< the value ends before any of these characters
  bool surname_first = false;
};

/// One paragraph above the first label.
struct ExportHead {
  enum class Use : std::uint8_t { claim, any_number };
  Use use = Use::claim;
  Key key = Key::title;
};

struct ExportStyle {
  std::string name;
  std::vector<std::string> begins, ends, between;  ///< patterns of lines, * for anything
  std::vector<std::string> drops;                  ///< likewise, of lines above the first label
  std::vector<ExportHead> head;
  std::vector<ExportField> fields;

  /// The field whose label \p line begins with.
  [[nodiscard]] const ExportField* field_of(std::string_view line) const;
};

/// \throws ae::Error bad_usage, with the number of the line that makes no sense
[[nodiscard]] std::vector<ExportStyle> read_export_rules(std::string_view text);

/// nexis, factiva, proquest, in the same words as a file would have.
[[nodiscard]] const std::vector<ExportStyle>& built_in_export_styles();

/// Does \p line match, white space at its ends apart?
[[nodiscard]] bool matches_line(std::string_view pattern, std::string_view line);
[[nodiscard]] bool matches_any(const std::vector<std::string>& patterns, std::string_view line);

/// The style of which \p head, the beginning of a file, is: the first of \p own, then of those
/// built in, that finds in it a line that parts articles, a label of a text and two other labels.
/// Null where there is none.
[[nodiscard]] const ExportStyle* export_style_of(std::string_view head,
                                                 const std::vector<ExportStyle>* own);

}  // namespace ae::indexing
