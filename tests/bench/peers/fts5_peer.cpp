// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-peer-fts5: SQLite's full-text search in one C++ program, so that no other language's
/// time is counted as SQLite's. Besides peer_main's tasks:
///
///     facets ARTICLES INDEX   adds the tables that facets are counted from
#include <fmt/core.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tests/bench/peers/article.hpp"
#include "tests/bench/peers/session.hpp"
#include "tests/bench/peers/sqlite.hpp"

namespace {

using namespace ae::bench;
namespace fs = std::filesystem;

/// Text once in a table of its own, which the index of words points into.
constexpr const char* schema = R"(
  pragma journal_mode = off;
  pragma synchronous = off;
  pragma cache_size = -65536;
  create table article(id integer primary key, key text, day text, title text, text text);
  create virtual table search using fts5(
    title, text, content = 'article', content_rowid = 'id', tokenize = 'porter unicode61');
  insert into search(search, rank) values('hashsize', 67108864);
)";

void make_index(const fs::path& file, const fs::path& index) {
  Connection connection(index);
  connection.run(schema);
  connection.run("begin");
  Statement add(connection, "insert into article(key, day, title, text) values(?, ?, ?, ?)");
  Statement add_words(connection, "insert into search(rowid, title, text) values(?, ?, ?)");
  ArticleReader reader(file);
  for (PeerArticle article; reader.next(article);) {
    add.bind(1, article.id).bind(2, article.day).bind(3, article.title).bind(4, article.text).run();
    add_words.bind(1, connection.last_row()).bind(2, article.title).bind(3, article.text).run();
  }
  connection.run("create index article_by_day on article(day)");
  connection.run("commit");
}

constexpr const char* facet_schema = R"(
  pragma journal_mode = off;
  pragma synchronous = off;
  begin;
  create table value(id integer primary key, field integer, text text);
  create table facet(field integer, article integer, value integer,
                     primary key(article, field, value)) without rowid;
)";

void add_facets(const fs::path& file, const fs::path& index) {
  Connection connection(index);
  connection.run(facet_schema);
  Statement add_value(connection, "insert into value(field, text) values(?, ?)");
  Statement add(connection, "insert or ignore into facet(field, article, value) values(?, ?, ?)");
  std::unordered_map<std::string, std::int64_t> known[facet_fields];
  ArticleReader reader(file);
  std::int64_t row = 0;
  for (PeerArticle article; reader.next(article);) {
    ++row;
    for (std::size_t field = 0; field < facet_fields; ++field)
      for (const std::string& value : article.values[field]) {
        const auto [entry, is_new] = known[field].try_emplace(value, 0);
        if (is_new) {
          add_value.bind(1, static_cast<std::int64_t>(field)).bind(2, value).run();
          entry->second = connection.last_row();
        }
        add.bind(1, static_cast<std::int64_t>(field)).bind(2, row).bind(3, entry->second).run();
      }
  }
  connection.run("create index facet_by_value on facet(value, article)");
  connection.run("create index value_by_text on value(text, field)");
  connection.run("commit");
  connection.run("analyze");
}

std::string match_text(const Query& query) {
  switch (query.op) {
    case Op::all:
      return "";
    case Op::both:
      return fmt::format("\"{}\"", fmt::join(query.words, "\" AND \""));
    case Op::any:
      return fmt::format("\"{}\"", fmt::join(query.words, "\" OR \""));
    case Op::phrase:
      return fmt::format("\"{}\"", fmt::join(query.words, " "));
    case Op::near:  // SQLite counts the words between
      return fmt::format("NEAR(\"{}\", {})", fmt::join(query.words, "\" \""), near_reach - 1);
    case Op::prefix:
      return query.words.at(0) + "*";
  }
  throw std::logic_error("a kind of query that SQLite is not told of");
}

/// The condition of all statements. ?1 what to match, ?2 person, ?3 and ?4 days; where there is
/// none, its parameter is not in the statement.
std::string condition(const Query& query) {
  std::string sql = query.op == Op::all ? "true" : "search match ?1";
  if (!query.person.empty())
    sql +=
        " and search.rowid in (select article from facet where value ="
        " (select id from value where field = 0 and text = ?2))";
  if (!query.from.empty())
    sql += " and search.rowid in (select id from article where day between ?3 and ?4)";
  return sql;
}

class SqliteSession : public Session {
 public:
  explicit SqliteSession(const fs::path& index) : connection_(index) {
    connection_.run(
        "pragma cache_size = -262144; pragma mmap_size = 34359738368;"
        "pragma temp_store = memory; create temp table hit(id integer primary key)");
  }

