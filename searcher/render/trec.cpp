// SPDX-License-Identifier: GPL-2.0-or-later
/// A run as trec_eval reads it: query, "Q0", article, rank, score and the run's name.
#include "common/cli/layout.hpp"
#include "common/text/ascii.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

namespace ae::searching::render {
namespace {

/// Spaces would part what is one name.
std::string name(std::string_view text) {
  std::string out;
  for (const char c : text) out += ascii::is_space(c) ? '_' : c;
  return out;
}

class Trec final : public Renderer {
 public:
  explicit Trec(const Style& style) : style_(style) {}

  std::string begin(const Response& response) override {
    query_ = response.id.empty() ? "1" : name(response.id);
    return {};
  }
  std::string hit(const Hit& hit) override {
    const std::string row = fmt::format("{} Q0 {} {} {:.9f} ae\n", query_,
                                        name(hit.source_id.value_or(hit.id)), hit.rank, hit.score);
    return style_.terminal ? cli::many_lines(row) : row;
  }
  std::string end(const Response&) override { return {}; }

 private:
  Style style_;
  std::string query_;
};

}  // namespace

std::unique_ptr<Renderer> make_trec(const Style& style) { return std::make_unique<Trec>(style); }

}  // namespace ae::searching::render
