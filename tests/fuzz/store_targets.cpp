// SPDX-License-Identifier: GPL-2.0-or-later
/// What is promised of an archive's files, and of what shards send: sense is made of them, or they
/// are called damaged. The checksums are put right first, so that what stands behind them is
/// reached; whoever plants an archive can do the same.
#include "ae/error.hpp"
#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/exported.hpp"
#include "common/store/hash.hpp"
#include "common/store/layout.hpp"
#include "common/store/manifest.hpp"
#include "common/store/names.hpp"
#include "common/store/packed.hpp"
#include "common/store/posting_lists.hpp"
#include "common/store/record.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "common/store/words.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <limits>
#include <string>

#include "fuzz/targets.hpp"

namespace ae::fuzz {
namespace {

/// Two bytes of length and what they count, off the front of \p bytes.
std::string_view piece(std::string_view& bytes) {
  const auto byte = [&](std::size_t at) {
    return at < bytes.size() ? std::size_t{static_cast<unsigned char>(bytes[at])} : 0;
  };
  const std::size_t length = byte(0) + 256 * byte(1);
  bytes.remove_prefix(std::min<std::size_t>(2, bytes.size()));
  const std::string_view taken = bytes.substr(0, length);
  bytes.remove_prefix(taken.size());
  return taken;
}

/// A sealed file of \p kind whose sections are pieces of \p bytes: two bytes of length in front of
/// each. Gone when this goes.
class Sealed {
 public:
  Sealed(const char* kind, std::string_view bytes, std::initializer_list<const char*> sections,
         std::uint32_t version = 1)
      : path_(std::filesystem::temp_directory_path() / ("ae-fuzz-" + std::to_string(::getpid()))) {
    store::SealedFileWriter file(path_, kind, version);
    for (const char* name : sections) {
      file.begin_section(name);
      file.append(piece(bytes));
    }
    file.finish();
  }
  ~Sealed() { std::filesystem::remove(path_); }
  Sealed(const Sealed&) = delete;
  Sealed& operator=(const Sealed&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// A folder with the version file and the posting lists of a database.
class Glass {
 public:
  explicit Glass(std::string_view bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("ae-fuzz-glass-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
    std::ofstream(path_ / "iamglass", std::ios::binary) << piece(bytes);
    std::ofstream(path_ / "postlist.glass", std::ios::binary) << bytes;
  }
  ~Glass() { std::filesystem::remove_all(path_); }
  Glass(const Glass&) = delete;
  Glass& operator=(const Glass&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Whatever stands there, a search that goes on behind each docid comes to an end.
void want_ascending(store::PostingCursor at, std::uint32_t step) {
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
  for (std::uint64_t from = 1; !at.at_end();) {
    if (at.docid() < from || at.docid() == most) throw Broken("docids ascend");
    from = std::uint64_t{at.docid()} + step;
    at.skip_to(static_cast<std::uint32_t>(std::min(from, most)));
  }
}

/// The same where entries are visited.
void want_ascending_before(store::PostingCursor at, std::uint32_t end) {
  std::uint32_t last = 0;
  at.each_before(end, [&](std::uint32_t docid, std::uint32_t) {
    if (docid <= last || docid >= end) throw Broken("docids that are visited ascend");
    last = docid;
  });
}

/// Runs \p read, which may find damage and nothing else.
template <class Read>
void sense_or_damage(Read read) {
  try {
    read();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::archive_damaged && error.code() != ErrorCode::format_mismatch)
      throw Broken(std::string("no damage: ") + error.what());
  }
}

void read_facet(const store::Facet& facet, std::uint32_t documents) {
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    for (const std::uint32_t ordinal : facet.of(docid)) static_cast<void>(facet.value(ordinal));
  if (facet.distinct() > 0) static_cast<void>(facet.find(facet.value(0)));
  static_cast<void>(facet.find("The Lantern"));
}

void read_facet(const store::LazyFacet& facet, std::uint32_t documents) {
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    sense_or_damage([&] {
      for (const std::uint32_t ordinal : facet.of(docid)) static_cast<void>(facet.value(ordinal));
    });
}

void read_columns(const store::Columns& columns) {
  for (const std::string& name : columns.facets()) {
    sense_or_damage([&] { read_facet(columns.facet(name), columns.documents()); });
    sense_or_damage([&] { read_facet(columns.lazy_facet(name), columns.documents()); });
  }
  sense_or_damage([&] {
    for (std::uint32_t docid = 1; docid <= columns.documents(); ++docid)
      static_cast<void>(columns.text_hash(docid) + columns.id(docid));
  });
  sense_or_damage([&] { static_cast<void>(columns.days()); });
  sense_or_damage([&] { static_cast<void>(columns.ids()); });
  sense_or_damage([&] { static_cast<void>(columns.text_hashes()); });
  sense_or_damage([&] {
    for (std::uint32_t docid = 1; docid <= columns.documents(); ++docid)
      static_cast<void>(store::overlap(columns.prints(1), columns.prints(docid)));
  });
}

/// Whatever stands there, the articles of a pair ascend.
void read_pair(const store::Words& words, std::string_view first, std::string_view second) {
  const auto pair = words.pair(first, second);
  if (!pair) return;
  std::uint32_t last = 0;
  static_cast<void>(pair->each([&](std::uint32_t docid) {
    if (docid <= last || docid > words.documents()) throw Broken("docids of a pair ascend");
    last = docid;
  }));
}

void read_words(const store::Words& words) {
  sense_or_damage([&] {
    store::Sequence sequence;
    for (std::uint32_t docid = 1; docid <= words.documents(); ++docid) words.read(docid, sequence);
  });
  for (std::uint32_t number = 1; number <= words.size(); ++number)
    sense_or_damage([&] { read_pair(words, words.folded(1), words.folded(number)); });
  for (std::uint32_t number = 1; number <= words.size(); ++number) {
    static_cast<void>(words.forms(number));
    static_cast<void>(words.count(number));
    static_cast<void>(words.with_stem(words.stem(number)));
    static_cast<void>(words.with_prefix(words.folded(number)));
  }
}

}  // namespace

void manifest(std::string_view bytes) {
  std::string text(bytes);
  text += "checksum " + store::to_hex(store::xxh3(text)) + '\n';
  sense_or_damage([&] {
    const store::Manifest read = store::parse_manifest(text, "manifest");
    if (store::parse_manifest(store::to_text(read), "again") != read)
      throw Broken("a manifest is read as it is written");
    for (const store::SegmentEntry& segment : read.segments)
      for (const store::FileEntry& file : segment.files)
        if (!store::is_part_name(file.name)) throw Broken("a file stands in its segment");
  });
  sense_or_damage([&] { static_cast<void>(store::layout::parse_current(bytes, "CURRENT")); });
}

void columns(std::string_view bytes) {
  const Sealed file("columns", bytes,
                    {"day", "id", "text_hash", "shingles", "print_offsets", "prints",
                     "outlet.offsets", "outlet.ordinals", "outlet.values", "outlet.starts"});
  sense_or_damage([&] { read_columns(store::Columns(file.path())); });
}

void texts(std::string_view bytes) {
  const Sealed file("texts", bytes, {"dictionary", "offsets32", "records"});
  sense_or_damage([&] {
    const store::Texts read(file.path());
    for (std::uint32_t docid = 1; docid <= read.documents(); ++docid)
      sense_or_damage([&] { static_cast<void>(read.read(docid)); });
  });
  store::StoredArticle article;
  static_cast<void>(store::decode(bytes, article));  // true or false
}

void names(std::string_view bytes) {
  const Sealed file(
      "names", bytes,
      {"person.offsets", "person.ordinals", "person.values", "person.starts", "person.hashes",
       "person.known", "recipe", "general.keys.values", "general.keys.starts",
       "general.meanings.values", "general.meanings.starts", "single.keys.values",
       "single.keys.starts", "single.meanings.values", "single.meanings.starts"});
  sense_or_damage([&] {
    const store::Names read(file.path());
    sense_or_damage([&] { static_cast<void>(read.recipe()); });
    sense_or_damage([&] { read_facet(read.facet(0), read.documents()); });
    sense_or_damage([&] { static_cast<void>(read.known_by(0, "doug jones")); });
    static_cast<void>(read.meaning(1, {0, "Doug Jones"}));
  });
}

void parts(std::string_view bytes) {
  const std::string_view rest = bytes.substr(std::min<std::size_t>(1, bytes.size()));
  switch (bytes.empty() ? 0 : bytes.front() % 3) {
    case 0: {
      const Sealed file("words", rest,
                        {"sequences", "starts", "strings", "string_starts", "surfaces", "folded",
                         "stems", "counts", "by_folded", "by_stem", "pair_words", "pair_keys",
                         "pair_counts", "pair_ends", "pair_articles"},
                        store::words_version);
      return sense_or_damage([&] { read_words(store::Words(file.path())); });
    }
    case 1: {
      const Sealed file("sources", rest, {"files", "articles", "faults"});
      return sense_or_damage([&] { static_cast<void>(store::read_sources(file.path())); });
    }
    default: {
      const Sealed file("copies", rest, {"docid", "group"});
      return sense_or_damage([&] {
        const store::Copies read(file.path());
        for (const store::NearCopy& copy : read.all()) static_cast<void>(read.of(copy.group));
        static_cast<void>(read.group(1));
      });
    }
  }
}

void postings(std::string_view bytes) {
  const Glass database(bytes);
  sense_or_damage([&] {
    const auto lists = store::PostingLists::open(database.path());
    if (!lists) return;
    sense_or_damage([&] {
      for (const std::uint32_t docid : {5000U, 1U, 300U, 2U, 700U})
        if (lists->has_lengths(docid) && !lists->lengths_at(docid).holds(docid))
          throw Broken("lengths hold what was asked for");
    });
    for (const char* term : {"all", "few", "one"}) {
      const auto list = lists->list(term);
      if (!list) continue;
      for (const std::uint32_t step : {1U, 7U, 5000U}) want_ascending(*list, step);
      want_ascending_before(*list, 5000);
    }
  });
}

void exported(std::string_view bytes) {
  namespace exported = store::exported;
  exported::Article article;
  static_cast<void>(exported::decode(bytes, article));
  if (exported::decode(store::pack(bytes), article)) {
    const std::string once = exported::encode(article);
    exported::Article again;
    if (!exported::decode(once, again) || exported::encode(again) != once)
      throw Broken("an article of a shard is read as it is written");
  }
  if (const auto values = exported::unpack_list(bytes);
      values && exported::unpack_list(exported::pack_list(*values)) != values)
    throw Broken("a list of a shard is read as it is written");
  if (const auto day = exported::day_of(bytes); day && exported::day_value(*day) != bytes)
    throw Broken("a day of a shard is read as it is written");
  exported::About about;
  static_cast<void>(exported::decode(bytes, about));
}

}  // namespace ae::fuzz
