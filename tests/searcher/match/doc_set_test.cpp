// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/doc_set.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <vector>

using ae::searching::AscendingDocs;
using ae::searching::DocSet;

namespace {

std::vector<std::uint32_t> members(const DocSet& set) {
  std::vector<std::uint32_t> out;
  set.for_each([&](std::uint32_t docid) { out.push_back(docid); });
  return out;
}

}  // namespace

TEST_CASE("a set of docids holds what was added, of any size", "[searcher][match]") {
  const auto documents = GENERATE(0U, 1U, 62U, 63U, 64U, 65U, 127U, 128U, 1000U);
  CAPTURE(documents);
  const DocSet all = DocSet::all(documents);
  CHECK(all.count() == documents);
  CHECK(all.empty() == (documents == 0));
  CHECK(!all.contains(0));
  CHECK(!all.contains(documents + 1));
  CHECK(!all.contains(documents + 64));
  CHECK(all.next(documents + 1) == 0);
  DocSet set(documents);
  CHECK(set.empty());
  CHECK(set.next(0) == 0);
  if (documents == 0) return;
  set.add(documents);
  CHECK(set.contains(documents));
  CHECK(set.next(0) == documents);
  CHECK(set.next(documents) == documents);
  CHECK(members(set) == std::vector{documents});
  set.remove(documents);
  CHECK(set.empty());
}

TEST_CASE("64 docids are added in one go, wherever they begin", "[searcher][match]") {
  constexpr std::uint64_t ends = 0x8000000000000001;
  const std::uint32_t first = GENERATE(1U, 63U, 64U, 65U, 127U, 128U);
  DocSet set(first + 63);
  set.add(first + 1);
  set.add(first, ends);
  CHECK(members(set) == std::vector{first, first + 1, first + 63});
  DocSet few(first);
  few.add(first, 1);
  CHECK(members(few) == std::vector{first});
}

TEST_CASE("docids that ascend are added to those that are there", "[searcher][match]") {
  std::mt19937 random(3);
  for (const std::uint32_t widest : {2U, 100U, 1000U}) {
    DocSet one(5000);
    for (std::uint32_t docid = 3; docid <= 5000; docid += 700) one.add(docid);
    DocSet other = one;
    {
      AscendingDocs docs(other);
      for (std::uint32_t docid = 1; docid <= 5000;
           docid += 1 + static_cast<std::uint32_t>(random() % widest)) {
        docs.add(docid);
        one.add(docid);
      }
    }
    CHECK(members(other) == members(one));
  }
}

TEST_CASE("sets of docids meet, unite and part as std::set does", "[searcher][match]") {
  std::mt19937 random(3);
  constexpr std::uint32_t documents = 200;
  for (int round = 0; round < 50; ++round) {
    DocSet a(documents), b(documents);
    std::set<std::uint32_t> first, second;
    for (int i = 0; i < 60; ++i) {
      const auto one = static_cast<std::uint32_t>(random() % documents + 1);
      const auto two = static_cast<std::uint32_t>(random() % documents + 1);
      a.add(one);
      first.insert(one);
      b.add(two);
      second.insert(two);
    }
    std::vector<std::uint32_t> both, either, rest;
    std::ranges::set_intersection(first, second, std::back_inserter(both));
    std::ranges::set_union(first, second, std::back_inserter(either));
    std::ranges::set_difference(first, second, std::back_inserter(rest));
    DocSet met = a, united = a, parted = a;
    met &= b;
    united |= b;
    parted -= b;
    CHECK(members(met) == both);
    CHECK(members(united) == either);
    CHECK(members(parted) == rest);
    CHECK(united.count() == either.size());
    for (std::uint32_t docid = 0; docid <= documents; ++docid) {
      const auto at = first.lower_bound(docid);
      CHECK(a.next(docid) == (at == first.end() ? 0 : *at));
    }
  }
}
