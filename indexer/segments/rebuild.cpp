// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/rebuild.hpp"

#include "common/store/segment.hpp"
#include "common/store/sources.hpp"
#include "common/store/verify.hpp"
#include "indexer/segments/segment_builder.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// \returns new docid by old docid; 0 for articles that are no longer in force
std::vector<std::uint32_t> copy_articles(const store::Segment& segment, DocumentMaker& maker,
                                         SegmentBuilder& builder) {
  std::vector<std::uint32_t> moved_to(segment.documents() + std::size_t{1});
  for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid)
    if (!store::contains(segment.tombstones(), docid))
      moved_to[docid] =
          builder.add(maker.make(segment.article(docid), segment.columns().id(docid)));
  return moved_to;
}

}  // namespace

store::NewSegment rebuild(const store::Snapshot& snapshot,
                          std::span<const store::SegmentEntry> segments,
                          const std::filesystem::path& folder, Writer writer) {
  store::want_sound(snapshot, segments);
  SegmentBuilder builder(folder, writer);
  DocumentMaker maker(builder.vocabulary());
  store::Sources sources;
  std::vector<std::uint32_t> earlier;
  for (const auto& entry : segments) {
    const auto moved_to = copy_articles(store::Segment(snapshot, entry), maker, builder);
    std::ranges::copy(moved(entry.earlier, moved_to), std::back_inserter(earlier));
    // An article that is no longer in force here may stand in another segment: its file names it
    // still.
    store::append(sources, store::read_sources(snapshot.path_of(entry, store::part::sources)),
                  [&](std::uint32_t docid) { return moved_to.at(docid); });
  }
  store::NewSegment segment = builder.finish(sources);
  segment.earlier = std::move(earlier);
  return segment;
}

std::vector<std::uint32_t> moved(const store::DocRanges& docids,
                                 const std::vector<std::uint32_t>& moved_to) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t docid = 1; docid < moved_to.size(); ++docid)
    if (moved_to[docid] != 0 && store::contains(docids, docid)) out.push_back(moved_to[docid]);
  return out;
}

}  // namespace ae::indexing
