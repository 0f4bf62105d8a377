// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/shard.hpp"

#include "support/fake_server.hpp"
#include "support/shard_servers.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae;
using namespace ae::test;
using namespace ae::searching;
using namespace std::chrono_literals;

TEST_CASE("what a shard sends too late answers no other question", "[searcher][shards]") {
  if (!can_serve()) return;
  const SmallArchive archive({article("t", "Owls are here.")});
  const ShardServers servers(archive.snapshot(), 1);
  Relay relay(servers.remotes().front());
  const Shard shard(0, relay.remote(), 2s);
  CHECK(shard.stems_of("here").size() == 1);
  relay.hold(true);
  CHECK_THROWS_AS(shard.words_of("owl"), ShardFailed);
  relay.hold(false);
  CHECK_THROWS_AS(shard.words_of("owl"), ShardFailed);
  CHECK_THROWS_AS(shard.stems_of("are"), ShardFailed);
  CHECK_THROWS_AS(shard.frequency({"Zowl"}), ShardFailed);
  CHECK_THROWS_AS(shard.words_from("o"), ShardFailed);
}
