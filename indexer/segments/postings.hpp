// SPDX-License-Identifier: GPL-2.0-or-later
/// The Xapian part of a segment, behind an interface: how it is written is a choice at run time.
#pragma once

#include "indexer/documents/document.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>

namespace ae::indexing {

/// Writes one glass database: terms with their counts and a record for each article.
class PostingsWriter {
 public:
  virtual ~PostingsWriter() = default;

  /// The next docid; the first is 1.
  /// \throws Error io
  virtual void add(const std::vector<TermCount>& terms, std::string_view record) = 0;

  /// Writes what is left and closes the files. Call it once. \throws Error io
  virtual void finish() = 0;
};

/// Writes through Xapian's own API.
[[nodiscard]] std::unique_ptr<PostingsWriter> write_through_api(
    const std::filesystem::path& folder);

/// One glass database of several, their docids one after the other, deleted ones included.
/// \throws Error io, archive_damaged
void concatenate_postings(std::span<const std::filesystem::path> from,
                          const std::filesystem::path& to);

}  // namespace ae::indexing
