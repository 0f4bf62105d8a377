// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/mention.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

namespace ae::indexing {
namespace {

/// "surface=canonical" of every mention of \p type.
std::vector<std::string> named(std::string_view text, EntityType type) {
  std::vector<std::string> result;
  for (const auto& mention : find_mentions(text, {})) {
    if (mention.type == type) {
      result.push_back(std::string(mention.bytes.of(text)) + "=" + mention.canonical);
    }
  }
  return result;
}

using Names = std::vector<std::string>;

struct Row {
  std::string text;
  Names expected;
};

std::string surfaces(std::string_view text) {
  std::string result;
  for (const auto& mention : find_mentions(text, {})) result += mention.canonical + ";";
  return result;
}

}  // namespace

TEST_CASE("people are found by first names, titles and what stands around them", "[entities]") {
  const auto row = GENERATE(values<Row>({
      {"On Monday Anna Kowalski met the mayor.", {"Anna Kowalski=Anna Kowalski"}},
      {"The bill of Sen. Brisket passed.", {"Brisket=Brisket"}},
      {"Former Secretary of State Laura Pim spoke.", {"Laura Pim=Laura Pim"}},
      {"said Tovarek Mulb, who owns the mill.", {"Tovarek Mulb=Tovarek Mulb"}},
      {"We met Peter van der Velde there.", {"Peter van der Velde=Peter van der Velde"}},
      {"It was Martin Roe Jr. who won.", {"Martin Roe Jr.=Martin Roe Jr."}},
      {"a call from president trump today", {"trump=Donald Trump"}},
      {"Nobody came on Monday in April.", {}},
      {"The senator left. He was tired.", {}},
  }));
  CAPTURE(row.text);
  CHECK(named(row.text, EntityType::person) == row.expected);
}

TEST_CASE("organisations are found by their heads, tails and by the list", "[entities]") {
  const auto row = GENERATE(values<Row>({
      {"He chairs the Elm County Library Board now.",
       {"Elm County Library Board=Elm County Library Board"}},
      {"He went to the University of Gravenport.",
       {"University of Gravenport=University of Gravenport"}},
      {"Shares of Brindle Corp. fell.", {"Brindle Corp.=Brindle"}},
      {"The GOP lost.", {"GOP=Republican Party"}},
      {"The U.S. Food and Drug Administration agreed.",
       {"U.S. Food and Drug Administration=Food and Drug Administration"}},
      {"The senator from Ohio left the Senate in the United States.", {"Senate=U.S. Senate"}},
      {"In France the Senate met.", {"Senate=Senate"}},
      {"The Marsh Birds Alliance (MBA) met. The MBA's head left.",
       {"Marsh Birds Alliance=Marsh Birds Alliance", "MBA=Marsh Birds Alliance",
        "MBA=Marsh Birds Alliance"}},
  }));
  CAPTURE(row.text);
  CHECK(named(row.text, EntityType::org) == row.expected);
}

TEST_CASE("a firm is called by its first word, too", "[entities]") {
  const auto orgs = [](std::string_view text) { return named(text, EntityType::org); };
  CHECK(
      orgs("Shares of Goldman Sachs Group Inc rose. A spokeswoman for Goldman declined to say.") ==
      Names{"Goldman Sachs Group Inc=Goldman Sachs", "Goldman=Goldman Sachs"});
  CHECK(orgs("Shares of Quillon Motor Co rose. A spokeswoman for Quillon declined to say.") ==
        Names{"Quillon Motor Co=Quillon Motor", "Quillon=Quillon Motor"});
}

TEST_CASE("places are shown by one name each", "[entities]") {
  const auto row = GENERATE(values<Row>({
      {"They drove to Tuscaloosa, Ala., at night.", {"Tuscaloosa=Tuscaloosa", "Ala.=Alabama"}},
      {"The US and the U.S. and America",
       {"US=United States", "U.S.=United States", "America=United States"}},
      {"They told us about it.", {}},
      {"Sen. Max Roe (R-Ky.) spoke.", {}},
      {"It rained in Grubford, Ohio.", {"Grubford=Grubford", "Ohio=Ohio"}},
      {"The French and the Alabamians danced.", {}},
      {"Miss Roe was ill.", {}},
      {"the Blue River in Orange County", {"Blue River=Blue River", "Orange County=Orange County"}},
  }));
  CAPTURE(row.text);
  CHECK(named(row.text, EntityType::place) == row.expected);
}

TEST_CASE("a surname belongs to the full name of the article", "[entities]") {
  const std::string text =
      "Brisket will run. Carla Brisket said so. Ms. Brisket's aide agreed, and Brisket smiled.";
  CHECK(named(text, EntityType::person) == Names{"Brisket=Carla Brisket",
                                                 "Carla Brisket=Carla Brisket",
                                                 "Brisket=Carla Brisket", "Brisket=Carla Brisket"});
}

TEST_CASE("of two people with one surname the one last named is meant", "[entities]") {
  const std::string text =
      "Carla Brisket spoke. Brisket left. Then Tom Brisket spoke. Brisket stayed. "
      "Mrs. Brisket called.";
  CHECK(named(text, EntityType::person) == Names{"Carla Brisket=Carla Brisket",
                                                 "Brisket=Carla Brisket", "Tom Brisket=Tom Brisket",
                                                 "Brisket=Tom Brisket", "Brisket=Carla Brisket"});
}

TEST_CASE("nicknames and initials join, other middle initials part", "[entities]") {
  CHECK(named("Steven P. Mulberry came. Steve Mulberry sat.", EntityType::person) ==
        Names{"Steven P. Mulberry=Steven P. Mulberry", "Steve Mulberry=Steven P. Mulberry"});
  CHECK(named("Paul A. Mulberry came on Monday. With him Paul B. Mulberry sat down.",
              EntityType::person) ==
        Names{"Paul A. Mulberry=Paul A. Mulberry", "Paul B. Mulberry=Paul B. Mulberry"});
}

TEST_CASE("who made the article is nobody in it", "[entities]") {
  const auto text = GENERATE(as<std::string>{}, "By Carla Brisket\n\nIt rained all day.",
                             "It rained. Photograph: Carla Brisket/Reuters",
                             "It rained. (Photo by Carla Brisket)",
                             "It rained. (Reporting by Carla Brisket; Editing by Tom Roe)",
                             "It rained. Brisket reported from Tuscaloosa.",
                             "It rained. Carla Brisket and Tom Roe contributed to this report.");
  CAPTURE(text);
  CHECK(find_mentions(text, {}).empty());
}

TEST_CASE("a dateline names the place, not the agency", "[entities]") {
  CHECK(surfaces("CHICAGO (Reuters) - It rained all day.") == "Chicago;");
}

TEST_CASE("no name crosses a paragraph or what was removed", "[entities]") {
  const std::string paragraphs = "It rained on Carla\n\nBrisket is a cut of meat.";
  for (const auto& mention : find_mentions(paragraphs, {})) {
    CHECK(mention.bytes.of(paragraphs).find('\n') == std::string_view::npos);
  }
  const std::string text = "We met Carla Brisket there.";
  CHECK(find_mentions(text, {}).size() == 1);
  for (const auto& mention : find_mentions(text, {text.find("Brisket")})) {
    CHECK(mention.bytes.size() <= 7);
  }
}

TEST_CASE("line ends, quotation marks, spaces and a BOM change nothing", "[entities]") {
  const std::string plain = "Tom Roe's party won in Tuscaloosa. \"Fine,\" said Roe of the CIA.";
  const auto text =
      GENERATE(as<std::string>{},
               "Tom Roe\u2019s party won in Tuscaloosa. \u201cFine,\u201d said Roe of the CIA.",
               "Tom  Roe's  party  won  in  Tuscaloosa.  \"Fine,\"  said  Roe  of  the  CIA.",
               "\ufeffTom Roe's party won in Tuscaloosa. \"Fine,\" said Roe of the CIA.\r\n");
  CAPTURE(text);
  CHECK(surfaces(text) == surfaces(plain));
  CHECK(surfaces(plain) == "Tom Roe;Tuscaloosa;Tom Roe;Central Intelligence Agency;");
}

TEST_CASE("mentions stand in order, apart and within the text, whatever the bytes", "[entities]") {
  std::string text;
  std::uint32_t state = GENERATE(1U, 2U, 3U, 4U);
  const std::vector<std::string> pieces{
      "Tom ",  "Roe",      "\xff", " of ", "the ", "University ",
      "U.S. ", "\xe2\x80", "'s ",  "\n",   ", ",   "Ala. ",
      "&",     "-",        "(",    ")",    ". ",   "president trump ",
      "16th ", "Corp. "};
  for (int i = 0; i < 3000; ++i) {
    state = state * 1664525U + 1013904223U;
    text += pieces[(state >> 16U) % pieces.size()];
  }
  std::size_t end = 0;
  for (const auto& mention : find_mentions(text, {5, 7, 7, 100})) {
    REQUIRE(mention.bytes.from >= end);
    REQUIRE(mention.bytes.to > mention.bytes.from);
    REQUIRE(mention.bytes.to <= text.size());
    REQUIRE_FALSE(mention.canonical.empty());
    end = mention.bytes.to;
  }
}

TEST_CASE("time grows with the text, not faster", "[entities]") {
  const auto piece = GENERATE(as<std::string>{}, "A", "Roe ", "Tom Roe and ", "University of ", "(",
                              "\"", "Ala. ", "\n", "a.B.", "reported from ", "- ");
  CAPTURE(piece);
  std::string text;
  while (text.size() < 500'000) text += piece;
  // Quadratic cost would run into the test's time limit.
  const auto mentions = find_mentions(text, {});
  CHECK(std::ranges::all_of(mentions,
                            [&](const Mention& each) { return each.bytes.to <= text.size(); }));
}

TEST_CASE("addresses of the web, accounts and symbols of shares are nobody", "[entities]") {
  const auto text = GENERATE(as<std::string>{}, "See https://example.org/Tuscaloosa/Tom-Roe now.",
                             "See www.Tuscaloosa.example now.", "It was @TomRoe again.",
                             "It fell (VX.N) and rose (C.N) and NESN.VX fell again.",
                             "It fell ( 0700.HK ) and rose (005930.KS) and paid HK$12 billion.",
                             "The index .SPX fell and .DJI rose.");
  CAPTURE(text);
  CHECK(surfaces(text) == "");
}

TEST_CASE("adjectives and words of a title are no names of their own", "[entities]") {
  CHECK(surfaces("He met Republican lawmakers and African American voters.") == "");
  CHECK(surfaces("Former Secretary of State Laura Pim spoke.") == "Laura Pim;");
  CHECK(surfaces("It was an anti-Muslim speech.") == "");
}

TEST_CASE("a line of ten megabytes ends well", "[entities]") {
  std::string text;
  while (text.size() < 10'000'000) text += "it rained on the hills and in the valleys all day, ";
  text += "said Carla Brisket.";
  const auto mentions = find_mentions(text, {});
  REQUIRE(mentions.size() == 1);
  CHECK(mentions[0].bytes.of(text) == "Carla Brisket");
}

TEST_CASE("what looks like a place or a person and is neither", "[entities]") {
  const std::string road =
      "Voters heard from Highway 31, a super PAC formed by Democrats. Highway 31 spent two "
      "million dollars on advertising, the group said.";
  CHECK(named(road, EntityType::place).empty());
  CHECK(named("Polls close at 8 p.m. Pacific, the county said.", EntityType::place).empty());
  CHECK(named("It starts at 11 a.m. Pacific time on Monday.", EntityType::place).empty());
}

TEST_CASE("photographers are nobody in the article", "[entities]") {
  const auto text = GENERATE(
      as<std::string>{}, "The mill burned.\n\nPhotograph: Carla Brisket/Reuters\n\nIt rained.",
      "The mill burned.\n\nPhoto credit: Carla Brisket / Agency Roe\n\nIt rained.",
      "IMAGE: The mill on Monday. Photograph: Carla Brisket/Reuters");
  CAPTURE(text);
  CHECK(named(text, EntityType::person).empty());
}

TEST_CASE("an analyst's employer is no person", "[entities]") {
  const auto text = GENERATE(as<std::string>{}, "Martin Quill analyst Ana Roe said prices fell.",
                             "Prices fell, said Ana Roe, an analyst at Martin Quill, on Monday.");
  CAPTURE(text);
  CHECK(named(text, EntityType::person) == Names{"Ana Roe=Ana Roe"});
  CHECK(named(text, EntityType::org) == Names{"Martin Quill=Martin Quill"});
}

TEST_CASE("whoever speaks by a surname alone is a person", "[entities]") {
  const std::string text =
      "Shelby, Ohio's senior senator, was outspoken. \"I would not,\" Shelby said on Sunday.";
  CHECK(named(text, EntityType::person) == Names{"Shelby=Shelby", "Shelby=Shelby"});
}

TEST_CASE("an index of shares is no organisation", "[entities]") {
  CHECK(surfaces("The Dow Jones industrial average fell and the S&P 500 rose.") == "");
  CHECK(surfaces("A reporter of Dow Jones asked.") == "Dow Jones;");
}

TEST_CASE("names are found where capitals were lost", "[entities]") {
  const auto text =
      GENERATE(as<std::string>{},
               "SENATOR TOM SMITH OF OHIO SPOKE IN CHICAGO ABOUT THE FEDERAL RESERVE ON MONDAY.",
               "senator tom smith of ohio spoke in chicago about the federal reserve on monday.");
  CAPTURE(text);
  CHECK(surfaces(text) == "Tom Smith;Ohio;Chicago;Federal Reserve;");
  for (const auto& mention : find_mentions(text, {})) CHECK(mention.bytes.of(text).front() != ' ');
}

TEST_CASE("lost capitals give no token two names", "[entities]") {
  const auto change = GENERATE(as<std::string>{}, "upper", "lower");
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text +=
        "Carla Brisket of the Elm County Library Board met Sen. Tom Roe (R-Ky.) in Tuscaloosa, "
        "Ala., for the FBI. Roe's aide left. ";
  }
  for (char& c : text) {
    const bool up = change == "upper";
    if (up && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (!up && c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  std::size_t end = 0;
  const auto mentions = find_mentions(text, {});
  CHECK_FALSE(mentions.empty());
  for (const auto& mention : mentions) {
    CHECK(mention.bytes.from >= end);
    end = mention.bytes.to;
  }
}

TEST_CASE("in other languages only listed names are names", "[entities]") {
  const std::string german =
      "Die Bundeskanzlerin Angela Merkel sprach in Berlin mit dem FBI. Der Bürgermeister Otto "
      "Brandvik aß sein Essen in der Halle. Paris Brandvik schwieg.";
  const auto found = [&](std::string_view lang) {
    std::string all;
    for (const auto& mention : find_mentions(german, {}, lang)) all += mention.canonical + ";";
    return all;
  };
  CHECK(found("de") == "Angela Merkel;Berlin;Federal Bureau of Investigation;");
  CHECK(found("").find("Otto Brandvik") != std::string::npos);
  CHECK(found("en") == found(""));
}

TEST_CASE("threads share the lists", "[entities]") {
  const std::string text = "Carla Brisket met Tom Roe in Tuscaloosa for the FBI.";
  const auto expected = surfaces(text);
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results) threads.emplace_back([&] { result = surfaces(text); });
  for (auto& thread : threads) thread.join();
  CHECK(std::all_of(results.begin(), results.end(),
                    [&](const auto& result) { return result == expected; }));
}

TEST_CASE("what was read before changes nothing that is found", "[entities]") {
  // More words than are remembered at first, and the same words in other company and case.
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    const auto number = std::to_string(i);
    std::string text = "Ana Roe" + std::string(1, static_cast<char>('a' + i % 26)) +
                       " met Sen. Tom Lum of the Elm County Library Board in Tuscaloosa, Ala. " +
                       "Roe told the Gravenport Lantern of " + number + " boats. ";
    for (int k = 0; k < 12; ++k)
      text += std::string(static_cast<std::size_t>(3 + i % 9), 'x') +
              static_cast<char>('a' + i % 26) + static_cast<char>('a' + k) + " Elm ";
    if (i % 7 == 0)
      for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    texts.push_back(std::move(text));
  }
  NameFinder finder;
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      CAPTURE(round, i);
      const auto alone = find_mentions(texts[i], {});
      const auto found = finder.find(texts[i], {});
      REQUIRE(found.size() == alone.size());
      for (std::size_t k = 0; k < found.size(); ++k) {
        CHECK(found[k].bytes.from == alone[k].bytes.from);
        CHECK(found[k].bytes.to == alone[k].bytes.to);
        CHECK(found[k].type == alone[k].type);
        CHECK(found[k].canonical == alone[k].canonical);
      }
    }
  }
}

TEST_CASE("finding the entities of an article", "[!benchmark][entities]") {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "Carla Brisket met Sen. Tom Roe (R-Ky.) in Tuscaloosa, Ala., for the FBI on Monday. ";
  }
  NameFinder finder;
  BENCHMARK("3 kB") { return finder.find(text, {}); };
}

}  // namespace ae::indexing
