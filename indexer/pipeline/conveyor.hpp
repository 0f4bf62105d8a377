// SPDX-License-Identifier: GPL-2.0-or-later
/// Carries batches through analysis, settling, building and publishing: the first and third on
/// workers, the others in reading order on the calling thread.
#pragma once

#include "indexer/pipeline/batch.hpp"
#include "indexer/pipeline/ledger.hpp"
#include "indexer/pipeline/publisher.hpp"
#include "indexer/pipeline/spares.hpp"
#include "indexer/pipeline/task_pool.hpp"

#include <cstdint>
#include <deque>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace ae::indexing {

/// Bounded by the bytes of text under way.
class Conveyor {
 public:
  /// \param publisher  null: nothing is built or written, as with --dry-run
  Conveyor(const IndexOptions& options, Ledger& ledger, Publisher* publisher);

  /// Takes the next batch in reading order; waits while too much is under way.
  /// \throws Error io, archive_damaged
  void push(Batch batch);

  /// Waits until all is published. \throws Error io, archive_damaged
  void finish();

  [[nodiscard]] std::uint32_t pushed() const noexcept { return pushed_; }

 private:
  using Shared = std::shared_ptr<Batch>;
  struct Underway {
    Shared batch;
    std::vector<std::future<void>> parts;
    [[nodiscard]] bool is_ready() const;
    void get();
  };

  void analyse_parts(const Shared& batch);
  void move_on_until(bool (Conveyor::*enough)() const);
  void settle_oldest();
  void publish_oldest();
  void build(Shared batch);
  [[nodiscard]] bool has_room() const;
  [[nodiscard]] bool is_empty() const;

  AnalysisOptions analysis_;
  Spares<NameFinder> names_;
  Spares<std::shared_ptr<KnownWords>> words_;  // as many as build at once
  Writer writer_;
  std::uint64_t most_bytes_;
  std::size_t most_batches_;
  Ledger& ledger_;
  Publisher* publisher_;
  std::shared_future<std::string> dictionary_;  // of the texts; the first segment trains it
  std::uint32_t pushed_ = 0;
  std::uint64_t bytes_ = 0;                    // of text under way
  std::deque<Underway> analysing_, building_;  // in reading order
  TaskPool pool_;                              // last: its tasks end before the rest goes
};

}  // namespace ae::indexing
