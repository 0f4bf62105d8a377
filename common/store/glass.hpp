// SPDX-License-Identifier: GPL-2.0-or-later
/// The files of a Xapian glass database, as far as we read and write them ourselves. The format is
/// the same from Xapian 1.4.0 to 2.1.0 (glass, 2016-03-14): a table is a B-tree in a file of equal
/// blocks, each a header of 11 bytes, a directory of 2-byte offsets, and items packed from its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ae::store::glass {

inline constexpr std::size_t block_bytes = 8192;
inline constexpr std::size_t header_bytes = 11;

/// The list of document lengths: a key that no term can have.
inline constexpr std::string_view lengths_key("\0\xe0", 2);

/// The bytes that a version file of this format begins with.
[[nodiscard]] std::string_view magic() noexcept;

/// Where a table's root stands.
struct Root {
  std::uint32_t block = 0;
  unsigned level = 0;
  std::uint64_t entries = 0;
  std::uint32_t blocks = 0;
};

/// What a version file says of a database that has posting lists, in blocks of our size.
struct Version {
  Root root;
  std::uint32_t documents = 0;
  std::uint32_t last_docid = 0;
  std::uint32_t largest_count = 0;  ///< of a term within a document, at least
  /// Its leaves stand in the order of their keys, and docids go from 1 to documents.
  bool in_order = false;
};

/// Nothing where only Xapian itself can read the database in \p folder.
/// \throws Error io, archive_damaged
[[nodiscard]] std::optional<Version> read_version(const std::filesystem::path& folder);

/// A number of two bytes, highest first. \p at + 1 lies within \p bytes
[[nodiscard]] constexpr std::size_t big_endian(std::string_view bytes, std::size_t at) noexcept {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

/// The lowest \p bytes bytes of \p value, highest first.
void append_big_endian(std::string& out, std::uint32_t value, unsigned bytes);

/// An entry of a leaf, or a part of one that is too large for one item.
struct LeafItem {
  std::string_view key, tag;
  bool first = false, last = false;  ///< part of its entry
};

/// The item at byte \p at of \p leaf; nothing where none can stand there, or its tag is compressed.
[[nodiscard]] std::optional<LeafItem> leaf_item(std::string_view leaf, std::size_t at) noexcept;

/// A number whose byte strings sort as the numbers do.
void append_sorted_number(std::string& out, std::uint32_t value);

/// The number that \p bytes are as append_sorted_number() writes it, if \p bytes is that and
/// nothing else.
[[nodiscard]] std::optional<std::uint32_t> read_sorted_number(std::string_view bytes) noexcept;

}  // namespace ae::store::glass
