// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/packed.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

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
  const auto nested = ae::test::tar("b.tar", ae::test::zip("a.txt", "Jones."));
  CHECK(reason(ae::test::zip("c.zip", nested)) ==
        "an archive within an archive within an archive; unpack it yourself");
  CHECK_FALSE(reason(ae::test::tar("a.txt", std::string(2'000, 'a')).substr(0, 1'500)).empty());
  CHECK_FALSE(reason("PK\x03\x04 and then something else").empty());
}

TEST_CASE("an archive within an archive is read", "[indexer][readers]") {
  const auto inner = ae::test::tar("news/a.txt", "Jones wins.") + ae::test::tar(".x/b.txt", "no") +
                     std::string(1024, '\0');
  const auto outer =
      GENERATE_COPY(as<std::string>{}, ae::test::zip("b.tar", inner),
                    ae::test::tar("b.tar.gz", ae::test::gzip(inner)) + std::string(1024, '\0'));
  const auto article = read_all(outer, "c").only();
  CHECK(article.text == "Jones wins.");
  CHECK(article.origin.to_string().starts_with("c!b.tar"));
  CHECK(article.origin.to_string().ends_with("!news/a.txt"));
}

TEST_CASE("archives made to fill the memory are given up", "[indexer][readers]") {
  const std::string much(40'000'000, 'a');
  const auto bomb =
      GENERATE_COPY(as<std::string>{}, ae::test::tar("a.txt.zst", ae::test::zstd(much)),
                    ae::test::tar("b.tar.zst", ae::test::zstd(ae::test::tar("a.txt", much))),
                    ae::test::zip("b.tar", ae::test::tar("a.txt.zst", ae::test::zstd(much))));
  const auto all = read_all(bomb, "c");
  CHECK(all.articles.empty());
  REQUIRE_FALSE(all.faults.empty());
  CHECK(all.faults[0].reason.starts_with("unpacks to more than 1000 times its size"));
}

TEST_CASE("a member's name leads nowhere", "[indexer][readers]") {
  const auto* const name = GENERATE("../../tmp/ae-escaped.txt", "/tmp/ae-escaped.txt");
  const auto article = read_all(ae::test::tar(name, "Jones wins."), "c.tar").only();
  CHECK(article.text == "Jones wins.");
  CHECK_FALSE(std::filesystem::exists("/tmp/ae-escaped.txt"));
}
