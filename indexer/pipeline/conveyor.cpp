// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/conveyor.hpp"

#include "common/store/texts.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

namespace ae::indexing {
namespace {

/// Bytes of memory for a byte of text under way: the article, its analysis, terms and postings.
constexpr std::uint64_t cost_per_byte = 8;

/// A batch is analysed in parts, so that no worker is without one while the first batch is under
/// way, or the last.
constexpr std::size_t part_items = 250;

/// The dictionary of the archive's largest segment, if it has one: then texts need not be
/// compressed again when segments merge.
std::shared_future<std::string> known_dictionary(const store::Snapshot& snapshot) {
  const auto& segments = snapshot.segments();
  const auto largest = std::ranges::max_element(segments, {}, &store::SegmentEntry::documents);
  if (largest == segments.end() || largest->documents == 0) return {};
  const store::Texts texts(snapshot.path_of(*largest, store::part::texts));
  if (texts.dictionary().empty()) return {};
  return store::ready_dictionary(std::string(texts.dictionary()));
}

}  // namespace

bool Conveyor::Underway::is_ready() const {
  return std::ranges::all_of(parts, [](const auto& part) {
    return part.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
}

void Conveyor::Underway::get() {
  for (auto& part : parts) part.get();
}

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

bool Conveyor::has_room() const {
  const std::size_t batches = analysing_.size() + building_.size();
  return batches <= most_batches_ && (batches <= 1 || bytes_ <= most_bytes_);
}

bool Conveyor::is_empty() const { return analysing_.empty() && building_.empty(); }

void Conveyor::push(Batch batch) {
  batch.number = ++pushed_;
  bytes_ += batch.bytes;
  analyse_parts(std::make_shared<Batch>(std::move(batch)));
  move_on_until(&Conveyor::has_room);
}

void Conveyor::analyse_parts(const Shared& batch) {
  Underway underway{.batch = batch, .parts = {}};
  const std::span<Item> items(batch->items);
  for (std::size_t at = 0; at < items.size(); at += part_items) {
    const auto part = items.subspan(at, std::min(part_items, items.size() - at));
    underway.parts.push_back(pool_.submit([batch, part, this] {
      names_.lend([&](NameFinder& names) { analyse(part, analysis_, names); });
    }));
  }
  analysing_.push_back(std::move(underway));
}

/// What is ready moves on, whichever it is, so that no worker waits and a run that breaks off loses
/// little. When a batch moves on changes nothing in the archive: what becomes of it depends on the
/// batches before it alone.
void Conveyor::move_on_until(bool (Conveyor::*enough)() const) {
  for (;;) {
    const std::uint64_t ended = pool_.ended();
    while (!building_.empty() && building_.front().is_ready()) publish_oldest();
    while (!analysing_.empty() && analysing_.front().is_ready()) settle_oldest();
    if ((this->*enough)()) return;
    pool_.wait_for_next(ended);
  }
}

void Conveyor::settle_oldest() {
  Underway oldest = std::move(analysing_.front());
  analysing_.pop_front();
  oldest.get();
  ledger_.settle(*oldest.batch);
  if (publisher_ != nullptr && std::ranges::any_of(oldest.batch->items, &Item::write))
    build(std::move(oldest.batch));
  else
    bytes_ -= oldest.batch->bytes;
}

/// The first segment's dictionary serves all later ones, whenever it is ready.
void Conveyor::build(Shared batch) {
  store::SharedDictionary dictionary{.given = dictionary_, .awaited = {}};
  if (!dictionary_.valid()) dictionary_ = dictionary.awaited.emplace().get_future().share();
  batch->folder = publisher_->begin();
  auto task = [batch, this, dictionary = std::move(dictionary)]() mutable {
    words_.lend([&](std::shared_ptr<KnownWords>& known) {
      if (!known) known = std::make_shared<KnownWords>();
      build_batch(*batch, writer_, std::move(dictionary), known);
      if (known->is_full()) known.reset();
    });
  };
  Underway underway{.batch = std::move(batch), .parts = {}};
  underway.parts.push_back(pool_.submit(std::move(task)));
  building_.push_back(std::move(underway));
}

void Conveyor::publish_oldest() {
  Underway oldest = std::move(building_.front());
  building_.pop_front();
  oldest.get();
  Batch& batch = *oldest.batch;
  bytes_ -= batch.bytes;
  const Standings standings = ledger_.place(batch, publisher_->next());
  publisher_->add(std::move(batch.segment), standings);
}

void Conveyor::finish() {
  move_on_until(&Conveyor::is_empty);
  names_.clear();  // the end of a run needs memory of its own
  words_.clear();
}

}  // namespace ae::indexing
