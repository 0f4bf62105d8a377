// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/runs.hpp"

#include "indexer/entities/word_memory.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ae::indexing {

TEST_CASE("runs hold capitalised words and what joins them", "[entities]") {
  struct Row {
    std::string text;
    std::vector<std::string> expected;
  };
  const auto row = GENERATE(values<Row>({
      {"we met Ana Roe there", {"Ana Roe"}},
      {"the Bank of the West lends", {"Bank of the West"}},
      {"on 16th Street in town", {"16th Street"}},
      {"in 16th place", {}},
      {"the Fortune 500 list", {"Fortune 500"}},
      {"Roe's car", {"Roe's"}},
      {"Ana went, Bo stayed", {"Ana", "Bo"}},
      {"Ana\n\nBo", {"Ana", "Bo"}},
      {"nothing here", {}},
      {"", {}},
  }));
  CAPTURE(row.text);
  WordMemory words(lexicon());
  const auto tokens = split_tokens(row.text, {}, words);
  std::vector<std::string> found;
  for (const auto& run : find_runs(row.text, tokens)) {
    found.push_back(row.text.substr(tokens[run.from].bytes.from,
                                    tokens[run.to - 1].bytes.to - tokens[run.from].bytes.from));
  }
  CHECK(found == row.expected);
}

TEST_CASE("no run is long, whatever the text", "[entities]") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "Roe ";
  const auto tokens = split_tokens(text, {});
  std::size_t covered = 0;
  for (const auto& run : find_runs(text, tokens)) {
    CHECK(run.from == covered);
    CHECK(run.size() <= 257);
    covered = run.to;
  }
  CHECK(covered == 5000);
}

}  // namespace ae::indexing
