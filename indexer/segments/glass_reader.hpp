// SPDX-License-Identifier: GPL-2.0-or-later
/// Reads the posting lists of a glass database front to back, as merging wants them: blocks in the
/// order of the file, chunks as bytes. For databases whose leaves stand in the order of their keys,
/// as Table writes them (\see store::glass::Version).
#pragma once

#include "common/store/files.hpp"
#include "indexer/segments/glass_table.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace ae::indexing::glass {

/// The entries of a table in the order of their keys. Not thread-safe.
class TableReader {
 public:
  /// \throws Error io, archive_damaged
  TableReader(const std::filesystem::path& path, const Root& root);

  /// Goes on to the next entry, the first at the beginning. \returns whether there is one
  /// \throws Error io, archive_damaged
  bool next();

  /// Of the entry; both live until next().
  [[nodiscard]] std::string_view key() const noexcept { return key_; }
  [[nodiscard]] std::string_view tag() const noexcept { return tag_; }

 private:
  using Item = store::glass::LeafItem;

  bool next_item(Item& item);
  bool next_leaf();
  [[nodiscard]] Item read_item(std::size_t at) const;
  [[noreturn]] void throw_damaged() const;

  std::filesystem::path path_;
  store::FileHandle file_;
  Root root_;
  std::string pieces_;         // some blocks, read together
  std::uint32_t first_ = 0;    // number of the first block in pieces_
  std::uint32_t block_ = 0;    // of the next one to be looked at
  std::string_view leaf_;      // in pieces_
  std::size_t directory_ = 0;  // where in leaf_ the next item's offset stands
  std::size_t directory_end_ = 0;
  std::uint64_t entries_ = 0;
  std::string key_, tag_;
};

}  // namespace ae::indexing::glass
