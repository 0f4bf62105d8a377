// SPDX-License-Identifier: GPL-2.0-or-later
/// Lines that say when: "Published: December 13, 2017 11:20 IST", "6:52 | 12/14/17". Days in
/// running text are never read.
#include "common/dates/find.hpp"
#include "common/dates/names.hpp"
#include "common/text/ascii.hpp"
#include "indexer/cleaning/authors.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t longest = 200;  ///< bytes of a date line

/// Words that say the day is the day of publication.
constexpr std::array<std::string_view, 29> publication_words{
    "published",  "publication", "posted",  "post",         "date",      "dated",
    "created",    "issued",      "release", "released",     "pubdate",   "veröffentlicht",
    "erschienen", "datum",       "publié",  "publiée",      "publicado", "publicada",
    "fecha",      "pubblicato",  "data",    "gepubliceerd", "filed",     "datetime",
    "aired",      "uploaded",    "publish", "submitted",    "first"};

/// Words that say it is the day of a later version.
constexpr std::array<std::string_view, 14> update_words{
    "updated", "update", "modified",    "revised",    "edited",     "corrected",  "aktualisiert",
    "stand",   "mis",    "actualizado", "aggiornato", "atualizado", "bijgewerkt", "changed"};

/// Words that may stand with them and say nothing of their own.
constexpr std::array<std::string_view, 39> fillers{
    "on",      "at",    "in",  "the", "last",   "first",  "original", "originally",
    "time",    "of",    "am",  "um",  "uhr",    "le",     "à",        "a",
    "el",      "las",   "em",  "il",  "alle",   "ore",    "op",       "om",
    "jour",    "en",    "and", "min", "mins",   "minute", "minutes",  "read",
    "reading", "hours", "ago", "day", "online", "by:",    "est"};

constexpr std::array<std::string_view, 8> separators{" | ", " · ", " • ",  " — ",
                                                     " – ", " - ", " // ", "\t"};

enum class Says { nothing, published, updated };

/// What the words around a day amount to.
struct Words {
  Says says = Says::nothing;
  std::size_t others = 0;  ///< words that belong to no date line
};

bool is_mark(char c) { return !ascii::is_alnum(c) && !ascii::is_wide(c) && c != ':'; }

std::string_view bare(std::string_view word) {
  while (!word.empty() && (is_mark(word.front()) || word.front() == ':')) word.remove_prefix(1);
  while (!word.empty() && (is_mark(word.back()) || word.back() == ':')) word.remove_suffix(1);
  return word;
}

bool is_number(std::string_view word) {
  return word.size() <= 3 && std::all_of(word.begin(), word.end(), ascii::is_digit);
}

bool is_zone(std::string_view word) {
  return word.size() >= 2 && word.size() <= 4 &&
         std::all_of(word.begin(), word.end(), ascii::is_upper);
}

Words weigh(std::string_view text) {
  constexpr std::array<std::string_view, 6> dashes{"|", "·", "•", "—", "–", "-"};
  Words found;
  for (const std::string_view run : words_of(text)) {
    const std::string_view word = bare(run);
    if (word.empty() || is_in(dashes, run)) continue;
    const std::string lower = ascii::lower(word);
    if (is_in(update_words, lower)) {
      found.says = Says::updated;
    } else if (is_in(publication_words, lower)) {
      if (found.says == Says::nothing) found.says = Says::published;
    } else if (!is_in(fillers, lower) && !is_clock(word) && !is_number(word) && !is_zone(word) &&
               !dates::is_weekday(word)) {
      ++found.others;
    }
  }
  return found;
}

/// A date line being read: what it says so far.
struct Reading {
  std::vector<Claim> claims;
  bool labelled = false;  ///< it says what its days are
  bool pure = true;       ///< nothing but days and their labels stands there
};

void add_day(const Line& line, std::string_view part, const dates::Mention& day, Says says,
             double confidence, Reading& reading) {
  const std::string_view value = day.bytes.of(part);
  std::string rule = says == Says::updated     ? "updated line: "
                     : says == Says::published ? "publication line: "
                                               : "date line: ";
  rule.append(day.rule);
  reading.claims.push_back(claim_of(line, Key::date, value, std::move(rule), confidence));
  reading.labelled = reading.labelled || says != Says::nothing;
}

/// Reads \p part if it holds nothing but days, labels, times and weekdays.
bool read_pure(const Line& line, std::string_view part, Reading& reading) {
  const auto days = dates::find_days(part);
  if (days.empty()) return false;
  std::size_t from = 0;
  std::vector<Says> says;
  for (const dates::Mention& day : days) {
    const Words words = weigh(part.substr(from, day.bytes.from - from));
    if (words.others > 0) return false;
    says.push_back(words.says);
    from = day.bytes.to;
  }
  if (weigh(part.substr(from)).others > 0) return false;
  for (std::size_t i = 0; i < days.size(); ++i) {
    // A label goes on for the days behind it: "date 2017-12-13 December 13, 2017".
    if (i > 0 && says[i] == Says::nothing) says[i] = says[i - 1];
    add_day(line, part, days[i], says[i], says[i] == Says::nothing ? 0.9 : 0.95, reading);
  }
  return true;
}

