// SPDX-License-Identifier: GPL-2.0-or-later
/// What `ae-index --for-remote` writes and a search over shards asks for: an ordinary Xapian
/// database that Xapian's own server can serve. Both ends agree on its terms, values, metadata and
/// on the data of its documents here.
///
/// Terms: those of segments (schema/fields.hpp), and the ones below. Words have positions as they
/// are compared (folded), title and body in one row with a wide gap between them. Values: below.
/// Metadata: `ae-export` (version, archive, revision, languages), for each stem the words that
/// have it, and for each word its stems.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/names.hpp"
#include "common/store/prints.hpp"
#include "common/store/words.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::store::exported {

/// Another number is refused, never misread.
inline constexpr std::uint64_t version = 1;

namespace prefix {
inline constexpr std::string_view word = "F";         ///< a word as compared, with positions
inline constexpr std::string_view title_only = "XT";  ///< stem of the title that the body lacks
inline constexpr std::string_view known = "XK";       ///< \see known_term
inline constexpr std::string_view name = "XN";        ///< \see name_term
inline constexpr std::string_view near_group = "XR";  ///< of near copies
inline constexpr std::string_view none = "XU";        ///< \see none_term
inline constexpr std::string_view earlier = "XV";     ///< there is a newer version
}  // namespace prefix

/// An article names, in the name facet \p type, somebody known by what hashes so. \see
/// Names::known_by
[[nodiscard]] std::string known_term(std::size_t type, std::uint64_t hash);
/// An article names, in the name facet \p type, who is called so: \p folded as
/// schema::fold_value gives it.
[[nodiscard]] std::string name_term(std::size_t type, std::string_view folded);
/// An article has no value in the name facet \p type.
[[nodiscard]] std::string none_term(std::size_t type);

/// Places between the last word of the title and the first of the body.
inline constexpr std::uint32_t zone_gap = 100'000;

/// Values by slot.
namespace slot {
inline constexpr std::uint32_t newest = 0;  ///< \see day_key
inline constexpr std::uint32_t oldest = 1;
inline constexpr std::uint32_t day = 2;     ///< \see day_value; none where it is not known
inline constexpr std::uint32_t facets = 3;  ///< then one for each of facet_fields
}  // namespace slot

/// Facets that are counted there, each in a slot of its own as one list of all its values: so an
/// article may have any number, and a server reads one value an article.
inline constexpr std::array<std::string_view, 6> facet_fields{"author", "outlet", "lang",
                                                              "person", "org",    "place"};

/// Ascending bytewise as the articles' days ascend, or descend; unknown days last; then by id.
[[nodiscard]] std::string day_key(std::int32_t day, std::uint64_t id, bool newest_first);
/// Ascending bytewise as days ascend.
[[nodiscard]] std::string day_value(std::int32_t day);
/// Nothing for bytes that are none.
[[nodiscard]] std::optional<std::int32_t> day_of(std::string_view value);

[[nodiscard]] std::string pack_list(const std::vector<std::string>& values);
/// Nothing for bytes that pack_list did not write.
[[nodiscard]] std::optional<std::vector<std::string>> unpack_list(std::string_view bytes);

/// Key of the metadata that tell of the export as a whole.
inline constexpr std::string_view about_key = "ae-export";
/// Key of the metadata with the words, as compared, that have \p stem.
[[nodiscard]] std::string stem_key(std::string_view stem);
/// And with the stems of \p word; the keys that begin so are all words.
[[nodiscard]] std::string word_key(std::string_view word);

struct About {
  std::string archive;                 ///< its id
  std::uint64_t revision = 0;          ///< that it was exported from
  std::uint64_t articles = 0;          ///< in their current versions
  std::vector<std::string> languages;  ///< codes
};
[[nodiscard]] std::string encode(const About& about);
/// \returns false for bytes that are none, or of another version
[[nodiscard]] bool decode(std::string_view bytes, About& about);

/// One article: all that a segment of it is made from.
struct Article {
  std::uint64_t id = 0, text_hash = 0;
  std::int32_t day = unknown_day;
  bool earlier = false;                     ///< there is a newer version
  std::optional<std::uint64_t> near_group;  ///< of its near copies
  std::string record;                       ///< as in Texts
  Prints prints;
  std::vector<std::pair<std::string, std::vector<std::string>>> facets;  ///< its own columns
  std::vector<std::array<std::string, 3>> words;  ///< surface, folded, stem; the first is word 1
  Sequence sequence;                              ///< numbers of words; 0: a gap
  std::vector<std::pair<std::string, std::uint32_t>> terms;  ///< with their counts
  std::vector<std::pair<TypedName, Meaning>> meanings;       ///< of names that stand for others
  std::vector<std::pair<TypedName, std::uint64_t>> known;    ///< hashes of further names
};

/// The document's data. \throws Error internal
[[nodiscard]] std::string encode(const Article& article);

/// \returns false for bytes that encode did not write, and for articles that make no sense: what
/// comes from another machine is believed in nothing.
[[nodiscard]] bool decode(std::string_view bytes, Article& article);

}  // namespace ae::store::exported
