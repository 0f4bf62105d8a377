// SPDX-License-Identifier: GPL-2.0-or-later
/// The one container of an archive: named sections, checksummed in blocks, written once from front
/// to back, then mapped and read by any number of threads.
///
///     "AESEALED"                8 bytes
///     sections                  each begins at a multiple of 8
///     zeros                     up to a multiple of 8: here ends the body
///     block sums                XXH3 of each 16 KiB of the body, 8 bytes each
///     directory                 kind, format version, and name, offset and length of each section
///     trailer                   32 bytes: size of the body, size of the directory, XXH3 of
///                               everything since the body's end, "DELAESEA"
///
/// All numbers are little-endian. Every byte stands under one of the checksums.
#pragma once

#include "common/store/files.hpp"
#include "common/store/hash.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ae::store {

/// Sections begin at multiples of this, so that numbers can be read in place.
inline constexpr std::size_t section_alignment = 8;  // bytes
/// What one checksum covers. A search that reads a few numbers of a file verifies a block for each.
inline constexpr std::size_t block_size = 16 * 1024;  // bytes

/// Where a section stands in its file.
struct Section {
  std::string name;
  std::uint64_t offset = 0;  ///< bytes from the beginning of the file
  std::uint64_t length = 0;  ///< bytes
};

/// Writes a sealed file from front to back; memory does not grow with it. A file whose writer is
/// destroyed before finish() has no trailer and is refused by SealedFile.
class SealedFileWriter {
 public:
  /// \param kind  what the file is, as "words"; SealedFile wants the same
  /// \param version  of that kind's format
  /// \throws Error io
  SealedFileWriter(std::filesystem::path path, std::string kind, std::uint32_t version);

  /// Ends the section before, if any. Names are not empty and distinct.
  void begin_section(std::string name);

  /// Adds to the section begun last. \throws Error io
  void append(std::string_view bytes);

  /// The same, for an array of numbers.
  template <class T>
  void append(std::span<const T> numbers) {
    append(std::string_view(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()));
  }

  /// A section that is one array of numbers. \throws Error io
  template <class T>
  void add_section(std::string name, const std::vector<T>& numbers) {
    begin_section(std::move(name));
    append(std::span<const T>(numbers));
  }

  /// Bytes of the section begun last, so far.
  [[nodiscard]] std::uint64_t section_length() const noexcept;

  /// Writes the checksums; whoever publishes the file syncs it. Call it once, when all is added.
  /// \returns size and checksum of the whole file, for the manifest
  /// \throws Error io
  FileSum finish();

 private:
  void put(std::string_view bytes);  // to the body
  void end_section();
  void write_out();

  std::filesystem::path path_;
  std::string kind_;
  std::uint32_t version_;
  FileHandle file_;
  std::string buffer_;  // not yet written: a whole number of blocks was
  std::uint64_t written_ = 0;
  std::vector<std::uint64_t> sums_;
  std::vector<Section> sections_;
  Xxh3Stream whole_;
};

/// A sealed file, mapped read-only. Const functions may run on several threads at once: a block is
/// verified by whoever touches it first.
class SealedFile {
 public:
  /// Reads and verifies trailer, directory and block sums, not the body.
  /// \throws Error archive_damaged, format_mismatch (another version of \p kind), io
  SealedFile(std::filesystem::path path, std::string_view kind, std::uint32_t version);

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

  [[nodiscard]] const std::vector<Section>& sections() const noexcept { return sections_; }

  /// Null when there is none of that name. Stays valid as long as this file, also when moved.
  [[nodiscard]] const Section* find_section(std::string_view name) const noexcept;

  /// \throws Error archive_damaged, when there is none of that name
  [[nodiscard]] const Section& section(std::string_view name) const;

  /// \p length bytes from \p offset of the section, blocks verified. Valid as long as this file.
  /// \throws Error archive_damaged, when they do not lie within the section or a block's checksum
  ///   does not match
  [[nodiscard]] std::string_view bytes(const Section& section, std::uint64_t offset,
                                       std::uint64_t length) const;
  [[nodiscard]] std::string_view bytes(std::string_view section_name, std::uint64_t offset,
                                       std::uint64_t length) const;

  /// The whole section, verified.
  [[nodiscard]] std::string_view bytes(const Section& section) const;

  /// The whole section as an array of T, in place.
  /// \throws Error archive_damaged, also when its length is no multiple of sizeof(T)
  template <class T>
  [[nodiscard]] std::span<const T> array(const Section& section) const {
    static_assert(alignof(T) <= section_alignment && std::is_integral_v<T>);
    const std::string_view all = bytes(section);
    if (all.size() % sizeof(T) != 0) throw_damaged("section " + section.name + " is cut short");
    return {reinterpret_cast<const T*>(all.data()), all.size() / sizeof(T)};
  }

  /// \p count numbers of it, the first of which is number \p from; only their blocks are verified.
  /// \throws Error archive_damaged
  template <class T>
  [[nodiscard]] std::span<const T> array(const Section& section, std::uint64_t from,
                                         std::uint64_t count) const {
    static_assert(alignof(T) <= section_alignment && std::is_integral_v<T>);
    const std::string_view part = bytes(section, from * sizeof(T), count * sizeof(T));
    return {reinterpret_cast<const T*>(part.data()), static_cast<std::size_t>(count)};
  }

  /// Verifies every block. \throws Error archive_damaged
  void verify_all() const;

  /// For users of this file who find that its content makes no sense.
  /// \throws Error archive_damaged, always: the path, then \p what
  [[noreturn]] void throw_damaged(std::string_view what) const;

 private:
  void read_directory(std::string_view directory, std::string_view kind, std::uint32_t version);
  void verify(std::uint64_t from, std::uint64_t to) const;
  void verify_block(std::uint64_t block) const;

  std::filesystem::path path_;
  MappedFile map_;
  std::uint64_t body_size_ = 0;
  std::vector<Section> sections_;
  std::string_view sums_;
  std::unique_ptr<std::atomic<std::uint64_t>[]> verified_;  // a bit for each block
};

}  // namespace ae::store
