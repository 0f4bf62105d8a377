// SPDX-License-Identifier: GPL-2.0-or-later
/// The formats that make_renderer() chooses from, and what several of them need.
#pragma once

#include "searcher/render/renderer.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching::render {

[[nodiscard]] std::unique_ptr<Renderer> make_text(const Style& style);
[[nodiscard]] std::unique_ptr<Renderer> make_json();
[[nodiscard]] std::unique_ptr<Renderer> make_json_lines();
[[nodiscard]] std::unique_ptr<Renderer> make_csv(const Style& style);
[[nodiscard]] std::unique_ptr<Renderer> make_markdown(const Style& style);
[[nodiscard]] std::unique_ptr<Renderer> make_bibtex(const Style& style);
[[nodiscard]] std::unique_ptr<Renderer> make_csl_json();
[[nodiscard]] std::unique_ptr<Renderer> make_trec(const Style& style);
[[nodiscard]] std::unique_ptr<Renderer> make_ids();

/// A run of text that is all marked or all unmarked.
struct Segment {
  std::string_view text;
  bool marked = false;
};

/// \p text cut at its marks. Marks out of range, empty or overlapping are cut to fit.
[[nodiscard]] std::vector<Segment> segments(std::string_view text, const std::vector<Span>& marks);

/// Facets as aligned tables, dates with bars, in at most \p width columns.
[[nodiscard]] std::string facets_text(const std::vector<Facet>& facets, std::size_t width);

/// Pairs with their articles and a sentence each, wrapped at \p width columns.
[[nodiscard]] std::string pairs_text(const std::vector<Pair>& pairs, std::size_t width);

/// "date" and "date:year": how a facet is named in answers.
[[nodiscard]] std::string name_of(const Facet& facet);

/// "4 articles match", "nothing matches"; with the ranks shown where they are not all.
[[nodiscard]] std::string heading(const Response& response);

/// What a score is made of, a part a line; empty where that was not asked for.
[[nodiscard]] std::string explanation_text(const Hit& hit);

/// Whether \p url can be followed without a surprise.
[[nodiscard]] bool is_web_address(std::string_view url) noexcept;

/// \p url with %XX for what cannot stand in one; what is encoded stays so.
[[nodiscard]] std::string percent_encoded_url(std::string_view url);

/// \p path as the path of a URI.
[[nodiscard]] std::string percent_encoded_path(std::string_view path);

}  // namespace ae::searching::render
