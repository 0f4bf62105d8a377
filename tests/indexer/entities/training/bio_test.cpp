// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/training/bio.hpp"

#include "ae/error.hpp"
#include "indexer/entities/training/corpus.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace ae::training {
namespace {

using indexing::NameType;

const std::string two_sentences =
    "Ana\tB-PER\nRoe\tI-PER\nleft\tO\n.\tO\n\nElm\tB-LOC\n(\tO\nthe\tO\nplace\tO\n)\tO\n\n";

}  // namespace

TEST_CASE("annotated text is put together as it would be printed", "[entities][training]") {
  const auto documents = read_bio(two_sentences, 5);
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].text == "Ana Roe left. Elm (the place)");
  CHECK(documents[0].names ==
        std::vector<BioName>{{0, 2, NameType::person}, {4, 5, NameType::place}});
  CHECK(documents[0].sentences == std::vector<std::size_t>{0, 4});
}

TEST_CASE("articles end at their marks, else after a number of sentences", "[entities][training]") {
  CHECK(read_bio(two_sentences, 1).size() == 2);
  const auto marked =
      read_bio("-DOCSTART-\tO\n\n" + two_sentences + "-DOCSTART-\n\nBo\tB-PER\n", 1);
  REQUIRE(marked.size() == 2);
  CHECK(marked[1].text == "Bo");
}

TEST_CASE("lines that are no annotation are passed over", "[entities][training]") {
  CHECK(read_bio("", 1).empty());
  CHECK(read_bio("\n\n\n", 1).empty());
  const auto odd = read_bio("no tab\n\tO\nAna\t\r\nBo\tX\nLum\tI-PER\n", 1);
  REQUIRE(odd.size() == 1);
  CHECK(odd[0].text == "Ana Bo Lum");
  CHECK(odd[0].names == std::vector<BioName>{{2, 3, NameType::person}});
}

TEST_CASE("a recipe says how each file is read", "[entities][training]") {
  const auto sources = read_recipe("# names\n\na.bio 0.5 12 misc titles\n  b.bio 1 1\n");
  REQUIRE(sources.size() == 2);
  CHECK(sources[0].file == "a.bio");
  CHECK(sources[0].weight == 0.5F);
  CHECK(sources[0].join == 12);
  CHECK(sources[0].misc);
  CHECK(sources[0].titles);
  CHECK_FALSE(sources[0].demonyms);
  CHECK_FALSE(sources[1].misc);
  const auto bad = GENERATE(as<std::string>{}, "a.bio", "a.bio x 1", "a.bio 1 1 what", "a 1 0",
                            "a -1 2", "a 1 1x");
  CAPTURE(bad);
  CHECK_THROWS_AS(read_recipe(bad), Error);
}

TEST_CASE("text to be scored on is left out by its sentences", "[entities][training]") {
  const std::string known = "a\tO\nb\tO\nc\tO\nd\tO\ne\tO\nf\tO\ng\tO\nh\tO\n\n";
  const std::string other = "a\tO\nb\tO\nc\tO\nd\tO\ne\tO\nf\tO\ng\tO\ni\tO\n\n";
  std::vector<Corpus> corpora{{{}, read_bio(known + other + two_sentences, 1)}};
  REQUIRE(corpora[0].documents.size() == 4);
  hold_out(corpora, read_bio(known + two_sentences, 1));
  CHECK(corpora[0].documents.size() == 3);  // short sentences recur by chance
}

}  // namespace ae::training
