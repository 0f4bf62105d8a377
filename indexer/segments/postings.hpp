// SPDX-License-Identifier: GPL-2.0-or-later
/// The Xapian part of a segment, behind an interface: how it is written is a choice at run time.
#pragma once

#include "indexer/documents/document.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// How the terms are spelt that documents name by number; grows while documents are added.
using Terms = std::vector<std::string_view>;

/// Writes one glass database: terms with their counts.
class PostingsWriter {
 public:
  virtual ~PostingsWriter() = default;

  /// The next docid; the first is 1. \throws Error io
  virtual void add(std::span<const TermCount> terms) = 0;

  /// Writes what is left and closes the files. Call it once. \throws Error io
  virtual void finish() = 0;
};

/// The reference: through Xapian's own API.
/// \param terms  those that documents name by number; must outlive the writer
[[nodiscard]] std::unique_ptr<PostingsWriter> write_through_api(const std::filesystem::path& folder,
                                                                const Terms& terms);
void concatenate_through_api(std::span<const std::filesystem::path> from,
                             const std::filesystem::path& to);

/// The same database, its tables written front to back: many times faster, and smaller. Only for a
/// library that knows the format, \see bulk_is_possible.
[[nodiscard]] std::unique_ptr<PostingsWriter> write_in_bulk(const std::filesystem::path& folder,
                                                            const Terms& terms);
void concatenate_in_bulk(std::span<const std::filesystem::path> from,
                         const std::filesystem::path& to);

/// Whether this machine's libxapian writes glass databases of the version that we write.
/// \param scratch  a folder to try it in
[[nodiscard]] bool bulk_is_possible(const std::filesystem::path& scratch);

/// Which of the two writes.
enum class Writer : std::uint8_t {
  automatic,  ///< in bulk where that is possible, else through the API
  bulk,
  api,
};

/// \p folder does not exist yet.
/// \throws Error io; bad_usage, where bulk is asked for and not possible
[[nodiscard]] std::unique_ptr<PostingsWriter> write_postings(Writer writer,
                                                             const std::filesystem::path& folder,
                                                             const Terms& terms);

/// One glass database of several, their docids one after the other, deleted ones included.
/// \throws Error io, archive_damaged; bad_usage, where bulk is asked for and not possible
void concatenate_postings(Writer writer, std::span<const std::filesystem::path> from,
                          const std::filesystem::path& to);

}  // namespace ae::indexing
