// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/meanings.hpp"

#include "indexer/names/name_key.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::uint8_t person = 0;
constexpr std::uint8_t org = 1;
constexpr std::uint8_t place = 2;

/// What \p name means among \p names: the type's number, then what it is called.
std::string meant(const std::vector<NameCount>& names, const store::TypedName& name,
                  std::string_view aliases = {}) {
  std::vector<AliasProblem> problems;
  const auto all = settle(names, Aliases::parse(aliases, problems)).meanings;
  const auto found = all.find(name);
  const store::TypedName& is = found == all.end() ? name : found->second.is;
  CHECK((found == all.end() || !found->second.why.empty()));
  return std::to_string(is.type) + ' ' + is.name;
}

TEST_CASE("a key tells names apart, not ways of writing them", "[indexer][names]") {
  CHECK(name_key("The U.S. Senate", org) == "us senate");
  CHECK(name_key("Acme Co., Inc.", org) == "acme");
  CHECK(name_key("Inc.", org) == "inc");
  CHECK(name_key("Séan O\u2019Neill", person) == name_key("sean o'neill", person));
  CHECK(name_key("...", person).empty());
}

TEST_CASE("a person's name is read in its parts", "[indexer][names]") {
  const PersonName name = read_person(name_key("Steve K. Bannon Jr.", person));
  CHECK(name.first == "stephen");
  CHECK(name.middle == "k");
  CHECK(name.last == "bannon");
  CHECK_FALSE(read_person("shelby").is_full());
  CHECK_FALSE(read_person("").is_full());
}

TEST_CASE("names are shown as most articles write them", "[indexer][names]") {
  const std::vector<NameCount> names{{{place, "NEW YORK"}, 9}, {{place, "New York"}, 4}};
  CHECK(meant(names, {place, "NEW YORK"}) == "2 New York");
  CHECK(meant(names, {place, "New York"}) == "2 New York");
}

TEST_CASE("a place of many datelines is not shown in capitals, an acronym is", "[indexer][names]") {
  const std::vector<NameCount> names{{{place, "FRANKFURT"}, 9},
                                     {{place, "Frankfurt"}, 2},
                                     {{place, "UAE"}, 3},
                                     {{org, "UNESCO"}, 9},
                                     {{org, "Unesco"}, 2}};
  CHECK(meant(names, {place, "FRANKFURT"}) == "2 Frankfurt");
  CHECK(meant(names, {place, "UAE"}) == "2 UAE");
  CHECK(meant(names, {org, "Unesco"}) == "1 UNESCO");
}

TEST_CASE("a body with and without U.S. is called as more articles call it", "[indexer][names]") {
  const std::vector<NameCount> names{{{org, "U.S. House of Clerks"}, 9},
                                     {{org, "THE HOUSE OF CLERKS"}, 1}};
  CHECK(meant(names, {org, "THE HOUSE OF CLERKS"}) == "1 U.S. House of Clerks");
  CHECK(meant(names, {org, "U.S. House of Clerks"}) == "1 U.S. House of Clerks");
  const std::vector<NameCount> other{{{org, "U.S. Mint"}, 2}, {{org, "Mint"}, 5}};
  CHECK(meant(other, {org, "U.S. Mint"}) == "1 Mint");
}

TEST_CASE("a majority decides what a name is of", "[indexer][names]") {
  const std::vector<NameCount> names{{{org, "Larkin Mills"}, 6}, {{person, "Larkin Mills"}, 2}};
  CHECK(meant(names, {person, "Larkin Mills"}) == "1 Larkin Mills");
  SECTION("a narrow one does not") {
    const std::vector<NameCount> close{{{org, "Larkin Mills"}, 3}, {{person, "Larkin Mills"}, 2}};
    CHECK(meant(close, {person, "Larkin Mills"}) == "0 Larkin Mills");
  }
}

TEST_CASE("initials and nicknames make one person of several names", "[indexer][names]") {
  const std::vector<NameCount> names{{{person, "Stephen K. Bannon"}, 2},
                                     {{person, "Steve Bannon"}, 3},
                                     {{person, "Stephen Bannon"}, 1}};
  CHECK(meant(names, {person, "Stephen K. Bannon"}) == "0 Steve Bannon");
  CHECK(meant(names, {person, "Stephen Bannon"}) == "0 Steve Bannon");
  SECTION("but not where two initials tell two people apart") {
    const std::vector<NameCount> two{{{person, "George W. Tallow"}, 2},
                                     {{person, "George H. Tallow"}, 2},
                                     {{person, "George Tallow"}, 5}};
    CHECK(meant(two, {person, "George W. Tallow"}) == "0 George W. Tallow");
    CHECK(meant(two, {person, "George Tallow"}) == "0 George Tallow");
  }
  SECTION("nor where a middle name is written out") {
    const std::vector<NameCount> two{{{person, "Jim Jones"}, 5},
                                     {{person, "James Edwardes Jones"}, 1}};
    CHECK(meant(two, {person, "James Edwardes Jones"}) == "0 James Edwardes Jones");
  }
}

