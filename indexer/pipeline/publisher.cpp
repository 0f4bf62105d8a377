// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/publisher.hpp"

#include "ae/error.hpp"
#include "indexer/duplicates/extend_copies.hpp"
#include "indexer/duplicates/settle_copies.hpp"
#include "indexer/names/extend_names.hpp"
#include "indexer/names/settle_names.hpp"
#include "indexer/segments/concatenate.hpp"
#include "indexer/segments/merge.hpp"
#include "indexer/segments/rebuild.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <numeric>
#include <thread>
#include <utility>

namespace ae::indexing {
namespace {

using Clock = std::chrono::steady_clock;
using Segments = std::vector<store::SegmentEntry>;

/// So many segments may stay; every one costs each query a little.
constexpr std::size_t few = 4;

/// Up to so many articles all segments are merged in one go.
constexpr std::uint64_t merged_at_once = 300'000;

constexpr std::string_view aliases_setting =
    "aliases";  ///< of the manifest: as the user wrote them

/// From so many articles on, what few new ones change in what names mean and which articles are
/// near copies waits until there are more of them: it takes time in proportion to the archive.
constexpr std::uint64_t large = 20'000;
constexpr std::uint64_t few_of_all = 100;  ///< one in so many

bool few_are_new(const store::Snapshot& snapshot) {
  const auto& settings = snapshot.manifest().settings;
  const auto since = settings.find(settled_setting);
  if (since == settings.end() || snapshot.articles() < large) return false;
  std::uint64_t later = 0;
  for (const auto& segment : snapshot.segments())
    if (segment.name.size() > since->second.size() ||
        (segment.name.size() == since->second.size() && segment.name >= since->second))
      later += segment.documents;
  return later * few_of_all <= snapshot.articles();
}

store::ArchiveWriter open_writer(const IndexOptions& options) {
  if (!options.rebuild) return store::ArchiveWriter::open_or_create(options.archive);
  try {
    return store::ArchiveWriter::open_or_create(options.archive);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::archive_damaged && error.code() != ErrorCode::format_mismatch)
      throw;
    return store::ArchiveWriter::start_over(options.archive);
  }
}

/// All but the few that are twice as large as all smaller ones together: so an article is copied
/// only when its segment has at least grown by half.
Segments small_ones(Segments segments) {
  std::ranges::stable_sort(segments, std::greater{}, &store::SegmentEntry::live);
  std::uint64_t rest = 0;
  for (const auto& segment : segments) rest += segment.live();
  std::size_t kept = 0;
  for (; kept + 1 < few && kept < segments.size(); ++kept) {
    const std::uint64_t size = segments[kept].live();
    rest -= size;
    if (size < 2 * rest || size == 0) break;
  }
  segments.erase(segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(kept));
  return segments;
}

/// In the order in which they stand, whatever order they were chosen in.
Segments in_order(const Segments& chosen, const Segments& all) {
  Segments out;
  for (const auto& segment : all)
    if (std::ranges::find(chosen, segment.name, &store::SegmentEntry::name) != chosen.end())
      out.push_back(segment);
  return out;
}

/// glibc keeps what a thread has freed for that thread. The workers are done; merging, and what is
/// settled after it, need memory of their own.
void give_back_memory() noexcept {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

using DocidList = std::vector<std::uint32_t>;

void add_docids(const DocidList& docids, DocidList& to) {
  to.insert(to.end(), docids.begin(), docids.end());
}

/// Few of \p docids are in \p from: what waits to be published changes its standing seldom.
void take_docids(const DocidList& docids, DocidList& from) {
  if (from.empty()) return;
  std::erase_if(from, [&](auto each) { return std::ranges::find(docids, each) != docids.end(); });
}

Segments choose(const store::Snapshot& snapshot) {
  const Segments& all = snapshot.segments();
  if (all.size() > few && snapshot.articles() <= merged_at_once) {
    const Segments small = small_ones(all);
    if (small.size() > 1) return in_order(small, all);
  }
  Segments chosen;
  for (const std::size_t index : choose_merge(all)) chosen.push_back(all[index]);
  return chosen;
}

}  // namespace

store::ArchiveWriter when_free(std::chrono::seconds wait,
                               const std::function<store::ArchiveWriter()>& open,
                               const std::function<bool()>& interrupted) {
  const auto until = Clock::now() + wait;
  for (;;) {
    try {
      return open();
    } catch (const Error& error) {
      if (error.code() != ErrorCode::archive_locked || Clock::now() >= until || interrupted())
        throw;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

Publisher::Publisher(const IndexOptions& options, const std::function<bool()>& interrupted)
    : writer_(when_free(
          options.wait, [&] { return open_writer(options); }, interrupted)),
      postings_(options.writer),
      aliases_(options.aliases),
      begun_(snapshot().revision()),
      at_once_(!options.rebuild) {
  for (const auto& segment : snapshot().segments()) names_.push_back(segment.name);
}

const store::SegmentEntry* Publisher::segment(std::uint32_t number) const {
  if (number >= names_.size()) return nullptr;
  const auto& all = snapshot().segments();
  const auto at = std::ranges::find(all, names_[number], &store::SegmentEntry::name);
  return at == all.end() ? nullptr : &*at;
}

std::uint32_t Publisher::next() const noexcept {
  return static_cast<std::uint32_t>(names_.size() + waiting_.added.size());
}

void Publisher::note(const Standings& standings) {
  for (const auto& [number, docids] : standings.removed) {
    auto& out =
        number < names_.size() ? waiting_.tombstones[names_[number]] : added(number).tombstones;
    add_docids(docids, out);
  }
  for (const auto& [number, docids] : standings.earlier) {
    if (number < names_.size()) take_docids(docids, waiting_.current[names_[number]]);
    add_docids(docids,
               number < names_.size() ? waiting_.earlier[names_[number]] : added(number).earlier);
  }
  for (const auto& [number, docids] : standings.current) {
    take_docids(docids,
                number < names_.size() ? waiting_.earlier[names_[number]] : added(number).earlier);
    if (number < names_.size()) add_docids(docids, waiting_.current[names_[number]]);
  }
}

store::NewSegment& Publisher::added(std::uint32_t number) {
  return waiting_.added.at(number - names_.size());
}

void Publisher::add(store::NewSegment segment, const Standings& standings) {
  waiting_.added.push_back(std::move(segment));
  note(standings);
  if (at_once_) finish({});
}

void Publisher::apply(const Standings& standings) {
  note(standings);
  if (at_once_) finish({});
}

void Publisher::finish(const std::vector<std::uint32_t>& whole) {
  for (const std::uint32_t number : whole) {
    for (auto* docids : {&waiting_.tombstones, &waiting_.earlier, &waiting_.current})
      docids->erase(names_[number]);
    waiting_.removed.push_back(names_[number]);
  }
  if (waiting_.added.empty() && waiting_.tombstones.empty() && waiting_.removed.empty() &&
      waiting_.earlier.empty() && waiting_.current.empty())
    return;
  const std::size_t added = waiting_.added.size();
  writer_.publish(waiting_);
  waiting_ = {};
  const auto& segments = snapshot().segments();
  for (auto i = segments.size() - added; i < segments.size(); ++i)
    names_.push_back(segments[i].name);
}

void Publisher::remember(std::string_view setting, const std::string& value) {
  const auto& settings = snapshot().manifest().settings;
  const auto kept = settings.find(setting);
  if (kept == settings.end() ? value.empty() : kept->second == value) return;
  store::Edit edit;
  edit.settings[std::string(setting)] = value;
  writer_.publish(edit);
}

std::vector<AliasProblem> Publisher::settle() {
  const auto has_none = [this](const store::SegmentEntry& segment) {
    return std::ranges::any_of(store::part::replaced, [&](std::string_view part) {
      return snapshot().newest_of(segment, part).empty();
    });
  };
  if (snapshot().revision() == begun_ && !aliases_ &&
      std::ranges::none_of(snapshot().segments(), has_none))
    return {};
  give_back_memory();
  const auto& settings = snapshot().manifest().settings;
  const auto kept = settings.find(aliases_setting);
  const std::string text = aliases_ ? *aliases_ : kept == settings.end() ? "" : kept->second;
  std::vector<AliasProblem> problems;
  const bool only_extends = !aliases_ && few_are_new(snapshot());
  // Names and copies share nothing but the archive, of which both write other files.
  auto copies = std::async(std::launch::async, [&] {
    store::Edit found;
    (only_extends ? extend_copies : settle_copies)(writer_, found);
    return found;
  });
  store::Edit edit;
  if (only_extends) {
    extend_names(writer_, edit);
  } else {
    edit = settle_names(writer_, Aliases::parse(text, problems), problems);
    if (snapshot().articles() >= large)
      edit.settings[std::string(settled_setting)] =
          store::segment_name(snapshot().manifest().next_segment);
  }
  edit.replaced.merge(copies.get().replaced);
  const bool told_anew =
      aliases_ && (kept == settings.end() ? !text.empty() : kept->second != text);
  if (told_anew) edit.settings[std::string(aliases_setting)] = text;
  if (told_anew || !edit.replaced.empty() || !edit.settings.empty()) writer_.publish(edit);
  if (!aliases_) problems.clear();  // told when they were given
  return problems;
}

void Publisher::merge_segments(const std::function<bool()>& interrupted) {
  give_back_memory();
  for (auto chosen = choose(snapshot()); !chosen.empty() && !interrupted();
       chosen = choose(snapshot()))
    replace(chosen, indexing::merge);
}

void Publisher::merge_all(const std::function<bool()>& interrupted) {
  const Segments all = snapshot().segments();
  for (const auto& segment : all)
    if (!segment.tombstones.empty() && !interrupted()) replace({segment}, rebuild);
  if (snapshot().segments().size() > 1 && !interrupted())
    replace(snapshot().segments(), concatenate);
}

/// \param segments  by value: publishing changes what is in force
void Publisher::replace(Segments segments, Merge merge) {
  store::Edit edit;
  edit.added.push_back(merge(snapshot(), segments, writer_.begin_segment(), postings_));
  for (const auto& segment : segments) edit.removed.push_back(segment.name);
  writer_.publish(edit);
}

}  // namespace ae::indexing
