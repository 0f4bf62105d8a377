// SPDX-License-Identifier: GPL-2.0-or-later
/// What the names in a segment's articles stand for across the whole archive. Columns and records
/// keep each name as its own article settles it; this file, which later runs replace as they learn
/// more, says who that is: "Shelby" is Richard Shelby. Where it is absent, every name stands for
/// itself.
///
/// Sections: the facets of people, organisations, places and outlets as resolved; "general" and
/// "single", the names that stand for another one, for the segment and for one article; for each
/// facet "NAME.hashes" uint64, ascending, and "NAME.known" uint32, which name is known by what
/// hashes so.
#pragma once

#include "common/store/columns.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::store {

/// Facets of names; the first ones by the type of a StoredMention.
inline constexpr std::array<std::string_view, 4> name_facets{"person", "org", "place", "outlet"};
inline constexpr std::size_t mention_types = 3;

struct TypedName {
  std::uint8_t type = 0;  ///< index into name_facets
  std::string name;       ///< as displayed

  friend auto operator<=>(const TypedName&, const TypedName&) = default;
};

/// What a name stands for.
struct Meaning {
  TypedName is;     ///< an empty name: hidden by the user
  std::string why;  ///< one line; empty where the name stands for itself
};

/// Names that do not stand for themselves.
struct Meanings {
  std::map<TypedName, Meaning> general;
  /// In the article of that docid; it goes before what is so in general.
  std::map<std::pair<std::uint32_t, TypedName>, Meaning> single;

  /// Further names by which somebody may ask for one; no article writes it so.
  std::set<std::pair<TypedName, TypedName>> also;
  /// The same, where only the hash of what somebody may type is known (\see Names::known).
  std::vector<std::pair<TypedName, std::uint64_t>> also_hashed{};
};

/// Equal for equal meanings.
[[nodiscard]] std::uint64_t hash_of(const Meanings& meanings);

/// Resolves the names of \p columns and writes the file. \throws Error io, archive_damaged
FileSum write_names(const std::filesystem::path& path, const Columns& columns,
                    const Meanings& meanings);

/// Const functions may run on several threads at once.
class Names {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Names(const std::filesystem::path& path);
  Names(Names&&) noexcept;
  Names& operator=(Names&&) noexcept;
  ~Names();

  [[nodiscard]] std::uint32_t documents() const noexcept;

  /// hash_of() the meanings that the file was written from. \throws Error archive_damaged
  [[nodiscard]] std::uint64_t recipe() const;

  /// \p type is an index into name_facets. \throws Error archive_damaged
  [[nodiscard]] Facet facet(std::size_t type) const;

  /// The same, for those who look at few articles of it. \throws Error archive_damaged
  [[nodiscard]] LazyFacet lazy_facet(std::size_t type) const;

  /// All that known_by() goes by: hashes of names, and the ordinals in facet(\p type) of who is
  /// known so.
  [[nodiscard]] std::vector<std::pair<std::uint64_t, std::uint32_t>> known(std::size_t type) const;

  /// Ordinals in facet(\p type) of what is known by \p folded, a name as schema::fold_value gives
  /// it: its own, or one that stands for it.
  [[nodiscard]] std::vector<std::uint32_t> known_by(std::size_t type,
                                                    std::string_view folded) const;

  [[nodiscard]] Meaning meaning(std::uint32_t docid, const TypedName& name) const;

  /// Whether some name of the article \p docid may mean something else than in general.
  [[nodiscard]] bool has_single(std::uint32_t docid) const;

  /// What \p name stands for in articles without a meaning of their own for it.
  [[nodiscard]] Meaning general_meaning(const TypedName& name) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae::store
