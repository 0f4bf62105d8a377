// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cleaning/blocks.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

using namespace ae::indexing;
using ae::Span;

namespace {

const std::string paragraph =
    "Voters in the river district came out in the rain on Tuesday, and the queue outside the old "
    "library went twice around the block.";

/// Two paragraphs with \p line between them.
std::string between(const std::string& line) {
  return paragraph + "\n\n" + line + "\n\n" + paragraph;
}

std::string rule_of(const std::vector<Block>& blocks) {
  return blocks.size() == 1 ? blocks.front().rule
                            : std::string("blocks: ") + std::to_string(blocks.size());
}

/// Every byte that is not white space must be in the body or in one block, once.
void check_cover(const std::string& text, const Blocks& blocks) {
  std::vector<int> seen(text.size(), 0);
  const auto mark = [&](Span span) {
    REQUIRE(span.from <= span.to);
    REQUIRE(span.to <= text.size());
    for (std::size_t i = span.from; i < span.to; ++i) ++seen[i];
  };
  for (const Span span : blocks.body) mark(span);
  for (const Block& block : blocks.captions) mark(block.bytes);
  for (const Block& block : blocks.boilerplate) mark(block.bytes);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool space = text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r');
    if (space ? seen[i] > 1 : seen[i] != 1) {
      CAPTURE(text, i);
      FAIL("a byte is covered " << seen[i] << " times");
    }
  }
}

const Claim* claim_of(const Blocks& blocks, Key key) {
  const auto found = std::find_if(blocks.claims.begin(), blocks.claims.end(),
                                  [&](const Claim& claim) { return claim.key == key; });
  return found == blocks.claims.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a line that is no body text is told by its rule", "[indexer][cleaning]") {
  struct Row {
    const char* line;
    const char* rule;
  };
  const auto row = GENERATE(values<Row>({
      {"Coming up in the next {{countdown}} {{countdownlbl}}", "template placeholder"},
      {"{{ player.title }}", "template placeholder"},
      {"Coming up next:", "player label"},
      {"Skip to this video now", "player label"},
      {"Now Playing: Rain over the river", "player label"},
      {"Related Videos", "player label"},
      {"6:52", "player length"},
      {"Duration: 01:06:52", "player length"},
      {"Transcript for The long night of the count", "transcript heading"},
      {"This transcript has been automatically generated and may not be 100% accurate.",
       "transcript disclaimer"},
      {"Sign up for our morning letter", "newsletter"},
      {"Subscribe", "newsletter"},
      {"Share this article", "sharing"},
      {"Follow us on Twitter @lantern", "sharing"},
      {"Email The Author", "sharing"},
      {"We use cookies to make this page better.", "cookie notice"},
      {"ADVERTISEMENT", "advertisement"},
      {"Story continues below advertisement", "advertisement"},
      {"Read more: How the ferry was saved", "related link"},
      {"RELATED: The ferry that was saved", "related link"},
      {"Exit poll results: How the river districts voted", "headline between paragraphs"},
      {"\u00a9 2017 The Lantern Weekly. All rights reserved.", "copyright notice"},
      {"Copyright 2017 Lantern Media", "copyright notice"},
      {"All rights reserved.", "copyright notice"},
  }));
  const std::string text = between(row.line);
  CAPTURE(row.line);
  const Blocks blocks = find_blocks(text);
  CHECK(rule_of(blocks.boilerplate) == row.rule);
  CHECK(blocks.captions.empty());
  REQUIRE(blocks.body.size() == 2);
  CHECK(blocks.body[0].of(text) == paragraph);
  CHECK(blocks.body[1].of(text) == paragraph);
  check_cover(text, blocks);
}

TEST_CASE("a line that only resembles furniture stays in the body", "[indexer][cleaning]") {
  const auto line = GENERATE(
      "A turning point", "What the count shows", "River district: 643 votes (49.5%)",
      "The company earned 12 cents a\nshare this year, its chief said.",
      "Copyright law is older than the paper it is printed on, the judge said.",
      "The photo: a crowd, a bridge, a flag and not one umbrella to be seen anywhere near them.",
      "Now playing at the old cinema is a film about the flood.", "He said: Never again",
      "Playlist writers are paid by the hour.", "They met at 6:52 and left.", "By far the best",
      "December 12, 2017 was the day of the vote.", "{\"not json", "{}", "{\"a\":1,\"b\":2}",
      "Ana Reyes reported the theft to the police on Monday.");
  const std::string text = between(line);
  CAPTURE(line);
  const Blocks blocks = find_blocks(text);
  CHECK(blocks.boilerplate.empty());
  CHECK(blocks.captions.empty());
  CHECK(blocks.body.size() == 1);
  check_cover(text, blocks);
}

