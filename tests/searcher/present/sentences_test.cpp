// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/sentences.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae;

namespace {

/// The sentences of \p text, `|` between them; a gap stands at every `#`.
std::string sentences(std::string text) {
  std::vector<std::uint64_t> gaps;
  for (std::size_t at = text.find('#'); at != std::string::npos; at = text.find('#')) {
    text.erase(at, 1);
    gaps.push_back(at);
  }
  std::string out;
  for (const Span& sentence : searching::find_sentences(text, text::tokenize(text, gaps))) {
    if (!out.empty()) out += "|";
    out += sentence.of(text);
  }
  return out;
}

}  // namespace

TEST_CASE("sentences end where a reader takes breath", "[searcher][present]") {
  struct Row {
    const char* text;
    const char* sentences;
  };
  const auto row = GENERATE(values<Row>({
      {"", ""},
      {"  \n ", ""},
      {"one", "one"},
      {"He won. She lost.", "He won.|She lost."},
      {"Did he win? He did! Yes.", "Did he win?|He did!|Yes."},
      {"“We won.” She left.", "“We won.”|She left."},
      {"a headline\n\nand the text", "a headline|and the text"},
      {"one\ntwo", "one\ntwo"},
      {"Mr. Jones and Sen. Strange met.", "Mr. Jones and Sen. Strange met."},
      {"J. R. Moore won. Yes.", "J. R. Moore won.|Yes."},
      {"the U.S. Senate race", "the U.S. Senate race"},
      {"at 49.9 percent. Then", "at 49.9 percent.|Then"},
      {"the site x.com. it was", "the site x.com. it was"},
      {"in 2017. 12 came", "in 2017.|12 came"},
      {"before#after", "before|after"},
      {"勝った。負けた。", "勝った。|負けた。"},
  }));
  CAPTURE(row.text);
  CHECK(sentences(row.text) == row.sentences);
}
