// SPDX-License-Identifier: GPL-2.0-or-later
/// The records of a crawl: WARC (ISO 28500) and its forerunner ARC.
#pragma once

#include "ae/date.hpp"
#include "indexer/readers/record_bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace ae::indexing {

struct CrawlRecord {
  enum class Kind : std::uint8_t {
    page,     ///< something fetched (response) or made (resource, conversion)
    revisit,  ///< fetched again and found unchanged: without a body
    other,    ///< about the crawl: warcinfo, request, metadata
    broken,   ///< reason says why
  };
  Kind kind = Kind::other;
  std::uint64_t number = 0;    ///< of the record in its file, 1 for the first
  std::uint64_t position = 0;  ///< where it begins, in unpacked bytes
  std::string url{};
  std::string content_type{};  ///< of the block, as declared
  std::optional<Day> day{};    ///< when it was fetched
  bool is_http = false;        ///< the block begins with a status line and headers
  std::string block{};         ///< of pages only
  std::string reason{};        ///< of broken records, one clause
};

/// The records of one file one after the other, each in memory bounded by \p most. A broken record
/// is given as such, and reading goes on at the next place where one can begin.
class CrawlRecords {
 public:
  CrawlRecords(std::unique_ptr<ByteStream> bytes, std::uint64_t most)
      : bytes_(std::move(bytes)), most_(most) {}

  /// Nothing at the end. \throws ae::Error io, where the input breaks off or is damaged
  [[nodiscard]] std::optional<CrawlRecord> next();

  /// After an error: goes on at the next record that can be read, where files are compressed record
  /// by record. \returns false where there is none
  [[nodiscard]] bool resume();

  /// Of the record at hand.
  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }

 private:
  void read_warc(CrawlRecord& record);
  void read_arc(const std::string& line, CrawlRecord& record);
  void read_block(CrawlRecord& record, std::uint64_t size);
  bool ends_here();
  void find_next();

  RecordBytes bytes_;
  std::uint64_t most_;
  std::uint64_t number_ = 0;
};

/// By the first bytes of a file.
[[nodiscard]] bool looks_like_crawl(std::string_view head) noexcept;

}  // namespace ae::indexing
