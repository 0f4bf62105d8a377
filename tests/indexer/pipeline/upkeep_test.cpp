// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/upkeep.hpp"

#include "ae/searcher.hpp"
#include "indexer/pipeline/support.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace ae;
using namespace ae::test;

namespace {

/// Everything that tells one answer from another, scores included.
std::string answer(const Searcher& searcher, std::string_view query, Request::Sort sort) {
  Request request{.text = std::string(query), .sort = sort, .limit = 0};
  for (const char* field : {"outlet", "person", "org", "place", "date"})
    request.facets.push_back({field, ""});
  const Response response = searcher.search(request);
  std::string out = fmt::format("{}: {}", query, response.total);
  for (const Hit& hit : response.hits) {
    out += fmt::format(" {}={:.6f}", hit.id, hit.score);
    for (const Snippet& snippet : hit.snippets) out += snippet.text;
  }
  for (const Facet& facet : response.facets)
    for (const FacetValue& each : facet.values) out += fmt::format(" {}{}", each.value, each.count);
  return out;
}

std::string answers(const std::filesystem::path& archive) {
  const Searcher searcher(archive);
  std::string out;
  for (const char* query : {"*", "w1", "w1 w2", "w3 OR w4 -w5", "\"w1 w2\"", "w1 NEAR/3 w2", "w1*",
                            "=w7", "title:w2", "date:2017", "outlet:unknown"})
    for (const auto sort : {Request::Sort::relevance, Request::Sort::newest})
      out += answer(searcher, query, sort) + "\n";
  return out;
}

/// Text in which some words are frequent, and nearly all are there sometimes.
std::string random_text(std::minstd_rand& random, int words) {
  std::string out;
  for (int i = 0; i < words; ++i) out += fmt::format("w{} ", random() % (1 + random() % 60));
  return out;
}

std::string random_articles(unsigned seed, int from, int to) {
  std::minstd_rand random(seed);
  std::string out;
  for (int i = from; i < to; ++i)
    out += fmt::format(
        "{{\"url\":\"http://a/{}\",\"title\":\"{}\",\"date\":\"2017-12-{:02}\",\"text\":\"{}\"}}\n",
        i, random_text(random, 4), 1 + i % 28, random_text(random, 80));
  return out;
}

}  // namespace

TEST_CASE_METHOD(PipelineTest, "both writers make archives that answer alike",
                 "[indexer][pipeline][upkeep]") {
  write("a.jsonl", random_articles(1, 0, 300));
  const auto bulk = dir.path() / "bulk";
  const auto api = dir.path() / "api";
  for (const auto& [archive, writer] :
       {std::pair(bulk, indexing::Writer::bulk), std::pair(api, indexing::Writer::api)}) {
    options.archive = archive;
    options.writer = writer;
    write("b.jsonl", random_articles(2, 300, 320));
    REQUIRE(run().failed == 0);
    write("b.jsonl", random_articles(3, 310, 340));  // updates, removals and a second segment
    REQUIRE(run().failed == 0);
    CHECK(store::check(archive).empty());
  }
  const std::string expected = answers(bulk);
  CHECK(expected == answers(api));
  // Each goes on with what the other wrote.
  for (const auto& [archive, writer] :
       {std::pair(bulk, indexing::Writer::api), std::pair(api, indexing::Writer::bulk)}) {
    options.archive = archive;
    options.writer = writer;
    static_cast<void>(indexing::optimise(options, [] { return false; }));
    CHECK(store::check(archive).empty());
  }
  CHECK(answers(bulk) == answers(api));
}

TEST_CASE_METHOD(PipelineTest, "an optimised archive is one segment and holds nothing removed",
                 "[indexer][pipeline][upkeep]") {
  for (int i = 0; i < 3; ++i) {
    write(fmt::format("{}.jsonl", i),
          random_articles(static_cast<unsigned>(i), i * 20, i * 20 + 20));
    run();
  }
  write("1.jsonl", random_articles(1, 20, 38));
  run();
  const auto before = articles();
  const auto done = indexing::optimise(options, [] { return false; });
  CHECK(done.before.segments > 1);
  CHECK(done.before.removed == 2);
  CHECK(done.after.segments == 1);
  CHECK(done.after.removed == 0);
  CHECK(done.after.bytes < done.before.bytes);
  CHECK(articles() == before);
  CHECK(store::check(options.archive).empty());
  CHECK(run().unchanged == 58);
  CHECK(indexing::optimise(options, [] { return false; }).after.segments == 1);
}

TEST_CASE_METHOD(PipelineTest, "no archive is made to be optimised",
                 "[indexer][pipeline][upkeep]") {
  CHECK_THROWS_AS(indexing::optimise(options, [] { return false; }), Error);
  CHECK_FALSE(std::filesystem::exists(options.archive));
}
