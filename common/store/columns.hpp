// SPDX-License-Identifier: GPL-2.0-or-later
/// What facets, sorting and deduplication read of every article of a segment, by docid and without
/// Xapian: its day, its id, the hash of its text, a sample of its shingles, and the ordinals of its
/// facet values.
///
/// Sections: "day" int32, "id" uint64, "text_hash" uint64 and "shingles" uint32, one a docid;
/// "print_offsets" uint32 (n+1: docid d's sample stands at [offsets[d-1], offsets[d])) into
/// "prints" uint32; and those of each facet (facet.hpp).
#pragma once

#include "ae/date.hpp"
#include "common/store/facet.hpp"
#include "common/store/prints.hpp"
#include "common/store/sealed_file.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::store {

/// Of the file's format.
inline constexpr std::uint32_t columns_version = 1;

/// Columns::days() of an article whose day is not known.
inline constexpr std::int32_t unknown_day = std::numeric_limits<std::int32_t>::min();

/// \p day as the columns keep it.
[[nodiscard]] constexpr std::int32_t day_number(const std::optional<Day>& day) noexcept {
  if (!day) return unknown_day;
  return static_cast<std::int32_t>(std::chrono::sys_days(*day).time_since_epoch().count());
}

/// What ColumnsWriter wants to know of one article.
struct DocumentColumns {
  std::int32_t day = unknown_day;  ///< days since 1970-01-01
  std::uint64_t id = 0;            ///< the article's id
  std::uint64_t text_hash = 0;     ///< equal for exact copies
  PrintsView prints{};             ///< tell near copies; only looked at by ColumnsWriter::add()
  /// Facet name -> values; a value given twice counts once. A facet that the article does not
  /// evidence is left out: "unknown" is no value here.
  std::vector<std::pair<std::string, std::vector<std::string>>> facets{};
};

/// Collects the columns of a segment in memory (some 200 bytes an article and 4 a value).
class ColumnsWriter {
 public:
  /// The next docid; the first is 1.
  void add(const DocumentColumns& document);

  [[nodiscard]] std::uint32_t documents() const noexcept;

  /// Writes the file. \throws Error io
  FileSum finish(const std::filesystem::path& path) const;

 private:
  void add(const PrintsView& prints);

  std::vector<std::int32_t> days_;
  std::vector<std::uint64_t> ids_;
  std::vector<std::uint64_t> text_hashes_;
  std::vector<std::uint32_t> shingles_, print_offsets_{0}, prints_;
  std::map<std::string, FacetWriter, std::less<>> facets_;
};

/// The columns of one segment. Const functions may run on several threads at once. What is asked
/// for whole is verified whole, once; what is asked of one article costs a block or two. All views
/// live as long as this.
class Columns {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Columns(const std::filesystem::path& path);
  Columns(Columns&&) noexcept;
  Columns& operator=(Columns&&) noexcept;
  ~Columns();

  [[nodiscard]] std::uint32_t documents() const noexcept;

  /// [docid - 1]: days since 1970-01-01, or unknown_day. \throws Error archive_damaged
  [[nodiscard]] std::span<const std::int32_t> days() const;
  /// [docid - 1] \throws Error archive_damaged
  [[nodiscard]] std::span<const std::uint64_t> ids() const;
  /// [docid - 1] \throws Error archive_damaged
  [[nodiscard]] std::span<const std::uint64_t> text_hashes() const;

  /// The same, of one article: \p docid from 1 to documents(). \throws Error archive_damaged
  [[nodiscard]] std::int32_t day(std::uint32_t docid) const;
  [[nodiscard]] std::uint64_t id(std::uint32_t docid) const;
  [[nodiscard]] std::uint64_t text_hash(std::uint32_t docid) const;

  /// What tells the near copies of \p docid. \throws Error archive_damaged
  [[nodiscard]] PrintsView prints(std::uint32_t docid) const;

  /// The facet of that name; an empty one where no article of the segment has it.
  /// \throws Error archive_damaged
  [[nodiscard]] Facet facet(std::string_view name) const;

  /// The same, for those who look at few articles of it. \throws Error archive_damaged
  [[nodiscard]] LazyFacet lazy_facet(std::string_view name) const;

  /// Names of the facets that stand in this segment, ascending.
  [[nodiscard]] std::vector<std::string> facets() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Writes the columns of several segments, one behind the other. Each is mapped when it is read,
/// and no two at a time; memory grows with the distinct values of one facet (paths: with the
/// files), not with the articles.
/// \throws Error io, archive_damaged, format_mismatch, bad_usage (more values than fit)
FileSum concatenate_columns(const std::filesystem::path& path,
                            std::span<const std::filesystem::path> from);

}  // namespace ae::store
