// SPDX-License-Identifier: GPL-2.0-or-later
/// Lines of the form "Label: value" that carry metadata, and copyright notices.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/authors.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

struct Label {
  std::string_view text;  ///< in small letters
  Key key;
};

constexpr std::array labels{Label{"title:", Key::title},
                            Label{"headline:", Key::title},
                            Label{"author:", Key::author},
                            Label{"authors:", Key::author},
                            Label{"byline:", Key::author},
                            Label{"outlet:", Key::outlet},
                            Label{"source:", Key::outlet},
                            Label{"publisher:", Key::outlet},
                            Label{"publication:", Key::outlet},
                            Label{"newspaper:", Key::outlet},
                            Label{"url:", Key::url},
                            Label{"link:", Key::url},
                            Label{"language:", Key::lang},
                            Label{"lang:", Key::lang}};

constexpr std::size_t longest_name = 60;     ///< bytes of an outlet's name
constexpr std::size_t longest_notice = 400;  ///< bytes of a line that is a label or a notice

bool is_url(std::string_view text) {
  return ascii::starts_with(text, "http://") || ascii::starts_with(text, "https://") ||
         ascii::starts_with(text, "www.");
}

/// News agencies sign their reports wherever these appear: their notice names no outlet.
constexpr std::array<std::string_view, 8> agencies{"associated press",
                                                   "the associated press",
                                                   "ap",
                                                   "reuters",
                                                   "thomson reuters",
                                                   "afp",
                                                   "agence france-presse",
                                                   "dpa"};

/// Words of a company's name: who owns an outlet often has another name than the outlet.
constexpr std::array<std::string_view, 22> company_words{
    "inc",         "llc",     "ltd",         "limited",        "company",
    "co",          "corp",    "corporation", "communications", "interactive",
    "holdings",    "media",   "group",       "publishing",     "publications",
    "enterprises", "gmbh",    "ag",          "universal",      "digital",
    "networks",    "partners"};

bool is_company(std::string_view name) {
  const auto words = words_of(name);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return is_in(company_words, ascii::lower(strip_punctuation(word)));
  });
}

void skip(std::string_view& text, std::string_view of) {
  while (!text.empty() && of.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
}

bool eat_start(std::string_view& text, std::string_view start) {
  if (!ascii::starts_with(text, start)) return false;
  text.remove_prefix(start.size());
  skip(text, " ");
  return true;
}

/// "2017", "2015-2017", "2015–2017"; false where no year stands.
bool eat_years(std::string_view& text) {
  const auto year = [&] {
    const bool found = text.size() >= 4 &&
                       std::all_of(text.begin(), text.begin() + 4, ascii::is_digit) &&
                       (text.size() == 4 || !ascii::is_digit(text[4]));
    if (found) text.remove_prefix(4);
    return found;
  };
  if (!year()) return false;
  std::string_view rest = text;
  skip(rest, " ");
  if (eat_start(rest, "-") || eat_start(rest, "–")) {
    text = rest;
    year();
  }
  skip(text, " ,");
  return true;
}

/// "© 2017", "Copyright (c) 2017", "Copyright 2017 by": what a notice begins with.
bool eat_notice(std::string_view& text, bool& year) {
  bool sign = eat_start(text, "copyright");
  sign = eat_start(text, "©") || eat_start(text, "(c)") || eat_start(text, "&copy;") || sign;
  eat_start(text, "copyright");
  year = eat_years(text);
  eat_start(text, "by ");
  if (eat_start(text, "all rights reserved")) skip(text, " .,|");
  return sign;
}

/// The name that \p text begins with, up to a full stop, a bar or a year: "The Lantern Weekly".
std::string_view name_at_start(std::string_view text, bool& year) {
  constexpr std::array<std::string_view, 8> enders{". ",  " | ", ", ",  " - ",
                                                   " – ", " — ", " · ", " all rights"};
  std::size_t end = text.size();
  for (const std::string_view ender : enders)
    end = std::min(end, ascii::find(text.substr(0, end), ender));
  std::string_view name = ascii::trim(text.substr(0, end));
  if (const std::size_t last = name.rfind(' '); last != std::string_view::npos) {
    std::string_view behind = name.substr(last + 1);
    if (eat_years(behind)) {
      year = true;
      name = ascii::trim(name.substr(0, last));
    }
  }
  while (name.ends_with('.') || name.ends_with(',')) name.remove_suffix(1);
  return name;
}

/// Two to six words, each with a capital but for the small ones between.
bool is_outlet_name(std::string_view name) {
  constexpr std::array<std::string_view, 8> small{"of", "the", "and", "&", "de", "for", "du", "la"};
  if (name.empty() || name.size() > longest_name || !is_capitalised(name)) return false;
  const auto words = words_of(name);
  return words.size() <= 6 && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
           return is_capitalised(word) || ascii::is_digit(word.front()) || is_in(small, word);
         });
}

}  // namespace

std::optional<Finding> find_header_label(const Line& line) {
  if (!line.in_header || !line.before_body || line.goes_on || line.text.size() > longest_notice)
    return std::nullopt;
  for (const Label& label : labels) {
    if (!line.lower.starts_with(label.text)) continue;
    const std::string_view value = ascii::trim(line.text.substr(label.text.size()));
    Key key = label.key;
    if (key == Key::outlet && is_url(value)) key = Key::url;
    if (value.empty() || (key == Key::url && !is_url(value))) return std::nullopt;
    if (key == Key::outlet && (value.size() > longest_name || ends_sentence(value)))
      return std::nullopt;
    Finding found = furniture(line, "header label");
    if (key == Key::author) {
      for (const std::string_view name : read_authors(value))
        found.claims.push_back(claim_of(line, key, name, "header label", 0.95));
    } else {
      found.claims.push_back(claim_of(line, key, value, "header label", 0.95));
    }
    return found;
  }
  return std::nullopt;
}

std::optional<Finding> find_copyright(const Line& line) {
  if (line.text.size() > longest_notice) return std::nullopt;
  std::string_view rest = line.text;
  bool year = false;
  const bool notice = eat_notice(rest, year);
  const bool reserved = ascii::ends_with(strip_punctuation(line.text), "all rights reserved");
  if (!notice) {
    if (!reserved || line.text.size() > 120) return std::nullopt;
    return furniture(line, "copyright notice");
  }
  const std::string_view name = name_at_start(rest, year);
  // "Copyright law is ..." begins a sentence; a notice has a year, a sign or the claim of rights.
  const bool sign = !ascii::starts_with(line.text, "copyright") || year || reserved;
  if (!sign) return std::nullopt;
  Finding found = furniture(line, "copyright notice");
  // A year makes it the page's own notice; without one it may be a picture's.
  if (year && is_outlet_name(name)) {
    const bool agency = is_in(agencies, ascii::lower(name));
    const bool weak = agency || is_company(name);
    const char* const rule = agency ? "agency notice"
                             : weak ? "owner's notice"
                                    : "copyright notice";
    found.claims.push_back(claim_of(line, Key::outlet, name, rule, weak ? 0.3 : 0.8));
  }
  return found;
}

}  // namespace ae::indexing
