// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/pdf_lines.hpp"

#include "common/text/ascii.hpp"
#include "indexer/pdf/protocol.hpp"
#include "indexer/readers/normalise.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

namespace ae::indexing {
namespace {

constexpr double margin = 0.1;             ///< of a page's height: where heads and numbers stand
constexpr double same_size = 1.12;         ///< letters of two lines, one by the other
constexpr double wide_gap = 1.3;           ///< of the usual distance between lines
constexpr std::size_t longest_head = 120;  ///< bytes

bool take_number(std::string_view& row, double& number) {
  const auto parsed = std::from_chars(row.data(), row.data() + row.size(), number);
  if (parsed.ec != std::errc{} || !std::isfinite(number)) return false;
  row.remove_prefix(static_cast<std::size_t>(parsed.ptr - row.data()));
  if (row.starts_with(' ')) row.remove_prefix(1);
  return true;
}

/// The value of \p row where it begins with \p key and a space.
bool take_property(std::string_view row, std::string_view key, std::string& value) {
  if (!row.starts_with(key) || row.substr(key.size(), 1) != " ") return false;
  value = normalise_line(row.substr(key.size() + 1));
  return true;
}

/// "The Lark - page 12" -> "the lark - page #": what stays the same from page to page.
std::string shape_of(std::string_view text) {
  std::string shape;
  for (const char c : text) {
    if (!ascii::is_digit(c))
      shape += ascii::to_lower(c);
    else if (!shape.ends_with('#'))
      shape += '#';
  }
  return shape;
}

bool in_margin(const PdfLine& line) {
  return line.top < margin * line.height || line.top > (1 - margin) * line.height;
}

/// "7", "- 7 -", "Page 7 of 12"
bool is_page_number(const PdfLine& line) {
  static const std::set<std::string, std::less<>> shapes{
      "#",   "- # -", "– # –",    "page #",  "page # of #",  "p. #",
      "#/#", "# / #", "page #/#", "seite #", "seite # von #"};
  return in_margin(line) && shapes.contains(shape_of(line.text));
}

/// The shapes of lines in the margins that come again on a third of the pages, and on two at least.
std::unordered_set<std::string> running_heads(const std::vector<PdfLine>& lines) {
  std::map<std::string, std::set<std::size_t>> pages;
  std::size_t last = 0;
  for (const PdfLine& line : lines) {
    last = std::max(last, line.page);
    if (in_margin(line) && line.text.size() <= longest_head)
      pages[shape_of(line.text)].insert(line.page);
  }
  std::unordered_set<std::string> heads;
  for (const auto& [shape, on] : pages)
    if (on.size() >= 2 && on.size() * 3 > last) heads.insert(shape);
  return heads;
}

/// The distance from line to line that is met most often, in heights of a letter.
double usual_distance(const std::vector<PdfLine>& lines) {
  std::vector<double> distances;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const double step = lines[i].top - lines[i - 1].top;
    if (lines[i].page == lines[i - 1].page && step > 0 && step < 3 * lines[i].size)
      distances.push_back(step / lines[i].size);
  }
  if (distances.empty()) return 1.2;
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle;
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view quote : {"”", "’", "»", "\"", "'", ")"})
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  return text.ends_with('.') || text.ends_with('!') || text.ends_with('?') || text.ends_with(':');
}

/// Cuts lines into paragraphs.
class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<PdfLine>& lines)
      : lines_(lines), distance_(usual_distance(lines)) {}

  /// Does line number \p i begin one?
  [[nodiscard]] bool begins(std::size_t i) const {
    if (i == 0) return true;
    const PdfLine& before = lines_[i - 1];
    const PdfLine& line = lines_[i];
    const auto [small, large] = std::minmax(before.size, line.size);
    if (large > small * same_size) return true;
    const bool elsewhere = line.page != before.page || line.top < before.top;
    if (elsewhere) return ends_sentence(before.text) || ascii::is_upper(line.text.front());
    return line.top - before.top > distance_ * wide_gap * line.size || is_indented(i);
  }

 private:
  /// Against the lines before and behind it.
  [[nodiscard]] bool is_indented(std::size_t i) const {
    const PdfLine& line = lines_[i];
    const double indent = 0.7 * line.size;
    const auto out_of = [&](const PdfLine& other) { return other.left < line.left - indent; };
    return out_of(lines_[i - 1]) && (i + 1 == lines_.size() || out_of(lines_[i + 1]));
  }

  const std::vector<PdfLine>& lines_;
  double distance_;
};

