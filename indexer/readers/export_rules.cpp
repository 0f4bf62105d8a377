// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/export_rules.hpp"

#include "ae/error.hpp"
#include "common/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::string_view built_in = R"(
style nexis
begins   * of * DOCUMENTS
ends     End of Document
drop     Copyright *
drop     All Rights Reserved
head     outlet date ... title
field    BYLINE: = author
field    DATELINE: =
field    SECTION: =
field    LENGTH: =
field    HIGHLIGHT: =
field    LOAD-DATE: =
field    LANGUAGE: = lang
field    GRAPHIC: =
field    TYPE: =
field    SUBJECT: =
field    PUBLICATION-TYPE: =
field    JOURNAL-CODE: =
field    URL: = url
field    BODY: = text

style nexis-uni
ends     End of Document
drop     Copyright *
drop     All Rights Reserved
head     title outlet date ...
field    Byline: = author
field    Section: =
field    Length: =
field    Dateline: =
field    Highlight: =
field    Load-Date: =
field    Classification =
field    Language: = lang
field    Publication-Type: =
field    Subject: =
field    Graphic =
field    URL: = url
field    Body = text

style factiva
ends     AN *
field    SE =
field    HD = title
field    BY = author
field    CR =
field    WC =
field    PD = date
field    ET =
field    SN = outlet
field    SC =
field    ED =
field    PG =
field    LA = lang
field    CY =
field    LP = text
field    TD = text
field    CO =
field    IN =
field    NS =
field    RE =
field    IPC =
field    IPD =
field    PUB =
field    RF =
field    URL = url
field    AN = id

style proquest
between  ____________________*
begins   Document * of *
field    Title: = title
field    Author: = author surname-first
field    Publication info: =
field    Abstract: =
field    Links: =
field    Full text: = text
field    Subject: =
field    Location: =
field    People: =
field    Company / organization: =
field    Publication title: = outlet until ,;
field    Volume: =
field    Issue: =
field    Pages: =
field    First page: =
field    Publication year: =
field    Publication date: = date
field    Section: =
field    Publisher: =
field    Place of publication: =
field    Country of publication: =
field    Publication subject: =
field    ISSN: =
field    Source type: =
field    Language of publication: = lang
field    Document type: =
field    ProQuest document ID: = id
field    Document URL: = url
field    Copyright: =
field    Last updated: =
field    Database: =
)";

constexpr std::array keys{std::pair{"title", Key::title},   std::pair{"date", Key::date},
                          std::pair{"outlet", Key::outlet}, std::pair{"author", Key::author},
                          std::pair{"lang", Key::lang},     std::pair{"url", Key::url},
                          std::pair{"id", Key::source_id}};

std::optional<Key> key_of(std::string_view name) {
  for (const auto& [known, key] : keys)
    if (name == known) return key;
  return {};
}

/// The next word of \p text, which is taken off.
std::string_view take_word(std::string_view& text) {
  text = ascii::trim(text);
  const auto end = std::min(text.find_first_of(" \t"), text.size());
  const auto word = text.substr(0, end);
  text = ascii::trim(text.substr(end));
  return word;
}

