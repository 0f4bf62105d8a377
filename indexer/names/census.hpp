// SPDX-License-Identifier: GPL-2.0-or-later
/// Which names the articles of an archive settle for themselves, and what they mean together.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/columns.hpp"
#include "indexer/names/aliases.hpp"
#include "indexer/names/meanings.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ae::indexing {

/// The names of every article in force, read from the columns. Not thread-safe.
class Census {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Census(const store::Snapshot& snapshot);

  /// Every name, each once.
  [[nodiscard]] const std::vector<NameCount>& names() const noexcept { return names_; }

  /// What the names mean, by segment in the snapshot's order: in general, restricted to what the
  /// segment holds, and of a surname that settle() leaves open in single articles. Such a surname
  /// joins its one full name where the article shares its day or two further names with one that
  /// bears the full name.
  [[nodiscard]] std::vector<store::Meanings> meanings(const Settled& settled) const;

  [[nodiscard]] const store::Columns& columns(std::size_t segment) const {
    return segments_[segment].columns;
  }

 private:
  struct Segment {
    const store::SegmentEntry* entry;
    store::Columns columns;
    std::array<store::Facet, store::name_facets.size()> facets;
  };
  struct Place {
    std::uint32_t segment = 0;  ///< index into segments_
    std::uint32_t docid = 0;
  };
  struct Article {
    std::int32_t day = store::unknown_day;
    std::vector<store::TypedName> names;  ///< as they mean, ascending
  };
  using Places = std::map<std::string, std::vector<Place>>;  // by what a person's name means

  void count();
  [[nodiscard]] Places places_of(const Settled& settled) const;
  [[nodiscard]] Article read(const Place& place, const Settled& settled) const;
  void infer(const std::string& surname, const std::string& full, const Places& places,
             const Settled& settled, std::vector<store::Meanings>& meanings) const;
  void note(const Place& place, const std::string& surname, const store::Meaning& meaning,
            const Settled& settled, store::Meanings& meanings) const;

  std::vector<Segment> segments_;
  std::vector<NameCount> names_;
};

}  // namespace ae::indexing
