// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/run.hpp"

#include "ae/error.hpp"
#include "common/schema/terms.hpp"
#include "indexer/pipeline/changes.hpp"
#include "indexer/pipeline/conveyor.hpp"
#include "indexer/pipeline/intake.hpp"
#include "indexer/pipeline/known.hpp"
#include "indexer/pipeline/ledger.hpp"
#include "indexer/pipeline/publisher.hpp"
#include "indexer/pipeline/told.hpp"
#include "indexer/segments/segment_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

bool is_packed(const ToRead& work) {
  return work.source.path.ends_with(".gz") || work.source.path.ends_with(".zst");
}

/// For the progress; 0 where what a file unpacks to is not known.
std::uint64_t bytes_of(const std::vector<ToRead>& files) {
  if (std::ranges::any_of(files, is_packed)) return 0;
  std::uint64_t bytes = 0;
  for (const ToRead& work : files) bytes += work.source.size;
  return bytes;
}

std::optional<store::Snapshot> open_if_there(const std::filesystem::path& archive) {
  try {
    return store::Snapshot::open(archive);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::no_archive) return {};
    throw;
  }
}

/// What one run keeps in mind, and its steps in order.
class Run {
 public:
  Run(const IndexOptions& options, Progress& progress, const Interrupted& interrupted)
      : options_(options), progress_(progress), interrupted_(interrupted) {}

  Report go() {
    const auto begin = std::chrono::steady_clock::now();
    open();
    compare();
    read();
    progress_.clear();
    if (!options_.dry_run && !(stopped() && options_.rebuild)) {
      publish_rest();
      report_.known = count_known(publisher_->snapshot(), articles_of_paths());
      forget_articles();
      publisher_->merge_segments(interrupted_);
      settle();
    }
    report_.interrupted = stopped();
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    report_.seconds = spent.count();
    return std::move(report_);
  }

 private:
  void open();
  void readmit();
  void read_corrections();
  void compare();
  void note_unused_corrections();
  void read();
  void read_changes();
  void settle_orphans();
  void publish_rest();
  void remember_readmitted();
  void swap();
  void forget_articles();
  void settle();
  [[nodiscard]] std::vector<std::uint32_t> replaced_segments() const;
  [[nodiscard]] bool is_in_scope(const std::string& path) const;
  [[nodiscard]] Docids articles_of_paths() const;
  [[nodiscard]] bool stopped() const { return intake_ && intake_->stopped(); }

  const IndexOptions& options_;
  Progress& progress_;
  const Interrupted& interrupted_;

  Report report_;
  std::optional<Publisher> publisher_;    // none with --dry-run: nothing is locked or written
  std::optional<store::Snapshot> begun_;  // what stood in the archive before
  std::optional<StoredArticles> stored_;
  Corrections corrections_;
  Catalog catalog_;
  LiveArticles replaced_;  // with --rebuild: all there was
  std::uint64_t run_ = 1;
  std::optional<Ledger> ledger_;
  std::vector<Root> roots_;
  bool reads_standard_input_ = false;
  Changes changes_;
  std::optional<Conveyor> conveyor_;
  std::optional<Intake> intake_;
};

void Run::open() {
  if (options_.dry_run)
    begun_ = open_if_there(options_.archive);
  else
    begun_ = publisher_.emplace(options_, interrupted_).snapshot();
  if (begun_) {
    catalog_ = load_catalog(*begun_);
    run_ = begun_->revision() + 1;
    stored_.emplace(*begun_);
  }
  readmit();
  read_corrections();
  if (options_.rebuild) replaced_ = std::exchange(catalog_.live, {});
  ledger_.emplace(catalog_, report_, run_);
}

/// Files that gave something that is withheld are read again.
void Run::readmit() {
  if (options_.readmit.empty()) return;
  for (const std::string& id : options_.readmit)
    if (!catalog_.withheld.forget(schema::from_hex(id)))
      throw Error(ErrorCode::bad_usage, fmt::format("--readmit: {} was not taken out", id),
                  "the id as --purge or --remove was given it");
  for (KnownFile& file : catalog_.files) file.again = file.row.skipped > 0;
}