class RulesParser {
 public:
  std::vector<ExportStyle> parse(std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      ++number_;
      read_line(ascii::trim(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (styles_.empty()) fail("no style is named", "begin with: style NAME");
    for (const ExportStyle& style : styles_) check(style);
    return std::move(styles_);
  }

 private:
  void read_line(std::string_view line) {
    if (line.empty() || line.starts_with('#')) return;
    const auto word = take_word(line);
    if (word == "style") {
      if (line.empty()) fail("a style without a name", "as in: style wire-dump");
      styles_.push_back({.name = std::string(line),
                         .begins = {},
                         .ends = {},
                         .between = {},
                         .drops = {},
                         .head = {},
                         .fields = {}});
      return;
    }
    if (styles_.empty()) fail("a rule before the first style", "begin with: style NAME");
    if (line.empty()) fail(fmt::format("{}: nothing behind it", word), words);
    read_rule(word, line, styles_.back());
  }

  void read_rule(std::string_view word, std::string_view value, ExportStyle& style) const {
    if (word == "begins")
      style.begins.emplace_back(value);
    else if (word == "ends")
      style.ends.emplace_back(value);
    else if (word == "between")
      style.between.emplace_back(value);
    else if (word == "drop")
      style.drops.emplace_back(value);
    else if (word == "head")
      read_head(value, style);
    else if (word == "field")
      style.fields.push_back(read_field(value));
    else
      fail(fmt::format("{}: no such rule", word), words);
  }

  void read_head(std::string_view value, ExportStyle& style) const {
    while (!value.empty()) {
      const auto word = take_word(value);
      const auto key = key_of(word);
      if (word == "...")
        style.head.push_back({.use = ExportHead::Use::any_number});
      else if (key)
        style.head.push_back({.use = ExportHead::Use::claim, .key = *key});
      else
        fail(fmt::format("head: {}: no such field", word), fields);
    }
  }

  [[nodiscard]] ExportField read_field(std::string_view value) const {
    const auto equals = value.rfind('=');
    if (equals == std::string_view::npos)
      fail(fmt::format("field {}: no = in it", value), "as in: field BYLINE: = author");
    ExportField field{.label = std::string(ascii::trim(value.substr(0, equals)))};
    if (field.label.empty()) fail("a field without a label", "as in: field BYLINE: = author");
    auto rest = ascii::trim(value.substr(equals + 1));
    if (rest.empty()) return field;
    const auto word = take_word(rest);
    const auto key = key_of(word);
    field.use = word == "text" ? ExportField::Use::text : ExportField::Use::claim;
    if (key)
      field.key = *key;
    else if (word != "text")
      fail(fmt::format("field {}: {}: no such field", field.label, word), fields);
    while (!rest.empty()) {
      const auto option = take_word(rest);
      if (option == "surname-first")
        field.surname_first = true;
      else if (option == "until" && !rest.empty())
        field.until = take_word(rest);
      else
        fail(fmt::format("field {}: {}: not understood", field.label, option),
             "behind the field may stand: until CHARACTERS, surname-first");
    }
    return field;
  }

  void check(const ExportStyle& style) const {
    const bool parted = !style.begins.empty() || !style.ends.empty() || !style.between.empty();
    if (!parted)
      throw Error(ErrorCode::bad_usage, fmt::format("style {}: nothing parts articles", style.name),
                  "add a line: begins, ends or between PATTERN");
    if (std::ranges::count(style.fields, ExportField::Use::text, &ExportField::use) == 0)
      throw Error(ErrorCode::bad_usage, fmt::format("style {}: no field is the text", style.name),
                  "add a line: field LABEL = text");
  }

  [[noreturn]] void fail(const std::string& what, std::string_view hint) const {
    throw Error(ErrorCode::bad_usage, fmt::format("line {}: {}", number_, what), std::string(hint));
  }

  static constexpr std::string_view words =
      "rules are: style, begins, ends, between, drop, head, field (docs/vendor-exports.md)";
  static constexpr std::string_view fields =
      "fields are: title, date, outlet, author, lang, url, id and text";

  std::vector<ExportStyle> styles_;
  std::size_t number_ = 0;
};

/// What a file must show to be of \p style.
bool is_of(const ExportStyle& style, std::string_view head) {
  bool parted = false;
  bool text = false;
  std::set<std::string_view> labels;
  while (!head.empty()) {
    const auto end = std::min(head.find('\n'), head.size());
    const auto line = ascii::trim(head.substr(0, end));
    head.remove_prefix(std::min(end + 1, head.size()));
    parted = parted || matches_any(style.begins, line) || matches_any(style.ends, line) ||
             matches_any(style.between, line);
    if (const auto* field = style.field_of(line)) {
      text = text || field->use == ExportField::Use::text;
      if (field->use != ExportField::Use::text) labels.insert(field->label);
    }
  }
  return parted && text && labels.size() >= 2;
}

}  // namespace

const ExportField* ExportStyle::field_of(std::string_view line) const {
  line = ascii::trim(line);
  for (const ExportField& field : fields) {
    if (!line.starts_with(field.label)) continue;
    const auto behind = line.substr(field.label.size());
    if (field.label.ends_with(':') || behind.empty()) return &field;
    // "HD  Bridge lost" has the label HD, "Body parts found" has not the label Body.
    if (behind.starts_with("  ") || behind.starts_with('\t')) return &field;
  }
  return nullptr;
}

bool matches_line(std::string_view pattern, std::string_view line) {
  line = ascii::trim(line);
  std::size_t p = 0, l = 0, star = std::string_view::npos, back = 0;
  while (l < line.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      back = l;
    } else if (p < pattern.size() && pattern[p] == line[l]) {
      ++p;
      ++l;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      l = ++back;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool matches_any(const std::vector<std::string>& patterns, std::string_view line) {
  return std::ranges::any_of(patterns, [&](const auto& each) { return matches_line(each, line); });
}

std::vector<ExportStyle> read_export_rules(std::string_view text) {
  return RulesParser().parse(text);
}

const std::vector<ExportStyle>& built_in_export_styles() {
  static const std::vector<ExportStyle> styles = read_export_rules(built_in);
  return styles;
}

const ExportStyle* export_style_of(std::string_view head, const std::vector<ExportStyle>* own) {
  if (own != nullptr)
    for (const ExportStyle& style : *own)
      if (is_of(style, head)) return &style;
  for (const ExportStyle& style : built_in_export_styles())
    if (is_of(style, head)) return &style;
  return nullptr;
}

}  // namespace ae::indexing
