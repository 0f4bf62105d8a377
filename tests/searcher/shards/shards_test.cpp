// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/for_remote.hpp"
#include "support/fake_server.hpp"
#include "support/shard_servers.hpp"
#include "support/small_archive.hpp"
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <random>
#include <string>
#include <thread>

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

/// Articles of people, places and outlets, with copies and an update, as lines of JSON.
std::string articles() {
  std::string out;
  const std::array people{"Doug Jones", "Roy Moore", "Richard Shelby", "Luther Strange"};
  const std::array outlets{"Reuters", "The Lantern", "Le Monde"};
  std::minstd_rand random(7);
  for (int i = 0; i < 120; ++i) {
    const std::string person = people[random() % people.size()];
    out += fmt::format(
        R"({{"url":"http://a.example/{}","title":"{} wins count {}","outlet":"{}",)"
        R"("date":"2017-{:02}-{:02}","text":"Senator {} said on Tuesday that write-in votes in )"
        R"(Alabama were counted {} times. {}"}})"
        "\n",
        i, person, i % 9, outlets[random() % outlets.size()], 1 + i % 12, 1 + i % 28, person,
        random() % 50,
        i % 10 == 0 ? "The same closing words stand in many of the reports that follow."
                    : fmt::format("Number {} of them spoke of the harbour and of {} owls.", i,
                                  random() % 1000));
  }
  return out;
}

Request request_of(std::string_view text) {
  Request request{.text = std::string(text)};
  for (const char* field : {"outlet", "person", "org", "place", "lang", "author", "date"})
    request.facets.push_back({field, ""});
  request.facet_limit = 0;
  return request;
}

/// All but ranks, scores and what tells of the archives themselves.
std::string told(Response response) {
  std::string out = fmt::format("{} {}\n", response.parsed, response.total);
  for (const Note& note : response.notes) out += note.text + "\n";
  if (std::ranges::any_of(response.hits, [](const Hit& hit) { return hit.score != 0; }))
    std::ranges::sort(response.hits, {}, &Hit::id);
  for (const Hit& hit : response.hits) {
    out += fmt::format("{} {} {}", hit.id, hit.title, hit.copy_of.value_or("-"));
    for (const auto* names : {&hit.person, &hit.org, &hit.place})
      out += fmt::format(" [{}]", fmt::join(*names, ","));
    for (const Snippet& snippet : hit.snippets) {
      out += "|" + snippet.text;
      for (const Span mark : snippet.marks) out += fmt::format(" {}-{}", mark.from, mark.to);
    }
    out += "\n";
  }
  for (const Facet& facet : response.facets) {
    out += fmt::format("{} {}:", facet.field, facet.distinct);
    for (const FacetValue& each : facet.values)
      out += fmt::format(" {}={}{}", each.value, each.count, each.selected ? "*" : "");
    out += "\n";
  }
  for (const Alternative& other : response.instead)
    out += fmt::format("{} {}\n", other.query, other.total);
  return out;
}

