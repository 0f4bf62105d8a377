// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/input.hpp"

#include "ae/error.hpp"

#include <fmt/format.h>

namespace ae::indexing {

Fault skipped(const Location& where, std::string_view rule, std::string reason) {
  return {.where = where,
          .kind = Fault::Kind::skipped,
          .rule = std::string(rule),
          .reason = std::move(reason)};
}

Fault failed(const Location& where, std::string_view rule, std::string reason) {
  return {.where = where,
          .kind = Fault::Kind::failed,
          .rule = std::string(rule),
          .reason = std::move(reason)};
}

Fault no_article_text(const Location& where, std::string_view why) {
  return skipped(where, "no-article-text", fmt::format("no article text: {}", why));
}

std::optional<std::string> read_whole(Blob& blob, const FaultSink& faults) {
  constexpr std::size_t chunk = 256 << 10;
  std::string bytes;
  try {
    while (bytes.size() <= most_bytes && blob.bytes->read(bytes, chunk) > 0) {
    }
  } catch (const Error& error) {
    faults(failed(blob.where, "broken-input", error.what()));
    return {};
  }
  if (bytes.size() <= most_bytes) return bytes;
  faults(failed(blob.where, "too-large",
                fmt::format("larger than {} MiB, more than one article can have; split it, or "
                            "turn it into JSON Lines with one article a line",
                            most_bytes >> 20U)));
  return {};
}

}  // namespace ae::indexing
