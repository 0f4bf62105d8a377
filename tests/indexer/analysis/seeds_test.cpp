// SPDX-License-Identifier: GPL-2.0-or-later
// Real articles with a careful person's reading of them, where they stand beside the project.
#include "indexer/analysis/steps.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace ae::indexing;
namespace fs = std::filesystem;

namespace {

fs::path seeds() { return fs::path(AE_SOURCE_DIR) / ".." / "shared" / "seeds"; }

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(const simdjson::dom::element& gold, const char* key) {
  std::string_view value;
  return gold[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

std::vector<std::string> list_of(const simdjson::dom::element& gold, const char* key) {
  std::vector<std::string> out;
  simdjson::dom::array values;
  if (gold[key].get(values) != simdjson::SUCCESS) return out;
  for (const auto value : values) out.emplace_back(std::string_view(value));
  return out;
}

void check_title(const simdjson::dom::element& gold, const Analysis& analysis) {
  const std::string title = text_of(gold, "title");
  CHECK(analysis.title_derived == title.empty());
  if (!title.empty()) {
    CHECK(analysis.title == title);
    return;
  }
  CHECK(analysis.text.starts_with(analysis.title));
  REQUIRE(analysis.title.size() < analysis.text.size());
  CHECK(std::string_view(" ,.;").find(analysis.text[analysis.title.size()]) !=
        std::string_view::npos);
  CHECK(analysis.title.size() <= 120);
  CHECK(text_of(gold, "title_derived").substr(0, 50) == analysis.title.substr(0, 50));
}

void check_boilerplate(const simdjson::dom::element& gold, const Analysis& analysis) {
  const auto holds = [](const std::vector<Block>& blocks, const std::string& content) {
    return std::any_of(blocks.begin(), blocks.end(), [&](const Block& block) {
      return block.text.find(content) != std::string::npos;
    });
  };
  for (std::string line : list_of(gold, "boilerplate")) {
    CAPTURE(line);
    CHECK(analysis.text.find(line) == std::string::npos);
    if (line.starts_with("IMAGE: ")) {
      CHECK(holds(analysis.captions, line.substr(7)));
    } else {
      line.erase(0, line.find_first_not_of(' '));
      CHECK(holds(analysis.boilerplate, line));
    }
  }
  std::size_t captions = 0;
  for (const std::string& line : list_of(gold, "boilerplate"))
    captions += line.starts_with("IMAGE:");
  CHECK(analysis.captions.size() == captions);
}

}  // namespace

TEST_CASE("real articles are read as a careful person reads them", "[indexer][analysis][seeds]") {
  if (!fs::exists(seeds() / "gold.json")) {
    WARN("skipped: no seeds at " << seeds().string());
    return;
  }
  simdjson::dom::parser parser;
  const simdjson::dom::object all = parser.load((seeds() / "gold.json").string());
  for (const auto& [name, gold] : all) {
    if (text_of(gold, "file").empty()) continue;
    CAPTURE(std::string(name));
    Article article;
    article.text = slurp(seeds() / text_of(gold, "file"));
    const Analysis analysis = read_metadata(article);
    CHECK((analysis.date ? ae::to_iso(*analysis.date) : "") == text_of(gold, "date"));
    CHECK(analysis.date_time == text_of(gold, "date_time"));
    CHECK(analysis.outlet == text_of(gold, "outlet"));
    CHECK(analysis.lang == text_of(gold, "lang"));
    CHECK(analysis.authors == list_of(gold, "byline"));
    CHECK(analysis.source_id == text_of(gold, "source_id"));
    CHECK(analysis.url == text_of(gold, "url"));
    check_title(gold, analysis);
    check_boilerplate(gold, analysis);
  }
}
