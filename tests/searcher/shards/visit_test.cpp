// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/visit.hpp"

#include "support/fake_server.hpp"
#include "support/shard_servers.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <vector>

using namespace ae;
using namespace ae::test;

namespace {

constexpr std::uint64_t articles = 40;

/// One server with articles that have nothing in common but a few words.
struct Fixture {
  SmallArchive archive{[] {
    std::vector<store::StoredArticle> all;
    for (std::uint64_t i = 0; i < articles; ++i)
      all.push_back(article(fmt::format("t{}", i), fmt::format("Grey owls ate {} mice.", i)));
    return all;
  }()};
  ShardServers servers{archive.snapshot(), 1};
  Relay relay{servers.remotes().front()};

  /// How many times the server is asked for one search.
  std::uint64_t asked(const Request& request) {
    const Searcher searcher(Sources{.remotes = {relay.remote()}});
    const std::uint64_t before = relay.asked();
    CHECK(searcher.search(request).total == articles);
    return relay.asked() - before;
  }
};

}  // namespace

TEST_CASE("each article of a shard is fetched once", "[searcher][shards]") {
  if (!can_serve()) return;
  Fixture fixture;
  Request request{.text = "owls"};
  request.sort = Request::Sort::newest;
  request.limit = 1;
  const std::uint64_t one = fixture.asked(request);
  request.limit = articles;
  CHECK(fixture.asked(request) == one + articles - 1);
}

TEST_CASE("a shard is not asked how rare words are where nothing is ranked", "[searcher][shards]") {
  if (!can_serve()) return;
  Fixture fixture;
  Request request{.text = "grey owls ate mice"};
  request.limit = articles;
  const std::uint64_t ranked = fixture.asked(request);
  request.sort = Request::Sort::newest;
  CHECK(fixture.asked(request) < ranked);
}
