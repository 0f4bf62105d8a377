// SPDX-License-Identifier: GPL-2.0-or-later
/// What a source says about one article, before anybody interprets it.
#pragma once

#include "ae/date.hpp"
#include "ae/span.hpp"
#include "indexer/readers/fault.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Metadata that an article can carry.
enum class Key : std::uint8_t { title, date, outlet, author, lang, url, source_id };

/// Where a claim comes from, strongest first: of two claims the stronger source wins.
enum class Source : std::uint8_t {
  manifest,
  sidecar,
  path,
  record,
  json_ld,
  meta,
  url,
  text,
  properties  ///< what a document says of itself, often said by the machine it was made on
};

/// As a person types or reads them: "outlet", "json_ld".
[[nodiscard]] std::string_view name(Key key) noexcept;
[[nodiscard]] std::string_view name(Source source) noexcept;

/// The one of that name.
[[nodiscard]] std::optional<Key> key_of(std::string_view text) noexcept;
[[nodiscard]] std::optional<Source> source_of(std::string_view text) noexcept;

/// Whether it is the user who speaks: in a manifest, a sidecar or a pattern of paths.
[[nodiscard]] bool is_told(Source source) noexcept;

/// One statement about an article, with the evidence for it.
struct Claim {
  Key key = Key::title;
  std::string value;  ///< UTF-8, as written, white space trimmed
  Source source = Source::record;
  std::string rule;         ///< a short stable name, as "json key pubDate", "us numeric date"
  Span bytes;               ///< in Article::text where source is text; empty otherwise
  double confidence = 1;    ///< 0 to 1
  std::string reason{};     ///< why it does not hold, once it has lost to another
  std::uint32_t order = 0;  ///< among all claims of its article, as they were found
};

/// A run of Article::text that its format marks as something else than body text.
struct Part {
  enum class Kind : std::uint8_t { caption, boilerplate };
  Span bytes;  ///< in Article::text
  Kind kind = Kind::boilerplate;
  std::string rule;  ///< what marks it, as "caption", "related links"
};

/// What the source itself says. Nothing here is guessed.
struct Article {
  Location origin;
  std::string text;  ///< NFC UTF-8, "\n" line ends, no NUL; never blank
  std::vector<Claim>
      claims;  ///< what the record around the text declares; several of a key may stand
  std::vector<Claim> told{};   ///< what the user says of it: settles its metadata, never its text
  std::uint64_t replaced = 0;  ///< bytes that were no UTF-8 and became U+FFFD
  std::optional<Day> seen{};   ///< when it was fetched: no article is published after that
  std::vector<Part> parts{};   ///< in order, none within another; the rest may be body text
};

}  // namespace ae::indexing
