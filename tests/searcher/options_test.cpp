// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.hpp"

#include "common/schema/fields.hpp"
#include "support/environment.hpp"

#include <catch2/catch.hpp>

using namespace ae::searching;
using Task = Command::Task;

namespace {

Command parse(std::vector<const char*> line) {
  line.insert(line.begin(), "ae-search");
  return parse_arguments(static_cast<int>(line.size()), line.data(),
                         ae::test::environment({{"HOME", "/h"}}));
}

}  // namespace

TEST_CASE("the words of a query are joined with spaces", "[searcher][options]") {
  CHECK(parse({"write-in", "votes"}).request.text == "write-in votes");
  CHECK(parse({"-recount"}).request.text == "-recount");
  CHECK(parse({"Trump", "-recount"}).request.text == "Trump -recount");
  CHECK(parse({"--", "--limit"}).request.text == "--limit");
  CHECK(parse({}).request.text.empty());
}

TEST_CASE("ae-search answers with ten articles unless told otherwise", "[searcher][options]") {
  const Command command = parse({"x"});
  CHECK(command.task == Task::search);
  CHECK(command.sources.archives ==
        std::vector<std::filesystem::path>{"/h/.local/share/ae/default"});
  CHECK(command.request.limit == 10);
  CHECK(command.request.offset == 0);
  CHECK(command.request.snippets == 2);
  CHECK(command.request.facets.empty());
  CHECK(command.request.match == ae::Request::Match::all);
  CHECK(command.request.sort == ae::Request::Sort::relevance);
  CHECK(command.format == render::Format::text);
}

TEST_CASE("every option of ae-search reaches the request", "[searcher][options]") {
  const Command command =
      parse({"--db",   "./a",          "--db=./b", "--match",    "any",        "--sort",
             "oldest", "--limit",      "0",        "--offset",   "20",         "--facet-limit",
             "0",      "--facet-find", "ana",      "--snippets", "5",          "--format",
             "csv",    "--color",      "always",   "--now",      "2017-12-13", "--collapse",
             "outlet", "--pager",      "never",    "x"});
  CHECK(command.sources.archives == std::vector<std::filesystem::path>{"./a", "./b"});
  CHECK(command.request.match == ae::Request::Match::any);
  CHECK(command.request.sort == ae::Request::Sort::oldest);
  CHECK(command.request.limit == 0);
  CHECK(command.request.offset == 20);
  CHECK(command.request.facet_limit == 0);
  CHECK(command.request.facet_find == "ana");
  CHECK(command.request.snippets == 5);
  CHECK(command.format == render::Format::csv);
  CHECK(command.colour == ae::cli::When::always);
  CHECK(command.request.collapse == ae::Request::Collapse::outlet);
  CHECK(command.pager == Command::Pager::never);
  CHECK(command.request.today == ae::day_from_iso("2017-12-13"));
}

TEST_CASE("how articles are ranked is asked for", "[searcher][options]") {
  const Command command = parse({"--weights", "words", "--recency", "2w", "--expand", "--explain",
                                 "--plain", "--similar", "9f", "x"});
  CHECK(command.request.weights == ae::Request::Weights::words);
  CHECK(command.request.recency == 14.0);
  CHECK(command.request.expand);
  CHECK(command.request.explain);
  CHECK(command.request.plain);
  CHECK(command.request.similar == "9f");
  CHECK(parse({"--recency", "30d"}).request.recency == 30.0);
  CHECK_FALSE(parse({"x"}).request.recency);
  CHECK(parse({"--batch", "q.tsv", "--format", "trec"}).batch == "q.tsv");
}

TEST_CASE("every field with an option filters, and can be excluded", "[searcher][options]") {
  for (const ae::schema::Field& field : ae::schema::fields) {
    if (!field.option) continue;
    const std::string option = "--" + std::string(field.name);
    const std::string excluded = std::string(field.name) + "=c=d";
    CAPTURE(option);
    const Command command =
        parse({option.c_str(), "a", option.c_str(), "b", "--exclude", excluded.c_str()});
    REQUIRE(command.request.filters.size() == 3);
    CHECK(command.request.filters[0].field == field.name);
    CHECK(command.request.filters[0].value == "a");
    CHECK(command.request.filters[1].value == "b");
    CHECK_FALSE(command.request.filters[1].exclude);
    CHECK(command.request.filters[2].value == "c=d");
    CHECK(command.request.filters[2].exclude);
  }
}

