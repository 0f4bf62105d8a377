// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/ledger.hpp"

#include <algorithm>
#include <iterator>
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
                                 .id = named.version.id,
                                 .text_hash = named.version.text_hash,
                                 .published = named.published,
                                 .fingerprint = named.fingerprint,
                                 .told = named.told});
  }

 private:
  store::Sources& sources_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

Named naming_of(const Item& item) {
  return {.member = item.where.member,
          .line = item.where.line,
          .version = {item.id, item.text_hash},
          .fingerprint = item.fingerprint,
          .published = item.published,
          .told = item.told};
}

RecordAge age_of(const Named& named, std::uint32_t file) {
  return {.published = named.published, .file = file, .place = named.place()};
}

RecordAge age_of(const Item& item) { return age_of(naming_of(item), item.file); }

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
  counted_.insert(file);
  report_.read += known.articles.size();
  report_.unchanged += known.articles.size();
  report_.skipped += known.row.skipped;
  report_.failed += known.row.failed;
  for (const store::FaultRow& fault : known.faults)
    if (report_.faults.size() < faults_kept) report_.faults.push_back(to_fault(known, fault));
}

bool Ledger::is_record_gone(const LiveArticle& live, const Item& item) const {
  return !live.seen && (is_gone(live.file) || live.file == item.file);
}

/// Of a version that is there already.
Ledger::Verdict Ledger::judge(const Item& item, const LiveArticle& live) const {
  if (item.kept) return Verdict::unchanged;
  const bool wanted = item.forced || is_record_gone(live, item);
  if (live.fingerprint != item.fingerprint)
    return wanted || catalog_.is_newer(age_of(item), live.newest) ? Verdict::updated
                                                                  : Verdict::unchanged;
  if (!item.forced && names(naming_of(item), live, item.file)) return Verdict::unchanged;
  return wanted ? Verdict::moved : Verdict::unchanged;
}