TEST_CASE("a firm called by its first word is no person", "[indexer][names]") {
  const std::vector<NameCount> names{
      {{org, "Quill Motor"}, 20}, {{person, "Quill"}, 3}, {{person, "Ada Quill"}, 2}};
  CHECK(meant(names, {person, "Quill"}) == "1 Quill Motor");
  CHECK(meant(names, {person, "Ada Quill"}) == "0 Ada Quill");
  SECTION("unless people of that name are in the news as well") {
    const std::vector<NameCount> two{
        {{org, "Quill Motor"}, 20}, {{person, "Quill"}, 3}, {{person, "Ada Quill"}, 9}};
    CHECK(meant(two, {person, "Quill"}) == "0 Ada Quill");
  }
}

TEST_CASE("a surname is the full name that dominates it", "[indexer][names]") {
  const std::vector<NameCount> names{
      {{person, "Ada Whitlock"}, 9}, {{person, "Tom Whitlock"}, 1}, {{person, "Whitlock"}, 3}};
  CHECK(meant(names, {person, "Whitlock"}) == "0 Ada Whitlock");
  SECTION("two holders of weight leave it open") {
    const std::vector<NameCount> two{
        {{person, "Ada Whitlock"}, 6}, {{person, "Tom Whitlock"}, 4}, {{person, "Whitlock"}, 3}};
    CHECK(meant(two, {person, "Whitlock"}) == "0 Whitlock");
    CHECK(settle(two, {}).open_surnames.empty());
  }
  SECTION("a single one in few articles leaves it to each article") {
    const std::vector<NameCount> few{{{person, "Ada Whitlock"}, 1}, {{person, "Whitlock"}, 1}};
    CHECK(meant(few, {person, "Whitlock"}) == "0 Whitlock");
    CHECK(settle(few, {}).open_surnames ==
          std::map<std::string, std::string>{{"Whitlock", "Ada Whitlock"}});
  }
}

TEST_CASE("the user merges, renames, retypes and hides names", "[indexer][names]") {
  const std::vector<NameCount> names{{{person, "Bob Larkin"}, 2},
                                     {{person, "Robert Larkin"}, 7},
                                     {{place, "Gourd Hollow"}, 4},
                                     {{org, "Read More"}, 9}};
  const std::string_view aliases =
      "# names\n"
      "bob larkin = Robert Q. Larkin\n"
      "Robert Larkin = Robert Q. Larkin\n"
      "Gourd Hollow = org: Gourd Hollow Press\n"
      "read more =\n";
  CHECK(meant(names, {person, "Bob Larkin"}, aliases) == "0 Robert Q. Larkin");
  CHECK(meant(names, {person, "Robert Larkin"}, aliases) == "0 Robert Q. Larkin");
  CHECK(meant(names, {place, "Gourd Hollow"}, aliases) == "1 Gourd Hollow Press");
  CHECK(meant(names, {org, "Read More"}, aliases) == "0 ");
}

TEST_CASE("lines that are no aliases are named", "[indexer][names]") {
  std::vector<AliasProblem> problems;
  const auto aliases = Aliases::parse("a = b\n\nno equals sign\n = nothing\n", problems);
  CHECK(aliases.lines().size() == 1);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].line == 3);
  CHECK(problems[1].line == 4);
}

TEST_CASE("a type in front of a variant goes before a line without", "[indexer][names]") {
  std::vector<AliasProblem> problems;
  const auto aliases = Aliases::parse("place: jordan = Jordan\njordan = Vernon Jordan\n", problems);
  REQUIRE(aliases.find({place, "Jordan"}) != nullptr);
  CHECK(aliases.find({place, "Jordan"})->line == 1);
  CHECK(aliases.find({person, "Jordan"})->line == 2);
  CHECK(aliases.find({person, "Jordana"}) == nullptr);
}

}  // namespace
}  // namespace ae::indexing
