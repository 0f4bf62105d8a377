// SPDX-License-Identifier: GPL-2.0-or-later
/// People, organisations and places named in an article.
#pragma once

#include "ae/span.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct NameMemory;

enum class EntityType : std::uint8_t { person, org, place };

struct Mention {
  Span bytes;  ///< in the text that was searched
  EntityType type = EntityType::person;
  std::string canonical;  ///< one display form for the entity within the article
  double confidence = 1;  ///< 0 to 1
  std::string rule;       ///< which rule found it
};

/// Finds the mentions of one article after the other: sooner than find_mentions() does, as it
/// remembers words. Not thread-safe.
class NameFinder {
 public:
  NameFinder();
  ~NameFinder();
  NameFinder(const NameFinder&) = delete;
  NameFinder& operator=(const NameFinder&) = delete;

  /// The same as find_mentions(), whatever was found before.
  [[nodiscard]] std::vector<Mention> find(std::string_view text,
                                          const std::vector<std::size_t>& breaks,
                                          std::string_view lang = {});

 private:
  std::unique_ptr<NameMemory> memory_;  ///< made by the first find()
};

/// The mentions in \p text, in order, none overlapping. Byte spans count in \p text.
/// \p breaks are offsets in \p text where something was removed: no name crosses one.
/// \p lang is its language, as "en"; empty: unknown, and read as English. In other languages only
/// names that stand in a list are found.
[[nodiscard]] std::vector<Mention> find_mentions(std::string_view text,
                                                 const std::vector<std::size_t>& breaks,
                                                 std::string_view lang = {});

}  // namespace ae::indexing
