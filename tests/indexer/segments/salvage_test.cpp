// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/salvage.hpp"

#include "common/store/columns.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include "tests/common/store/support.hpp"

using namespace ae;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t block = 64 << 10;  // with a checksum of its own

bool can_read_hashes(const store::Columns& columns) {
  return !test::error_of([&] { static_cast<void>(columns.text_hashes()); });
}

bool can_read_rest(const store::Columns& columns) {
  return !test::error_of([&] {
    static_cast<void>(columns.ids());
    static_cast<void>(columns.facet("path").of(1));
  });
}

/// Damages the hashes of texts, and nothing else.
bool damage_hashes(const fs::path& file) {
  const std::string bytes = test::slurp(file);
  for (std::size_t at = block / 2; at < bytes.size(); at += block) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    test::spit(file, damaged);
    try {
      const store::Columns columns(file);
      if (!can_read_hashes(columns) && can_read_rest(columns)) return true;
    } catch (const Error&) {  // all is
    }
  }
  return false;
}

}  // namespace

TEST_CASE("articles are saved whose hashes and sources are lost", "[indexer][segments]") {
  constexpr std::size_t articles = 20'000;  // the hashes alone fill some blocks
  const test::SmallArchive archive(std::vector(articles, test::article("Owls", "Owls are here.")));
  auto writer = store::ArchiveWriter::open_or_create(archive.path());
  const store::Snapshot& snapshot = writer.snapshot();
  const auto& entry = snapshot.segments().front();
  fs::remove(snapshot.path_of(entry, store::part::sources));
  REQUIRE(damage_hashes(snapshot.path_of(entry, store::part::columns)));
  const auto salvaged =
      indexing::salvage(snapshot, entry, writer.begin_segment(), 2, indexing::Writer::automatic);
  CHECK(salvaged.articles == articles);
  CHECK(salvaged.lost.empty());
}