TEST_CASE("many headings with a colon are the article's own", "[indexer][cleaning]") {
  std::string text = paragraph;
  for (const auto* const step : {"The first step: Find a boat", "The next step: Learn to row",
                                 "The last step: Leave the shore"})
    text.append("\n\n").append(step).append("\n\n").append(paragraph);
  const Blocks blocks = find_blocks(text);
  CHECK(blocks.boilerplate.empty());
  check_cover(text, blocks);
}

TEST_CASE("captions are known by their marker or their credit", "[indexer][cleaning]") {
  struct Row {
    const char* line;
    const char* content;
    const char* rule;
  };
  const auto row = GENERATE(values<Row>({
      {"IMAGE: The queue at noon. Photograph: Ana Reyes/Lantern",
       "The queue at noon. Photograph: Ana Reyes/Lantern", "caption marker"},
      {"PHOTO: The queue at noon.", "The queue at noon.", "caption marker"},
      {"FILE PHOTO: The bridge in May.", "The bridge in May.", "caption marker"},
      {"Photo by Ana Reyes", "Photo by Ana Reyes", "photo credit"},
      {"File photo", "File photo", "photo credit"},
      {"The queue at noon. (Photo by Ana Reyes/Lantern)",
       "The queue at noon. (Photo by Ana Reyes/Lantern)", "photo credit"},
      {"The queue at noon. (AP Photo/Ana Reyes)", "The queue at noon. (AP Photo/Ana Reyes)",
       "photo credit"},
      {"The queue at noon. Photograph: Ana Reyes", "The queue at noon. Photograph: Ana Reyes",
       "photo credit"},
  }));
  const std::string text = between(row.line);
  CAPTURE(row.line);
  const Blocks blocks = find_blocks(text);
  REQUIRE(blocks.captions.size() == 1);
  CHECK(blocks.captions[0].text == row.content);
  CHECK(blocks.captions[0].rule == row.rule);
  CHECK(blocks.captions[0].bytes.of(text) == row.line);
  CHECK(blocks.boilerplate.empty());
  check_cover(text, blocks);
}

TEST_CASE("a caption that was wrapped is one caption", "[indexer][cleaning]") {
  const std::string text = between("IMAGE: The queue outside the old\nlibrary at noon.");
  const Blocks blocks = find_blocks(text);
  REQUIRE(blocks.captions.size() == 1);
  CHECK(blocks.captions[0].text == "The queue outside the old library at noon.");
  check_cover(text, blocks);
}

TEST_CASE("furniture before the body on one line is cut off", "[indexer][cleaning]") {
  const std::string title = "The long night of the count";
  const std::string spoken = "Good evening. The count goes on, and nobody has gone home yet.";
  const std::string text =
      title + "\n\nRelated Videos Video Transcript Transcript for " + title + " " + spoken;
  const Blocks blocks = find_blocks(text);
  REQUIRE(blocks.body.size() == 2);
  CHECK(blocks.body[1].of(text) == spoken);
  check_cover(text, blocks);
}

TEST_CASE("titles of other clips go with the player's labels", "[indexer][cleaning]") {
  const std::string clip = "A horse at the polling place";
  const Blocks among =
      find_blocks(between("Coming up next:\n\n" + clip + "\n\nNow Playing:\n\nRelated Videos"));
  CHECK(std::any_of(among.boilerplate.begin(), among.boilerplate.end(),
                    [&](const Block& b) { return b.text == clip; }));
  const std::string last = between("Related Videos\n\n" + clip);
  const Blocks open = find_blocks(last);
  CHECK(open.boilerplate.size() == 1);
  check_cover(last, open);
}

