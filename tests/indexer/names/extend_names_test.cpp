// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/extend_names.hpp"

#include "common/store/segment.hpp"
#include "indexer/names/settle_names.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae;
using namespace ae::test;

namespace {

store::StoredArticle naming(const std::string& person) {
  auto out = article("t", person + " was there.");
  out.body.mentions.push_back({.bytes = {0, person.size()}, .type = 0, .canonical = person});
  return out;
}

void publish(const SmallArchive& archive,
             const std::function<store::Edit(const store::ArchiveWriter&)>& make) {
  auto writer = store::ArchiveWriter::open_or_create(archive.path());
  writer.publish(make(writer));
}

}  // namespace

TEST_CASE("names in new articles mean what they mean in the others", "[indexer][names]") {
  SmallArchive archive({naming("Richard Shelby"), naming("Richard Shelby"),
                        naming("Richard Shelby"), naming("Shelby"), naming("Doug Jones")});
  std::vector<indexing::AliasProblem> problems;
  const auto aliases = indexing::Aliases::parse("Jones Junior = Doug Jones\n", problems);
  publish(archive, [&](const store::ArchiveWriter& writer) {
    return indexing::settle_names(writer, aliases, problems);
  });
  archive.add({naming("Shelby"), naming("Jones Junior"), naming("Nobody Yet")});
  publish(archive, [](const store::ArchiveWriter& writer) {
    store::Edit edit;
    indexing::extend_names(writer, edit);
    CHECK(edit.replaced.size() == 1);  // the older segment's file stays
    return edit;
  });
  const auto snapshot = archive.snapshot();
  const store::Segment added(snapshot, snapshot.segments().back());
  CHECK(added.values("person", 1) == std::vector<std::string>{"Richard Shelby"});
  CHECK(added.values("person", 3) == std::vector<std::string>{"Nobody Yet"});
  REQUIRE(added.names() != nullptr);
  CHECK(added.names()->known_by(0, "shelby").size() == 1);
  CHECK(added.names()->known_by(0, "nobody yet").size() == 1);
  Request request;
  request.filters = {{"person", "Shelby"}};
  CHECK(archive.searcher().search(request).total == 5);
}
