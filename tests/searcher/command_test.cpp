// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/command.hpp"

#include "searcher/shards/visit.hpp"
#include "support/shard_servers.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <vector>

using namespace ae;
using namespace ae::test;

TEST_CASE("a list that no shard can send is refused behind what was counted", "[searcher]") {
  if (!can_serve()) return;
  std::vector<store::StoredArticle> all;
  for (std::uint64_t i = 0; i <= searching::most_fetched; ++i)
    all.push_back(article(fmt::format("t{}", i), "Owls."));
  const SmallArchive archive(all);
  const ShardServers servers(archive.snapshot(), 1);
  searching::Command command;
  command.sources.remotes = servers.remotes();
  command.request.text = "owls";
  command.request.limit = 0;
  command.format = searching::render::Format::json;
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::tmpfile(), &std::fclose);
  REQUIRE(file);
  cli::Output out(file.get());
  CHECK_THROWS_WITH(searching::carry_out(command, {}, out), Catch::Contains("more than 5000"));
  std::rewind(file.get());
  std::string told(4096, '\0');
  told.resize(std::fread(told.data(), 1, told.size(), file.get()));
  CHECK_THAT(told, Catch::Contains(fmt::format("\"total\":{}", all.size())) &&
                       Catch::Contains("\"partial\":true"));
}
