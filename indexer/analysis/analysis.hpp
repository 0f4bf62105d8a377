// SPDX-License-Identifier: GPL-2.0-or-later
/// What the indexer makes of one article: its metadata with evidence, its body, its entities.
#pragma once

#include "ae/date.hpp"
#include "indexer/cleaning/blocks.hpp"
#include "indexer/entities/mention.hpp"
#include "indexer/readers/article.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ae::indexing {

/// Metadata as the archive keeps it. What nothing evidences is absent, never guessed.
struct Analysis {
  Location origin;
  std::string title;           ///< never empty
  bool title_derived = false;  ///< a beginning of the first sentence, as there is no headline
  std::optional<Day> date;     ///< the day as the source writes it, in the source's own zone
  std::string date_time;       ///< "11:20" or "11:20:30", where the source gives a time
  std::string date_zone;       ///< as the source writes it ("IST", "+01:00"); not interpreted
  std::string outlet;          ///< empty: unknown
  std::vector<std::string> authors;
  std::string lang;  ///< "en"; empty: unknown
  std::string url;
  std::string source_id;            ///< the record's own id
  std::string text;                 ///< the body: no title, captions or boilerplate
  std::vector<std::size_t> breaks;  ///< offsets in text where a block was removed
  std::vector<Block> captions;
  std::vector<Block> boilerplate;
  std::vector<Mention> mentions;  ///< in text
  std::vector<Claim> evidence;    ///< the claims that were accepted, one or more a key
  std::vector<Claim> rejected;    ///< those that lost or were impossible, with the reason
  std::optional<Day> seen{};      ///< when it was fetched
};

struct AnalysisOptions {
  bool entities = true;
  std::optional<Day> today{};  ///< no article is of a later day; unknown: none is refused for that
};

/// Whatever is known of it, it has a title in the end: \see Analysis::title.
[[nodiscard]] Analysis analyse(const Article& article, const AnalysisOptions& options);

/// The same, sooner, for one of many articles.
[[nodiscard]] Analysis analyse(const Article& article, const AnalysisOptions& options,
                               NameFinder& names);

}  // namespace ae::indexing
