// SPDX-License-Identifier: GPL-2.0-or-later
/// What the archive keeps of one article beside its words: its record in the file `texts`.
#pragma once

#include "ae/date.hpp"
#include "ae/span.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// What is known about the article.
struct Record {
  std::string title;
  bool title_derived = false;
  std::string date_time, date_zone;  ///< as the source writes them; may be empty
  std::string url, source_id;        ///< may be empty
  std::string path;                  ///< as shown, with member and line
  std::vector<std::string> authors;  ///< in the byline's order, which the column does not keep
  std::optional<Day> seen{};         ///< when it was fetched

  friend bool operator==(const Record&, const Record&) = default;
};

struct StoredBlock {
  Span bytes;  ///< in the source
  std::string text, rule;
  friend bool operator==(const StoredBlock&, const StoredBlock&) = default;
};

struct StoredMention {
  Span bytes;             ///< in the text
  std::uint8_t type = 0;  ///< 0 person, 1 organisation, 2 place
  std::string canonical;
  friend bool operator==(const StoredMention&, const StoredMention&) = default;
};

struct StoredEvidence {
  std::string field, value, source, rule;
  Span bytes;                    ///< in the source
  std::uint32_t confidence = 0;  ///< thousandths
  std::string reason{};          ///< why it does not hold; empty: it does
  std::uint32_t order = 0;       ///< among the claims as they were found

  [[nodiscard]] bool accepted() const noexcept { return reason.empty(); }
  friend bool operator==(const StoredEvidence&, const StoredEvidence&) = default;
};

/// What the article says, and how it was read.
struct StoredText {
  std::string text;
  std::vector<std::uint64_t> breaks;  ///< offsets in text where something was removed
  std::vector<StoredBlock> captions, boilerplate;
  std::vector<StoredMention> mentions;
  std::vector<StoredEvidence> evidence;

  friend bool operator==(const StoredText&, const StoredText&) = default;
};

/// All that the archive keeps of an article, and all that its terms and words are made of.
struct StoredArticle {
  Record record;
  StoredText body;
  std::string file;          ///< the file it was read from, as shown
  std::optional<Day> date;   ///< absent: unknown
  std::string outlet, lang;  ///< empty: unknown
};

/// Record and body; the rest stands in the columns.
[[nodiscard]] std::string encode(const StoredArticle& article);

/// How many bytes at the front of what encode() gave are packed already.
[[nodiscard]] std::size_t incompressible(std::string_view record);

/// Reads what encode wrote into \p article. \returns false for bytes that it did not write
[[nodiscard]] bool decode(std::string_view bytes, StoredArticle& article);

}  // namespace ae::store