TEST_CASE("facets are those listed, or all", "[searcher][options]") {
  const auto some = parse({"--facets=outlet,date:year", "x"}).request.facets;
  REQUIRE(some.size() == 2);
  CHECK(some[0].field == "outlet");
  CHECK(some[1].field == "date");
  CHECK(some[1].unit == "year");
  const Command all = parse({"--facets", "person"});
  CHECK(all.request.text == "person");
  CHECK(all.request.facets.size() == static_cast<std::size_t>(std::ranges::count(
                                         ae::schema::fields, true, &ae::schema::Field::facet)));
}

TEST_CASE("tasks of ae-search other than searching", "[searcher][options]") {
  CHECK(parse({"--count", "x"}).task == Task::count);
  CHECK(parse({"--parse", "x"}).task == Task::parse);
  CHECK(parse({"--help"}).task == Task::help);
  CHECK(parse({"-V"}).task == Task::version);
  const Command show = parse({"--show", "9f", "--why"});
  CHECK(show.task == Task::show);
  CHECK(show.id == "9f");
  CHECK(show.why);
  const Command complete = parse({"--complete", "person:do"});
  CHECK(complete.task == Task::complete);
  CHECK(complete.prefix == "person:do");
  const Command stage = parse({"--show-query", "tree", "x"});
  CHECK(stage.task == Task::show_query);
  CHECK(stage.stage == "tree");
}

TEST_CASE("a line that makes no sense to ae-search is refused", "[searcher][options]") {
  const auto line = GENERATE(values<std::vector<const char*>>({
      {"--facets=colour"},
      {"--facets=title"},
      {"--facets=date:week"},
      {"--facets=outlet:year"},
      {"--facets=outlet,"},
      {"--exclude", "title=x"},
      {"--exclude", "outlet"},
      {"--now", "today"},
      {"--limit", "-1"},
      {"--why", "x"},
      {"--count", "--parse"},
      {"--show", "9f", "word"},
      {"--show", "9f", "--format", "csv"},
      {"--format", "xml"},
      {"--recency", "30"},
      {"--recency", "0d"},
      {"--recency", "-1d"},
      {"--recency", "30days"},
      {"--weights", "best"},
      {"--batch", "q.tsv", "word"},
      {"--batch", "q.tsv", "--count"},
      {"--batch", "q.tsv", "--format", "csv"},
      {"--complete", "x", "word"},
      {"--complete", "x", "--format", "csv"},
      {"--collapse", "story"},
      {"--facets=date:share"},
      {"--outlets", "x"},
  }));
  CAPTURE(line);
  CHECK_THROWS_AS(parse(line), ae::Error);
}

TEST_CASE("a search ends after a minute, a list of everything when it is done",
          "[searcher][options]") {
  using namespace std::chrono_literals;
  CHECK(parse({"x"}).request.timeout == 60s);
  CHECK(parse({"--limit", "0"}).request.timeout == std::nullopt);
  CHECK(parse({"--limit", "0", "--timeout", "5"}).request.timeout == 5s);
  CHECK(parse({"--timeout", "0.25", "x"}).request.timeout == 250ms);
  CHECK(parse({"--timeout=0", "x"}).request.timeout == std::nullopt);
  for (const char* text : {"", "-1", "1s", "nan", "inf", "1e9", "2000000"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse({"--timeout", text, "x"}), ae::Error);
  }
}

TEST_CASE("archives on other machines are named by host and port", "[searcher][options]") {
  const Command command =
      parse({"--db", "./a", "--db", "news.example:7101", "--partial", "--timeout", "0.5", "x"});
  REQUIRE(command.sources.archives.size() == 1);
  REQUIRE(command.sources.remotes.size() == 1);
  CHECK(command.sources.remotes.front().host == "news.example");
  CHECK(command.sources.remotes.front().port == 7101);
  CHECK(command.sources.partial);
  CHECK(command.sources.timeout == std::chrono::milliseconds(500));
  CHECK(parse({"x"}).sources.timeout == std::chrono::seconds(10));
  CHECK(parse({"--timeout", "0", "x"}).sources.timeout == std::chrono::seconds(10));
}
