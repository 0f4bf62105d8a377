// SPDX-License-Identifier: GPL-2.0-or-later
/// The one table of everything an archive holds: fields, Xapian prefixes, columns.
///
/// Indexer and searcher both read this table and never spell a prefix themselves. Changing a row
/// changes what stands on disk: raise format_version.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ae::schema {

/// Written into every archive; another number is refused, never misread.
inline constexpr int format_version = 4;

/// The value of a field that the article does not evidence.
inline constexpr std::string_view unknown = "unknown";

enum class Kind : std::uint8_t {
  text,     ///< words of a zone of the article
  keyword,  ///< whole values, compared without case and accents
  day,      ///< a calendar day
  path,     ///< where the article was read
};

struct Field {
  std::string_view name;    ///< what a reader types before the colon
  std::string_view prefix;  ///< Xapian term prefix; unused where mentioned
  Kind kind;
  bool option = false;      ///< has an option of its name that filters
  bool facet = false;       ///< counted: has a column of its name
  bool unknowable = false;  ///< an article without it has the value "unknown"
  /// Names in the text. They have no terms: who is asked for is found in the columns, by what names
  /// mean across the archive.
  bool mentioned = false;
  std::string_view example;  ///< shown by --help, the man page and docs/query.md
  std::string_view help;     ///< one line, for the same places
};

inline constexpr std::array fields{
    Field{.name = "title",
          .prefix = "ZS",
          .kind = Kind::text,
          .example = "title:senate",
          .help = "words of the headline"},
    // Z holds the stems of title and body together: what bare words search.
    Field{.name = "body",
          .prefix = "Z",
          .kind = Kind::text,
          .example = "body:\"rule of law\"",
          .help = "words of the text, headline left out"},
    Field{.name = "caption",
          .prefix = "ZC",
          .kind = Kind::text,
          .example = "caption:photograph",
          .help = "words of picture captions"},
    Field{.name = "author",
          .prefix = "A",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .unknowable = true,
          .example = "author:\"Ana Reyes\"",
          .help = "who wrote it, from the byline"},
    Field{.name = "outlet",
          .prefix = "XO",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .unknowable = true,
          .example = "outlet:reuters",
          .help = "who published it"},
    Field{.name = "date",
          .prefix = "D",
          .kind = Kind::day,
          .option = true,
          .facet = true,
          .unknowable = true,
          .example = "date:2017-12",
          .help = "day of publication"},
    Field{.name = "lang",
          .prefix = "L",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .unknowable = true,
          .example = "lang:en",
          .help = "language, as a two-letter code"},
    Field{.name = "person",
          .prefix = "XP",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .mentioned = true,
          .example = "person:\"Doug Jones\"",
          .help = "people it names"},
    Field{.name = "org",
          .prefix = "XG",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .mentioned = true,
          .example = "org:\"U.S. Senate\"",
          .help = "organisations it names"},
    Field{.name = "place",
          .prefix = "XL",
          .kind = Kind::keyword,
          .option = true,
          .facet = true,
          .mentioned = true,
          .example = "place:Alabama",
          .help = "places it names"},
    Field{.name = "url",
          .prefix = "U",
          .kind = Kind::keyword,
          .example = "url:https://lantern.example/a",
          .help = "where it was published"},
    Field{.name = "path",
          .prefix = "XF",
          .kind = Kind::path,
          .example = "path:2017/*",
          .help = "where it was read"},
};

/// Terms that no reader types.
namespace prefix {
inline constexpr std::string_view joined = "ZJ";  ///< stems of hyphenated words, hyphen left out
inline constexpr std::string_view id = "Q";       ///< the article's id
inline constexpr std::string_view copy = "XH";    ///< hash of the text: equal for exact copies
inline constexpr std::string_view year = "Y";     ///< Y2017
inline constexpr std::string_view month = "M";    ///< M201712; days are D20171213
}  // namespace prefix

/// The field of that name, or null.
[[nodiscard]] const Field* find(std::string_view name) noexcept;

/// The field whose name is nearest to \p name by edit distance; for "did you mean".
[[nodiscard]] const Field& nearest(std::string_view name) noexcept;

}  // namespace ae::schema