bool is_letter(char c) { return ascii::is_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Tells at which line ends a hyphen belongs to the word.
class Hyphens {
 public:
  explicit Hyphens(const std::vector<PdfLine>& lines) {
    for (const PdfLine& line : lines) add_words(line.text);
  }

  /// Joins \p line to \p text: with a space, or where a word is cut, without one. The hyphen stays
  /// where the document writes the word with it elsewhere, or goes on with a capital or a digit.
  void join(std::string_view line, std::string& text) const {
    constexpr std::string_view soft = "\u00ad";
    if (text.ends_with(soft)) {
      text.resize(text.size() - soft.size());
    } else if (text.size() > 1 && text.ends_with('-') && is_letter(text[text.size() - 2])) {
      const std::string with = last_word(text) + first_word(line);
      const bool lower = ascii::is_lower(line.front()) || !ascii::is_alpha(line.front());
      if (lower && is_letter(line.front()) && !words_.contains(with)) text.pop_back();
    } else {
      text += ' ';
    }
    text += line;
  }

 private:
  static bool in_word(char c) { return is_letter(c) || c == '-'; }

  void add_words(std::string_view line) {
    std::size_t at = 0;
    while (at < line.size()) {
      const auto from = at;
      while (at < line.size() && in_word(line[at])) ++at;
      const auto word = line.substr(from, at - from);
      const auto hyphen = word.find('-');
      if (hyphen != std::string_view::npos && hyphen + 1 < word.size()) words_.emplace(word);
      at += at == from ? 1 : 0;
    }
  }

  static std::string last_word(std::string_view text) {
    auto from = text.size();
    while (from > 0 && in_word(text[from - 1])) --from;
    return std::string(text.substr(from));
  }

  static std::string first_word(std::string_view text) {
    std::size_t to = 0;
    while (to < text.size() && in_word(text[to])) ++to;
    return std::string(text.substr(0, to));
  }

  std::unordered_set<std::string> words_;  ///< those with a hyphen within a line
};

void add_part(std::string_view line, std::string_view rule, Article& article) {
  article.text += article.text.empty() ? "" : "\n\n";
  const std::size_t from = article.text.size();
  article.text += line;
  article.parts.push_back({.bytes = {from, article.text.size()},
                           .kind = Part::Kind::boilerplate,
                           .rule = std::string(rule)});
}

}  // namespace

PdfText read_pdf_lines(std::string_view output) {
  PdfText text;
  bool in_page = false;
  PdfLine place;
  for (std::size_t at = 0; at < output.size();) {
    const auto end = std::min(output.find('\n', at), output.size());
    std::string_view row = output.substr(at, end - at);
    at = end + 1;
    if (row.starts_with(pdf_page_mark)) {
      row.remove_prefix(std::min(row.size(), pdf_page_mark.size() + 1));
      place.page += in_page ? 1 : 0;
      in_page = true;
      if (!take_number(row, place.height)) place.height = 0;
    } else if (in_page) {
      PdfLine line = place;
      if (!take_number(row, line.left) || !take_number(row, line.top) ||
          !take_number(row, line.right) || !take_number(row, line.size))
        continue;
      line.text = normalise_line(repair_utf8(row).text);
      if (!line.text.empty() && line.size > 0) text.lines.push_back(std::move(line));
    } else if (!take_property(row, "Title", text.title) &&
               !take_property(row, "Author", text.author)) {
      take_property(row, "CreationDate", text.created);
    }
  }
  return text;
}

void join_pdf_lines(const std::vector<PdfLine>& lines, Article& article) {
  const auto heads = running_heads(lines);
  std::vector<PdfLine> body;
  std::vector<const PdfLine*> numbers, repeated;
  for (const PdfLine& line : lines) {
    if (is_page_number(line))
      numbers.push_back(&line);
    else if (in_margin(line) && heads.contains(shape_of(line.text)))
      repeated.push_back(&line);
    else
      body.push_back(line);
  }
  const Paragraphs paragraphs(body);
  const Hyphens hyphens(body);
  std::string text;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (!paragraphs.begins(i)) {
      hyphens.join(body[i].text, text);
      continue;
    }
    text += i == 0 ? "" : "\n\n";
    text += body[i].text;
  }
  article.text = normalise(text);
  while (article.text.ends_with('\n')) article.text.pop_back();
  for (const PdfLine* line : repeated) add_part(line->text, "running head", article);
  for (const PdfLine* line : numbers) add_part(line->text, "page number", article);
}

}  // namespace ae::indexing
