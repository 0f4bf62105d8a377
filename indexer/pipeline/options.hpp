// SPDX-License-Identifier: GPL-2.0-or-later
/// What one run of the indexer is asked to do.
#pragma once

#include "indexer/corrections/path_pattern.hpp"
#include "indexer/readers/article.hpp"
#include "indexer/readers/export_rules.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/segments/postings.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ae::indexing {

struct IndexOptions {
  std::vector<std::string> paths;  ///< as given; "-" is JSON Lines on standard input
  std::filesystem::path archive;
  Format format = Format::automatic;
  std::vector<Claim> set;  ///< hold for every article; stronger than what it says itself
  /// What the user knows of articles (\see Manifest), in place of what was told before.
  std::optional<std::string> meta{};
  std::string meta_file{};  ///< for messages and evidence
  std::optional<PathPattern> path_pattern{};
  Writer writer = Writer::automatic;  ///< of posting lists
  unsigned jobs = 1;                  ///< worker threads, at least 1
  std::uint64_t memory = 0;           ///< bytes; a ceiling for buffers
  bool all_pages = false;             ///< web pages too that are no article
  std::vector<ExportStyle> rules{};   ///< of exports, tried before those built in
  std::uint64_t rules_hash = 0;       ///< of the text they were read from
  bool entities = true;               ///< look for people, organisations and places
  std::optional<Day> today{};         ///< no article is of a later day
  /// What the user says of names (\see Aliases), in place of what was said before.
  std::optional<std::string> aliases{};
  std::string aliases_file{};          ///< for messages
  std::vector<std::string> readmit{};  ///< ids of what was taken out by hand and may come back
  /// Absolute paths: all else below the PATHs is as it was. For runs that follow one another.
  std::optional<std::vector<std::string>> changed{};
  bool retry_failed = false;    ///< read what failed before, and nothing else
  bool resume = false;          ///< read what was read in part, and nothing else
  bool rebuild = false;         ///< anew beside the old archive, then swap
  bool dry_run = false;         ///< only say what would be done
  bool force = false;           ///< even where more than half of the articles would go
  std::chrono::seconds wait{};  ///< for the archive's lock
};

}  // namespace ae::indexing
