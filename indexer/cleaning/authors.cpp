// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cleaning/authors.hpp"

#include "common/dates/names.hpp"
#include "common/text/ascii.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_name = 60;     ///< bytes
constexpr std::size_t longest_byline = 400;  ///< bytes; the rest is not read

/// Longer ones first.
constexpr std::array<std::string_view, 15> markers{
    "written by: ",  "written by ", "reported by ", "story by ", "text by ",
    "reporting by ", "byline: ",    "author: ",     "by: ",      "by ",
    "von ",          "par ",        "por ",         "door ",     "di "};

/// Where the names of a byline end.
constexpr std::array<std::string_view, 19> enders{
    " | ",  " · ",  " • ",  " — ",      " – ",  " - ",   " (", " <",        "\t", " for ",
    " of ", " at ", " in ", " reports", " is ", " http", "/",  "; editing", ". "};

constexpr std::array<std::string_view, 4> joints{" and ", " & ", " und ", ";"};

/// Words that no name of a person has, in small letters.
constexpr std::array<std::string_view, 71> not_names{"staff",
                                                     "writer",
                                                     "writers",
                                                     "reporter",
                                                     "reporters",
                                                     "correspondent",
                                                     "correspondents",
                                                     "editor",
                                                     "editors",
                                                     "editorial",
                                                     "board",
                                                     "columnist",
                                                     "contributor",
                                                     "contributors",
                                                     "desk",
                                                     "newsroom",
                                                     "team",
                                                     "agency",
                                                     "agencies",
                                                     "wire",
                                                     "service",
                                                     "services",
                                                     "news",
                                                     "press",
                                                     "times",
                                                     "post",
                                                     "weekly",
                                                     "daily",
                                                     "herald",
                                                     "journal",
                                                     "tribune",
                                                     "gazette",
                                                     "magazine",
                                                     "media",
                                                     "network",
                                                     "reuters",
                                                     "ap",
                                                     "afp",
                                                     "upi",
                                                     "dpa",
                                                     "bbc",
                                                     "cnn",
                                                     "abc",
                                                     "nbc",
                                                     "cbs",
                                                     "npr",
                                                     "bloomberg",
                                                     "email",
                                                     "e-mail",
                                                     "the",
                                                     "author",
                                                     "follow",
                                                     "share",
                                                     "comments",
                                                     "posted",
                                                     "published",
                                                     "updated",
                                                     "admin",
                                                     "guest",
                                                     "special",
                                                     "photographer",
                                                     "photo",
                                                     "photos",
                                                     "video",
                                                     "analyst",
                                                     "producer",
                                                     "bureau",
                                                     "anonymous",
                                                     "unknown",
                                                     "associated",
                                                     "our"};

constexpr std::array<std::string_view, 14> roles{
    "writer",         "writers",      "reporter", "reporters",   "correspondent",
    "correspondents", "editor",       "editors",  "columnist",   "columnists",
    "contributor",    "contributors", "staff",    "bureau chief"};

/// Small words within names.
constexpr std::array<std::string_view, 22> particles{
    "de",  "del", "della", "da",  "dos", "das", "di", "du", "la",  "le", "van",
    "von", "der", "den",   "ten", "ter", "bin", "al", "el", "ibn", "zu", "y"};

bool is_name_word(std::string_view word) {
  const std::string lower = ascii::lower(strip_punctuation(word));
  if (lower.empty() || is_in(not_names, lower) || dates::is_weekday(lower)) return false;
  if (std::any_of(word.begin(), word.end(),
                  [](char c) { return ascii::is_digit(c) || c == '@' || c == ':' || c == '"'; }))
    return false;
  return is_capitalised(word) || is_in(particles, lower);
}

bool is_name(std::string_view text) {
  if (text.empty() || text.size() > longest_name || !is_capitalised(text)) return false;
  const auto words = words_of(text);
  if (words.size() > 5 || !std::all_of(words.begin(), words.end(), is_name_word)) return false;
  return words.size() > 1 || text.size() > 2;  // initials alone are no name
}

std::string_view without_marker(std::string_view text) {
  text.remove_prefix(byline_marker(text));
  return ascii::trim(text);
}

/// Cuts off what stands behind the names.
std::string_view names_part(std::string_view text) {
  const std::string lower = ascii::lower(text);
  std::size_t end = text.size();
  for (const std::string_view ender : enders) {
    const std::size_t at = std::string_view(lower).substr(0, end).find(ender);
    // "Ana R. Reyes": an initial does not end the names.
    if (at != std::string_view::npos &&
        !(ender == ". " && at >= 1 && (at < 3 || text[at - 2] == ' ')))
      end = std::min(end, at);
  }
  const std::size_t handle = text.substr(0, end).find('@');
  if (handle != std::string_view::npos) end = text.rfind(' ', handle);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

/// The next run up to a comma or a word like "and"; \p text loses it.
std::string_view next_part(std::string_view& text) {
  std::size_t end = std::min(text.find(','), text.size());
  std::size_t skip = 1;
  for (const std::string_view joint : joints) {
    const std::size_t at = ascii::find(text.substr(0, end), joint);
    if (at == std::string_view::npos) continue;
    end = at;
    skip = joint.size();
  }
  const std::string_view part = ascii::trim(text.substr(0, end));
  text.remove_prefix(std::min(text.size(), end + skip));
  return part;
}

/// "and Bob Stone" (what stands behind ", ") -> "Bob Stone"
std::string_view without_and(std::string_view part) {
  constexpr std::string_view word = "and ";
  return ascii::starts_with(part, word) ? ascii::trim(part.substr(word.size())) : part;
}

}  // namespace

std::size_t byline_marker(std::string_view text) {
  for (const std::string_view marker : markers)
    if (ascii::starts_with(text, marker)) return marker.size();
  return 0;
}

bool is_role(std::string_view text) {
  const std::string lower = ascii::lower(strip_punctuation(text));
  return lower.size() <= longest_name &&
         std::any_of(roles.begin(), roles.end(), [&](std::string_view role) {
           return lower == role || lower.ends_with(std::string(" ").append(role));
         });
}

std::vector<std::string_view> read_authors(std::string_view byline) {
  std::vector<std::string_view> names;
  std::string_view rest = names_part(without_marker(ascii::trim(byline).substr(0, longest_byline)));
  while (!rest.empty()) {
    std::string_view part = without_marker(without_and(next_part(rest)));
    while (part.ends_with(':') || part.ends_with(';')) part.remove_suffix(1);
    // A full stop ends the line, unless it ends an initial or "Jr.".
    if (part.ends_with('.') && part.size() > 4 && part[part.size() - 3] != ' ' &&
        !part.ends_with("Jr.") && !part.ends_with("Sr."))
      part.remove_suffix(1);
    if (is_name(part) && std::find(names.begin(), names.end(), part) == names.end())
      names.push_back(part);
  }
  return names;
}

}  // namespace ae::indexing
