// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/settle_copies.hpp"

#include "common/store/segment.hpp"
#include "indexer/duplicates/extend_copies.hpp"
#include "indexer/segments/concatenate.hpp"
#include "indexer/segments/rebuild.hpp"
#include "support/random_words.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>

using namespace ae;
using test::SmallArchive;

namespace {

std::string words(std::uint32_t seed, std::size_t count) {
  test::RandomWords random(seed);
  std::string out;
  for (; count > 0; --count) out += random.word("abcdefghijklmnop", 3, 9) + ' ';
  return out;
}

std::string near_to(std::uint32_t seed) { return words(seed, 100) + words(seed + 100, 10); }

/// \returns how many files were written
std::size_t settle(const SmallArchive& archive) {
  auto writer = store::ArchiveWriter::open_or_create(archive.path());
  store::Edit edit;
  indexing::settle_copies(writer, edit);
  if (!edit.replaced.empty()) writer.publish(edit);
  return edit.replaced.size();
}

/// Ids of the articles that stand in one group.
std::set<std::set<std::uint64_t>> groups_of(const SmallArchive& archive) {
  std::map<std::uint64_t, std::set<std::uint64_t>> groups;
  const auto snapshot = archive.snapshot();
  for (const auto& entry : snapshot.segments()) {
    const store::Segment segment(snapshot, entry);
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid)
      if (!store::contains(segment.tombstones(), docid))
        groups[segment.near_group(docid)].insert(segment.columns().ids()[docid - 1]);
  }
  std::set<std::set<std::uint64_t>> out;
  for (auto& [group, ids] : groups)
    if (ids.size() > 1) out.insert(std::move(ids));
  return out;
}

using Groups = std::set<std::set<std::uint64_t>>;

}  // namespace

TEST_CASE("near copies are settled across segments", "[indexer][duplicates]") {
  SmallArchive archive({test::article("1", words(1, 100)), test::article("2", words(2, 100))});
  archive.add({test::article("3", near_to(1)), test::article("4", words(2, 100))});
  CHECK(settle(archive) == 2);
  CHECK(groups_of(archive) == Groups{{1, 3}, {2, 4}});
  CHECK(settle(archive) == 0);  // nothing has changed
}

TEST_CASE("copies that go leave the others alone", "[indexer][duplicates]") {
  SmallArchive archive({test::article("1", words(1, 100))});
  const std::string second = archive.add({test::article("2", near_to(1))});
  archive.add({test::article("3", words(1, 100) + "and more")});
  settle(archive);
  CHECK(groups_of(archive) == Groups{{1, 2, 3}});
  archive.remove(second, {1});
  settle(archive);
  CHECK(groups_of(archive) == Groups{{1, 3}});
}

TEST_CASE("segments that merge keep what tells near copies", "[indexer][duplicates]") {
  const auto merge = GENERATE(indexing::concatenate, indexing::rebuild);
  SmallArchive archive({test::article("1", words(1, 100)), test::article("2", words(2, 400))});
  archive.add({test::article("3", near_to(1))});
  archive.add({test::article("4", words(2, 380)), test::article("5", words(5, 9))});
  archive.merge_all(merge);
  settle(archive);
  CHECK(groups_of(archive) == Groups{{1, 3}, {2, 4}});
}

TEST_CASE("new articles join older ones as if all were settled anew", "[indexer][duplicates]") {
  SmallArchive archive({test::article("1", words(1, 100)), test::article("2", words(2, 100)),
                        test::article("3", words(3, 100)), test::article("4", near_to(3))});
  settle(archive);
  archive.add({test::article("5", near_to(1)), test::article("6", words(2, 100)),
               test::article("7", words(7, 100)), test::article("8", near_to(7)),
               test::article("9", words(3, 100)), test::article("10", words(10, 100))});
  {
    auto writer = store::ArchiveWriter::open_or_create(archive.path());
    store::Edit edit;
    indexing::extend_copies(writer, edit);
    CHECK(edit.replaced.size() == 2);  // the first article has a near copy now
    writer.publish(edit);
  }
  const Groups expected{{1, 5}, {2, 6}, {3, 4, 9}, {7, 8}};
  CHECK(groups_of(archive) == expected);
  settle(archive);
  CHECK(groups_of(archive) == expected);
}
