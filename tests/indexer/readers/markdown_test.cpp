// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown_text.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using ae::test::claims_of;
using ae::test::read_all;

TEST_CASE("inline marks go and the words stay", "[indexer][readers]") {
  struct Row {
    std::string markdown;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {"a **bold** and *slanted* and __bold__ _word_", "a bold and slanted and bold word"},
      {"***both*** and ~~gone~~ ~kept~", "both and gone ~kept~"},
      {"5 * 3 * 2, 5*3*2, snake_case_name, f***", "5 * 3 * 2, 5*3*2, snake_case_name, f***"},
      {"a lone *asterisk and * another", "a lone *asterisk and * another"},
      {"over *two\nlines* here", "over two\nlines here"},
      {"`code *stays*` and ``a ` b`` and `open", "code *stays* and a ` b and `open"},
      {"\\*not\\* slanted \\\\ C:\\dir", "*not* slanted \\ C:\\dir"},
      {"see [the *report*](https://x.example/a_(b) \"Title\") now", "see the report now"},
      {"see [one][1], [two][], [three] and [four] (five)",
       "see one, two, [three] and [four] (five)"},
      {"[he](said this) [a](b 'c') [open](", "[he](said this) a [open]("},
      {"<https://x.example/a> and a < b > c", "https://x.example/a and a < b > c"},
      {"![A voter](a.jpg)", "IMAGE: A voter"},
      {"before ![A\nvoter](a.jpg \"t\") after", "before\n\nIMAGE: A voter\n\nafter"},
      {"[![A voter](a.jpg)](https://x.example)", "IMAGE: A voter"},
      {"![](a.jpg)text", "text"},
      {"![a](b)![c](d)", "IMAGE: a\n\nIMAGE: c"},
      {"]](( [[ ** __ ``` !", "]](( [[ ** __ ``` !"},
  }));
  CAPTURE(row.markdown);
  std::string text;
  append_inline(text, row.markdown);
  CHECK(text == row.text);
}

TEST_CASE("marks of blocks go and the lines stay", "[indexer][readers]") {
  struct Row {
    std::string markdown;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {"## Second ##\ntext\n", "Second\ntext\n"},
      {"#hashtag and #1\n", "#hashtag and #1\n"},
      {"> quoted\n> > twice\n", "quoted\ntwice\n"},
      {"* one\n+ two\n- three\n1. four\n", "- one\n- two\n- three\n1. four\n"},
      {"one\n\n---\n\ntwo\n", "one\n\n\n\ntwo\n"},
      {"Heading\n=======\ntext\n", "Heading\ntext\n"},
      {"```sh\n# *code*\n```\n*text*\n", "# *code*\ntext\n"},
      {"~~~\nnever closed\n", "never closed\n"},
      {"[1]: https://x.example \"T\"\n[Update]: more to come\n", "[Update]: more to come\n"},
  }));
  CAPTURE(row.markdown);
  CHECK(markdown_to_text(row.markdown).text == row.text);
}

TEST_CASE("a first heading claims the title by its place in the text", "[indexer][readers]") {
  const auto* const text = GENERATE("# Jones *wins*\n\nHe won.\n", "\n\nJones wins\n===\nHe won.\n",
                                    "---\ndate: 2017-12-13\n---\n\n# Jones wins #\nHe won.\n");
  CAPTURE(text);
  const auto all = read_all(text, "a.md");
  const auto& article = all.only();
  const auto& claim = article.claims.back();
  CHECK(claim.key == Key::title);
  CHECK(claim.value == "Jones wins");
  CHECK(claim.source == Source::text);
  CHECK(claim.rule == "markdown heading");
  CHECK(claim.bytes.of(article.text) == "Jones wins");
}

TEST_CASE("no other heading claims the title", "[indexer][readers]") {
  const auto* const text = GENERATE("Text.\n\n# Later\n", "## Second level\ntext\n", "#\ntext\n",
                                    "---\nlang: en\n---\n## Second\n", "```\n# code\n```\n");
  CAPTURE(text);
  const auto all = read_all(text, "a.md");
  for (const auto& claim : all.only().claims) CHECK(claim.key != Key::title);
}

TEST_CASE("a title in the front matter beats the heading", "[indexer][readers]") {
  const auto all = read_all("---\ntitle: Front\n---\n# Heading\ntext\n", "a.md");
  CHECK(claims_of(all.only()) == "title=Front");
  CHECK(all.only().text == "Heading\ntext\n");
}

TEST_CASE("Markdown is stored as NFC even where marks stood between", "[indexer][readers]") {
  const auto all = read_all("# caf*e*\u0301 ol\u00e9\n", "a.md");
  const auto& article = all.only();
  CHECK(article.claims.at(0).bytes.of(article.text) == article.claims.at(0).value);
  CHECK(article.text.find("e\u0301") == std::string::npos);
}

TEST_CASE("Markdown without text is skipped", "[indexer][readers]") {
  const auto all = read_all("---\ntitle: a\n---\n\n![](b.jpg)\n", "a.md");
  CHECK(all.articles.empty());
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
}

TEST_CASE("odd Markdown takes linear time", "[indexer][readers]") {
  const std::string piece =
      GENERATE("[](", "![", "*a ", "**a *b", "`", "` `` ", "<https://", "](", "[a](b ", "\\", "> ",
               "# ![](x)\n", "[x]: ", "_a_", "(((", "]]]", "- \n", "~~~\n", "a\n=\n", "[a][");
  std::string text;
  while (text.size() < 600'000) text += piece;
  CHECK(markdown_to_text(text).text.size() <= 2 * text.size());
  std::string lines;
  while (lines.size() < 300'000) lines.append(text, 0, 60'000).append("\n\n");
  CHECK(markdown_to_text(lines).text.size() <= 2 * lines.size());
}

TEST_CASE("any text is Markdown", "[indexer][readers]") {
  constexpr std::string_view alphabet = "ab \n\n*_`~[]()!#<>\\-=+:\"|";
  std::uint32_t state = 11;
  for (int round = 0; round < 3000; ++round) {
    std::string markdown;
    for (int at = 0; at < round % 80; ++at) {
      state = state * 1664525U + 1013904223U;
      markdown += alphabet[(state >> 16U) % alphabet.size()];
    }
    CAPTURE(markdown);
    const auto plain = markdown_to_text(markdown);
    CHECK(plain.heading.to <= plain.text.size());
    CHECK(plain.heading.from <= plain.heading.to);
  }
}
