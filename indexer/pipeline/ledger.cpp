// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/ledger.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

/// Collects the rows of one segment: each file once.
class Rows {
 public:
  explicit Rows(store::Sources& sources) : sources_(sources) {
    for (std::uint32_t i = 0; i < sources.files.size(); ++i) numbers_[sources.files[i].path] = i;
  }

  /// A later row of the same file replaces the earlier one.
  std::uint32_t file(const store::SourceRow& row) {
    const auto number = static_cast<std::uint32_t>(sources_.files.size());
    const auto [at, added] = numbers_.try_emplace(row.path, number);
    if (added)
      sources_.files.push_back(row);
    else if (!sources_.files[at->second].whole)
      sources_.files[at->second] = row;
    return at->second;
  }

  /// A file with what was wrong in it.
  std::uint32_t whole(const KnownFile& known) {
    const std::size_t before = sources_.files.size();
    const std::uint32_t number = file(known.row);
    if (number < before)
      std::erase_if(sources_.faults, [&](const auto& fault) { return fault.file == number; });
    for (store::FaultRow fault : known.faults) {
      fault.file = number;
      sources_.faults.push_back(std::move(fault));
    }
    return number;
  }

  void article(std::uint32_t file, const Named& named) {
    sources_.articles.push_back({.file = file,
                                 .member = named.member,
                                 .line = named.line,
                                 .id = named.id,
                                 .fingerprint = named.fingerprint,
                                 .told = named.told});
  }

 private:
  store::Sources& sources_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

Named naming_of(const Item& item) {
  return {item.where.member, item.where.line, item.id, item.fingerprint, item.told};
}

/// Both dates must be known: of what bears none, the version that was read last holds.
bool is_older(const Item& item, const LiveArticle& live) {
  const std::int32_t day = store::day_number(item.stored.date);
  return day != store::unknown_day && live.day != store::unknown_day && day < live.day;
}

}  // namespace

bool Ledger::is_gone(std::uint32_t file) const { return gone_.contains(file); }

void Ledger::note_gone(std::uint32_t file) {
  gone_.insert(file);
  catalog_.files[file].articles.clear();
  catalog_.files[file].faults.clear();
}

void Ledger::forget_gone() {
  Rows rows(rest_);
  for (const std::uint32_t file : gone_) {
    store::SourceRow& row = catalog_.files[file].row;
    row = {.path = row.path, .shown = row.shown, .run = run_};
    rows.file(row);
  }
}

void Ledger::write_whole(KnownFile& known) {
  known.row.run = run_;
  Rows rows(rest_);
  const std::uint32_t number = rows.whole(known);
  for (const Named& named : known.articles) rows.article(number, named);
}

void Ledger::note_touched(const Touched& touched) {
  KnownFile& known = catalog_.files[touched.file];
  known.row.modified = touched.modified;
  write_whole(known);
  note_unchanged(touched.file);
}

void Ledger::note_unreadable(std::uint32_t file, const Fault& fault) {
  KnownFile& known = catalog_.files[file];
  const std::vector<store::FaultRow> faults{
      {.file = 0, .member = {}, .line = 0, .rule = fault.rule, .reason = fault.reason}};
  if (known.faults == faults) return;
  known.faults = faults;
  if (known.row.shown.empty()) known.row.shown = fault.where.path;
  known.row.failed = 1;
  known.row.whole = known.row.whole || known.articles.empty();
  write_whole(known);
}

void Ledger::note_unchanged(std::uint32_t file) {
  const KnownFile& known = catalog_.files[file];
  report_.read += known.articles.size();
  report_.unchanged += known.articles.size();
  report_.skipped += known.row.skipped;
  report_.failed += known.row.failed;
  for (const store::FaultRow& fault : known.faults)
    if (report_.faults.size() < faults_kept) report_.faults.push_back(to_fault(known, fault));
}

Ledger::Verdict Ledger::judge(const Item& item, const LiveArticle& live) const {
  if (item.kept) return Verdict::unchanged;
  const bool record_gone = !live.seen && (is_gone(live.file) || live.file == item.file);
  if (live.fingerprint != item.fingerprint) {
    if (item.forced || record_gone) return Verdict::updated;
    // A record that said so all along is no news against another file's newer version.
    return item.said_before || is_older(item, live) ? Verdict::unchanged : Verdict::updated;
  }
  if (item.forced) return Verdict::moved;
  if (names(naming_of(item), live, item.file)) return Verdict::unchanged;
  return record_gone ? Verdict::moved : Verdict::unchanged;
}

void Ledger::count(Verdict verdict, bool forced) {
  // A forced article was counted when its file was compared or read.
  if (forced)
    --report_.unchanged;
  else
    ++report_.read;
  switch (verdict) {
    case Verdict::added:
      ++report_.added;
      break;
    case Verdict::updated:
      ++report_.updated;
      break;
    case Verdict::moved:
      ++report_.moved;
      break;
    case Verdict::unchanged:
      ++report_.unchanged;
      break;
  }
}

