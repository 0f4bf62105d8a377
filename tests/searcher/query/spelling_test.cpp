// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.hpp"

#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ae::searching;
using namespace ae::test;

namespace {

bool spells(std::string_view word, std::string_view other) {
  const auto guesses = other_spellings(word);
  return std::ranges::find(guesses, other) != guesses.end();
}

}  // namespace

TEST_CASE("British and American spellings lead to each other", "[searcher][query]") {
  using Row = std::pair<std::string_view, std::string_view>;
  const auto [british, american] = GENERATE(values<Row>({
      {"unfavourable", "unfavorable"},
      {"colours", "colors"},
      {"neighbouring", "neighboring"},
      {"labour", "labor"},
      {"centre", "center"},
      {"centred", "centered"},
      {"kilometres", "kilometers"},
      {"theatregoers", "theatergoers"},
      {"organise", "organize"},
      {"organisations", "organizations"},
      {"realised", "realized"},
      {"analyse", "analyze"},
      {"paralysing", "paralyzing"},
      {"catalogue", "catalog"},
      {"dialogues", "dialogs"},
      {"defence", "defense"},
      {"offences", "offenses"},
      {"travelled", "traveled"},
      {"cancelling", "canceling"},
      {"councillors", "councilors"},
      {"fuelled", "fueled"},
      {"marvellous", "marvelous"},
      {"skilful", "skillful"},
      {"encyclopaedia", "encyclopedia"},
      {"paediatrician", "pediatrician"},
      {"leukaemia", "leukemia"},
      {"manoeuvre", "maneuver"},
      {"programme", "program"},
      {"sceptical", "skeptical"},
      {"aluminium", "aluminum"},
      {"judgement", "judgment"},
  }));
  CAPTURE(british, american);
  CHECK(spells(british, american));
  CHECK(spells(american, british));
}

TEST_CASE("words that only look alike are no spellings of each other", "[searcher][query]") {
  using Row = std::pair<std::string_view, std::string_view>;
  const auto [one, other] = GENERATE(values<Row>({
      {"four", "for"},
      {"pour", "por"},
      {"hour", "hor"},
      {"tier", "tire"},
      {"filled", "filed"},
      {"polling", "poling"},
      {"prise", "prize"},
      {"advertised", "advertized"},
      {"shoe", "she"},
      {"poets", "pets"},
      {"michael", "michel"},
      {"since", "sinse"},
      {"blog", "blogue"},
  }));
  CAPTURE(one, other);
  CHECK_FALSE(spells(one, other));
  CHECK_FALSE(spells(other, one));
}

TEST_CASE("a word finds its other spelling and says so", "[searcher][query]") {
  const TestArchive archive(Files{{"a.txt", "The ruling was unfavorable to the plaintiffs.\n"},
                                  {"b.txt", "An unfavourable wind blew over the harbour.\n"},
                                  {"c.txt", "Nothing of the kind was said.\n"}});
  const auto searcher = archive.searcher();
  const auto [query, names] = GENERATE(values<std::pair<std::string, std::string>>({
      {"unfavorable", "a.txt b.txt"},
      {"unfavourable", "a.txt b.txt"},
      {"unfavourably", "a.txt b.txt"},
      {"=unfavorable", "a.txt"},
      {"\"unfavorable\"", "a.txt"},
      {"unfavorable NEAR/3 wind", "b.txt"},
      {"title:unfavorable", ""},
      {"harbor", "b.txt"},
  }));
  CAPTURE(query);
  CHECK(found(searcher, query) == names);
}

TEST_CASE("other spellings are marked and noted where they occur", "[searcher][query]") {
  const TestArchive archive(Files{{"a.txt", "The ruling was unfavorable to the plaintiffs.\n"},
                                  {"b.txt", "An unfavourable wind blew over the harbour.\n"}});
  const auto searcher = archive.searcher();
  const auto both = searcher.search({.text = "unfavorable"});
  REQUIRE(note(both, "variant"));
  CHECK(note(both, "variant")->text == "also found: unfavourable (variant spelling)");
  for (const ae::Hit& hit : both.hits) {
    REQUIRE(hit.snippets.size() == 1);
    REQUIRE(hit.snippets[0].marks.size() == 1);
    CHECK(hit.snippets[0].marks[0].of(hit.snippets[0].text).starts_with("unfavo"));
  }
  CHECK_FALSE(note(searcher.search({.text = "unfavorable ruling"}), "variant"));
  CHECK_FALSE(note(searcher.search({.text = "=unfavorable"}), "variant"));
  CHECK_FALSE(note(searcher.search({.text = "wind"}), "variant"));
}
