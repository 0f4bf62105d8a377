// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-peer-xapian: what a program on Xapian usually does. TermGenerator with positions, texts
/// as document data, value slots for facets and days; match spies, OP_VALUE_RANGE, MSet::snippet.
#include <xapian.h>

#include <algorithm>
#include <array>
#include <functional>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tests/bench/peers/article.hpp"
#include "tests/bench/peers/session.hpp"

namespace {

using namespace ae::bench;
namespace fs = std::filesystem;

constexpr Xapian::valueno day_slot = facet_fields;
constexpr std::size_t snippet_bytes = 480;  // as two of ae's
constexpr Xapian::doccount wanted = 10;

/// Articles a database; all of them are compacted into one at the end. It takes half the time of
/// one database that grows, and a quarter of the memory.
constexpr std::size_t articles_each = 10'000;

/// The values of a slot: a byte of length before each.
std::string packed(const std::vector<std::string>& values) {
  std::string slot;
  for (const std::string& value : values) {
    const std::size_t size = std::min<std::size_t>(value.size(), 255);
    slot.push_back(static_cast<char>(size));
    slot.append(value, 0, size);
  }
  return slot;
}

template <class Each>
void each_value(const std::string& slot, Each each) {
  std::string_view rest = slot;
  while (!rest.empty()) {
    const std::size_t size =
        std::min<std::size_t>(static_cast<unsigned char>(rest[0]), rest.size() - 1);
    each(rest.substr(1, size));
    rest.remove_prefix(1 + size);
  }
}

/// ValueCountMatchSpy for slots with several values.
class Spy : public Xapian::MatchSpy {
 public:
  explicit Spy(Xapian::valueno slot) : slot_(slot) {}

  void operator()(const Xapian::Document& document, double) override {
    each_value(document.get_value(slot_), [this](std::string_view value) {
      key_.assign(value);
      ++counts_[key_];
    });
  }

  /// The most frequent values. \return bytes of them
  std::size_t top(std::size_t most) const {
    std::vector<std::pair<Xapian::doccount, std::string_view>> all;
    for (const auto& [value, count] : counts_) all.emplace_back(count, value);
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
    std::partial_sort(all.begin(), end, all.end(), std::greater<>());
    std::size_t bytes = 0;
    for (auto each = all.begin(); each != end; ++each) bytes += each->second.size();
    return bytes;
  }

 private:
  Xapian::valueno slot_;
  std::string key_;
  std::unordered_map<std::string, Xapian::doccount> counts_;
};

std::string person_term(const std::string& person) {
  return "XP" + person.substr(0, 200);  // a term has 245 bytes at most
}

Xapian::Document to_document(Xapian::TermGenerator& generator, const PeerArticle& article) {
  Xapian::Document document;
  generator.set_document(document);
  generator.index_text(article.title);
  generator.increase_termpos();
  generator.index_text(article.text);
  document.set_data(article.title + '\n' + article.text);
  document.add_boolean_term("Q" + article.id.substr(0, 200));
  for (const std::string& person : article.values[PeerArticle::person])
    document.add_boolean_term(person_term(person));
  for (Xapian::valueno field = 0; field < facet_fields; ++field)
    document.add_value(field, packed(article.values[field]));
  document.add_value(day_slot, article.day);
  return document;
}

void write_part(const std::vector<PeerArticle>& articles, const std::string& path) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem("en"));
  for (const PeerArticle& article : articles)
    database.add_document(to_document(generator, article));
  database.commit();
}

std::vector<PeerArticle> read_part(ArticleReader& reader) {
  std::vector<PeerArticle> articles(articles_each);
  std::size_t read = 0;
  while (read < articles.size() && reader.next(articles[read])) ++read;
  articles.resize(read);
  return articles;
}

