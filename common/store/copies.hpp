// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles of a segment have near copies in the archive. Later runs replace the file as the
/// archive changes; where it is absent no article has any.
///
/// Sections: "docid" uint32, ascending, and beside it "group" uint64.
#pragma once

#include "common/store/sealed_file.hpp"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace ae::store {

/// An article with near copies.
struct NearCopy {
  std::uint32_t docid = 0;
  /// The same for all articles of a group: the text hash (\see Columns) of one of them. So exact
  /// copies in another archive, which are no near copies there, have the same.
  std::uint64_t group = 0;

  friend auto operator<=>(const NearCopy&, const NearCopy&) = default;
};

/// By docid, each once.
using NearCopies = std::vector<NearCopy>;

/// Writes it. \throws Error io
FileSum write_copies(const std::filesystem::path& path, const NearCopies& copies);

/// Const functions may run on several threads at once.
class Copies {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Copies(const std::filesystem::path& path);

  [[nodiscard]] NearCopies all() const;

  /// The group of \p docid; absent where it has no near copy.
  [[nodiscard]] std::optional<std::uint64_t> group(std::uint32_t docid) const;

  /// The docids of \p group, ascending.
  [[nodiscard]] std::vector<std::uint32_t> of(std::uint64_t group) const;

 private:
  SealedFile file_;
  std::span<const std::uint32_t> docids_;
  std::span<const std::uint64_t> groups_;
};

}  // namespace ae::store
