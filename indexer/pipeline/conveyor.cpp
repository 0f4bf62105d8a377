// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/conveyor.hpp"

#include "common/store/texts.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace ae::indexing {
namespace {

/// Bytes of memory for a byte of text under way: the article, its analysis, terms and postings.
constexpr std::uint64_t cost_per_byte = 8;

bool is_ready(const std::future<void>& done) {
  return done.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

/// The dictionary of the archive's largest segment, if it has one: then texts need not be
/// compressed again when segments merge.
std::optional<std::string> known_dictionary(const store::Snapshot& snapshot) {
  const auto& segments = snapshot.segments();
  const auto largest = std::ranges::max_element(segments, {}, &store::SegmentEntry::documents);
  if (largest == segments.end() || largest->documents == 0) return {};
  const store::Texts texts(snapshot.path_of(*largest, store::part::texts));
  if (texts.dictionary().empty()) return {};
  return std::string(texts.dictionary());
}

}  // namespace

Conveyor::Conveyor(const IndexOptions& options, Ledger& ledger, Publisher* publisher)
    : analysis_{.entities = options.entities, .today = options.today},
      writer_(options.writer),
      most_bytes_(options.memory / cost_per_byte),
      most_batches_(std::size_t{2} * options.jobs + 1),
      ledger_(ledger),
      publisher_(publisher),
      pool_(std::max(1U, options.jobs)) {
  if (publisher != nullptr && !options.rebuild)
    dictionary_ = known_dictionary(publisher->snapshot());
}

bool Conveyor::too_much() const {
  const std::size_t batches = analysing_.size() + building_.size();
  return batches > most_batches_ || (batches > 1 && bytes_ > most_bytes_);
}

void Conveyor::push(Batch batch) {
  batch.number = ++pushed_;
  bytes_ += batch.bytes;
  auto shared = std::make_shared<Batch>(std::move(batch));
  auto done = pool_.submit([shared, this] { analyse_batch(*shared, analysis_); });
  analysing_.push_back({std::move(shared), std::move(done)});
  move_on();
}

/// What is ready moves on, so that a run that breaks off loses little; what is not is waited for
/// only where too much is under way. When a batch moves on changes nothing in the archive: what
/// becomes of it depends on the batches before it alone.
void Conveyor::move_on() {
  while (!building_.empty() && is_ready(building_.front().done)) publish_oldest();
  while (!analysing_.empty() && is_ready(analysing_.front().done)) settle_oldest();
  while (too_much()) {
    if (building_.empty())
      settle_oldest();
    else
      publish_oldest();
  }
}

void Conveyor::settle_oldest() {
  auto [batch, done] = std::move(analysing_.front());
  analysing_.pop_front();
  done.get();
  ledger_.settle(*batch);
  if (publisher_ != nullptr && std::ranges::any_of(batch->items, &Item::write))
    build(std::move(batch));
  else
    bytes_ -= batch->bytes;
}

void Conveyor::build(Shared batch) {
  // The first segment's dictionary serves all later ones, whenever it is ready.
  if (!dictionary_ && !building_.empty()) publish_oldest();
  batch->folder = publisher_->begin();
  auto done =
      pool_.submit([batch, writer = writer_, dictionary = dictionary_.value_or(std::string())] {
        build_batch(*batch, writer, dictionary);
      });
  building_.push_back({std::move(batch), std::move(done)});
}

void Conveyor::publish_oldest() {
  auto [batch, done] = std::move(building_.front());
  building_.pop_front();
  done.get();
  bytes_ -= batch->bytes;
  if (!dictionary_)
    dictionary_ = store::Texts(batch->segment.folder / store::part::texts).dictionary();
  const Standings standings = ledger_.place(*batch, publisher_->next());
  publisher_->add(std::move(batch->segment), standings);
}

void Conveyor::finish() {
  while (!analysing_.empty()) settle_oldest();
  while (!building_.empty()) publish_oldest();
}

}  // namespace ae::indexing