TEST_CASE("a json trailer is metadata", "[indexer][cleaning]") {
  const std::string json =
      R"({"id":77,"title":"Rain \u0026 votes","duration":"1:02","url":"/Evening/video/77",)"
      R"("section":"Evening","other":[1,{"title":"no"}]})";
  const std::string text = paragraph + "\n\n" + json;
  const Blocks blocks = find_blocks(text);
  CHECK(rule_of(blocks.boilerplate) == "json trailer");
  REQUIRE(claim_of(blocks, Key::title));
  CHECK(claim_of(blocks, Key::title)->value == "Rain & votes");
  CHECK(claim_of(blocks, Key::title)->bytes.of(text) == json);
  REQUIRE(claim_of(blocks, Key::source_id));
  CHECK(claim_of(blocks, Key::source_id)->value == "77");
  REQUIRE(claim_of(blocks, Key::outlet));
  CHECK(claim_of(blocks, Key::outlet)->value == "Evening");
}

TEST_CASE("a section that every outlet has is no outlet", "[indexer][cleaning]") {
  const auto json = GENERATE(R"({"id":1,"url":"/Politics/video/1","section":"Politics"})",
                             R"({"id":1,"url":"/a/video/1","section":"Evening"})");
  CAPTURE(json);
  const Blocks blocks = find_blocks(paragraph + "\n\n" + json);
  CHECK(rule_of(blocks.boilerplate) == "json trailer");
  CHECK_FALSE(claim_of(blocks, Key::outlet));
}

TEST_CASE("taglines name reporters, and contributors are none", "[indexer][cleaning]") {
  const auto line = GENERATE(
      "Reyes reported from Mobile. Stone reported from Selma, Ala. Kim Lee contributed to this "
      "report.",
      "(Reporting by Reyes and Stone; Editing by Kim Lee)", "Reporting by Reyes and Stone");
  CAPTURE(line);
  const std::string text = paragraph + "\n\n" + line;
  const Blocks blocks = find_blocks(text);
  CHECK(rule_of(blocks.boilerplate) == "reporting tagline");
  std::vector<std::string> names;
  for (const Claim& claim : blocks.claims) names.push_back(claim.value);
  CHECK(names == std::vector<std::string>{"Reyes", "Stone"});
}

TEST_CASE("a credit in brackets is cut off its paragraph", "[indexer][cleaning]") {
  const std::string text = paragraph + " (Additional reporting by Ana Reyes in Mobile)";
  const Blocks blocks = find_blocks(text);
  REQUIRE(blocks.body.size() == 1);
  CHECK(blocks.body[0].of(text) == paragraph);
  CHECK(blocks.claims.empty());
}

TEST_CASE("every byte is body or block, whatever the bytes", "[indexer][cleaning]") {
  const std::vector<std::string> parts{"",
                                       "\n",
                                       "\n\n",
                                       " ",
                                       "{{x}}",
                                       "{{",
                                       "}}",
                                       "IMAGE: a",
                                       "6:52",
                                       "\xff",
                                       "\x80\x80",
                                       "Related Videos",
                                       "word",
                                       "Share",
                                       "{\"id\":1,\"url\":\"x\"}",
                                       "(Reporting by Ana Reyes)",
                                       "By Ana Reyes",
                                       "Dec. 13, 2017",
                                       "\u00a9 2017 Lantern",
                                       paragraph,
                                       "Coming up next:",
                                       "wrapped at\nsome width",
                                       "\v",
                                       "Transcript for ",
                                       "Published: 2017-12-13"};
  std::uint32_t state = 12'345;  // xorshift: the same texts every time
  const auto next = [&] {
    state ^= state << 13U;
    state ^= state >> 17U;
    state ^= state << 5U;
    return state;
  };
  for (int round = 0; round < 2'000; ++round) {
    std::string text;
    for (std::uint32_t i = next() % 12; i > 0; --i) text += parts[next() % parts.size()];
    check_cover(text, find_blocks(text));
  }
}

TEST_CASE("no text takes more than linear time", "[indexer][cleaning]") {
  const std::string piece =
      GENERATE(as<std::string>{}, "{{", "{{a}} ", "(", "(Reporting by ", "\n", "a\n", ")",
               "IMAGE:", "Now playing: ", "6:52\n", "Share\n", "{\"a\":", "13 ", "Dec 13, 2017 ",
               "Dec 13, 2017\n", "Related Videos\nx\n", "\xff", "\" ", "by ", ". ", "{}\n");
  CAPTURE(piece);
  std::string text;
  while (text.size() < 1'000'000) text += piece;
  check_cover(text.substr(0, 50'000), find_blocks(text.substr(0, 50'000)));
  // Quadratic cost would take minutes and run into the test's time limit.
  CHECK_NOTHROW(find_blocks(text));
}
