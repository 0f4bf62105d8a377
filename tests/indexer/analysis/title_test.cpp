// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/steps.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::indexing;

namespace {

const std::string paragraph =
    "Voters in the river district came out in the rain on Tuesday, and the queue outside the old "
    "library went twice around the block before the doors were opened at seven in the morning.";

std::string headline(const std::string& text) {
  const auto found = find_headline(text, find_blocks(text));
  return found ? std::string(found->of(text)) : std::string();
}

}  // namespace

TEST_CASE("a first line without a full stop is the headline", "[indexer][analysis]") {
  const std::string line = GENERATE("Rain does not keep voters at home", "Who won the river?",
                                    "Trade talks go on with the U.S.", "Count \"too slow\"");
  CAPTURE(line);
  CHECK(headline(line + "\n\n" + paragraph) == line);
  CHECK(headline("\n \n" + line + "\nBy Ana Reyes\n\n" + paragraph) == line);
  CHECK(headline(line + "\nDecember 13, 2017\n" + paragraph) == line);
}

TEST_CASE("a first line that is prose is no headline", "[indexer][analysis]") {
  CHECK(headline(paragraph).empty());
  CHECK(headline("Voters came out in the rain.\n\n" + paragraph).empty());
  CHECK(headline("He said: \"It rained.\"\n\n" + paragraph).empty());
  CHECK(headline("(Adds quotes from the mayor)\n\n" + paragraph).empty());
  CHECK(headline("MOBILE (Lantern) - What comes next?\n\n" + paragraph).empty());
  CHECK(headline("Voters came out in the rain and\nwaited for hours.\n\n" + paragraph).empty());
  CHECK(headline("Voters came out in the rain:\n\n" + paragraph).empty());
  CHECK(headline(std::string(300, 'a') + " b\n\n" + paragraph).empty());
  CHECK(headline("Only one line and nothing else").empty());
  CHECK(headline("").empty());
}

TEST_CASE("a derived title is a beginning that ends at a word", "[indexer][analysis]") {
  CHECK(derive_title(paragraph) == "Voters in the river district came out in the rain on Tuesday");
  CHECK(derive_title("It rained. Then it stopped.") == "It rained");
  CHECK(derive_title("Sen. Ana B. Reyes of the U.S. Senate won. She spoke.") ==
        "Sen. Ana B. Reyes of the U.S. Senate won");
  CHECK(derive_title("One two\nthree") == "One two three");
  const std::string longer =
      "The mayor of the river district who had been in office since the flood said nothing to the "
      "of the and the of the crowd";
  const std::string title = derive_title(longer);
  CHECK(longer.substr(0, title.size()) == title);
  CHECK(title.ends_with("nothing"));
}

TEST_CASE("a derived title cuts no character in two", "[indexer][analysis]") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "\u9009";
  const std::string title = derive_title(text);
  CHECK(title.size() == 108);
  CHECK(derive_title(std::string(500, '\x80')).size() <= 110);
  CHECK_FALSE(derive_title("...").empty());
}
