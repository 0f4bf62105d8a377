// SPDX-License-Identifier: GPL-2.0-or-later
/// The bulk writer is held to what Xapian's own API writes.
#include "indexer/segments/postings.hpp"

#include "ae/error.hpp"
#include "common/store/database.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <sstream>

#include "tests/common/store/support.hpp"

using ae::indexing::StringNumbers;

namespace {

struct TermCount {
  std::string term;
  std::uint32_t count = 0;
};

using Articles = std::vector<std::vector<TermCount>>;

using MakeWriter = std::unique_ptr<ae::indexing::PostingsWriter> (*)(const std::filesystem::path&,
                                                                     const ae::indexing::Terms&);

/// Few common words, many rare ones, terms of every byte but NUL, some articles without any.
Articles random_articles(unsigned seed, std::size_t count, std::uint32_t vocabulary) {
  std::minstd_rand generator(seed);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  Articles articles(count);
  for (auto& article : articles) {
    std::set<std::string> terms;
    for (std::uint32_t left = random() % 40; left > 0; --left) {
      const auto rank = random() % vocabulary;
      const auto number = random() % 2 == 0 ? rank : rank % 20;
      std::string term = "Z" + std::to_string(number * 2654435761U);
      if (number % 7 == 0) term.append(number % 200, static_cast<char>(1 + number % 255));
      terms.insert(term);
    }
    for (const std::string& term : terms)
      article.push_back({term, random() % 5 == 0 ? 0 : random() % 300});
  }
  return articles;
}

void write(MakeWriter make, const std::filesystem::path& folder, const Articles& articles) {
  StringNumbers terms;
  const auto writer = make(folder, terms.strings());
  for (const auto& article : articles) {
    std::vector<ae::indexing::TermCount> counts;
    for (const auto& [term, count] : article) counts.push_back({terms.number(term).first, count});
    writer->add(counts);
  }
  writer->finish();
}

void check_sound(const std::filesystem::path& folder) {
  std::ostringstream said;
  const auto errors = Xapian::Database::check(folder.string(), 0, &said);
  INFO(said.str());
  CHECK(errors == 0);
}

void check_lists(const Xapian::Database& a, const Xapian::Database& b, const std::string& term) {
  REQUIRE(a.get_termfreq(term) == b.get_termfreq(term));
  REQUIRE(a.get_collection_freq(term) == b.get_collection_freq(term));
  auto left = a.postlist_begin(term);
  auto right = b.postlist_begin(term);
  for (; left != a.postlist_end(term); ++left, ++right) {
    REQUIRE(right != b.postlist_end(term));
    REQUIRE(*left == *right);
    REQUIRE(left.get_wdf() == right.get_wdf());
    REQUIRE(left.get_doclength() == right.get_doclength());
  }
  REQUIRE(right == b.postlist_end(term));
}

std::vector<std::string> check_terms(const Xapian::Database& a, const Xapian::Database& b) {
  std::vector<std::string> terms;
  auto right = b.allterms_begin();
  for (auto left = a.allterms_begin(); left != a.allterms_end(); ++left, ++right) {
    REQUIRE(right != b.allterms_end());
    REQUIRE(*left == *right);
    check_lists(a, b, *left);
    terms.push_back(*left);
  }
  REQUIRE(right == b.allterms_end());
  return terms;
}

/// The first ten by BM25, with their exact weights.
std::vector<std::pair<Xapian::docid, double>> ranked(const Xapian::Database& database,
                                                     const std::vector<std::string>& terms) {
  Xapian::Enquire enquire(database);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  std::vector<std::pair<Xapian::docid, double>> found;
  const auto set = enquire.get_mset(0, 10);
  for (auto at = set.begin(); at != set.end(); ++at) found.emplace_back(*at, at.get_weight());
  return found;
}

void check_equal(const std::filesystem::path& bulk, const std::filesystem::path& reference) {
  check_sound(bulk);
  const auto a = ae::store::open_database(bulk);
  const auto b = ae::store::open_database(reference);
  REQUIRE(a.get_doccount() == b.get_doccount());
  REQUIRE(a.get_lastdocid() == b.get_lastdocid());
  CHECK(a.get_avlength() == b.get_avlength());
  CHECK(a.get_doclength_lower_bound() <= b.get_doclength_lower_bound());
  CHECK(a.get_doclength_upper_bound() >= b.get_doclength_upper_bound());
  const auto terms = check_terms(a, b);
  std::minstd_rand random(1);
  for (int i = 0; i < 100 && !terms.empty(); ++i) {
    std::vector<std::string> query(1 + random() % 4);
    for (auto& word : query) word = terms[random() % terms.size()];
    REQUIRE(ranked(a, query) == ranked(b, query));
  }
}

}  // namespace

