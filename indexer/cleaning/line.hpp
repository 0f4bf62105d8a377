// SPDX-License-Identifier: GPL-2.0-or-later
/// A line of a scraped text with what stands around it, and what a rule says about it.
#pragma once

#include "indexer/readers/article.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A line that is not blank; white space at its ends is left out.
struct Line {
  std::string_view text{};     ///< bytes of the whole
  std::string_view whole{};    ///< the text it stands in
  bool is_rest = false;        ///< the beginning of the line was cut off already
  std::size_t number = 0;      ///< 0 for the first line that is not blank
  bool in_header = false;      ///< among the first lines, before the body got going
  bool before_body = false;    ///< ... before its first paragraph
  bool in_trailer = false;     ///< among the last lines
  bool gap_before = true;      ///< a blank line or the edge of the text stands before it
  bool gap_after = true;       ///< ... behind it
  std::string_view before{};   ///< the line before it; empty for the first
  std::string_view after{};    ///< the line behind it; empty for the last
  std::string_view opening{};  ///< the first line of the text

  /// Text wrapped at some width goes on in the next line without a blank one, in small letters.
  bool own_headings = false;  ///< lines that look like related links are this article's headings
  bool goes_on = false;       ///< the next line is the rest of this one's sentence
  bool continues = false;     ///< this line is the rest of the sentence before
  std::string lower{};  ///< text in small letters; empty for a line longer than any rule reads

  /// Where \p part of the line stands in the whole text.
  [[nodiscard]] Span span_of(std::string_view part) const {
    const auto from = static_cast<std::size_t>(part.data() - whole.data());
    return {from, from + part.size()};
  }
};

/// What a rule found: some of the line is no body text.
struct Finding {
  enum class Kind { caption, boilerplate };
  Kind kind = Kind::boilerplate;
  std::string_view rule;     ///< lives as long as the program
  std::string_view cut;      ///< the part of the line that is no body; never empty
  std::string_view content;  ///< the cut without its markers
  std::vector<Claim> claims{};
};

/// The rule of find_related_link().
inline constexpr std::string_view headline_rule = "headline between paragraphs";

/// The whole line is furniture.
[[nodiscard]] inline Finding furniture(const Line& line, std::string_view rule) {
  return {Finding::Kind::boilerplate, rule, line.text, line.text, {}};
}

/// A claim that \p part of the line makes.
[[nodiscard]] inline Claim claim_of(const Line& line, Key key, std::string_view part,
                                    std::string rule, double confidence) {
  return {key, std::string(part), Source::text, std::move(rule), line.span_of(part), confidence};
}

// Each rule looks at one line. Its cost is bounded by the length of the line.
[[nodiscard]] std::optional<Finding> find_placeholder(const Line& line);
[[nodiscard]] std::optional<Finding> find_json_trailer(const Line& line);
[[nodiscard]] std::optional<Finding> find_caption(const Line& line);
[[nodiscard]] std::optional<Finding> find_player(const Line& line);
[[nodiscard]] std::optional<Finding> find_header_label(const Line& line);
[[nodiscard]] std::optional<Finding> find_date_line(const Line& line);
[[nodiscard]] std::optional<Finding> find_byline(const Line& line);
[[nodiscard]] std::optional<Finding> find_tagline(const Line& line);
[[nodiscard]] std::optional<Finding> find_copyright(const Line& line);
[[nodiscard]] std::optional<Finding> find_page_furniture(const Line& line);
[[nodiscard]] std::optional<Finding> find_related_link(const Line& line);

}  // namespace ae::indexing
