// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/document.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <string_view>

namespace ae::indexing {
namespace {

/// Part of every fingerprint: raise it when the same article gives another document.
constexpr std::string_view analysis_version = "1";

void add(std::string& key, std::string_view text) { key.append(1, '\0').append(text); }

void add(std::string& key, const std::vector<Claim>& claims) {
  for (const Claim& claim : claims) {
    key += static_cast<char>(claim.key);
    key += static_cast<char>(claim.source);
    add(key, claim.value);
  }
}

}  // namespace

std::uint64_t article_id(std::string_view url, std::string_view source_id, const Location& place,
                         std::string_view file) {
  std::string key;
  if (url.find("://") != std::string_view::npos)
    key = fmt::format("url\n{}", url);
  else if (!source_id.empty() && place.line != 0)
    key = fmt::format("record\n{}\n{}\n{}", file, place.member, source_id);
  else
    key = fmt::format("place\n{}\n{}\n{}", file, place.member, place.line);
  const std::uint64_t id = XXH3_128bits(key.data(), key.size()).high64;
  return id == 0 ? 1 : id;
}

std::uint64_t fingerprint(const Article& article) {
  std::string key(analysis_version);
  add(key, article.claims);
  for (const Part& part : article.parts) {
    key += static_cast<char>(part.kind);
    add(key, fmt::format("{} {}", part.bytes.from, part.bytes.to));
  }
  add(key, article.text);
  return XXH3_64bits(key.data(), key.size());
}

std::uint64_t fingerprint(const std::vector<Claim>& told) {
  if (told.empty()) return 0;
  std::string key;
  add(key, told);
  return XXH3_64bits(key.data(), key.size());
}

}  // namespace ae::indexing
