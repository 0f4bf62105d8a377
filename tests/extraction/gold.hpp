// SPDX-License-Identifier: GPL-2.0-or-later
/// Pages with the right answers, and what other extractors gave for them.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ae::test {

struct GoldPage {
  std::string key;   ///< file name without its endings
  std::string html;  ///< as saved, unpacked
  std::string url;
  std::string text;  ///< the right one; empty where the collection has none
  std::string date;  ///< ISO; likewise
};

/// The pages that `manifest.jsonl` in \p folder lists, in its order.
[[nodiscard]] std::vector<GoldPage> read_gold(const std::filesystem::path& folder);

/// What each peer in \p folder / peers gave: name -> key of the page -> text.
using Peers = std::map<std::string, std::map<std::string, std::string>>;
[[nodiscard]] Peers read_peers(const std::filesystem::path& folder);

/// ../shared/data/html/\p name beside the source tree, if it is there.
[[nodiscard]] std::optional<std::filesystem::path> pages_folder(const char* name);

}  // namespace ae::test
