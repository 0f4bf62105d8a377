// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/exported.hpp"

#include "common/store/codec.hpp"
#include "common/store/packed.hpp"
#include "common/store/record.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace ae;
namespace exported = store::exported;

namespace {

exported::Article owls() {
  exported::Article article;
  article.id = 7;
  article.record = store::encode(store::StoredArticle{});
  article.facets = {{"outlet", {"The Lantern"}}};
  article.words = {{"Owls", "owls", "owl"}};
  article.sequence[0] = {1};
  return article;
}

/// The bytes of an article up to the number of its words.
std::string up_to_words(const exported::Article& article) {
  exported::Article bare = article;
  bare.facets.clear();
  bare.words.clear();
  bare.sequence = {};
  std::string bytes = store::unpack(exported::encode(bare), 1 << 20).value();
  bytes.resize(bytes.size() - 6);  // words, two zones, meanings, known names, terms: none of each
  return bytes;
}

}  // namespace

TEST_CASE("an article that is sent comes as it was", "[store][shards]") {
  exported::Article article;
  REQUIRE(exported::decode(exported::encode(owls()), article));
  CHECK(article.id == owls().id);
  CHECK(article.facets == owls().facets);
  CHECK(article.words == owls().words);
}

TEST_CASE("an article of more facets than there are fields is none", "[store][shards]") {
  exported::Article article = owls();
  for (int i = 0; i < 1000; ++i) article.facets.push_back({fmt::format("f{}", i), {}});
  exported::Article read;
  CHECK_FALSE(exported::decode(exported::encode(article), read));
}

TEST_CASE("no room is made for words that were not sent", "[store][shards]") {
  std::string bytes = up_to_words(owls());
  const std::size_t rest = 3000;
  store::append_varint(bytes, rest);  // words, of three counted strings each
  bytes.append(rest, '\0');
  exported::Article read;
  CHECK_FALSE(exported::decode(store::pack(bytes), read));
  CHECK(read.words.capacity() <= rest / 3);
}
