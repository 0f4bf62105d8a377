// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/posting_lists.hpp"

#include "ae/error.hpp"
#include "common/store/codec.hpp"
#include "common/store/database.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <vector>

using namespace ae::store;
using ae::test::TempDir;

namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

/// Terms that most documents have and terms that few have; some docids are free.
void write_database(const std::filesystem::path& folder, std::uint32_t seed,
                    std::uint32_t documents) {
  std::mt19937 random(seed);
  auto database = create_database(folder);
  std::uint32_t docid = 0;
  for (std::uint32_t i = 0; i < documents; ++i) {
    docid += 1 + (below(random, 50) == 0 ? below(random, 300) : 0);
    Xapian::Document document;
    for (auto left = random() % 12; left > 0; --left) {
      const std::uint32_t any = below(random, 40);
      document.add_term(fmt::format("word{}", any * any / 40),
                        below(random, 9) == 0 ? below(random, 500) : 1);
    }
    document.add_term("all");
    if (i % 100 == 7) document.add_term(fmt::format("rare{}", i));
    if (i == 5) document.add_term(std::string("a\0b", 3));
    database.replace_document(docid, document);
  }
  database.commit();
}

/// As "docid:count ...".
std::string listed(PostingCursor at) {
  std::string out;
  for (; !at.at_end(); at.next()) out += fmt::format("{}:{} ", at.docid(), at.count());
  CHECK(at.ok());
  return out;
}

std::string listed(const Xapian::Database& database, const std::string& term) {
  std::string out;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    out += fmt::format("{}:{} ", *at, at.get_wdf());
  return out;
}

}  // namespace

TEST_CASE("posting lists are read as Xapian reads them", "[common][store]") {
  const TempDir dir;
  write_database(dir.path() / "x", GENERATE(1U, 2U, 3U), GENERATE(0U, 1U, 40U, 9000U));
  const auto database = open_database(dir.path() / "x");
  const auto lists = PostingLists::open(dir.path() / "x");
  if (!lists) {  // nothing was ever written
    CHECK(database.get_doccount() == 0);
    return;
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    CAPTURE(*term);
    const auto list = lists->list(*term);
    if ((*term).find('\0') != std::string::npos) {
      CHECK(!list);
      continue;
    }
    REQUIRE(list);
    CHECK(list->entries() == term.get_termfreq());
    CHECK(listed(*list) == listed(database, *term));
  }
  for (const char* absent : {"a", "al", "all0", "word", "word1x", "zzz"})
    CHECK(lists->list(absent)->at_end());
}

TEST_CASE("lengths are told wherever they are asked for first", "[common][store]") {
  const TempDir dir;
  write_database(dir.path() / "x", 3, GENERATE(1U, 40U, 9000U));
  const auto database = open_database(dir.path() / "x");
  const auto lists = PostingLists::open(dir.path() / "x");
  REQUIRE(lists);
  const std::uint32_t last = database.get_lastdocid();
  REQUIRE(lists->has_lengths(last));
  CHECK_FALSE(lists->has_lengths(last + 1));
  std::vector<std::uint32_t> docids(last);
  std::iota(docids.begin(), docids.end(), 1U);
  std::shuffle(docids.begin(), docids.end(), std::mt19937(11));
  std::map<std::uint32_t, std::uint32_t> wanted;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at)
    wanted[*at] = database.get_doclength(*at);
  for (const std::uint32_t docid : docids) {
    const Lengths read = lists->lengths_at(docid);
    REQUIRE(read.holds(docid));
    CHECK(read[docid] == wanted[docid]);
  }
}

TEST_CASE("a gap that leads back ends a list", "[common][store]") {
  for (const std::uint64_t back : {1U, 5U, 6U}) {  // to docid 5 again, 1 and 0
    std::string body;
    append_varint(body, 1);
    append_varint(body, std::uint64_t{0} - back);
    append_varint(body, 1);
    PostingCursor at({{.first = 5, .body = body}}, 2);
    at.next();
    CHECK(at.at_end());
    CHECK_FALSE(at.ok());
  }
}

