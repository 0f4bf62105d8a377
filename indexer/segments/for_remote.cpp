// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/for_remote.hpp"

#include "ae/error.hpp"
#include "common/schema/terms.hpp"
#include "common/store/exported.hpp"
#include "common/store/files.hpp"
#include "common/store/segment.hpp"
#include "indexer/documents/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;
namespace exported = store::exported;

/// Xapian keeps what is not yet written in memory, some 10 kB an article.
constexpr std::uint64_t articles_a_commit = 5000;

/// What it builds in: databases under way, and those that are packed.
constexpr std::string_view scratch_name = "shard-";
constexpr std::string_view ready_name = "ready";

/// By ordinal of a name facet: what somebody may know it by.
using KnownHashes = std::vector<std::vector<std::uint64_t>>;

KnownHashes known_hashes(const store::Segment& segment, std::size_t type) {
  const store::Facet facet = segment.facet(store::name_facets[type]);
  KnownHashes known(facet.distinct());
  if (segment.names() != nullptr) {
    for (const auto& [hash, ordinal] : segment.names()->known(type)) known[ordinal].push_back(hash);
    return known;
  }
  for (std::uint32_t ordinal = 0; ordinal < known.size(); ++ordinal)
    known[ordinal].push_back(store::xxh3(schema::fold_value(facet.value(ordinal))));
  return known;
}

/// The articles of one segment, each as the form in which it is exported.
class SegmentReader {
 public:
  explicit SegmentReader(const store::Segment& segment) : segment_(segment), maker_(vocabulary_) {
    for (std::size_t type = 0; type < known_.size(); ++type)
      known_[type] = known_hashes(segment, type);
  }

  [[nodiscard]] exported::Article read(std::uint32_t docid);

 private:
  void add_words(const Document& document, exported::Article& article) const;
  void add_names(std::uint32_t docid, const store::StoredArticle& stored,
                 exported::Article& article) const;
  void add_meaning(std::uint32_t docid, store::TypedName name, exported::Article& article) const;

  const store::Segment& segment_;
  Vocabulary vocabulary_;
  DocumentMaker maker_;
  std::array<KnownHashes, store::name_facets.size()> known_;
};

exported::Article SegmentReader::read(std::uint32_t docid) {
  const auto stored = segment_.article(docid);
  Document document = maker_.make(stored, segment_.columns().id(docid));
  exported::Article article{.id = document.id,
                            .text_hash = document.columns.text_hash,
                            .day = document.columns.day,
                            .earlier = store::contains(segment_.earlier(), docid),
                            .near_group = {},
                            .record = std::move(document.stored),
                            .prints = std::move(document.prints),
                            .facets = std::move(document.columns.facets),
                            .words = {},
                            .sequence = {},
                            .terms = {},
                            .meanings = {},
                            .known = {}};
  if (segment_.copies() != nullptr) article.near_group = segment_.copies()->group(docid);
  for (const auto& [term, count] : document.terms)
    article.terms.emplace_back(vocabulary_.terms()[term], count);
  add_words(document, article);
  add_names(docid, stored, article);
  return article;
}

void SegmentReader::add_words(const Document& document, exported::Article& article) const {
  std::map<std::uint32_t, std::uint32_t> numbers{{0, 0}};
  for (std::size_t zone = 0; zone < document.words.size(); ++zone)
    for (const std::uint32_t number : document.words[zone]) {
      const auto next = static_cast<std::uint32_t>(article.words.size() + 1);
      const auto [at, is_new] = numbers.try_emplace(number, next);
      if (is_new) {
        const auto& word = vocabulary_.word(number);
        article.words.push_back(
            {std::string(word.surface), std::string(word.folded), std::string(word.stem)});
      }
      article.sequence[zone].push_back(at->second);
    }
}

void SegmentReader::add_meaning(std::uint32_t docid, store::TypedName name,
                                exported::Article& article) const {
  store::Meaning meaning = segment_.meaning(docid, name);
  const auto is_known = [&](const auto& each) { return each.first == name; };
  if (meaning.is == name || std::ranges::any_of(article.meanings, is_known)) return;
  article.meanings.emplace_back(std::move(name), std::move(meaning));
}

void SegmentReader::add_names(std::uint32_t docid, const store::StoredArticle& stored,
                              exported::Article& article) const {
  for (std::uint8_t type = 0; type < store::name_facets.size(); ++type) {
    const std::string_view field = store::name_facets[type];
    const store::Facet own = segment_.columns().facet(field);
    for (const std::uint32_t ordinal : own.of(docid))
      add_meaning(docid, {type, std::string(own.value(ordinal))}, article);
    const store::Facet facet = segment_.facet(field);
    for (const std::uint32_t ordinal : facet.of(docid))
      for (const std::uint64_t hash : known_[type][ordinal])
        article.known.emplace_back(store::TypedName{type, std::string(facet.value(ordinal))}, hash);
  }
  for (const store::StoredMention& mention : stored.body.mentions)
    add_meaning(docid, {mention.type, mention.canonical}, article);
}