/// What is told now, else what was told before.
void Run::read_corrections() {
  const FaultSink faults = [this](const Fault& fault) {
    if (options_.meta) add(report_, fault);
  };
  Told told{.file = options_.meta_file, .text = options_.meta.value_or("")};
  if (options_.meta && publisher_)
    publisher_->remember(told_setting, packed(told));
  else if (!options_.meta && begun_)
    told = unpacked_told(begun_->manifest().settings);
  corrections_ = Corrections(Manifest::parse(told.text, told.file, faults), options_.set,
                             options_.path_pattern);
}

void Run::compare() {
  std::vector<Fault> unreadable;
  const FaultSink faults = [&](const Fault& fault) {
    add(report_, fault);
    unreadable.push_back(fault);
  };
  if (options_.retry_failed) roots_.push_back(root_of_failures(options_.archive, catalog_, faults));
  if (options_.resume) roots_.push_back(root_of_broken_off(options_.archive, catalog_, faults));
  for (const std::string& path : options_.paths) {
    if (path == store::standard_input)
      reads_standard_input_ = true;
    else if (options_.changed)
      roots_.push_back(walk_changed(path, *options_.changed, options_.archive, catalog_, faults));
    else
      roots_.push_back(walk_root(path, options_.archive, catalog_, options_.force, faults));
  }
  const std::uint64_t recipe = recipe_of(options_);
  // No file was read by the recipe's complement: all of them count as changed.
  changes_ =
      find_changes(roots_, options_.rebuild ? ~recipe : recipe, corrections_, catalog_, faults);
  if (!options_.force) want_most_to_stay(roots_, changes_, catalog_);
  for (const Touched& touched : changes_.touched) ledger_->note_touched(touched);
  for (const std::uint32_t file : changes_.unchanged) ledger_->note_unchanged(file);
  for (const Fault& fault : unreadable)
    ledger_->note_unreadable(catalog_.file(absolute_path(fault.where.path)), fault);
  note_unused_corrections();
}

/// A line of the manifest may also speak of what this run did not look at.
void Run::note_unused_corrections() {
  const FaultSink faults = [this](const Fault& fault) { add(report_, fault); };
  if (corrections_.pattern_unused())
    faults({.where = {.path = "--path-pattern", .member = {}, .line = 0},
            .kind = Fault::Kind::failed,
            .rule = "path-pattern",
            .reason = fmt::format("no path below {} is like {}", fmt::join(options_.paths, ", "),
                                  options_.path_pattern->text())});
  if (!options_.meta) return;
  for (const KnownFile& file : catalog_.files)
    if (!file.articles.empty()) corrections_.note_known(file.row.path);
  corrections_.manifest().note_unused(faults);
}

void Run::read() {
  conveyor_.emplace(options_, *ledger_, publisher_ ? &*publisher_ : nullptr);
  intake_.emplace(options_, corrections_, catalog_, stored_ ? &*stored_ : nullptr, report_,
                  *conveyor_, progress_, interrupted_, run_);
  intake_->expect(bytes_of(changes_.read));
  read_changes();
  intake_->finish();
  if (!stopped()) settle_orphans();
}

void Run::read_changes() {
  std::unordered_map<std::uint32_t, std::vector<Named>> moved;
  for (const ToRead& work : changes_.read)
    if (work.moved_from) moved[*work.moved_from] = catalog_.files[*work.moved_from].articles;
  for (const std::uint32_t file : changes_.gone) ledger_->note_gone(file);
  for (const Retold& retold : changes_.retold) {
    if (stopped()) return;
    intake_->retell(retold);
  }
  for (const ToRead& work : changes_.read) {
    if (stopped()) return;
    if (options_.rebuild)
      intake_->read(work, {});
    else
      intake_->read(work,
                    work.moved_from ? moved[*work.moved_from] : catalog_.files[work.file].articles);
  }
  if (reads_standard_input_ && !stopped()) intake_->read_standard_input();
  for (const auto& [file, fault] : intake_->unreadable()) ledger_->note_unreadable(file, fault);
}

