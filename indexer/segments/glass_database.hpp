// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes a whole glass database in one go: document lengths, posting lists, version file. No
/// positions, term lists, values or document data: the archive keeps those elsewhere.
#pragma once

#include "indexer/segments/glass_table.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace ae::indexing::glass {

struct Posting {
  std::uint32_t docid = 0;
  std::uint32_t count = 0;  ///< within-document frequency
};

/// A run of postings as it stands on disk: the count of the first, then gap and count of each
/// other.
struct Chunk {
  std::uint32_t first = 0, last = 0;  ///< docids
  std::string_view body;
};

/// First the lengths, then the terms ascending, then finish. Every sum and bound that Xapian ranks
/// by is computed from what is given, and compared before the version file makes it a database.
class Database {
 public:
  /// \param lengths  of documents 1, 2, 3 ...: the sum of their counts
  /// \throws Error io
  Database(const std::filesystem::path& folder, std::span<const std::uint32_t> lengths);

  /// \param postings  ascending by docid, at least one
  /// \throws Error internal, for terms or docids out of order; io
  void add(std::string_view term, std::span<const Posting> postings);

  /// The same of postings that other databases have in chunks already.
  /// \param term    as a key
  /// \param number  of postings
  /// \param sum     of their counts
  /// \param chunks  ascending by docid, at least one
  void add_chunks(std::string_view term, std::uint64_t number, std::uint64_t sum,
                  std::span<const Chunk> chunks);

  /// \p count is the largest of a term within a document, as far as another database knows.
  void note_largest(std::uint32_t count) noexcept {
    largest_count_ = std::max(largest_count_, count);
  }

  /// \throws Error internal, when lengths and counts do not add up; io
  void finish();

 private:
  void add_list(std::string_view key, std::string_view head, std::span<const Posting> postings);
  void write_chunk(std::string_view key, std::string_view head, const Chunk& chunk, bool last);
  void write_version_file(const Root& root) const;

  std::filesystem::path folder_;
  Table postlist_;
  std::uint32_t documents_ = 0;
  std::uint64_t total_length_ = 0;
  std::uint32_t shortest_ = 0;  ///< document that is not empty
  std::uint32_t longest_ = 0;
  std::uint32_t largest_count_ = 0;
  std::uint64_t total_count_ = 0;
};

}  // namespace ae::indexing::glass
