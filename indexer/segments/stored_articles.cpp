// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/stored_articles.hpp"

#include "common/store/segment.hpp"

#include <unordered_map>
#include <utility>

namespace ae::indexing {

struct StoredArticles::State {
  const store::Snapshot& snapshot;
  std::unordered_map<std::uint32_t, store::Segment> open;
};

StoredArticles::StoredArticles(const store::Snapshot& snapshot)
    : state_(std::make_unique<State>(State{snapshot, {}})) {}
StoredArticles::StoredArticles(StoredArticles&&) noexcept = default;
StoredArticles::~StoredArticles() = default;

store::StoredArticle StoredArticles::read(std::uint32_t segment, std::uint32_t docid) {
  auto at = state_->open.find(segment);
  if (at == state_->open.end()) {
    const auto& entry = state_->snapshot.segments().at(segment);
    at = state_->open.emplace(segment, store::Segment(state_->snapshot, entry)).first;
  }
  return at->second.article(docid);
}

}  // namespace ae::indexing
