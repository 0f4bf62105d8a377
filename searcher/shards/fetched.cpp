// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/fetched.hpp"

#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/names.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "common/store/words.hpp"

#include <cerrno>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace ae::searching {
namespace {

namespace fs = std::filesystem;
using Articles = std::vector<store::exported::Article>;

/// Gone with this; files that are mapped stay readable.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    const fs::path memory = "/dev/shm";  // where there is such a thing nothing is written to disk
    const fs::path base = fs::is_directory(memory, error) ? memory : fs::temp_directory_path();
    std::string name = (base / "ae-search-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      store::throw_io(base, "cannot make a folder for what shards send", errno);
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const noexcept { return path_; }

 private:
  fs::path path_;
};

/// Every word of the articles once: numbers in one article mean nothing in the next.
class UnitedWords {
 public:
  explicit UnitedWords(const Articles& articles) {
    for (const auto& article : articles) {
      auto& numbers = numbers_.emplace_back(1);
      for (const auto& [surface, folded, stem] : article.words) {
        const store::WordForms forms{surface, folded, stem};
        const auto next = static_cast<std::uint32_t>(words_.size() + 1);
        const auto [at, is_new] = known_.try_emplace(forms, next);
        if (is_new) words_.push_back(forms);
        numbers.push_back(at->second);
      }
    }
  }

  void write(const fs::path& path, const Articles& articles) const {
    std::vector<store::Sequence> sequences;
    std::vector<std::uint32_t> counts(words_.size());
    for (std::size_t i = 0; i < articles.size(); ++i) {
      store::Sequence& sequence = sequences.emplace_back(articles[i].sequence);
      for (auto& zone : sequence)
        for (std::uint32_t& number : zone) {
          number = numbers_[i].at(number);
          if (number != 0) ++counts[number - 1];
        }
    }
    store::WordsWriter writer(path, words_, counts);
    for (const store::Sequence& sequence : sequences) writer.add(sequence);
    static_cast<void>(writer.finish());
  }

 private:
  std::map<store::WordForms, std::uint32_t> known_;
  std::vector<store::WordForms> words_;
  std::vector<std::vector<std::uint32_t>> numbers_;  // [article][its number]: number among words_
};

void write_texts(const fs::path& path, const Articles& articles) {
  store::TextsWriter writer(path);
  for (const auto& article : articles) writer.add(article.record);
  static_cast<void>(writer.finish());
}

void write_columns(const fs::path& path, const Articles& articles) {
  store::ColumnsWriter writer;
  for (const auto& article : articles)
    writer.add({.day = article.day,
                .id = article.id,
                .text_hash = article.text_hash,
                .prints = article.prints,
                .facets = article.facets});
  static_cast<void>(writer.finish(path));
}

store::Meanings meanings_of(const Articles& articles) {
  store::Meanings meanings;
  std::set<std::pair<store::TypedName, std::uint64_t>> known;
  for (std::uint32_t i = 0; i < articles.size(); ++i) {
    for (const auto& [name, meaning] : articles[i].meanings)
      meanings.single.emplace(std::pair(i + 1, name), meaning);
    known.insert(articles[i].known.begin(), articles[i].known.end());
  }
  meanings.also_hashed.assign(known.begin(), known.end());
  return meanings;
}

store::NearCopies copies_of(const Articles& articles) {
  store::NearCopies copies;
  for (std::uint32_t i = 0; i < articles.size(); ++i)
    if (articles[i].near_group) copies.push_back({i + 1, *articles[i].near_group});
  return copies;
}

store::DocRanges earlier_of(const Articles& articles) {
  std::vector<std::uint32_t> docids;
  for (std::uint32_t i = 0; i < articles.size(); ++i)
    if (articles[i].earlier) docids.push_back(i + 1);
  return store::to_ranges(std::move(docids));
}

Xapian::Database database_of(const Articles& articles) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  for (const auto& article : articles) {
    Xapian::Document document;
    for (const auto& [term, count] : article.terms) document.add_term(term, count);
    database.add_document(document);
  }
  return database;
}

}  // namespace

OpenSegment open_fetched(const Articles& articles) {
  const ScratchFolder scratch;
  const fs::path& folder = scratch.path();
  const fs::path names = folder / "names";
  const fs::path copies = folder / "copies";
  UnitedWords(articles).write(folder / store::part::words, articles);
  write_texts(folder / store::part::texts, articles);
  write_columns(folder / store::part::columns, articles);
  static_cast<void>(store::write_sources(folder / store::part::sources, {}));
  static_cast<void>(store::write_names(names, store::Columns(folder / store::part::columns),
                                       meanings_of(articles)));
  static_cast<void>(store::write_copies(copies, copies_of(articles)));
  return store::translated(folder, [&] {
    return open_segment(store::Segment({.folder = folder,
                                        .documents = static_cast<std::uint32_t>(articles.size()),
                                        .earlier = earlier_of(articles),
                                        .names = names,
                                        .copies = copies},
                                       database_of(articles)));
  });
}

}  // namespace ae::searching
