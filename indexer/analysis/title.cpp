// SPDX-License-Identifier: GPL-2.0-or-later
/// Headlines: found above the body, or made of its first sentence.
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_headline = 200;  ///< bytes
constexpr std::size_t derived_at_most = 110;   ///< bytes
constexpr std::size_t derived_at_least = 60;   ///< bytes: no clause is cut off before it

constexpr std::array<std::string_view, 34> abbreviations{
    "mr",  "mrs", "ms",   "dr",  "sen", "rep", "gov", "gen", "st",   "lt",   "col", "sgt",
    "rev", "hon", "prof", "jr",  "sr",  "no",  "vs",  "inc", "corp", "ltd",  "co",  "jan",
    "feb", "aug", "sept", "oct", "nov", "dec", "ala", "fla", "ga",   "calif"};

/// Words that no title ends with.
constexpr std::array<std::string_view, 30> dangling{
    "a",   "an",  "the",  "of",  "to",   "in",   "on",    "at",  "by",    "for",
    "as",  "and", "or",   "but", "with", "from", "that",  "who", "which", "is",
    "was", "are", "were", "his", "her",  "its",  "their", "has", "had",   "have"};

/// "trade talks with U.S." ends in an abbreviation, not as a sentence.
bool ends_with_initials(std::string_view text) {
  return text.size() >= 4 && text.ends_with('.') && text[text.size() - 3] == '.';
}

bool looks_like_headline(std::string_view line) {
  if (line.size() < 12 || line.size() > longest_headline || line.ends_with(':')) return false;
  if (line.ends_with(',') || line.ends_with(';')) return false;
  // "(Adds quotes)" is a note of the desk, "MOBILE (Lantern) - ..." a report's beginning.
  if (line.starts_with('(') || line.find(") -") != std::string_view::npos) return false;
  const bool question = line.ends_with('?') || line.ends_with('!');
  if (ends_sentence(line) && !question && !ends_with_initials(line)) return false;
  return count_words(line, 1) > 1 || ascii::is_wide(line.front());
}

/// Does the line end at a block, a blank line or the end of the run?
bool stands_alone(std::string_view run, std::size_t end) {
  if (end >= run.size()) return true;
  const std::string_view behind = run.substr(end + 1);
  const std::string_view next = behind.substr(0, behind.find('\n'));
  if (ascii::trim(next).empty()) return true;
  // Without blank lines: a long paragraph follows, so the text is not wrapped at some width.
  return next.size() > longest_headline && ascii::is_upper(ascii::trim_left(next).front());
}

/// Is the full stop at \p at the end of a sentence, as far as one can tell?
bool is_stop(std::string_view text, std::size_t at) {
  if (at + 1 < text.size() && !ascii::is_space(text[at + 1]) && text[at + 1] != '"') return false;
  if (text[at] != '.') return true;
  const std::size_t start = text.substr(0, at).find_last_of(" \n(\"-.") + 1;
  const std::string_view word = text.substr(start, at - start);
  return word.size() > 1 && !is_in(abbreviations, ascii::lower(word));
}

/// Where the first sentence, or the first line, of \p text ends.
std::size_t sentence_end(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n' && text.substr(at + 1).starts_with('\n')) return at;
    if ((text[at] == '.' || text[at] == '!' || text[at] == '?') && is_stop(text, at)) return at;
  }
  return text.size();
}

/// The end of the last clause within reach, else of the last word that may end a title.
std::size_t cut_at(std::string_view text) {
  const std::string_view reach = text.substr(0, derived_at_most + 1);
  const std::size_t clause = reach.find_last_of(",;");
  if (clause != std::string_view::npos && clause >= derived_at_least) return clause;
  std::size_t end = reach.find_last_of(" \n");
  while (end != std::string_view::npos && end > derived_at_least) {
    const std::size_t before = reach.substr(0, end).find_last_of(" \n");
    if (!is_in(dangling, ascii::lower(reach.substr(before + 1, end - before - 1)))) break;
    end = before;
  }
  if (end != std::string_view::npos && end > 0) return end;
  // One long run, as in Chinese: no character is cut in two.
  end = std::min(derived_at_most, text.size());
  while (end > 0 && end < text.size() && (text[end] & '\xc0') == '\x80') --end;
  return end;
}

}  // namespace

std::optional<Span> find_headline(std::string_view text, const Blocks& blocks) {
  if (blocks.body.empty()) return std::nullopt;
  const Span first = blocks.body.front();
  const std::string_view run = first.of(text);
  const std::size_t end = std::min(run.find('\n'), run.size());
  const std::string_view line = ascii::trim(run.substr(0, end));
  // A text of nothing but one line has no headline: it is the body.
  const bool only = end == run.size() && blocks.body.size() == 1;
  if (only || !looks_like_headline(line) || !stands_alone(run, end)) return std::nullopt;
  const auto from = static_cast<std::size_t>(line.data() - text.data());
  return Span{from, from + line.size()};
}

std::string derive_title(const Analysis& analysis) {
  if (!ascii::trim(analysis.text).empty()) return derive_title(analysis.text);
  for (const std::vector<Block>* blocks : {&analysis.captions, &analysis.boilerplate})
    if (!blocks->empty()) return derive_title(blocks->front().text);
  return "-";
}

std::string derive_title(std::string_view text) {
  text = ascii::trim(text);
  text = text.substr(0, 4 * derived_at_most);
  const std::size_t end = sentence_end(text);
  std::string_view title = text.substr(0, end);
  if (title.size() > derived_at_most) title = title.substr(0, cut_at(title));
  while (!title.empty() && std::string_view(" ,;:-").find(title.back()) != std::string_view::npos)
    title.remove_suffix(1);
  std::string out(title.empty() ? text.substr(0, cut_at(text)) : title);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

bool same_title(std::string_view a, std::string_view b) {
  const auto key = [](std::string_view title) {
    std::string out;
    for (const char c : title)
      if (ascii::is_alnum(c) || ascii::is_wide(c)) out += ascii::to_lower(c);
    return out;
  };
  return key(a) == key(b);
}

}  // namespace ae::indexing