/// "Published 13 December 2017 by Ana Reyes": a label, a day, a few words more.
bool read_labelled(const Line& line, Reading& reading) {
  const auto days = dates::find_days(line.text);
  if (days.empty()) return false;
  const Words before = weigh(line.text.substr(0, days.front().bytes.from));
  if (before.says == Says::nothing || before.others > 0) return false;
  const std::string_view behind = line.text.substr(days.back().bytes.to);
  if (count_words(behind, 8) > 8 || ends_sentence(behind)) return false;
  std::size_t from = 0;
  Says says = Says::nothing;
  for (const dates::Mention& day : days) {
    const Words words = weigh(line.text.substr(from, day.bytes.from - from));
    if (words.says != Says::nothing) says = words.says;
    add_day(line, line.text, day, says, 0.95, reading);
    from = day.bytes.to;
  }
  const std::string_view rest = ascii::trim_left(behind);
  if (byline_marker(rest) > 0)
    for (const std::string_view name : read_authors(rest))
      reading.claims.push_back(claim_of(line, Key::author, name, "byline", 0.9));
  reading.pure = false;
  return true;
}

std::string_view next_field(std::string_view& text) {
  std::size_t end = text.size();
  std::size_t skip = 0;
  for (const std::string_view separator : separators) {
    const std::size_t at = text.substr(0, end).find(separator);
    if (at == std::string_view::npos) continue;
    end = at;
    skip = separator.size();
  }
  const std::string_view field = ascii::trim(text.substr(0, end));
  text.remove_prefix(end + skip);
  return field;
}

/// "By Ana Reyes | December 13, 2017 | Politics": fields, of which one is a day.
bool read_fields(const Line& line, Reading& reading) {
  std::string_view rest = line.text;
  std::size_t fields = 0;
  bool dated = false;
  while (!rest.empty()) {
    const std::string_view field = next_field(rest);
    if (field.empty()) continue;
    ++fields;
    if (read_pure(line, field, reading)) {
      dated = true;
    } else if (byline_marker(field) > 0) {
      for (const std::string_view name : read_authors(field))
        reading.claims.push_back(claim_of(line, Key::author, name, "byline", 0.9));
      reading.labelled = true;
      reading.pure = false;
    } else if (weigh(field).others == 0) {
      continue;
    } else if (line.number > 0 && count_words(field, 5) <= 5 && field.size() <= 60) {
      reading.pure = false;
    } else {
      return false;
    }
  }
  return dated && (fields > 1 || reading.pure);
}

/// "By Ana Reyes, December 13, 2017"
bool read_byline(const Line& line, Reading& reading) {
  if (byline_marker(line.text) == 0 || !is_capitalised(line.text)) return false;
  const auto days = dates::find_days(line.text);
  if (days.empty() || weigh(line.text.substr(days.back().bytes.to)).others > 0) return false;
  std::string_view names = line.text.substr(0, days.front().bytes.from);
  const auto authors = read_authors(names);
  if (authors.empty()) return false;
  for (const std::string_view name : authors)
    reading.claims.push_back(claim_of(line, Key::author, name, "byline", 0.9));
  for (const dates::Mention& day : days) add_day(line, line.text, day, Says::nothing, 0.9, reading);
  reading.labelled = true;
  return true;
}

std::optional<Reading> read_line(const Line& line) {
  using Read = bool (*)(const Line&, Reading&);
  constexpr std::array<Read, 4> ways{
      [](const Line& l, Reading& reading) { return read_pure(l, l.text, reading); }, read_labelled,
      read_fields, read_byline};
  for (const Read way : ways) {
    Reading reading;
    if (way(line, reading)) return reading;
  }
  return std::nullopt;
}

/// Does a bare day stand alone on another line further on? Then the text is a timeline or a list,
/// and no such line says when it was published.
bool is_one_of_many(const Line& line) {
  const auto own = dates::first_day(line.text);
  std::size_t at = line.span_of(line.text).to;
  while (at < line.whole.size()) {
    const std::size_t end = std::min(line.whole.find('\n', at), line.whole.size());
    const Line other{.text = ascii::trim(line.whole.substr(at, end - at)), .whole = line.whole};
    at = end + 1;
    Reading reading;
    if (other.text.size() > 60 || !read_pure(other, other.text, reading) || reading.labelled)
      continue;
    const auto day = dates::first_day(other.text);
    if (own && day && own->day != day->day) return true;
  }
  return false;
}

}  // namespace

std::optional<Finding> find_date_line(const Line& line) {
  if (!line.in_header && !line.in_trailer) return std::nullopt;
  if (line.text.size() > longest) return std::nullopt;
  std::optional<Reading> reading = read_line(line);
  if (!reading || (!reading->labelled && (!line.in_header || is_one_of_many(line))))
    return std::nullopt;
  Finding found = furniture(line, "date line");
  found.claims = std::move(reading->claims);
  return found;
}

}  // namespace ae::indexing