// ---- as Xapian takes it

void add_places(const exported::Article& article, Xapian::Document& document) {
  Xapian::termpos place = 0;
  for (const std::size_t zone : {std::size_t{0}, std::size_t{1}}) {
    for (const std::uint32_t number : article.sequence[zone]) {
      ++place;
      if (number != 0)
        document.add_posting(schema::term(exported::prefix::word, article.words[number - 1][1]),
                             place, 0);
    }
    place += exported::zone_gap;
  }
}

void add_title_only(const exported::Article& article, Xapian::Document& document) {
  std::set<std::string_view> title, body;
  const auto stem = [&](std::uint32_t number) -> std::string_view {
    return article.words[number - 1][2];
  };
  for (const std::uint32_t number : article.sequence[0])
    if (number != 0) title.insert(stem(number));
  for (const std::uint32_t number : article.sequence[1])
    if (number != 0) body.insert(stem(number));
  for (const std::string_view each : title)
    if (!body.contains(each))
      document.add_boolean_term(schema::term(exported::prefix::title_only, each));
}

void add_names(const exported::Article& article, Xapian::Document& document) {
  std::array<bool, store::name_facets.size()> any{};
  for (const auto& [name, hash] : article.known) {
    any.at(name.type) = true;
    document.add_boolean_term(exported::known_term(name.type, hash));
    document.add_boolean_term(exported::name_term(name.type, schema::fold_value(name.name)));
  }
  for (std::size_t type = 0; type < any.size(); ++type)
    if (!any[type]) document.add_boolean_term(exported::none_term(type));
}

Xapian::Document to_document(const store::Segment& segment, std::uint32_t docid,
                             const exported::Article& article) {
  Xapian::Document document;
  for (const auto& [term, count] : article.terms) document.add_term(term, count);
  add_places(article, document);
  add_title_only(article, document);
  add_names(article, document);
  if (article.near_group)
    document.add_boolean_term(
        schema::term(exported::prefix::near_group, schema::hex(*article.near_group)));
  if (article.earlier) {
    document.add_boolean_term(std::string(exported::prefix::earlier));
    document.add_boolean_term(schema::term(
        schema::prefix::id, schema::hex(schema::version_id(article.id, article.text_hash))));
  }
  namespace slot = exported::slot;
  document.add_value(slot::newest, exported::day_key(article.day, article.id, true));
  document.add_value(slot::oldest, exported::day_key(article.day, article.id, false));
  if (article.day != store::unknown_day)
    document.add_value(slot::day, exported::day_value(article.day));
  for (std::uint32_t i = 0; i < exported::facet_fields.size(); ++i)
    document.add_value(slot::facets + i,
                       exported::pack_list(segment.values(exported::facet_fields[i], docid)));
  document.set_data(exported::encode(article));
  return document;
}

// ---- the databases

using StringSets = std::map<std::string, std::set<std::string>>;

struct Dictionary {
  StringSets words;  ///< as compared, of each stem
  StringSets stems;  ///< of each word

  void add(const store::Words& all) {
    for (std::uint32_t number = 1; number <= all.size(); ++number) {
      const auto& [surface, folded, stem] = all.forms(number);
      words[std::string(stem)].emplace(folded);
      stems[std::string(folded)].emplace(stem);
    }
  }

  void write(Xapian::WritableDatabase& database) const {
    const auto list = [](const auto& set) { return exported::pack_list({set.begin(), set.end()}); };
    for (const auto& [stem, set] : words)
      database.set_metadata(exported::stem_key(stem), list(set));
    for (const auto& [word, set] : stems)
      database.set_metadata(exported::word_key(word), list(set));
  }
};

bool has_all_tables(const Xapian::Database& written, std::uint64_t documents) {
  if (written.get_doccount() != documents) return false;
  if (documents == 0) return true;
  const Xapian::docid last = written.get_lastdocid();
  return written.termlist_begin(last) != written.termlist_end(last) &&
         !written.get_document(last).get_data().empty() &&
         (written.get_avlength() == 0 || written.has_positions());
}

/// Xapian takes a table that it cannot open for one that was never written. A database in which one
/// is empty is not the whole export.
void want_all_tables(const fs::path& folder, std::uint64_t documents) {
  bool whole = false;
  try {
    whole = has_all_tables(store::open_database(folder), documents);
  } catch (const Xapian::DocNotFoundError&) {
    // of a document that has no terms
  }
  if (!whole)
    throw Error(ErrorCode::io, fmt::format("{}: not all of it could be read back", folder.string()),
                "nothing was exported: export it again");
}

class Exporter {
 public:
  Exporter(const store::Snapshot& snapshot, fs::path folder, unsigned shards)
      : snapshot_(snapshot), folder_(std::move(folder)) {
    for (unsigned i = 0; i < shards; ++i) {
      const fs::path path = scratch(i);
      fs::create_directories(path.parent_path());
      // Not DB_DANGEROUS: of a full disk Xapian would tell that this flag has no cancel().
      constexpr int flags =
          Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;
      databases_.emplace_back(path.string(), flags);
    }
  }

