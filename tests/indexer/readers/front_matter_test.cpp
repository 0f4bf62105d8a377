// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter.hpp"

#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;

namespace {

std::string claims_in(std::string_view text) {
  Article article;
  article.claims = read_front_matter(text).claims;
  return ae::test::claims_of(article);
}

}  // namespace

TEST_CASE("front matter in YAML gives claims", "[indexer][readers]") {
  struct Row {
    std::string yaml;
    std::string claims;
  };
  const auto row = GENERATE(values<Row>({
      {"title: Jones wins: by a little\ndate: 2017-12-13 # a day later\n",
       "title=Jones wins: by a little; date=2017-12-13"},
      {"title: \"The \\\"win\\\" # one\" # no\nlayout: post\n", "title=The \"win\" # one"},
      {"title: 'Moore''s day'\n", "title=Moore's day"},
      {"authors: [Ana Reyes, \"Lind, Bo\"]\nlang: en\n",
       "author=Ana Reyes; author=Lind, Bo; lang=en"},
      {"authors: [\n  Ana Reyes,\n  Bo Lind\n]\nlang: en\n",
       "author=Ana Reyes; author=Bo Lind; lang=en"},
      {"tags:\n  - votes\nauthors:\n- Ana Reyes # staff\n- name: Bo Lind\n  email: b@x.example\n",
       "author=Ana Reyes; author=Bo Lind"},
      {"publisher:\n  name: The Lantern\n  title: no\n", "outlet=The Lantern"},
      {"title: >-\n  Jones\n  wins\ndate: 2017-12-13\n", "title=Jones wins; date=2017-12-13"},
      {"# comment\n\ntitle: ~\nauthor: null\nurl: https://lantern.example/a#b\n",
       "url=https://lantern.example/a#b"},
      {"title: {a: b}\nid: 7\nauthors: []\n", "source_id=7"},
      {"title: \"never closed\nid: 7\n", "title=never closed; source_id=7"},
  }));
  const std::string text = "---\n" + row.yaml + "---\nText.\n";
  CAPTURE(text);
  CHECK(claims_in(text) == row.claims);
  CHECK(read_front_matter(text).size == text.size() - 6);
}

TEST_CASE("front matter in TOML gives claims", "[indexer][readers]") {
  CHECK(claims_in("+++\ntitle = \"Jones wins\" # no\ndate = 2017-12-13T10:00:00Z\nauthors = [\n"
                  "  \"Ana Reyes\",\n  'Bo Lind',\n]\n[publisher]\nname = \"The Lantern\"\n"
                  "[params]\ntitle = \"no\"\n[[author]]\nname = 'Cy'\n+++\n") ==
        "title=Jones wins; date=2017-12-13T10:00:00Z; author=Ana Reyes; author=Bo Lind; "
        "outlet=The Lantern; author=Cy");
}

TEST_CASE("what only looks like front matter is text", "[indexer][readers]") {
  const auto* const text = GENERATE("", "---", "---\n", "---\ntitle: a\n", "---\n\nText.\n\n---\n",
                                    "----\ntitle: a\n----\n", "title: a\n---\n", "---\n- a\n---\n",
                                    "+++\ntitle: a\n+++\n", "\n---\ntitle: a\n---\n");
  CAPTURE(text);
  CHECK(read_front_matter(text).size == 0);
}

TEST_CASE("the rule of a claim names its key", "[indexer][readers]") {
  const auto front = read_front_matter("---\npublisher: The Lantern\n...\nText.");
  REQUIRE(front.claims.size() == 1);
  CHECK(front.claims[0].rule == "front matter publisher");
  CHECK(front.claims[0].source == Source::record);
}

TEST_CASE("odd front matter takes linear time", "[indexer][readers]") {
  const std::string piece = GENERATE("a: [\n", "a: '\n", "- [\"\n", "title: >\n", "name: a: # b\n");
  std::string text = "---\nauthors:\n";
  while (text.size() < 300'000) text += piece;
  CHECK(read_front_matter(text + "---\n").size > text.size());
}

TEST_CASE("a long list with a long tail takes linear time", "[indexer][readers]") {
  const std::string list = "authors: [" + std::string(300'000, ',') + std::string(300'000, ' ');
  CHECK(read_front_matter("---\n" + list + "\n---\n").size > list.size());
}
