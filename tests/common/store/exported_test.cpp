// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/exported.hpp"

#include "common/store/codec.hpp"
#include "common/store/packed.hpp"
#include "common/store/record.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <limits>
#include <string>

namespace ae::store {
namespace {

exported::Article owl() {
  return {.id = 7,
          .text_hash = 8,
          .day = 17'500,
          .earlier = true,
          .near_group = 9,
          .record = encode(test::article("Owls", "An owl was seen.")),
          .prints = {.shingles = 2, .numbers = {5, 8}},
          .facets = {{"author", {"Ana Reyes", ""}}},
          .words = {{"Owls", "owls", "owl"}, {"seen", "seen", "seen"}},
          .sequence = {{{1}, {0, 2}, {}}},
          .terms = {{"Zowl", 3}},
          .meanings = {{{0, "Ana Reyes"}, {.is = {0, "Ana M. Reyes"}, .why = "alias"}}},
          .known = {{{0, "Ana M. Reyes"}, 77}}};
}

bool is_read(const exported::Article& article) {
  exported::Article read;
  return exported::decode(exported::encode(article), read) &&
         exported::encode(read) == exported::encode(article);
}

/// The bytes of an article up to the number of its words.
std::string up_to_words(const exported::Article& article) {
  exported::Article bare = article;
  bare.facets.clear();
  bare.words.clear();
  bare.sequence = {};
  bare.terms.clear();
  bare.meanings.clear();
  bare.known.clear();
  std::string bytes = unpack(exported::encode(bare), 1 << 20).value();
  bytes.resize(bytes.size() - 7);  // words, three zones, meanings, known names, terms: none of each
  return bytes;
}

}  // namespace

TEST_CASE("an article comes from a shard as it was sent", "[common][store]") {
  exported::Article article = owl();
  CHECK(is_read(article));
  SECTION("also where one word is nearly all of it") {
    // 64 MiB of "a a a", the title as long: the most that a reader takes in.
    article.terms[0].second = (1U << 25U) + 2 * (1U << 25U);
    CHECK(is_read(article));
  }
}

TEST_CASE("an article that makes no sense is not taken from a shard", "[common][store]") {
  exported::Article article = owl();
  SECTION("a word that is not among its words") { article.sequence[1].push_back(3); }
  SECTION("a day beyond all calendars") { article.day = 20'000'000; }
  SECTION("a term that Xapian cannot take") {
    article.terms.emplace_back(std::string(300, 'x'), 1);
  }
  SECTION("a term without letters") { article.terms.emplace_back("", 1); }
  SECTION("a term that stands more often than it has bytes") {
    article.terms.emplace_back("Zow", std::numeric_limits<std::uint32_t>::max());
  }
  SECTION("a column twice") { article.facets.push_back(article.facets.front()); }
  SECTION("a name of no kind") { article.known[0].first.type = 9; }
  SECTION("a sample out of order") { article.prints.numbers = {8, 5}; }
  SECTION("no record") { article.record = "none"; }
  exported::Article read;
  CHECK_FALSE(exported::decode(exported::encode(article), read));
}

TEST_CASE("what is no article, list or day of a shard is none", "[common][store]") {
  exported::Article article;
  const std::string whole = exported::encode(owl());
  for (std::size_t size = 0; size < whole.size(); ++size)
    CHECK_FALSE(exported::decode(whole.substr(0, size), article));
  CHECK_FALSE(
      exported::unpack_list("\x05"
                            "four"));
  CHECK(exported::unpack_list("")->empty());
  CHECK_FALSE(exported::day_of("day"));
  CHECK_FALSE(exported::day_of("\xff\xff\xff\xff"));
  CHECK(exported::day_of(exported::day_value(17'500)) == 17'500);
}

TEST_CASE("an article of more facets than there are fields is none", "[common][store]") {
  exported::Article article = owl();
  for (int i = 0; i < 1000; ++i) article.facets.push_back({fmt::format("f{}", i), {}});
  exported::Article read;
  CHECK_FALSE(exported::decode(exported::encode(article), read));
}

TEST_CASE("no room is made for words that were not sent", "[common][store]") {
  std::string bytes = up_to_words(owl());
  const std::size_t rest = 3000;
  append_varint(bytes, rest);  // words, of three counted strings each
  bytes.append(rest, '\0');
  exported::Article read;
  CHECK_FALSE(exported::decode(pack(bytes), read));
  CHECK(read.words.capacity() <= rest / 3);
}

}  // namespace ae::store
