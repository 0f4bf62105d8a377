// SPDX-License-Identifier: GPL-2.0-or-later
/// Settles, in reading order, what becomes of each article: added, updated, moved, or nothing.
#pragma once

#include "indexer/pipeline/batch.hpp"
#include "indexer/pipeline/catalog.hpp"
#include "indexer/pipeline/changes.hpp"
#include "indexer/pipeline/report.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace ae::indexing {

/// A record by which a file names an article.
struct Naming {
  std::string member;
  std::uint64_t line = 0;
};

/// What must happen to versions that are not made from the newest of their records.
struct Orphans {
  std::vector<Version> removed;                           ///< that no record gives any more
  std::map<std::uint32_t, std::vector<Naming>> named_by;  ///< file -> articles to be made from it
};

/// The order of calls alone decides, never the time they take: so any number of workers gives the
/// same archive. Not thread-safe.
class Ledger {
 public:
  /// \param run  of this run, for its rows
  Ledger(Catalog& catalog, Report& report, std::uint64_t run)
      : catalog_(catalog), report_(report), run_(run) {}

  /// \p file is no longer there: what it named, it names no more.
  void note_gone(std::uint32_t file);
  /// Remembers what note_gone() was told: not before all is read, so that a run that breaks off
  /// forgets no file that has moved.
  void forget_gone();
  void note_touched(const Touched& touched);
  void note_unchanged(std::uint32_t file);
  /// It cannot be read: what was made of it stays as it was.
  void note_unreadable(std::uint32_t file, const Fault& fault);

  /// Settles every item of an analysed batch and says what its segment remembers. Batches come in
  /// reading order.
  void settle(Batch& batch);

  /// \p batch stands in the archive as the segment of number \p segment (of this run's count).
  /// \returns what that changes, in this segment too
  [[nodiscard]] Standings place(const Batch& batch, std::uint32_t segment);

  /// To be asked when all is read: versions whose record is no longer there, or not the newest.
  /// \param readable  files that may be read again to make an article from another record
  [[nodiscard]] Orphans orphans(const std::unordered_set<std::uint32_t>& readable);

  /// Takes \p versions out, and calls forward or back what is left of their articles: from here on
  /// the current version of every article is the one with the newest record.
  [[nodiscard]] Standings finish(const std::vector<Version>& versions);

  /// Rows that no batch has taken with it yet.
  [[nodiscard]] store::Sources take_rest() { return std::exchange(rest_, {}); }

 private:
  enum class Verdict { added, updated, moved, unchanged };

  [[nodiscard]] Verdict judge(const Item& item, const LiveArticle& live) const;
  [[nodiscard]] Verdict judge_new(const Item& item) const;
  [[nodiscard]] bool is_record_gone(const LiveArticle& live, const Item& item) const;
  void settle_item(Batch& batch, std::uint32_t index);
  void settle_end(const FileEnd& end);
  bool withhold(Item& item);
  void add_input(KnownFile& known, std::vector<Named> read);
  void count(Verdict verdict, bool forced);
  void write_rows(Batch& batch);
  void write_whole(KnownFile& known);
  [[nodiscard]] bool is_gone(std::uint32_t file) const;
  void arrange(std::uint64_t id, Standings& standings);
  void tell_forward(LiveArticle& live);
  void remove(const Version& version, Standings& standings);

  Catalog& catalog_;
  Report& report_;
  std::uint64_t run_;
  store::Sources rest_;
  std::unordered_map<std::uint32_t, std::vector<Named>> reading_;  // by file, until it ends
  std::unordered_map<std::uint32_t, std::vector<store::FaultRow>> failed_;  // articles, by file
  std::unordered_map<std::uint32_t, std::uint32_t> skipped_;                // articles, by file
  std::set<std::uint32_t> gone_;
  std::unordered_set<std::uint32_t> counted_;  // files whose articles this run has counted
};

}  // namespace ae::indexing