/// Versions whose record is gone are made from another record that gives them, or removed.
void Run::settle_orphans() {
  std::unordered_map<std::uint32_t, const SourceFile*> there;
  std::unordered_set<std::uint32_t> readable;
  for (const Root& root : roots_)
    for (const SourceFile& source : root.files) {
      const std::uint32_t file = catalog_.file(source.absolute);
      there.emplace(file, &source);
      readable.insert(file);
    }
  const Orphans orphans = ledger_->orphans(readable);
  for (const auto& [file, wanted] : orphans.named_by)
    intake_->read_again(*there.at(file), file, wanted);
  intake_->finish();
  const Standings standings = ledger_->finish(orphans.removed);
  if (publisher_ && !standings.empty()) publisher_->apply(standings);
  ledger_->forget_gone();
}

void Run::publish_rest() {
  const store::Sources rest = ledger_->take_rest();
  if (!rest.files.empty())
    publisher_->add(SegmentBuilder(publisher_->begin(), options_.writer).finish(rest), {});
  if (options_.rebuild) swap();
  if (!stopped()) remember_readmitted();
}

/// When the files have been read: a run that did not get there is not the last word.
void Run::remember_readmitted() {
  if (options_.readmit.empty()) return;
  store::Edit edit;
  catalog_.withheld.save(edit.settings);
  publisher_->publish(edit);
}

/// Replaces what stood under the PATHs by what was read of them; the rest stays.
void Run::swap() {
  std::set<Version> named;
  for (const KnownFile& file : catalog_.files)
    for (const Named& each : file.articles) named.insert(each.version);
  const auto is_kept = [&](std::uint64_t id, const LiveArticle& live) {
    const Version version{id, live.text_hash};
    return find(catalog_.live, version) == nullptr && named.contains(version);
  };
  LiveArticles kept;
  Standings out;
  for (const auto& [id, live] : replaced_)
    if (is_kept(id, live))
      kept.emplace(id, live);
    else
      out.removed[live.segment].push_back(live.docid);
  catalog_.live.merge(kept);
  std::unordered_set<std::uint64_t> gone;
  for (const auto& [id, live] : replaced_)
    if (!catalog_.live.contains(id)) gone.insert(id);
  report_.removed += gone.size();
  publisher_->apply(out);
  publisher_->apply(ledger_->finish({}));
  publisher_->finish(replaced_segments());
}

/// What was known of files and articles is written by now. What follows needs memory of its own.
void Run::forget_articles() {
  catalog_ = {};
  replaced_ = LiveArticles();  // {} would keep its buckets
  changes_ = {};
  roots_.clear();
  stored_.reset();
}

void Run::settle() {
  for (const AliasProblem& problem : publisher_->settle())
    add(report_, {.where = {.path = options_.aliases_file, .member = {}, .line = problem.line},
                  .kind = Fault::Kind::failed,
                  .rule = "alias",
                  .reason = problem.reason});
}

/// Segments in which nothing is left that this run has not read anew.
std::vector<std::uint32_t> Run::replaced_segments() const {
  std::vector<std::uint32_t> numbers;
  const auto& segments = publisher_->snapshot().segments();
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const auto path = publisher_->snapshot().path_of(segments[i], store::part::sources);
    const auto is_replaced = [this](const store::SourceRow& row) {
      const KnownFile& file = catalog_.files[catalog_.by_path.at(row.path)];
      return file.row.run == run_ || file.articles.empty();
    };
    if (std::ranges::all_of(store::read_sources(path).files, is_replaced)) numbers.push_back(i);
  }
  return numbers;
}

bool Run::is_in_scope(const std::string& path) const {
  if (path == store::standard_input) return reads_standard_input_;
  return std::ranges::any_of(roots_,
                             [&](const Root& root) { return is_under(path, root.absolute); });
}

Docids Run::articles_of_paths() const {
  std::vector<char> in_scope;
  for (const KnownFile& file : catalog_.files) in_scope.push_back(is_in_scope(file.row.path));
  Places places;
  for (const auto& [id, live] : catalog_.live)
    if (live.docid != 0 && !live.earlier && in_scope[live.file] != 0)
      places[live.segment].push_back(live.docid);
  Docids articles;
  for (auto& [number, docids] : places)
    if (const auto* segment = publisher_->segment(number))
      articles.emplace_back(segment, std::move(docids));
  return articles;
}

}  // namespace

Report run(const IndexOptions& options, Progress& progress, const Interrupted& interrupted) {
  return Run(options, progress, interrupted).go();
}

}  // namespace ae::indexing