/// Writes parts on all cores, then compacts them into one.
void make_index(const fs::path& file, const fs::path& index) {
  ArticleReader reader(file);
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const fs::path folder = index.string() + ".parts";
  fs::create_directories(folder);
  std::vector<std::string> parts;
  for (bool more = true; more;) {
    std::vector<std::future<void>> writers;
    for (std::size_t i = 0; i < cores && more; ++i) {
      auto articles = read_part(reader);
      more = articles.size() == articles_each;
      if (articles.empty()) break;
      parts.push_back(folder / std::to_string(parts.size()));
      writers.push_back(std::async(
          std::launch::async,
          [articles = std::move(articles), path = parts.back()] { write_part(articles, path); }));
    }
    for (auto& writer : writers) writer.get();
  }
  Xapian::Database all;
  for (const std::string& part : parts) all.add_database(Xapian::Database(part));
  all.compact(index.string());
  fs::remove_all(folder);
}

class XapianSession : public Session {
 public:
  explicit XapianSession(const fs::path& index) : database_(index.string()) {}

  std::uint64_t count(const Query& query) override {
    Xapian::Enquire enquire(database_);
    enquire.set_query(to_xapian(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, database_.get_doccount()).get_matches_estimated();
  }

  std::size_t answer(const Query& query, bool snippets) override {
    Xapian::Enquire enquire(database_);
    enquire.set_query(to_xapian(query));
    if (query.newest || query.op == Op::all) enquire.set_sort_by_value(day_slot, true);
    std::array<Spy, facet_fields> spies{Spy(0), Spy(1), Spy(2), Spy(3), Spy(4)};
    if (query.facets)
      for (Spy& spy : spies) enquire.add_matchspy(&spy);
    const Xapian::MSet found =
        enquire.get_mset(0, wanted, query.facets ? database_.get_doccount() : 0);
    std::size_t bytes = 0;
    for (auto each = found.begin(); each != found.end(); ++each)
      bytes += shown(found, each.get_document().get_data(), snippets);
    if (query.facets)
      for (const Spy& spy : spies) bytes += spy.top(wanted);
    return bytes;
  }

 private:
  std::size_t shown(const Xapian::MSet& found, const std::string& data, bool snippets) const {
    if (!snippets) return data.find('\n');
    return found.snippet(data, snippet_bytes, stem_).size();
  }

  std::vector<Xapian::Query> terms(const Query& query, bool stemmed) const {
    std::vector<Xapian::Query> all;
    for (const std::string& word : query.words)
      all.emplace_back(stemmed ? "Z" + stem_(word) : word);
    return all;
  }

  Xapian::Query of_words(const Query& query) const {
    using Xapian::Query;
    if (query.op == Op::all) return Query::MatchAll;
    if (query.op == Op::prefix) return Query(Query::OP_WILDCARD, query.words.at(0));
    const bool placed = query.op == Op::phrase || query.op == Op::near;
    const auto parts = terms(query, !placed);
    if (!placed)
      return Query(query.op == Op::any ? Query::OP_OR : Query::OP_AND, parts.begin(), parts.end());
    const bool near = query.op == Op::near;
    return Query(near ? Query::OP_NEAR : Query::OP_PHRASE, parts.begin(), parts.end(),
                 near ? near_reach + 1 : static_cast<Xapian::termcount>(parts.size()));
  }

  Xapian::Query to_xapian(const Query& query) const {
    Xapian::Query made = of_words(query);
    if (!query.person.empty())
      made =
          Xapian::Query(Xapian::Query::OP_FILTER, made, Xapian::Query(person_term(query.person)));
    if (!query.from.empty())
      made = Xapian::Query(
          Xapian::Query::OP_FILTER, made,
          Xapian::Query(Xapian::Query::OP_VALUE_RANGE, day_slot, query.from, query.to));
    return made;
  }

  Xapian::Database database_;
  Xapian::Stem stem_{"en"};
};

/// Xapian's errors are no std::exception.
template <class Task>
auto translated(Task task) try {
  return task();
} catch (const Xapian::Error& error) {
  throw std::runtime_error(error.get_description());
}

}  // namespace

int main(int argc, char** argv) {
  return peer_main(
      argc, argv,
      [](const fs::path& file, const fs::path& index) {
        translated([&] { make_index(file, index); });
      },
      [](const fs::path& index, unsigned) {
        return translated([&] { return std::make_unique<XapianSession>(index); });
      });
}
