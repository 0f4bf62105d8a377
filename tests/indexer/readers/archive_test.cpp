// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/packed.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using ae::test::read_all;

TEST_CASE("members of archives are read as files are", "[indexer][readers]") {
  const auto archive = GENERATE(as<std::string>{}, ae::test::tar("news/a.md", "*Jones* wins."),
                                ae::test::zip("news/a.md", "*Jones* wins."),
                                ae::test::tar("news/a.md.gz", ae::test::gzip("*Jones* wins.")),
                                ae::test::tar("news/a.md.xz", ae::test::xz("*Jones* wins.")));
  const auto article = read_all(archive, "a.bin").only();
  CHECK(article.text == "Jones wins.\n");
  CHECK(article.origin.path == "a.bin");
  CHECK(article.origin.member.starts_with("news/a.md"));
}

TEST_CASE("each record of each member is an article", "[indexer][readers]") {
  const auto all = read_all(ae::test::tar("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\nbad\n") +
                                ae::test::tar(".hidden.txt", "no") + ae::test::tar("b.txt", "c") +
                                std::string(1024, '\0'),
                            "a.tar");
  REQUIRE(all.articles.size() == 3);
  CHECK(all.articles[1].origin.to_string() == "a.tar!a.jsonl#2");
  CHECK(all.articles[2].origin.to_string() == "a.tar!b.txt");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].where.to_string() == "a.tar!a.jsonl#3");
}

TEST_CASE("what cannot be read of an archive is told", "[indexer][readers]") {
  const auto reason = [](const std::string& bytes) {
    const auto all = read_all(bytes, "a");
    CHECK(all.articles.empty());
    return all.faults.empty() ? std::string() : all.faults.front().reason;
  };
  CHECK(reason(ae::test::zip("a.txt", "secret", true)) ==
        "protected by a password; unpack it yourself");
  CHECK(reason(ae::test::tar("b.tar", ae::test::tar("a.txt", "Jones."))) ==
        "an archive within an archive; unpack it yourself");
  CHECK_FALSE(reason(ae::test::tar("a.txt", std::string(2'000, 'a')).substr(0, 1'500)).empty());
  CHECK_FALSE(reason("PK\x03\x04 and then something else").empty());
}
