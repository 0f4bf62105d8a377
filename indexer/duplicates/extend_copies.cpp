// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/extend_copies.hpp"

#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/files.hpp"
#include "indexer/duplicates/near_copies.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// A segment as this work looks at it.
struct Part {
  const store::SegmentEntry* entry;
  store::Columns columns;
  std::optional<store::Copies> copies;  ///< none: it is new
  store::NearCopies all{};              ///< of it, as they are to be
  bool changed = false;
};

/// An article of a new segment.
struct Fresh {
  std::size_t part = 0;
  std::uint32_t docid = 0;
  std::uint64_t text_hash = 0;
  std::optional<std::uint64_t> group{};
};

/// An article of another.
struct Older {
  std::uint32_t docid = 0;
  std::uint64_t text_hash = 0;
  store::PrintsView prints{};
  std::optional<std::uint64_t> group{};
};

/// A fresh article under one of its keys.
struct Candidate {
  std::uint32_t fresh = 0;     ///< index
  std::uint32_t compared = 0;  ///< with so many older texts of that key
};

class Extension {
 public:
  explicit Extension(const store::Snapshot& snapshot) {
    for (const auto& entry : snapshot.segments()) {
      Part& part = parts_.emplace_back(
          Part{.entry = &entry,
               .columns = store::Columns(snapshot.path_of(entry, store::part::columns)),
               .copies = {}});
      if (part.columns.documents() != entry.documents)
        store::throw_damaged(snapshot.path_of(entry, store::part::columns),
                             "does not belong to its segment");
      if (const auto path = snapshot.newest_of(entry, store::part::copies); !path.empty())
        part.all = part.copies.emplace(path).all();
    }
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (!parts_[i].copies) add_fresh(i);
  }

  void go() {
    for (Part& part : parts_)
      if (part.copies) join_older(part);
    join_fresh();
    for (const Fresh& each : fresh_)
      if (each.group) parts_[each.part].all.push_back({each.docid, *each.group});
  }

  void write(const store::ArchiveWriter& archive, store::Edit& edit) {
    for (Part& part : parts_) {
      if (part.copies && !part.changed) continue;
      std::ranges::sort(part.all);
      edit.replaced[{part.entry->name, store::part::copies}] =
          store::write_copies(archive.begin_part(*part.entry, store::part::copies), part.all);
    }
  }

 private:
  [[nodiscard]] store::PrintsView prints(const Fresh& each) const {
    return parts_[each.part].columns.prints(each.docid);
  }

  void add_fresh(std::size_t number) {
    const Part& part = parts_[number];
    each_live(*part.entry, [&](std::uint32_t docid) {
      const auto next = static_cast<std::uint32_t>(fresh_.size());
      fresh_.push_back({number, docid, part.columns.text_hash(docid)});
      by_text_.emplace(fresh_.back().text_hash, next);
      for (const std::uint32_t key : keys_of(part.columns.prints(docid)))
        by_key_.emplace(key, Candidate{.fresh = next});
    });
  }

  /// The older texts in the order in which they stand: the first one that is near has a say.
  void join_older(Part& part) {
    const auto hashes = part.columns.text_hashes();
    each_live(*part.entry, [&](std::uint32_t docid) {
      const Older older{.docid = docid,
                        .text_hash = hashes[docid - 1],
                        .prints = part.columns.prints(docid),
                        .group = part.copies->group(docid)};
      const auto [first, last] = by_text_.equal_range(older.text_hash);
      for (auto at = first; older.group && at != last; ++at) fresh_[at->second].group = older.group;
      for (const std::uint32_t key : keys_of(older.prints)) {
        auto [at, end] = by_key_.equal_range(key);
        while (at != end) at = is_done(part, older, at->second) ? by_key_.erase(at) : std::next(at);
      }
    });
  }

  /// Whether \p candidate needs no further older text; joins its group where they are near.
  bool is_done(Part& part, const Older& older, Candidate& candidate) {
    Fresh& fresh = fresh_[candidate.fresh];
    if (fresh.group) return true;
    if (fresh.text_hash == older.text_hash) return false;
    if (!store::are_near(older.prints, prints(fresh))) return ++candidate.compared == most_compared;
    fresh.group = older.group.value_or(older.text_hash);
    if (!older.group) note_first_copy(part, older.docid, older.text_hash);
    return true;
  }

  /// The group goes by the older text: it has a near copy now.
  static void note_first_copy(Part& part, std::uint32_t docid, std::uint64_t hash) {
    if (!part.all.empty() && part.all.back() == store::NearCopy{docid, hash}) return;
    part.all.push_back({docid, hash});
    part.changed = true;
  }

  /// New texts that are near to no older one may be near to each other.
  void join_fresh() {
    std::vector<std::uint32_t> alone;
    for (std::uint32_t i = 0; i < fresh_.size(); ++i)
      if (!fresh_[i].group && by_text_.lower_bound(fresh_[i].text_hash)->second == i)
        alone.push_back(i);
    const auto count = static_cast<std::uint32_t>(alone.size());
    const auto near =
        find_near(count, [&](std::uint32_t text) { return prints(fresh_[alone[text]]); });
    const auto centres = group_near(count, near);
    for (std::uint32_t i = 0; i < count; ++i) {
      if (centres[i] == i) continue;
      const std::uint64_t group = fresh_[alone[centres[i]]].text_hash;
      for (const std::uint32_t text : {alone[i], alone[centres[i]]}) {
        const auto [first, last] = by_text_.equal_range(fresh_[text].text_hash);
        for (auto at = first; at != last; ++at) fresh_[at->second].group = group;
      }
    }
  }

  std::vector<Part> parts_;
  std::vector<Fresh> fresh_;
  std::unordered_multimap<std::uint32_t, Candidate> by_key_;  // that wait for a near copy
  std::multimap<std::uint64_t, std::uint32_t> by_text_;       // into fresh_
};

}  // namespace

void extend_copies(const store::ArchiveWriter& archive, store::Edit& edit) {
  Extension extension(archive.snapshot());
  extension.go();
  extension.write(archive, edit);
}

}  // namespace ae::indexing
