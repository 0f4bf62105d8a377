// SPDX-License-Identifier: GPL-2.0-or-later
/// The values of one field over the articles of a segment, as sections of a sealed file:
/// "NAME.offsets" uint32 (n+1: docid d's ordinals stand at [offsets[d-1], offsets[d])),
/// "NAME.ordinals" uint32, "NAME.starts" uint32 (distinct+1) into "NAME.values", the values one
/// after the other, sorted bytewise.
#pragma once

#include "common/store/sealed_file.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::store {

/// Strings in sections "NAME.starts" and "NAME.values"; a view into their file, cheap to copy. No
/// more is read and verified than what is asked for.
class StringList {
 public:
  /// None at all.
  StringList() = default;

  /// Those of \p file, which must outlive this. \throws Error archive_damaged
  StringList(const SealedFile& file, const std::string& name);

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }

  /// \p index must be below size(). \throws Error archive_damaged
  [[nodiscard]] std::string_view operator[](std::uint32_t index) const;

  /// The index of \p wanted in a list that is sorted bytewise. \throws Error archive_damaged
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view wanted) const;

 private:
  const SealedFile* file_ = nullptr;
  const Section* starts_ = nullptr;
  const Section* values_ = nullptr;
  std::uint32_t size_ = 0;
};

/// \throws Error io, bad_usage (more than uint32 offsets can address)
void write_strings(SealedFileWriter& file, const std::string& name,
                   std::span<const std::string_view> strings);

/// One facet of a segment, its offsets and ordinals checked as a whole; a view into its file,
/// cheap to copy. Ordinals are the ranks of the values in bytewise order: 0 .. distinct()-1. They
/// mean nothing in another segment.
class Facet {
 public:
  /// No values at all, as of a field that no article of the segment has.
  Facet() = default;
  Facet(std::span<const std::uint32_t> offsets, std::span<const std::uint32_t> ordinals,
        StringList values) noexcept
      : offsets_(offsets), ordinals_(ordinals), values_(values) {}

  /// The ordinals of \p docid, ascending, each once; none where the value is unknown.
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t docid) const noexcept {
    if (docid == 0 || docid >= offsets_.size()) return {};
    return ordinals_.subspan(offsets_[docid - 1], offsets_[docid] - offsets_[docid - 1]);
  }

  /// Those of all articles, one behind the other.
  [[nodiscard]] std::span<const std::uint32_t> ordinals() const noexcept { return ordinals_; }

  /// Whose of ordinals() stands at \p place. \param from  a docid that is not behind it, 1 or more
  [[nodiscard]] std::uint32_t holder(std::size_t place, std::uint32_t from) const noexcept;

  /// \p ordinal must be below distinct(). \throws Error archive_damaged
  [[nodiscard]] std::string_view value(std::uint32_t ordinal) const { return values_[ordinal]; }

  [[nodiscard]] std::size_t distinct() const noexcept { return values_.size(); }

  /// The ordinal of exactly that value. \throws Error archive_damaged
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view value) const {
    return values_.find(value);
  }

 private:
  std::span<const std::uint32_t> offsets_;
  std::span<const std::uint32_t> ordinals_;
  StringList values_;
};

/// One facet of a segment, of which no more is read and verified than what is asked for: where few
/// articles of many are counted, or the values of one are wanted. A view into its file, cheap to
/// copy.
class LazyFacet {
 public:
  /// No values at all.
  LazyFacet() = default;

  /// The facet \p name of \p file, which must outlive this; none where it has none.
  /// \throws Error archive_damaged, where it makes no sense for \p documents articles
  LazyFacet(const SealedFile& file, const std::string& name, std::uint32_t documents);

  /// \see Facet::of \throws Error archive_damaged
  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t docid) const;

  /// \p ordinal must be below distinct(). \throws Error archive_damaged
  [[nodiscard]] std::string_view value(std::uint32_t ordinal) const { return values_[ordinal]; }

  [[nodiscard]] std::uint32_t distinct() const noexcept { return values_.size(); }

 private:
  const SealedFile* file_ = nullptr;
  const Section* offsets_ = nullptr;
  const Section* ordinals_ = nullptr;
  StringList values_;
  std::uint32_t documents_ = 0;
};

/// Collects a facet in memory: 4 bytes a value, and each distinct value once.
class FacetWriter {
 public:
  /// The values of \p docid; a value given twice counts once. Docids ascend.
  /// \throws Error bad_usage  more values than uint32 offsets can address; \p name is for the
  /// message
  void add(std::uint32_t docid, std::span<const std::string> values, std::string_view name);

  /// The same where values are known by number: whoever has many articles looks each up once.
  [[nodiscard]] std::uint32_t number_of(std::string_view value);
  void add(std::uint32_t docid, std::span<const std::uint32_t> numbers, std::string_view name);

  /// Writes the four sections, for docids 1 to \p documents. \throws Error io, bad_usage
  void write(SealedFileWriter& file, const std::string& name, std::uint32_t documents) const;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;  // value -> number, as first seen
  std::vector<std::uint32_t> offsets_{0};                   // may end before the last docids
  std::vector<std::uint32_t> values_;                       // numbers
};

/// A place in a column as uint32. \throws Error bad_usage, where that cannot address it; \p name is
/// for the message
[[nodiscard]] std::uint32_t checked_offset(std::size_t offset, std::string_view name);

/// The facet NAME of \p file; an empty one where it has none.
/// \throws Error archive_damaged, where it makes no sense for \p documents articles
[[nodiscard]] Facet read_facet(const SealedFile& file, const std::string& name,
                               std::uint32_t documents);

}  // namespace ae::store
