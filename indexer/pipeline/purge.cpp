// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/purge.hpp"

#include "ae/error.hpp"
#include "common/cli/layout.hpp"
#include "common/schema/terms.hpp"
#include "common/store/columns.hpp"
#include "common/store/hash.hpp"
#include "common/store/record.hpp"
#include "common/store/texts.hpp"
#include "indexer/pipeline/publisher.hpp"
#include "indexer/pipeline/withheld.hpp"
#include "indexer/segments/rebuild.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

/// What zstd's training takes over from an article is longer than this.
constexpr std::size_t piece = 16;  // bytes

/// An id as the user gave it.
struct Wanted {
  std::uint64_t id = 0;         ///< of the article
  std::uint64_t text_hash = 0;  ///< of one version; only if that is meant
  bool is_version = false;

  [[nodiscard]] bool covers(std::uint64_t text) const { return !is_version || text == text_hash; }
};

/// What stands in one segment of an article, in force or not.
struct Found {
  std::size_t segment = 0;
  std::uint32_t docid = 0;
  std::uint64_t text_hash = 0;
  bool in_force = false;
  std::string record;  ///< as stored
  std::string path;
};

/// One article of a segment.
struct Place {
  std::uint64_t key = 0;  ///< that it is looked up by
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;

  friend auto operator<=>(const Place&, const Place&) = default;
};

/// The archive's parts that are looked through, and where in them what stands.
class Shelves {
 public:
  explicit Shelves(const store::Snapshot& snapshot) : snapshot_(snapshot) {
    for (const auto& entry : snapshot.segments()) {
      columns_.emplace_back(snapshot.path_of(entry, store::part::columns));
      texts_.emplace_back(snapshot.path_of(entry, store::part::texts));
      list(columns_.back());
    }
    for (auto* places : {&by_id_, &by_text_, &by_version_}) std::ranges::sort(*places);
  }

  /// Every article that was ever written under that id, in force or not.
  [[nodiscard]] auto of_id(std::uint64_t id) const { return range(by_id_, id); }
  [[nodiscard]] auto of_text(std::uint64_t text_hash) const { return range(by_text_, text_hash); }
  /// Each a version that has that id of its own, in force or not.
  [[nodiscard]] auto of_version(std::uint64_t id) const { return range(by_version_, id); }

  [[nodiscard]] std::uint64_t id_of(const Place& place) const {
    return columns_[place.segment].id(place.docid);
  }
  [[nodiscard]] std::uint64_t text_of(const Place& place) const {
    return columns_[place.segment].text_hash(place.docid);
  }

  [[nodiscard]] bool in_force(const Place& place) const {
    return !store::contains(snapshot_.segments()[place.segment].tombstones, place.docid);
  }

  [[nodiscard]] Found read(const Place& place) const {
    Found found{place.segment,
                place.docid,
                text_of(place),
                in_force(place),
                texts_[place.segment].read(place.docid),
                {}};
    store::StoredArticle article;
    if (store::decode(found.record, article)) found.path = article.record.path;
    return found;
  }

  [[nodiscard]] std::string_view dictionary(std::size_t segment) const {
    return texts_[segment].dictionary();
  }

 private:
  using Places = std::vector<Place>;

  void list(const store::Columns& columns) {
    const auto segment = static_cast<std::uint32_t>(columns_.size() - 1);
    const auto ids = columns.ids();
    const auto hashes = columns.text_hashes();
    for (std::uint32_t docid = 1; docid <= columns.documents(); ++docid) {
      const Place place{ids[docid - 1], segment, docid};
      const std::uint64_t text = hashes[docid - 1];
      by_id_.push_back(place);
      by_text_.push_back({text, segment, docid});
      by_version_.push_back({schema::version_id(place.key, text), segment, docid});
    }
  }

  static std::ranges::subrange<Places::const_iterator> range(const Places& places,
                                                             std::uint64_t key) {
    return std::ranges::equal_range(places, key, {}, &Place::key);
  }

