// SPDX-License-Identifier: GPL-2.0-or-later
/// Reads inputs one after the other and hands their articles on in batches.
#pragma once

#include "indexer/pipeline/conveyor.hpp"
#include "indexer/pipeline/progress.hpp"
#include "indexer/pipeline/run.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/segments/stored_articles.hpp"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ae::indexing {

/// What of a run decides what is made of a file's bytes, but for what the user says of its
/// articles, as one number.
[[nodiscard]] std::uint64_t recipe_of(const IndexOptions& options);

/// Not thread-safe.
class Intake {
 public:
  /// \param stored  the articles that the run began with; null where there are none
  Intake(const IndexOptions& options, Corrections& corrections, Catalog& catalog,
         StoredArticles* stored, Report& report, Conveyor& conveyor, Progress& progress,
         const Interrupted& interrupted, std::uint64_t run)
      : options_(options),
        recipe_(recipe_of(options)),
        run_(run),
        corrections_(corrections),
        stored_(stored),
        catalog_(catalog),
        report_(report),
        conveyor_(conveyor),
        progress_(progress),
        interrupted_(interrupted) {}

  /// \param total  bytes of all inputs, for the progress; 0: unknown
  void expect(std::uint64_t total) noexcept { total_bytes_ = total; }

  /// Reads a file. One that cannot be opened is a fault, and stays as it was.
  /// \param before  what the file, or the one it was moved from, named when it was last read
  void read(const ToRead& work, const std::vector<Named>& before);

  /// Takes the articles of an unchanged file out of the archive, since the user says something else
  /// of them.
  void retell(const Retold& retold);

  /// Reads standard input as JSON Lines.
  void read_standard_input();

  /// Reads a file again for a few of its records.
  void read_again(const SourceFile& source, std::uint32_t file, const std::vector<Naming>& wanted);

  /// Hands on what was read, and waits until it is published.
  void finish();

  [[nodiscard]] bool stopped() const noexcept { return stopped_; }

  /// Files that could not be opened, and why.
  [[nodiscard]] const std::vector<std::pair<std::uint32_t, Fault>>& unreadable() const noexcept {
    return unreadable_;
  }

 private:
  struct Input;
  using Before = std::unordered_map<std::uint64_t, const Named*>;  // by place

  void read_articles(Input& input);
  bool take(Input& input, Article article);
  void add(Item item);
  void retell(const KnownFile& known, std::size_t index, const FileCorrections& said,
              const Retold& retold);
  void note(const Fault& fault, FileEnd& end);
  void push();

  const IndexOptions& options_;
  std::uint64_t recipe_;
  std::uint64_t run_;
  Corrections& corrections_;
  StoredArticles* stored_;
  Catalog& catalog_;
  Report& report_;
  Conveyor& conveyor_;
  Progress& progress_;
  const Interrupted& interrupted_;

  Batch batch_;
  std::vector<std::pair<std::uint32_t, Fault>> unreadable_;
  std::uint64_t total_bytes_ = 0;
  std::uint64_t done_bytes_ = 0;  // of whole files, as they stand on disk
  std::uint64_t articles_ = 0;
  bool stopped_ = false;
};

}  // namespace ae::indexing
