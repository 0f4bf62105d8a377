// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/merge.hpp"

#include "common/store/segment.hpp"
#include "indexer/segments/concatenate.hpp"
#include "indexer/segments/rebuild.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <string>

#include "tests/common/store/support.hpp"

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

store::StoredArticle nth(int i) {
  auto out =
      article(fmt::format("n{}", i),
              fmt::format("The write-in votes, {} of them, for Café number {}.", i * 1000, i));
  out.date = 2017y / 12 / std::chrono::day(1 + static_cast<unsigned>(i) % 28);
  out.outlet = i % 3 == 0 ? "" : fmt::format("Outlet {}", i % 3);
  out.lang = i % 4 == 0 ? "fr" : "en";
  out.record.authors = {fmt::format("Author {}", i % 5)};
  out.body.captions.push_back({.bytes = {1, 2}, .text = fmt::format("Picture {}", i), .rule = "r"});
  out.body.mentions.push_back({.bytes = {4, 9}, .type = 2, .canonical = "Alabama"});
  out.body.breaks = {4};
  return out;
}

std::vector<store::StoredArticle> range(int from, int to) {
  std::vector<store::StoredArticle> out;
  for (int i = from; i < to; ++i) out.push_back(nth(i));
  return out;
}

/// All that a reader can see of the archive's articles, by id.
std::map<std::uint64_t, std::string> contents(const SmallArchive& archive) {
  std::map<std::uint64_t, std::string> out;
  const auto snapshot = archive.snapshot();
  for (const auto& entry : snapshot.segments()) {
    const store::Segment segment(snapshot, entry);
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
      if (store::contains(segment.tombstones(), docid)) continue;
      std::string& all = out[segment.columns().ids()[docid - 1]];
      all = encode(segment.article(docid));
      all += fmt::format(" {} {} ", segment.columns().days()[docid - 1],
                         segment.columns().text_hashes()[docid - 1]);
      for (const auto& name : segment.columns().facets())
        all += name + "=" + fmt::format("{};", fmt::join(segment.values(name, docid), ","));
      store::Sequence words;
      segment.words().read(docid, words);
      for (const auto& zone : words)
        for (const std::uint32_t word : zone) {
          const auto forms = word == 0 ? store::WordForms{} : segment.words().forms(word);
          all += fmt::format(" {}/{}/{}", forms.surface, forms.folded, forms.stem);
        }
    }
  }
  return out;
}

std::string answers(const SmallArchive& archive) {
  const Searcher searcher = archive.searcher();
  std::string out;
  for (const char* query :
       {"*", "vote", "writein", "\"write-in votes\"", "cafe", "caption:picture", "lang:fr",
        "outlet:unknown", "date:2017-12-05..", "5,000 OR 7,000", "title:n3", "=Café -n7"})
    out += titles(searcher, query) + "; ";
  Request request;
  for (const char* field : {"outlet", "lang", "author", "place", "date"})
    request.facets.push_back({field, ""});
  for (const Facet& facet : searcher.search(request).facets)
    for (const FacetValue& each : facet.values) out += fmt::format("{}{} ", each.value, each.count);
  return out;
}

struct TwoSegments {
  TwoSegments() {
    first = archive.add(range(0, 12));
    second = archive.add(range(12, 20));
  }
  SmallArchive archive;
  std::string first, second;
};

}  // namespace

TEST_CASE_METHOD(TwoSegments, "merged in either way an archive is what it was in one go",
                 "[indexer][segments]") {
  const SmallArchive once(range(0, 20));
  REQUIRE(contents(archive) == contents(once));
  REQUIRE(answers(archive) == answers(once));
  const auto merge =
      GENERATE(values<SmallArchive::Merge>({indexing::concatenate, indexing::rebuild}));
  archive.merge_all(merge);
  CHECK(archive.snapshot().segments().size() == 1);
  CHECK(contents(archive) == contents(once));
  CHECK(answers(archive) == answers(once));
  CHECK(store::check(archive.path()).empty());
}

TEST_CASE_METHOD(TwoSegments, "what was removed stays so when segments merge",
                 "[indexer][segments]") {
  archive.remove(first, {1, 2, 12});
  archive.remove(second, {8});
  const auto before = contents(archive);
  const auto answered = answers(archive);
  REQUIRE(before.size() == 16);
  SECTION("concatenated, with their tombstones") {
    archive.merge_all(indexing::concatenate);
    CHECK(archive.snapshot().segments().front().documents == 20);
  }
  SECTION("rebuilt, without them") {
    archive.merge_all(indexing::rebuild);
    CHECK(archive.snapshot().segments().front().documents == 16);
  }
  SECTION("as the share of tombstones has it") {
    archive.merge_all(indexing::merge);
    CHECK(archive.snapshot().segments().front().documents == 16);
  }
  CHECK(contents(archive) == before);
  CHECK(answers(archive) == answered);
}

TEST_CASE_METHOD(TwoSegments, "a damaged segment is named and not merged away",
                 "[indexer][segments]") {
  archive.remove(first, {1});
  const auto merge =
      GENERATE(values<SmallArchive::Merge>({indexing::concatenate, indexing::rebuild}));
  const auto snapshot = archive.snapshot();
  const auto& segment = snapshot.segments().back();
  for (const auto& file : segment.files) {
    const auto path = snapshot.path_of(segment, file.name);
    CAPTURE(path);
    const std::string sound = slurp(path);
    std::string altered = sound;
    altered.at(altered.size() / 2) ^= 4;
    spit(path, altered);
    const auto error = error_of([&] { archive.merge_all(merge); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::archive_damaged);
    CHECK(mentions(error, path.string()));
    CHECK(error->hint().find("--check --repair") != std::string::npos);
    CHECK(archive.snapshot().segments() == snapshot.segments());
    spit(path, sound);
  }
  archive.merge_all(merge);
  CHECK(archive.snapshot().segments().size() == 1);
}

TEST_CASE_METHOD(TwoSegments, "an archive of which nothing is left can be merged",
                 "[indexer][segments]") {
  archive.remove(first, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
  archive.remove(second, {1, 2, 3, 4, 5, 6, 7, 8});
  const auto merge =
      GENERATE(values<SmallArchive::Merge>({indexing::concatenate, indexing::rebuild}));
  archive.merge_all(merge);
  CHECK(contents(archive).empty());
  CHECK(titles(archive.searcher(), "*").empty());
}

TEST_CASE("eight segments of one size are merged, and what is mostly dead is rebuilt",
          "[indexer][segments]") {
  const auto of = [](std::uint32_t documents) {
    store::SegmentEntry entry;
    entry.documents = documents;
    return entry;
  };
  std::vector<store::SegmentEntry> segments(7, of(10));
  CHECK(indexing::choose_merge(segments).empty());
  segments.push_back(of(400));
  CHECK(indexing::choose_merge(segments) == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6, 7});
  segments[4].tombstones = {{1, 3}};
  CHECK(indexing::choose_merge(segments) == std::vector<std::size_t>{4});
  segments[4].tombstones = {};
  segments.insert(segments.begin(), of(20'000));
  CHECK(indexing::choose_merge(segments) == std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8});
  segments.pop_back();
  CHECK(indexing::choose_merge(segments).empty());
  CHECK(indexing::choose_merge({}).empty());
}