  const store::Snapshot& snapshot_;
  std::vector<store::Columns> columns_;
  std::vector<store::Texts> texts_;
  Places by_id_, by_text_, by_version_;
};

/// \param erase  an article also counts that is no longer in force: its text stands still
std::optional<Wanted> understand(const Shelves& shelves, std::uint64_t id, bool erase) {
  const auto counts = [&](const Place& place) { return erase || shelves.in_force(place); };
  if (std::ranges::any_of(shelves.of_id(id), counts)) return Wanted{.id = id};
  const auto versions = shelves.of_version(id);
  const auto version = std::ranges::find_if(versions, counts);
  if (version == versions.end()) return std::nullopt;
  return Wanted{
      .id = shelves.id_of(*version), .text_hash = shelves.text_of(*version), .is_version = true};
}

/// Every run of so many bytes of \p text, as its hash.
void add_pieces(std::string_view text, std::unordered_set<std::uint64_t>& pieces) {
  for (std::size_t at = 0; at + piece <= text.size(); ++at)
    pieces.insert(store::xxh3(text.substr(at, piece)));
}

bool has_piece(std::string_view text, const std::unordered_set<std::uint64_t>& pieces) {
  for (std::size_t at = 0; at + piece <= text.size(); ++at)
    if (pieces.contains(store::xxh3(text.substr(at, piece)))) return true;
  return false;
}

/// One run.
class Taking {
 public:
  Taking(bool erase, Writer writer, const store::Snapshot& snapshot)
      : erase_(erase),
        writer_(writer),
        snapshot_(snapshot),
        shelves_(snapshot_),
        withheld_(snapshot_.manifest().settings) {}

  void look_for(const std::string& given) {
    const std::uint64_t id = schema::from_hex(given);
    const auto wanted = understand(shelves_, id, erase_);
    if (!wanted)
      throw Error(ErrorCode::bad_usage,
                  fmt::format("{}: {}", given,
                              withheld_.knows(id) ? "was taken out already" : "no such article"),
                  "nothing was changed; ae-search tells ids");
    TakenOut& taken = taking_.articles.emplace_back();
    taken.id = given;
    const std::size_t before = found_.size();
    for (const Place& place : shelves_.of_id(wanted->id))
      if (wanted->covers(shelves_.text_of(place))) found_.push_back(shelves_.read(place));
    for (std::size_t i = before; i < found_.size(); ++i) note(*wanted, found_[i], taken);
    if (erase_ && !wanted->is_version) withheld_.add(wanted->id, Withheld::How::purged);
    note_copies(*wanted, before, taken);
  }

  /// A single id is meant; of a list that came from a search it is well to make sure.
  void want_most_to_stay() const {
    const auto going = static_cast<std::uint64_t>(std::ranges::count_if(found_, &Found::in_force));
    if (taking_.articles.size() > 1 && going > snapshot_.articles() / 2)
      throw Error(
          ErrorCode::bad_usage,
          fmt::format("{} of {} would go", going, cli::counted(snapshot_.articles(), "article")),
          "nothing was changed; if they are meant to go, use --force");
  }

  [[nodiscard]] TakingOut carry_out(Publisher* publisher) {
    store::Edit edit;
    withheld_.save(edit.settings);
    // What other segments learnt of names from these articles goes as well.
    if (erase_) edit.settings[std::string(settled_setting)] = "";
    const std::set<std::size_t> rewritten = erase_ ? to_rewrite() : std::set<std::size_t>{};
    taking_.segments = rewritten.size();
    if (publisher == nullptr) return std::move(taking_);
    std::vector<std::filesystem::path> old;
    for (const std::size_t i : rewritten) {
      edit.added.push_back(without_found(i, publisher->begin()));
      edit.removed.push_back(snapshot_.segments()[i].name);
      old.push_back(snapshot_.path_of(snapshot_.segments()[i]));
    }
    if (!erase_)
      for (const Found& each : found_)
        edit.tombstones[snapshot_.segments()[each.segment].name].push_back(each.docid);
    publisher->publish(edit);
    static_cast<void>(publisher->settle());
    for (const auto& path : old) want_gone(path);
    return std::move(taking_);
  }

