// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/document.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <string_view>

namespace ae::indexing {
namespace {

/// Part of every fingerprint: raise it when the same article gives another document.
constexpr std::string_view analysis_version = "1";

}  // namespace

std::uint64_t article_id(const Analysis& analysis, const std::string& file) {
  std::string key;
  if (!analysis.url.empty() && analysis.url.find("://") != std::string::npos)
    key = "url\n" + analysis.url;
  else if (!analysis.source_id.empty() && analysis.origin.line != 0)
    key = fmt::format("record\n{}\n{}\n{}", file, analysis.origin.member, analysis.source_id);
  else
    key = fmt::format("place\n{}\n{}\n{}", file, analysis.origin.member, analysis.origin.line);
  const std::uint64_t id = XXH3_128bits(key.data(), key.size()).high64;
  return id == 0 ? 1 : id;
}

std::uint64_t fingerprint(const Article& article) {
  std::string key(analysis_version);
  const auto add = [&](std::string_view text) { key.append(1, '\0').append(text); };
  for (const Claim& claim : article.claims) {
    key += static_cast<char>(claim.key);
    key += static_cast<char>(claim.source);
    add(claim.value);
  }
  for (const Part& part : article.parts) {
    key += static_cast<char>(part.kind);
    add(fmt::format("{} {}", part.bytes.from, part.bytes.to));
  }
  add(article.text);
  return XXH3_64bits(key.data(), key.size());
}

}  // namespace ae::indexing