TEST_CASE("a cursor goes to where it is sent", "[common][store]") {
  const TempDir dir;
  write_database(dir.path() / "x", 4, 9000);
  const auto database = open_database(dir.path() / "x");
  const auto lists = PostingLists::open(dir.path() / "x");
  REQUIRE(lists);
  std::mt19937 random(5);
  for (const char* term : {"all", "word0", "word9", "rare107"})
    for (int round = 0; round < 30; ++round) {
      auto ours = *lists->list(term);
      auto theirs = database.postlist_begin(term);
      const std::uint32_t step = round % 3 == 0 ? 5 : round % 3 == 1 ? 400 : 9000;
      for (std::uint32_t to = below(random, step); theirs != database.postlist_end(term);
           to += 1 + below(random, step)) {
        theirs.skip_to(to);
        ours.skip_to(to);
        CAPTURE(term, to);
        REQUIRE(ours.at_end() == (theirs == database.postlist_end(term)));
        if (!ours.at_end()) CHECK((ours.docid() == *theirs && ours.count() == theirs.get_wdf()));
      }
    }
}

TEST_CASE("entries before a docid are those that a cursor passes on its way", "[common][store]") {
  const TempDir dir;
  write_database(dir.path() / "x", 4, 9000);
  const auto lists = PostingLists::open(dir.path() / "x");
  REQUIRE(lists);
  std::mt19937 random(8);
  for (const char* term : {"all", "word0", "word9", "rare107"})
    for (const std::uint32_t step : {2U, 70U, 3000U, 60000U}) {
      auto one = *lists->list(term);
      auto other = one;
      for (std::uint32_t end = below(random, step); !one.at_end(); end += below(random, step)) {
        std::string passed, visited;
        for (; !one.at_end() && one.docid() < end; one.next())
          passed += fmt::format("{}:{} ", one.docid(), one.count());
        other.each_before(end, [&](std::uint32_t docid, std::uint32_t count) {
          visited += fmt::format("{}:{} ", docid, count);
        });
        CAPTURE(term, end);
        REQUIRE(visited == passed);
        REQUIRE(other.at_end() == one.at_end());
        if (!one.at_end()) REQUIRE((other.docid() == one.docid() && other.count() == one.count()));
      }
    }
}

TEST_CASE("posting lists that were altered end nothing but the search", "[common][store]") {
  const TempDir dir;
  write_database(dir.path() / "x", 6, 3000);
  const auto file = dir.path() / "x" / "postlist.glass";
  std::string whole(std::filesystem::file_size(file), '\0');
  std::ifstream(file, std::ios::binary)
      .read(whole.data(), static_cast<std::streamsize>(whole.size()));
  std::mt19937 random(7);
  int refused = 0;
  bool lists_hold = true;  // what they are asked for
  for (int round = 0; round < 400; ++round) {
    std::string altered = whole;
    for (int i = 0; i < 20; ++i) altered[random() % altered.size()] = static_cast<char>(random());
    if (round % 4 == 0) altered.resize(random() % altered.size());
    std::ofstream(file, std::ios::binary | std::ios::trunc) << altered;
    try {
      const auto lists = PostingLists::open(dir.path() / "x");
      REQUIRE(lists);
      for (const char* term : {"all", "word0", "word3", "rare107", "zzz"}) {
        auto list = lists->list(term);
        if (round % 2 == 0 && list) list->each_before(2000, [](std::uint32_t, std::uint32_t) {});
        while (list && !list->at_end()) list->next();
      }
      for (std::uint32_t docid = 3000; docid > 0; docid /= 2)
        if (lists->has_lengths(docid))
          lists_hold = lists->lengths_at(docid).holds(docid) && lists_hold;
    } catch (const ae::Error& error) {
      CHECK(error.code() == ae::ErrorCode::archive_damaged);
      ++refused;
    }
  }
  CHECK(lists_hold);
  CHECK(refused > 100);
}