 private:
  void note(const Wanted& wanted, const Found& found, TakenOut& taken) {
    if (erase_ && wanted.is_version)
      withheld_.add(wanted.id, found.text_hash, Withheld::How::purged);
    if (!found.in_force) return;
    ++taken.versions;
    taken.paths.push_back(found.path);
    if (!erase_) withheld_.add(wanted.id, found.text_hash, Withheld::How::removed);
  }

  void note_copies(const Wanted& wanted, std::size_t from, TakenOut& taken) const {
    std::set<std::uint64_t> texts;
    for (std::size_t i = from; i < found_.size(); ++i)
      if (found_[i].in_force) texts.insert(found_[i].text_hash);
    for (const std::uint64_t text : texts)
      for (const Place& place : shelves_.of_text(text))
        if (shelves_.id_of(place) != wanted.id && shelves_.in_force(place))
          taken.copies.push_back(schema::hex(shelves_.id_of(place)));
  }

  /// Segments that hold the articles themselves, or a dictionary that was trained on them.
  [[nodiscard]] std::set<std::size_t> to_rewrite() const {
    std::set<std::size_t> segments;
    std::unordered_set<std::uint64_t> pieces;
    for (const Found& each : found_) {
      segments.insert(each.segment);
      add_pieces(each.record, pieces);
    }
    for (std::size_t i = 0; i < snapshot_.segments().size(); ++i)
      if (has_piece(shelves_.dictionary(i), pieces)) segments.insert(i);
    return segments;
  }

  [[nodiscard]] store::NewSegment without_found(std::size_t segment,
                                                const std::filesystem::path& folder) const {
    store::SegmentEntry entry = snapshot_.segments()[segment];
    std::vector<std::uint32_t> docids;
    for (const Found& each : found_)
      if (each.segment == segment) docids.push_back(each.docid);
    entry.tombstones = store::united(entry.tombstones, store::to_ranges(std::move(docids)));
    return rebuild(snapshot_, {&entry, 1}, folder, writer_);
  }

  static void want_gone(const std::filesystem::path& folder) {
    std::error_code ignored;
    if (!std::filesystem::exists(folder, ignored)) return;
    throw Error(ErrorCode::io, fmt::format("{}: could not be removed", folder.string()),
                "what was to be erased stands there still: remove the folder by hand");
  }

  bool erase_;
  Writer writer_;
  const store::Snapshot snapshot_;  // as it was: the publisher's moves on
  Shelves shelves_;
  Withheld withheld_;
  std::vector<Found> found_;
  TakingOut taking_;
};

}  // namespace

TakingOut take_out(const IndexOptions& options, const std::vector<std::string>& ids, bool erase,
                   const std::function<bool()>& interrupted) {
  std::optional<Publisher> publisher;
  if (!options.dry_run) {
    // Opening for writing creates what is not there.
    static_cast<void>(store::Snapshot::open(options.archive));
    publisher.emplace(options, interrupted);
  }
  Taking taking(erase, options.writer,
                publisher ? publisher->snapshot() : store::Snapshot::open(options.archive));
  std::set<std::string_view> seen;
  for (const std::string& id : ids)
    if (seen.insert(id).second) taking.look_for(id);
  if (!options.force) taking.want_most_to_stay();
  return taking.carry_out(publisher ? &*publisher : nullptr);
}

std::string to_text(const TakingOut& taken, bool erase, bool dry_run) {
  std::string out;
  for (const TakenOut& each : taken.articles) {
    out += fmt::format("{}: {} {}\n", each.id, dry_run ? "would be" : "is",
                       erase ? "purged" : "removed");
    for (const std::string& path : each.paths) out += fmt::format("  {}\n", cli::harmless(path));
    for (const std::string& copy : each.copies)
      out += fmt::format("  the same text stays in the article {}\n", copy);
  }
  if (erase)
    out += fmt::format("{} {}\n", cli::counted(taken.segments, "segment"),
                       dry_run ? "would be written anew" : "written anew");
  return out;
}

}  // namespace ae::indexing
