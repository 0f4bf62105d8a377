// SPDX-License-Identifier: GPL-2.0-or-later
/// What a searcher answers, as bytes: text for people, and forms for programs.
#pragma once

#include "ae/searcher.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace ae::searching::render {

enum class Format : std::uint8_t {
  text,
  json,
  json_lines,
  csv,
  markdown,
  bibtex,
  csl_json,
  trec,
  ids
};

/// What the stream can show.
struct Style {
  bool colour = false;    ///< escape sequences for colour
  bool terminal = false;  ///< links on titles; nothing that could take it over, in any format
  std::size_t width = 0;  ///< columns to wrap at; 0: do not wrap
};

/// Writes one answer in three steps, so that any number of articles can pass through.
class Renderer {
 public:
  virtual ~Renderer() = default;
  /// What stands before the articles. Response::hits are not printed; where there are some, a
  /// heading may say which they are.
  virtual std::string begin(const Response& response) = 0;
  virtual std::string hit(const Hit& hit) = 0;
  /// What stands after them: facets, and what would match instead.
  virtual std::string end(const Response& response) = 0;
};

[[nodiscard]] std::unique_ptr<Renderer> make_renderer(Format format, const Style& style);

/// The three steps at once.
[[nodiscard]] std::string render(Format format, const Style& style, const Response& response);

/// One whole article, as text or JSON. \p why adds every claim about its metadata.
[[nodiscard]] std::string document_text(const Document& document, const Style& style, bool why);
[[nodiscard]] std::string document_json(const Document& document, bool why);

/// The query as understood, as text or JSON.
[[nodiscard]] std::string parsed_text(const Response& response);
[[nodiscard]] std::string parsed_json(const Response& response);

/// Ways to go on, one a line with its kind and count behind tabs; or as JSON.
[[nodiscard]] std::string completions_text(const std::vector<Completion>& completions);
[[nodiscard]] std::string completions_json(const std::vector<Completion>& completions);

/// Notes for standard error, a line each.
[[nodiscard]] std::string notes_text(const Response& response);

}  // namespace ae::searching::render