void Ledger::settle_item(Batch& batch, std::uint32_t index) {
  Item& item = batch.items[index];
  if (item.fault) {
    add(report_, *item.fault);
    failed_[item.file].push_back({.file = 0,
                                  .member = item.where.member,
                                  .line = item.where.line,
                                  .rule = item.fault->rule,
                                  .reason = item.fault->reason});
    return;
  }
  const auto [at, added] = catalog_.live.try_emplace(item.id);
  LiveArticle& live = at->second;
  const Verdict verdict = added ? Verdict::added : judge(item, live);
  count(verdict, item.forced);
  if (!item.forced) reading_[item.file].push_back(naming_of(item));
  if (verdict == Verdict::unchanged) {
    live.seen = live.seen || names(naming_of(item), live, item.file);
    return;
  }
  if (live.batch == batch.number) batch.items[live.item].write = false;
  item.write = true;
  live.fingerprint = item.fingerprint;
  live.place = place_of(item.where.member, item.where.line);
  live.file = item.file;
  live.day = store::day_number(item.stored.date);
  live.batch = batch.number;
  live.item = index;
  live.seen = true;
}

void Ledger::settle_end(const FileEnd& end) {
  KnownFile& known = catalog_.files[end.file];
  auto& read = reading_[end.file];
  if (known.row.path == standard_input)
    std::ranges::move(read, std::back_inserter(known.articles));
  else
    known.articles = std::move(read);
  reading_.erase(end.file);
  known.row = end.row;
  known.row.articles = static_cast<std::uint32_t>(known.articles.size());
  known.faults = end.faults;
  auto& failed = failed_[end.file];
  known.row.failed += static_cast<std::uint32_t>(failed.size());
  for (store::FaultRow& fault : failed)
    if (known.faults.size() < faults_of_a_file) known.faults.push_back(std::move(fault));
  failed.clear();
}

/// The rows of a batch that writes no article wait for one that does.
void Ledger::write_rows(Batch& batch) {
  Rows rows(rest_);
  batch.row_of.resize(batch.items.size());
  for (std::size_t i = 0; i < batch.items.size(); ++i) {
    const Item& item = batch.items[i];
    if (item.fault) continue;
    store::SourceRow begun{.path = catalog_.files[item.file].row.path, .run = run_, .whole = false};
    // An article made anew from a record of a file that was not read: as that file stands.
    if (item.forced) begun = catalog_.files[item.file].row;
    batch.row_of[i] = rest_.articles.size();
    rows.article(rows.file(begun), naming_of(item));
  }
  for (const FileEnd& end : batch.ends)
    if (!end.unchanged) rows.whole(catalog_.files[end.file]);
}

void Ledger::settle(Batch& batch) {
  for (std::uint32_t i = 0; i < batch.items.size(); ++i) settle_item(batch, i);
  for (const FileEnd& end : batch.ends) settle_end(end);
  write_rows(batch);
  if (std::ranges::any_of(batch.items, &Item::write)) batch.sources = take_rest();
}

std::map<std::uint32_t, std::vector<std::uint32_t>> Ledger::place(const Batch& batch,
                                                                  std::uint32_t segment) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> replaced;
  for (const Item& item : batch.items) {
    if (item.fault && item.id != 0) add(report_, *item.fault);  // could not be written
    if (item.docid == 0) continue;
    LiveArticle& live = catalog_.live.at(item.id);
    if (live.docid != 0) replaced[live.segment].push_back(live.docid);
    live.segment = segment;
    live.docid = item.docid;
  }
  return replaced;
}

Orphans Ledger::orphans(const std::unordered_set<std::uint32_t>& readable) {
  std::unordered_set<std::uint64_t> named;
  for (std::uint32_t file = 0; file < catalog_.files.size(); ++file)
    for (const Named& each : catalog_.files[file].articles) {
      const auto live = catalog_.live.find(each.id);
      if (live != catalog_.live.end() && names(each, live->second, file)) named.insert(each.id);
    }
  std::unordered_map<std::uint64_t, std::optional<std::pair<std::uint32_t, Naming>>> lost;
  for (const auto& [id, live] : catalog_.live)
    if (!named.contains(id)) lost.try_emplace(id);
  Orphans orphans;
  if (lost.empty()) return orphans;
  for (std::uint32_t file = 0; file < catalog_.files.size(); ++file)
    for (const Named& each : catalog_.files[file].articles) {
      const auto at = lost.find(each.id);
      if (at != lost.end()) at->second.emplace(file, Naming{each.member, each.line, each.id});
    }
  for (auto& [id, other] : lost) {
    if (!other)
      orphans.removed.push_back(id);
    else if (readable.contains(other->first))
      orphans.named_by[other->first].push_back(std::move(other->second));
  }
  std::ranges::sort(orphans.removed);
  return orphans;
}

std::map<std::uint32_t, std::vector<std::uint32_t>> Ledger::remove(
    const std::vector<std::uint64_t>& ids) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> places;
  for (const std::uint64_t id : ids) {
    const auto live = catalog_.live.find(id);
    if (live == catalog_.live.end()) continue;
    if (live->second.docid != 0) {
      places[live->second.segment].push_back(live->second.docid);
      ++report_.removed;
    }
    catalog_.live.erase(live);
  }
  return places;
}

}  // namespace ae::indexing