TEST_CASE("the bulk writer's database equals the one that Xapian writes", "[indexer][segments]") {
  struct Row {
    std::size_t articles;
    std::uint32_t vocabulary;
  };
  const auto row = GENERATE(values<Row>({{0, 1}, {1, 5}, {300, 50}, {5000, 20}, {4000, 200'000}}));
  CAPTURE(row.articles);
  const ae::test::TempDir dir;
  const auto articles =
      random_articles(static_cast<unsigned>(row.articles), row.articles, row.vocabulary);
  write(ae::indexing::write_in_bulk, dir.path() / "bulk", articles);
  write(ae::indexing::write_through_api, dir.path() / "api", articles);
  check_equal(dir.path() / "bulk", dir.path() / "api");
}

TEST_CASE("a tree of three levels is read in order", "[indexer][segments]") {
  const ae::test::TempDir dir;
  Articles articles(200);
  for (std::size_t i = 0; i < articles.size(); ++i)
    for (int j = 0; j < 1500; ++j) {
      std::string number = std::to_string(1'000'000 + i * 1500 + static_cast<std::size_t>(j));
      articles[i].push_back({"XP" + number + std::string(20, 'x'), 1});
    }
  write(ae::indexing::write_in_bulk, dir.path() / "bulk", articles);
  write(ae::indexing::write_through_api, dir.path() / "api", articles);
  check_equal(dir.path() / "bulk", dir.path() / "api");
}

TEST_CASE("databases concatenated in bulk equal one written at once", "[indexer][segments]") {
  const ae::test::TempDir dir;
  Articles all;
  std::vector<std::filesystem::path> parts;
  for (const std::size_t size : {0U, 700U, 1U, 1200U}) {
    const auto part = random_articles(static_cast<unsigned>(size), size, 400);
    parts.push_back(dir.path() / std::to_string(size));
    write(ae::indexing::write_in_bulk, parts.back(), part);
    all.insert(all.end(), part.begin(), part.end());
  }
  write(ae::indexing::write_through_api, dir.path() / "api", all);
  ae::indexing::concatenate_in_bulk(parts, dir.path() / "bulk");
  check_equal(dir.path() / "bulk", dir.path() / "api");
}

TEST_CASE("what Xapian wrote is concatenated in bulk, too", "[indexer][segments]") {
  const ae::test::TempDir dir;
  Articles all;
  std::vector<std::filesystem::path> parts;
  for (const std::size_t size : {5000U, 40U, 6000U}) {
    Articles part(size);
    for (std::size_t i = 0; i < size; ++i) {
      part[i] = {{"Zword", 1000}, {"Z" + std::string(240, 'x'), 100'000}};
      if (i % 3 == 0) part[i].push_back({"Zthird", 1});
      if (size == 40U) part[i].push_back({"Zonly" + std::to_string(i), 0});
    }
    parts.push_back(dir.path() / std::to_string(size));
    write(size == 40U ? ae::indexing::write_in_bulk : ae::indexing::write_through_api, parts.back(),
          part);
    all.insert(all.end(), part.begin(), part.end());
  }
  write(ae::indexing::write_through_api, dir.path() / "api", all);
  ae::indexing::concatenate_in_bulk(parts, dir.path() / "bulk");
  check_equal(dir.path() / "bulk", dir.path() / "api");
}

TEST_CASE("damaged posting lists are refused or merged, whatever was done to them",
          "[indexer][segments]") {
  const ae::test::TempDir dir;
  const auto folder = dir.path() / "part";
  write(ae::indexing::write_in_bulk, folder, random_articles(5, 500, 3000));
  const auto table = folder / "postlist.glass";
  const std::string whole = ae::test::slurp(table);
  std::minstd_rand random(7);
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    std::string damaged = whole;
    if (i % 10 == 0)
      damaged.resize(random() % damaged.size());
    else
      for (int flips = 1 + i % 4; flips > 0; --flips)
        damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    ae::test::spit(table, damaged);
    const auto to = dir.path() / "merged";
    try {
      ae::indexing::concatenate_in_bulk(std::vector{folder, folder}, to);
    } catch (const ae::Error&) {
      ++refused;
    }
    std::filesystem::remove_all(to);
  }
  CHECK(refused > 30);  // all that are cut short, at least
}

TEST_CASE("the bulk writer knows this machine's Xapian", "[indexer][segments]") {
  const ae::test::TempDir dir;
  CHECK(ae::indexing::bulk_is_possible(dir.path()));
  CHECK(std::filesystem::is_empty(dir.path()));
}
