// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/votes.hpp"

#include "indexer/entities/runs.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ae::indexing {

TEST_CASE("a word's own label is no vote for it", "[entities]") {
  const std::string text = "Roe spoke. Ana Roe left. Lum came.";
  const auto tokens = split_tokens(text, {});
  const auto runs = find_runs(text, tokens);
  REQUIRE(runs.size() == 3);
  std::vector<Label> labels(tokens.size(), outside);
  labels[runs[0].from] = label_of(NameType::place, Position::unit);
  labels[runs[1].from] = label_of(NameType::person, Position::begin);
  labels[runs[1].from + 1] = label_of(NameType::person, Position::last);
  const auto votes = count_votes(tokens, runs, labels);
  const auto& alone = votes[runs[0].from];
  const auto& within = votes[runs[1].from + 1];
  const auto& once = votes[runs[2].from];
  CHECK(alone.own == label_of(NameType::place, Position::unit) + 1);
  CHECK(alone.elsewhere != within.elsewhere);  // it hears of a person, the other one of a place
  CHECK(alone.position == 1 + static_cast<int>(Position::last));
  CHECK(alone.whole == 0);
  CHECK(once.elsewhere == 0);
  CHECK(once.position == 0);
}

}  // namespace ae::indexing