/// What a search that needs \p remote ends with.
std::string complaint(const RemoteArchive& remote) {
  try {
    const Searcher searcher(Sources{.remotes = {remote}, .timeout = 300ms});
    static_cast<void>(searcher.search({.text = "votes"}));
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::io);
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("four servers answer as the archive does that they were exported from",
          "[searcher][shards]") {
  if (!can_serve()) return;
  const TestArchive archive({{"a.jsonl", articles()}});
  const ShardServers servers(store::Snapshot::open(archive.path()), 4);
  const Searcher local = archive.searcher();
  const Searcher remote = servers.searcher();
  std::uint64_t articles = 0;
  for (const ArchiveInfo& info : remote.archives()) articles += info.articles;
  CHECK(articles == local.archives().front().articles);
  for (const char* query : {"*",
                            "votes",
                            "\"write-in votes\"",
                            "writein",
                            "Moore",
                            "shelby OR owls",
                            "count -Moore",
                            "title:jones",
                            "body:jones",
                            "said NEAR/4 votes",
                            "\"said on\" NEAR/6 votes",
                            "own* harb?ur",
                            "person:\"roy moore\"",
                            "place:Alab*",
                            "outlet:lantern",
                            "date:2017-03..2017-05",
                            "=Tuesday",
                            "path:a.jsonl",
                            "nowhereatall",
                            "votes nowhereatall",
                            "Roy Moore",
                            "lang:en"}) {
    Request request = request_of(query);
    CAPTURE(query);
    for (const auto sort :
         {Request::Sort::newest, Request::Sort::oldest, Request::Sort::relevance}) {
      request.sort = sort;
      request.limit = sort == Request::Sort::relevance ? 0 : 10;
      CHECK(told(remote.search(request)) == told(local.search(request)));
    }
    CHECK(remote.count(request) == local.count(request));
    request.sort = Request::Sort::newest;
    request.filters = {
        {"person", "Roy Moore"}, {"outlet", "Reuters"}, {"outlet", "Le Monde", true}};
    CHECK(told(remote.search(request)) == told(local.search(request)));
    request.collapse = Request::Collapse::outlet;
    CHECK(told(remote.search(request)) == told(local.search(request)));
    CHECK(remote.count(request) == local.count(request));
  }
}

TEST_CASE("archives here and on other machines are searched as one", "[searcher][shards]") {
  if (!can_serve()) return;
  std::vector<store::StoredArticle> all;
  for (int i = 0; i < 40; ++i)
    all.push_back(article(fmt::format("t{}", i), fmt::format("Owls are here, {} of them.", i)));
  const SmallArchive whole(all);
  const SmallArchive here({all.begin(), all.begin() + 20});
  const SmallArchive there({all.begin() + 20, all.end()});
  const ShardServers servers(there.snapshot(), 1);
  const Searcher both(Sources{.archives = {here.path()}, .remotes = servers.remotes()});
  CHECK(both.archives().size() == 2);
  CHECK(titles(both, "owl") == titles(whole.searcher(), "owl"));
  CHECK(titles(both, "\"25 of\" OR \"5 of\"") == "t25 t5");
  CHECK(both.count({.text = "*"}) == 40);
}

TEST_CASE("an article of a shard is shown whole", "[searcher][shards]") {
  if (!can_serve()) return;
  const TestArchive archive({{"a.jsonl", articles()}});
  const ShardServers servers(store::Snapshot::open(archive.path()), 2);
  const Searcher local = archive.searcher();
  const Searcher remote = servers.searcher();
  const auto hits = local.search({.text = "owls", .limit = 3}).hits;
  REQUIRE(hits.size() == 3);
  for (const Hit& hit : hits) {
    const auto expected = local.show(hit.id);
    const auto found = remote.show(hit.id);
    REQUIRE(found);
    CHECK(found->text == expected->text);
    CHECK(found->hit.person == expected->hit.person);
    CHECK(found->copies.size() == expected->copies.size());
    CHECK(found->evidence.size() == expected->evidence.size());
  }
  CHECK_FALSE(remote.show("0123456789abcdef"));
  CHECK(remote.search({.text = "owls"}).total == local.search({.text = "owls"}).total);
}

TEST_CASE("a shard that is not there is an error, or named in a partial answer",
          "[searcher][shards]") {
  const RemoteArchive nobody{.host = "127.0.0.1", .port = free_port()};
  CHECK_THAT(complaint(nobody), Catch::Contains(fmt::format("127.0.0.1:{}: ", nobody.port)));
  CHECK_THROWS_AS(Searcher(Sources{.remotes = {nobody}, .partial = true}), Error);
  const SmallArchive here({article("t", "Owls are here.")});
  const Searcher rest(Sources{.archives = {here.path()}, .remotes = {nobody}, .partial = true});
  const Response response = rest.search({.text = "owls"});
  CHECK(response.total == 1);
  CHECK(response.partial);
  const Note* const told = note(response, "partial");
  REQUIRE(told != nullptr);
  CHECK_THAT(told->text, Catch::Contains(fmt::format("{}", nobody.port)));
}

TEST_CASE("a shard that dies while it is searched is left out of a partial answer",
          "[searcher][shards]") {
  if (!can_serve()) return;
  const TestArchive archive({{"a.jsonl", articles()}});
  ShardServers servers(store::Snapshot::open(archive.path()), 3);
  const Searcher strict = servers.searcher();
  const Searcher partial(Sources{.remotes = servers.remotes(), .partial = true});
  const auto before = partial.search({.text = "votes"});
  CHECK_FALSE(before.partial);
  servers.kill(1);
  CHECK_THROWS_AS(strict.search({.text = "counted"}), Error);
  CHECK_THROWS_AS(strict.search({.text = "counted"}), Error);
  CHECK_THROWS_AS(strict.count({.text = "counted"}), Error);
  const auto after = partial.search({.text = "votes"});
  CHECK(after.partial);
  CHECK(after.total < before.total);
  CHECK(after.total > 0);
  CHECK(after.archives.size() == 2);
  servers.kill(0);
  servers.kill(2);
  for (int i = 0; i < 2; ++i) CHECK_THROWS_AS(partial.search({.text = "votes"}), Error);
}

TEST_CASE("a connection that was lost is made anew", "[searcher][shards]") {
  if (!can_serve()) return;
  const SmallArchive archive({article("t", "Owls are here.")});
  ShardServers servers(archive.snapshot(), 1);
  const Searcher searcher = servers.searcher();
  CHECK(searcher.search({.text = "owls"}).total == 1);
  servers.restart(0);
  CHECK(searcher.search({.text = "owls"}).total == 1);
}

TEST_CASE("whatever a peer sends, the search ends with an error that says so",
          "[searcher][shards]") {
  const FakeServer silent([](int) { std::this_thread::sleep_for(600ms); });
  CHECK_THAT(complaint(silent.remote()), Catch::Contains("in time"));
  const FakeServer closing([](int) {});
  CHECK(complaint(closing.remote()) != "none");
  const FakeServer web([](int to) { say(to, "HTTP/1.1 400 Bad Request\r\n\r\n"); });
  CHECK(complaint(web.remote()) != "none");
  std::minstd_rand random(3);
  const FakeServer garbage([&](int to) {
    std::string bytes(1 + random() % 500, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    if (random() % 2 == 0) bytes[0] = '\0';  // as an update begins, which a server greets with
    say(to, bytes);
  });
  for (int i = 0; i < 40; ++i) CHECK(complaint(garbage.remote()) != "none");
}

TEST_CASE("a database that was not exported is refused", "[searcher][shards]") {
  if (!can_serve()) return;
  const SmallArchive archive({article("t", "Owls are here.")});
  const auto segment = archive.snapshot().segments().front();
  const ShardServers servers({archive.snapshot().path_of(segment, store::part::xapian)});
  CHECK_THAT(complaint(servers.remotes().front()), Catch::Contains("--for-remote"));
}

TEST_CASE("what cannot be asked of shards is refused by name", "[searcher][shards]") {
  if (!can_serve()) return;
  const SmallArchive archive({article("t", "Owls are here.")});
  const ShardServers servers(archive.snapshot(), 1);
  const Searcher searcher = servers.searcher();
  CHECK_THROWS_AS(searcher.search({.similar = "0000000000000001"}), Error);
  CHECK_THROWS_AS(searcher.count({.similar = "0000000000000001"}), Error);
  CHECK_THROWS_AS(searcher.search({.expand = true}), Error);
  CHECK_THROWS_AS(searcher.complete("ow", 3), Error);
}

TEST_CASE("an export is new, whole or not there at all", "[indexer][shards]") {
  const SmallArchive archive({article("t", "Owls are here."), article("u", "None are here.")});
  const TempDir dir;
  const auto to = dir.path() / "export";
  const auto go_on = [] { return false; };
  CHECK(indexing::export_for_remote(archive.snapshot(), to, 2, go_on).articles == 2);
  CHECK(std::filesystem::exists(to / "1/iamglass"));
  CHECK(std::filesystem::exists(to / "2/iamglass"));
  CHECK_THROWS_AS(indexing::export_for_remote(archive.snapshot(), to, 2, go_on), Error);
  std::filesystem::create_directory(dir.path() / "mine.building");
  const auto mine = dir.write("mine.building/thesis.txt", "Chapter one.");
  CHECK_THROWS_AS(indexing::export_for_remote(archive.snapshot(), dir.path() / "mine", 1, go_on),
                  Error);
  CHECK(std::filesystem::exists(mine));
  std::filesystem::remove_all(mine.parent_path());
  const auto other = dir.path() / "other";
  CHECK(indexing::export_for_remote(archive.snapshot(), other, 1, [] { return true; }).interrupted);
  CHECK_FALSE(std::filesystem::exists(other));
  CHECK(std::distance(std::filesystem::directory_iterator(dir.path()), {}) == 1);
}