  std::uint64_t count(const Query& query) override {
    match_ = match_text(query);
    if (query.op == Op::all) return first_number("select count(*) from article");
    Statement statement = prepared("select count(*) from search where " + condition(query), query);
    statement.next();
    return static_cast<std::uint64_t>(statement.number(0));
  }

  std::size_t answer(const Query& query, bool snippets) override {
    match_ = match_text(query);
    std::size_t bytes = 0;
    if (query.op == Op::all)
      bytes = newest_of_all();
    else if (query.newest)
      bytes = newest(query, snippets);
    else
      bytes = rows("where " + condition(query) + " order by rank limit 10", query, snippets);
    return query.facets ? bytes + facets(query) : bytes;
  }

 private:
  /// Binds what condition() names; SQLite ignores what a statement has no place for.
  Statement prepared(const std::string& sql, const Query& query) {
    Statement statement(connection_, sql);
    statement.bind(1, match_).bind(2, query.person).bind(3, query.from).bind(4, query.to);
    return statement;
  }

  std::uint64_t first_number(const std::string& sql) {
    Statement statement(connection_, sql);
    statement.next();
    return static_cast<std::uint64_t>(statement.number(0));
  }

  std::size_t rows(const std::string& rest, const Query& query, bool snippets) {
    const char* shown = snippets ? "snippet(search, 1, '[', ']', '...', 64)" : "''";
    Statement statement =
        prepared(fmt::format("select title, {} from search {}", shown, rest), query);
    std::size_t bytes = 0;
    while (statement.next()) bytes += statement.bytes(0) + statement.bytes(1);
    return bytes;
  }

  std::size_t newest_of_all() {
    Statement statement(
        connection_, "select title, substr(text, 1, 240) from article order by day desc limit 10");
    std::size_t bytes = 0;
    while (statement.next()) bytes += statement.bytes(0) + statement.bytes(1);
    return bytes;
  }

  /// Rows first and what they show afterwards: SQLite would make a snippet for every match before
  /// it sorts them. The cross join keeps it from asking the index anew for every article of the
  /// days, which takes thirty times as long.
  std::size_t newest(const Query& query, bool snippets) {
    Statement first = prepared(
        "select search.rowid from search cross join article on article.id = search.rowid "
        "where search match ?1 and article.day between ?3 and ?4 "
        "order by article.day desc limit 10",
        query);
    std::size_t bytes = 0;
    while (first.next())
      bytes += rows(fmt::format("where search match ?1 and rowid = {}", first.number(0)), query,
                    snippets);
    return bytes;
  }

  /// One walk for all fields; the most frequent values of each are picked here.
  std::size_t facets(const Query& query) {
    const bool all = query.op == Op::all;
    if (!all) {
      connection_.run("delete from hit");
      prepared("insert into hit select search.rowid from search where " + condition(query), query)
          .run();
    }
    Statement counted(connection_,
                      fmt::format("select facet.field, facet.value, count(*) from {} group by 2",
                                  all ? "facet" : "hit cross join facet on article = hit.id"));
    std::array<std::vector<Counted>, facet_fields> fields;
    while (counted.next())
      fields.at(static_cast<std::size_t>(counted.number(0)))
          .push_back({.count = counted.number(2), .value = counted.number(1)});
    std::size_t bytes = 0;
    for (auto& values : fields) bytes += top(values);
    return bytes;
  }

  struct Counted {
    std::int64_t count = 0;
    std::int64_t value = 0;
  };

  /// Bytes of the ten most frequent values.
  std::size_t top(std::vector<Counted>& values) {
    const auto end = values.begin() + std::min<std::ptrdiff_t>(10, std::ssize(values));
    std::ranges::partial_sort(values, end, std::greater<>(), &Counted::count);
    Statement text(connection_, "select text from value where id = ?");
    std::size_t bytes = 0;
    for (auto each = values.begin(); each != end; ++each)
      for (text.bind(1, each->value); text.next();) bytes += text.bytes(0);
    return bytes;
  }

  Connection connection_;
  std::string match_;  // of the query at hand; statements point into it
};

}  // namespace

int main(int argc, char** argv) try {
  if (argc == 4 && std::string_view(argv[1]) == "facets") return add_facets(argv[2], argv[3]), 0;
  return peer_main(argc, argv, make_index, [](const fs::path& index, unsigned) {
    return std::make_unique<SqliteSession>(index);
  });
} catch (const std::exception& error) {
  fmt::print(stderr, "{}: {}\n", argv[0], error.what());
  return 3;
}
