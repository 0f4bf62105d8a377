// SPDX-License-Identifier: GPL-2.0-or-later
/// The built-in model against the project's own annotated articles, which it has never seen.
#include "entities/gold.hpp"

#include "indexer/entities/training/marked.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <set>
#include <string>

namespace ae::test {
namespace {

std::string gold(std::string_view part) {
  return fmt::format("{}/tests/entities/gold/{}", AE_SOURCE_DIR, part);
}

}  // namespace

TEST_CASE("every annotated article is well-formed and names somebody", "[entities][gold]") {
  const auto part = GENERATE(as<std::string>{}, "train", "held");
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(gold(part))) {
    CAPTURE(file.path());
    CHECK(file.path().extension() == ".txt");
    const auto documents = training::read_annotated(file.path().string(), 1);
    REQUIRE(documents.size() == 1);
    CHECK_FALSE(documents[0].names.empty());
    ++files;
  }
  CHECK(files >= 50);
}

TEST_CASE("no annotated article stands in both parts", "[entities][gold]") {
  std::set<std::string> texts;
  for (const auto& document : training::read_annotated(gold("train"), 1))
    texts.insert(document.text);
  for (const auto& document : training::read_annotated(gold("held"), 1)) {
    CAPTURE(document.text);
    CHECK_FALSE(texts.contains(document.text));
  }
}

TEST_CASE("names of articles never seen are found", "[entities][gold]") {
  const auto& model = indexing::built_in_model();
  const training::Extraction extraction{indexing::lexicon(), model.weights};
  training::Scores scores;
  for (const auto& document : training::read_annotated(gold("held"), 1))
    training::score(document, extraction, scores);
  const auto& [people, orgs, places] = scores;
  fmt::print("held gold: people F1 {:.3f}, organisations {:.3f}, places {:.3f}, all {:.3f}\n",
             people.f1(), orgs.f1(), places.f1(), training::total(scores).f1());
  CHECK(training::total(scores).f1() >= 0.85);
  CHECK(orgs.f1() >= 0.77);
}

}  // namespace ae::test