  /// \returns whether it went on to the end
  bool write(const std::function<bool()>& interrupted) {
    Dictionary dictionary;
    for (const auto& entry : snapshot_.segments()) {
      const store::Segment segment(snapshot_, entry);
      dictionary.add(segment.words());
      const store::Facet codes = segment.facet("lang");
      for (std::uint32_t i = 0; i < codes.distinct(); ++i) languages_.emplace(codes.value(i));
      if (!write_segment(segment, interrupted)) return false;
    }
    for (Xapian::WritableDatabase& database : databases_) dictionary.write(database);
    write_about();
    return true;
  }

  /// Each database again, front to back: half as large, and quicker to read.
  void pack() {
    for (unsigned i = 0; i < databases_.size(); ++i) {
      databases_[i].commit();
      const std::uint64_t documents = databases_[i].get_doccount();
      databases_[i].close();
      const fs::path to = databases_.size() == 1 ? ready() : ready() / fmt::format("{}", i + 1);
      fs::create_directories(to.parent_path());
      store::open_database(scratch(i)).compact(to.string());
      want_all_tables(to, documents);
      fs::remove_all(scratch(i));
    }
  }

  [[nodiscard]] std::uint64_t written() const noexcept { return written_; }

  /// Where the finished databases stand before they get their name.
  [[nodiscard]] fs::path ready() const { return folder_ / ready_name; }

 private:
  [[nodiscard]] fs::path scratch(unsigned shard) const {
    return folder_ / fmt::format("{}{}", scratch_name, shard);
  }

  bool write_segment(const store::Segment& segment, const std::function<bool()>& interrupted) {
    SegmentReader reader(segment);
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
      if (store::contains(segment.tombstones(), docid)) continue;
      if (interrupted()) return false;
      const exported::Article article = reader.read(docid);
      const std::size_t shard = article.id % databases_.size();
      databases_[shard].add_document(to_document(segment, docid, article));
      if (!article.earlier) ++articles_[shard];
      if (++written_ % articles_a_commit == 0)
        for (Xapian::WritableDatabase& database : databases_) database.commit();
    }
    return true;
  }

  void write_about() {
    for (std::size_t i = 0; i < databases_.size(); ++i)
      databases_[i].set_metadata(
          std::string(exported::about_key),
          exported::encode(exported::About{.archive = snapshot_.manifest().archive_id,
                                           .revision = snapshot_.revision(),
                                           .articles = articles_[i],
                                           .languages = {languages_.begin(), languages_.end()}}));
  }

  const store::Snapshot& snapshot_;
  fs::path folder_;
  std::vector<Xapian::WritableDatabase> databases_;
  std::map<std::size_t, std::uint64_t> articles_;  // by shard
  std::set<std::string> languages_;
  std::uint64_t written_ = 0;
};

void want_empty(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder, error) ||
      (fs::is_directory(folder, error) && fs::is_empty(folder, error)))
    return;
  throw Error(
      ErrorCode::bad_usage, fmt::format("{}: is there already", folder.string()),
      "--for-remote wants a folder that does not exist yet; servers go on with the old one");
}

/// What stands in \p folder outlives a power cut.
void sync_all(const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_directory())
      store::sync_directory(entry.path());
    else
      store::sync_file(store::open_for_reading(entry.path()), entry.path());
  }
  store::sync_directory(folder);
}

/// One that broke off may have left it, with nothing else in it.
void remove_unfinished(const fs::path& building) {
  if (!fs::exists(building)) return;
  for (const auto& entry : fs::directory_iterator(building)) {
    const std::string name = entry.path().filename().string();
    if (name == ready_name || name.starts_with(scratch_name)) continue;
    throw Error(ErrorCode::bad_usage, fmt::format("{}: is there already", building.string()),
                "--for-remote wants to build there; it holds something else");
  }
  fs::remove_all(building);
}

}  // namespace

RemoteExport export_for_remote(const store::Snapshot& snapshot, const fs::path& folder,
                               unsigned shards, const std::function<bool()>& interrupted) {
  const fs::path whole = fs::absolute(folder / "").parent_path();
  fs::path building = whole;
  building += ".building";
  std::error_code ignored;
  fs::remove(building, ignored);  // empty: one that was killed when it had done its work
  want_empty(folder);
  RemoteExport done{.shards = shards};
  store::translated(folder, [&] {
    try {
      remove_unfinished(building);
      Exporter exporter(snapshot, building, shards);
      done.interrupted = !exporter.write(interrupted);
      if (!done.interrupted) {
        exporter.pack();
        sync_all(exporter.ready());
        fs::remove(folder);
        fs::rename(exporter.ready(), folder);
        store::sync_directory(whole.parent_path());
        done.articles = exporter.written();
      }
    } catch (const fs::filesystem_error& error) {
      throw Error(ErrorCode::io, error.what());
    }
  });
  fs::remove_all(building, ignored);
  return done;
}

}  // namespace ae::indexing