/// Of a version that is written in any case: an earlier one changes nothing for those who do not
/// ask for it.
Ledger::Verdict Ledger::judge_new(const Item& item) const {
  const auto [first, last] = std::as_const(catalog_.live).equal_range(item.id);
  if (first == last) return Verdict::added;
  const RecordAge age = age_of(item);
  const auto is_earlier = [&](const auto& entry) {
    const LiveArticle& other = entry.second;
    return !is_record_gone(other, item) && catalog_.is_newer(other.newest, age);
  };
  return std::any_of(first, last, is_earlier) ? Verdict::unchanged : Verdict::updated;
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

/// \returns whether the user has taken out what \p item says
bool Ledger::withhold(Item& item) {
  const Withheld::How* how = catalog_.withheld.find(item.id, item.text_hash);
  if (how == nullptr) return false;
  const bool purged = *how == Withheld::How::purged;
  item.fault = {.where = item.where,
                .kind = Fault::Kind::skipped,
                .rule = purged ? "purged" : "removed",
                .reason = purged
                              ? "purged by hand; --readmit takes that back"
                              : "removed by hand and not changed since; --readmit takes that back"};
  item.id = 0;  // it was told of here
  add(report_, *item.fault);
  ++skipped_[item.file];
  return true;
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
  if (withhold(item)) return;
  LiveArticle* known = find(catalog_.live, {item.id, item.text_hash});
  const Verdict verdict = known != nullptr ? judge(item, *known) : judge_new(item);
  count(verdict, item.forced);
  const Named naming = naming_of(item);
  if (!item.forced) reading_[item.file].push_back(naming);
  if (known != nullptr && verdict == Verdict::unchanged) {
    known->seen = known->seen || names(naming, *known, item.file);
    if (catalog_.is_newer(age_of(item), known->newest)) known->newest = age_of(item);
    return;
  }
  LiveArticle& live =
      known != nullptr
          ? *known
          : catalog_.live
                .emplace(item.id, LiveArticle{.text_hash = item.text_hash, .newest = age_of(item)})
                ->second;
  if (live.batch == batch.number) batch.items[live.item].write = false;
  item.write = true;
  live.fingerprint = item.fingerprint;
  live.place = naming.place();
  live.file = item.file;
  live.newest = age_of(item);
  live.batch = batch.number;
  live.item = index;
  live.seen = true;
  live.told = live.told || verdict != Verdict::unchanged;
}

/// What came through standard input is there until it says something else of the same article.
void Ledger::add_input(KnownFile& known, std::vector<Named> read) {
  std::unordered_set<std::uint64_t> ids;
  for (const Named& named : read) ids.insert(named.version.id);
  std::erase_if(known.articles, [&](const Named& each) { return ids.contains(each.version.id); });
  std::ranges::move(read, std::back_inserter(known.articles));
}

void Ledger::settle_end(const FileEnd& end) {
  KnownFile& known = catalog_.files[end.file];
  auto& read = reading_[end.file];
  if (known.row.path == store::standard_input)
    add_input(known, std::move(read));
  else
    known.articles = std::move(read);
  counted_.insert(end.file);
  reading_.erase(end.file);
  known.row = end.row;
  known.row.articles = static_cast<std::uint32_t>(known.articles.size());
  known.faults = end.faults;
  auto& failed = failed_[end.file];
  known.row.failed += static_cast<std::uint32_t>(failed.size());
  for (store::FaultRow& fault : failed)
    if (known.faults.size() < faults_of_a_file) known.faults.push_back(std::move(fault));
  failed.clear();
  known.row.skipped += skipped_[end.file];
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

/// Says which of the published versions of \p id is the current one.
void Ledger::arrange(std::uint64_t id, Standings& standings) {
  const auto [first, last] = catalog_.live.equal_range(id);
  const LiveArticle* newest = nullptr;
  for (auto at = first; at != last; ++at)
    if (at->second.docid != 0 &&
        (newest == nullptr || catalog_.is_newer(at->second.newest, newest->newest)))
      newest = &at->second;
  for (auto at = first; at != last; ++at) {
    LiveArticle& live = at->second;
    const bool earlier = &live != newest;
    if (live.docid == 0 || live.earlier == earlier) continue;
    live.earlier = earlier;
    (earlier ? standings.earlier : standings.current)[live.segment].push_back(live.docid);
  }
}

Standings Ledger::place(const Batch& batch, std::uint32_t segment) {
  Standings standings;
  for (const Item& item : batch.items) {
    if (item.fault && item.id != 0) add(report_, *item.fault);  // could not be written
    if (item.docid == 0) continue;
    LiveArticle& live = *find(catalog_.live, {item.id, item.text_hash});
    if (live.docid != 0) standings.removed[live.segment].push_back(live.docid);
    live.segment = segment;
    live.docid = item.docid;
    live.earlier = false;
  }
  for (const Item& item : batch.items)
    if (item.docid != 0) arrange(item.id, standings);
  return standings;
}

Orphans Ledger::orphans(const std::unordered_set<std::uint32_t>& readable) {
  struct Records {
    const Named* newest = nullptr;
    bool has_own = false;  ///< the one that it was made from
  };
  std::unordered_map<const LiveArticle*, Records> records;
  for (std::uint32_t file = 0; file < catalog_.files.size(); ++file)
    for (const Named& each : catalog_.files[file].articles) {
      LiveArticle* live = find(catalog_.live, each.version);
      if (live == nullptr) continue;
      Records& known = records[live];
      known.has_own = known.has_own || names(each, *live, file);
      if (known.newest != nullptr && !catalog_.is_newer(age_of(each, file), live->newest)) continue;
      known.newest = &each;
      live->newest = age_of(each, file);
    }
  Orphans orphans;
  for (const auto& [id, live] : catalog_.live) {
    const auto known = records.find(&live);
    if (known == records.end()) {
      orphans.removed.push_back({id, live.text_hash});
      continue;
    }
    const auto& [newest, has_own] = known->second;
    if ((!has_own || newest->fingerprint != live.fingerprint) &&
        readable.contains(live.newest.file))
      orphans.named_by[live.newest.file].push_back({newest->member, newest->line});
  }
  return orphans;
}

/// An earlier version that is current by now is news of its article, if nothing else was.
void Ledger::tell_forward(LiveArticle& live) {
  if (std::exchange(live.told, true)) return;
  ++report_.updated;
  if (counted_.contains(live.newest.file)) --report_.unchanged;
}

void Ledger::remove(const Version& version, Standings& standings) {
  const auto [first, last] = catalog_.live.equal_range(version.id);
  for (auto at = first; at != last; ++at) {
    const LiveArticle& live = at->second;
    if (live.text_hash != version.text_hash) continue;
    if (live.docid != 0) standings.removed[live.segment].push_back(live.docid);
    const bool was_published = live.docid != 0;
    catalog_.live.erase(at);
    if (was_published && !catalog_.live.contains(version.id)) ++report_.removed;
    return;
  }
}

Standings Ledger::finish(const std::vector<Version>& versions) {
  Standings standings;
  for (const Version& version : versions) remove(version, standings);
  std::unordered_set<std::uint64_t> ids;
  for (auto& [id, live] : catalog_.live)
    if (live.earlier || catalog_.live.count(id) > 1) ids.insert(id);
  for (const std::uint64_t id : ids) {
    std::vector<LiveArticle*> earlier;
    const auto [first, last] = catalog_.live.equal_range(id);
    for (auto at = first; at != last; ++at)
      if (at->second.earlier) earlier.push_back(&at->second);
    arrange(id, standings);
    for (LiveArticle* live : earlier)
      if (!live->earlier) tell_forward(*live);
  }
  return standings;
}

}  // namespace ae::indexing
