// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/small_archive.hpp"

#include "indexer/segments/segment_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::test {

store::StoredArticle article(std::string title, std::string text) {
  store::StoredArticle out;
  out.record.title_derived = title.empty();
  out.record.title = title.empty() ? "-" : std::move(title);
  out.record.path = out.file = out.record.title + ".txt";
  out.body.text = std::move(text);
  out.lang = "en";
  return out;
}

SmallArchive::SmallArchive() { (void)store::ArchiveWriter::open_or_create(path()); }

std::string SmallArchive::add(const std::vector<store::StoredArticle>& articles) {
  auto writer = store::ArchiveWriter::open_or_create(path());
  indexing::SegmentBuilder builder(writer.begin_segment());
  indexing::DocumentMaker maker(builder.vocabulary());
  for (const auto& each : articles) builder.add(maker.make(each, ++last_id_));
  writer.publish({.added = {builder.finish({})}});
  return writer.snapshot().segments().back().name;
}

void SmallArchive::remove(const std::string& segment, const std::vector<std::uint32_t>& docids) {
  store::ArchiveWriter::open_or_create(path()).publish({.tombstones = {{segment, docids}}});
}

void SmallArchive::merge_all(Merge merge) {
  auto writer = store::ArchiveWriter::open_or_create(path());
  const auto segments = writer.snapshot().segments();
  store::Edit edit{.added = {merge(writer.snapshot(), segments, writer.begin_segment(),
                                   indexing::Writer::automatic)}};
  for (const auto& segment : segments) edit.removed.push_back(segment.name);
  writer.publish(edit);
}

std::string titles(const Searcher& searcher, Request request) {
  request.limit = 0;
  std::vector<std::string> found;
  for (const Hit& hit : searcher.search(request).hits) found.push_back(hit.title);
  std::ranges::sort(found);
  return fmt::format("{}", fmt::join(found, " "));
}

std::string titles(const Searcher& searcher, std::string_view query) {
  Request request;
  request.text = std::string(query);
  return titles(searcher, std::move(request));
}

}  // namespace ae::test
