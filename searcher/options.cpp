// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.hpp"

#include "common/cli/archive_path.hpp"
#include "common/cli/arguments.hpp"
#include "common/schema/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace ae::searching {
namespace {

constexpr std::array options{
    cli::Option{.name = "db",
                .argument = "ARCHIVE",
                .repeats = true,
                .group = "Where to search",
                .help = "an archive: a folder, or a name kept among your data; several are "
                        "searched as one (default: $AE_DB, else the name 'default')"},

    cli::Option{.name = "date",
                .argument = "SPEC",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "day of publication: 2017, 2017-12, 2017-12-13, 2017-12-01..2017-12-31, "
                        "..2017, 2018.., 'last week', 'dec 2017', unknown"},
    cli::Option{.name = "outlet",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "who published it; every filter compares whole values, without case and "
                        "accents, and 'unknown' is a value"},
    cli::Option{.name = "person",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "a person it names"},
    cli::Option{.name = "org",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "an organisation it names"},
    cli::Option{.name = "place",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "a place it names"},
    cli::Option{.name = "author",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "who wrote it"},
    cli::Option{.name = "lang",
                .argument = "VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "its language, as a two-letter code"},
    cli::Option{.name = "exclude",
                .argument = "FIELD=VALUE",
                .repeats = true,
                .group = "Filters (given twice: either)",
                .help = "leave out the articles with that value; given twice: neither"},
    cli::Option{.name = "now",
                .argument = "DATE",
                .group = "Filters (given twice: either)",
                .help = "the day that 'last week' is counted from (default: today)"},

    cli::Option{.name = "plain",
                .group = "Results",
                .help = "QUERY is words alone: no operators, quotations, fields or wildcards"},
    cli::Option{.name = "match",
                .argument = "all|any",
                .group = "Results",
                .help = "must all words match, or any of them (default: all)"},
    cli::Option{.name = "sort",
                .argument = "relevance|newest|oldest",
                .group = "Results",
                .help = "order of the articles (default: relevance)"},
    cli::Option{.name = "recency",
                .argument = "TIME",
                .group = "Results",
                .help = "halve a score for every TIME of age: 30d, 8w or 2y; ages count from "
                        "--now, else from the newest article"},
    cli::Option{.name = "expand",
                .group = "Results",
                .help = "rank also by words that the first ten articles have in common; what "
                        "matches stays the same"},
    cli::Option{.name = "weights",
                .argument = "full|proximity|words|plain",
                .group = "Results",
                .help = "how relevance is weighed (default: full); proximity does not look at "
                        "similar articles, words not even at where words stand, and plain is "
                        "BM25, to compare with"},
    cli::Option{.name = "explain", .group = "Results", .help = "tell what each score is made of"},
    cli::Option{.name = "collapse",
                .argument = "copies|outlet",
                .group = "Results",
                .help = "one article of all with the same text, or of one outlet: the first, with "
                        "+n for the others; facets count all"},
    cli::Option{.name = "limit",
                .argument = "N",
                .group = "Results",
                .help = "articles to list (default: 10); 0 for all"},
    cli::Option{
        .name = "offset", .argument = "N", .group = "Results", .help = "articles to pass over"},
    cli::Option{.name = "snippets",
                .argument = "N",
                .group = "Results",
                .help = "passages to quote from each article (default: 2)"},

    cli::Option{.name = "facets",
                .argument = "LIST",
                .optional = true,
                .group = "Facets",
                .help =
                    "count the values of these fields, separated by commas, or of all; dates "
                    "by month, or as date:year or date:day; outlet:share tells which share of all "
                    "that the outlet published"},
    cli::Option{.name = "pairs",
                .argument = "FIELD,FIELD",
                .group = "Facets",
                .help = "count which values of the two fields stand together in articles, with a "
                        "sentence that names both"},
    cli::Option{.name = "facet-limit",
                .argument = "N",
                .group = "Facets",
                .help = "values of each field, or pairs, to list (default: 10); 0 for all; "
                        "dates are all listed"},
    cli::Option{.name = "facet-find",
                .argument = "TEXT",
                .group = "Facets",
                .help = "list only values that contain TEXT"},

    cli::Option{.name = "similar",
                .argument = "ID",
                .group = "Instead of QUERY",
                .help = "articles like that one, which is left out; no QUERY is needed"},
    cli::Option{.name = "batch",
                .argument = "FILE",
                .group = "Instead of QUERY",
                .help = "answer every line of FILE (- for standard input), a query or an id, a "
                        "tab and a query; a line that cannot be understood is named, the others "
                        "are answered"},

    cli::Option{.name = "count",
                .group = "Instead of a list",
                .help = "print only how many articles match"},
    cli::Option{
        .name = "parse", .group = "Instead of a list", .help = "print how the query is understood"},
    cli::Option{.name = "show-query",
                .argument = "tokens|tree|xapian",
                .group = "Instead of a list",
                .help = "print one stage of the query"},
    cli::Option{.name = "show",
                .argument = "ID",
                .group = "Instead of a list",
                .help = "print one article; no QUERY is needed"},
    cli::Option{.name = "complete",
                .argument = "PREFIX",
                .group = "Instead of a list",
                .help = "print words, names and fields that go on from PREFIX; no QUERY is needed"},
    cli::Option{.name = "why",
                .group = "Instead of a list",
                .help = "with --show: the evidence for its date, outlet, ..."},

    cli::Option{.name = "format",
                .argument = "text|json|jsonl|csv|md|bibtex|csl-json|trec",
                .group = "Output",
                .help = "form of the answer (default: text); jsonl, csv, bibtex, csl-json and trec "
                        "(a run for trec_eval) hold the articles alone"},
    cli::Option{.name = "color",
                .argument = "auto|always|never",
                .group = "Output",
                .help = "highlight what matched; auto does so on a terminal, and honours "
                        "NO_COLOR"},
    cli::Option{.name = "pager",
                .argument = "auto|never",
                .group = "Output",
                .help = "show text page by page; auto does so on a terminal, with $AE_PAGER, else "
                        "$PAGER, else less"},
    cli::help_option,
    cli::version_option,
};

consteval bool every_filter_has_an_option() {
  for (const schema::Field& field : schema::fields) {
    if (!field.option) continue;
    bool found = false;
    for (const cli::Option& option : options) found = found || option.name == field.name;
    if (!found) return false;
  }
  return true;
}
static_assert(every_filter_has_an_option(), "a field of the schema lacks its option");

template <class Wanted>
std::string names_of_fields(Wanted wanted) {
  std::string names;
  for (const schema::Field& field : schema::fields)
    if (wanted(field)) names += fmt::format("{}{}", names.empty() ? "" : ", ", field.name);
  return names;
}

template <class Wanted>
void check_field(std::string_view option, std::string_view name, Wanted wanted) {
  const schema::Field* field = schema::find(name);
  if (field && wanted(*field)) return;
  throw Error(ErrorCode::bad_usage, fmt::format("--{}: {} is not one of its fields", option, name),
              fmt::format("fields: {}", names_of_fields(wanted)));
}

bool filters(const schema::Field& field) { return field.option; }
bool is_counted(const schema::Field& field) { return field.facet; }
bool is_paired(const schema::Field& field) {
  return field.facet && field.kind != schema::Kind::day;
}

std::vector<Filter> read_filters(const cli::Arguments& arguments) {
  std::vector<Filter> result;
  for (const schema::Field& field : schema::fields) {
    if (!field.option) continue;
    for (std::string& value : arguments.values(field.name))
      result.push_back({std::string(field.name), std::move(value), false});
  }
  for (const std::string& text : arguments.values("exclude")) {
    auto [field, value] = cli::field_and_value("exclude", text);
    check_field("exclude", field, filters);
    result.push_back({std::move(field), std::move(value), true});
  }
  return result;
}

FacetRequest read_facet(std::string_view text) {
  const std::size_t colon = text.find(':');
  FacetRequest facet{std::string(text.substr(0, colon)), {}};
  check_field("facets", facet.field, is_counted);
  if (colon == std::string_view::npos) return facet;
  facet.unit = text.substr(colon + 1);
  constexpr std::array<std::string_view, 3> units{"year", "month", "day"};
  const bool known = facet.field == "date" ? std::ranges::find(units, facet.unit) != units.end()
                                           : facet.unit == "share";
  if (!known)
    throw Error(ErrorCode::bad_usage, fmt::format("--facets: {} cannot be counted", text),
                "as in date:year, date:month, date:day, outlet:share");
  return facet;
}

/// The fields of "outlet,date:year"; every field that is counted where \p list is empty.
std::vector<FacetRequest> read_facets(std::string_view list) {
  std::vector<FacetRequest> result;
  if (list.empty()) {
    for (const schema::Field& field : schema::fields)
      if (field.facet) result.push_back({std::string(field.name), {}});
    return result;
  }
  while (true) {
    const std::size_t comma = list.find(',');
    result.push_back(read_facet(list.substr(0, comma)));
    if (comma == std::string_view::npos) return result;
    list.remove_prefix(comma + 1);
  }
}

std::pair<std::string, std::string> read_pairs(std::string_view list) {
  const std::size_t comma = list.find(',');
  if (comma == std::string_view::npos)
    throw Error(ErrorCode::bad_usage, fmt::format("--pairs: {} is one field", list),
                "as in --pairs person,place");
  std::pair<std::string, std::string> fields{list.substr(0, comma), list.substr(comma + 1)};
  for (const std::string& field : {fields.first, fields.second})
    check_field("pairs", field, is_paired);
  return fields;
}

std::optional<Day> read_now(const cli::Arguments& arguments) {
  const auto text = arguments.value("now");
  if (!text) return std::nullopt;
  const auto day = day_from_iso(*text);
  if (!day)
    throw Error(ErrorCode::bad_usage, fmt::format("--now: '{}' is no day", *text),
                "write it as 2017-12-13");
  return day;
}

/// A length of time in days: "30d", "8w", "2y".
std::optional<double> read_recency(const cli::Arguments& arguments) {
  const auto text = arguments.value("recency");
  if (!text) return std::nullopt;
  constexpr std::array units{std::pair{'d', 1.0}, std::pair{'w', 7.0}, std::pair{'y', 365.25}};
  std::uint32_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, problem] = std::from_chars(text->data(), end, number);
  if (problem == std::errc{} && number > 0 && stop + 1 == end)
    for (const auto& [unit, days] : units)
      if (*stop == unit) return number * days;
  throw Error(ErrorCode::bad_usage, fmt::format("--recency: '{}' is no length of time", *text),
              "write it as 30d, 8w or 2y");
}

Request read_request(const cli::Program& program, const cli::Arguments& arguments) {
  Request request;
  request.text = fmt::format("{}", fmt::join(arguments.words, " "));
  request.filters = read_filters(arguments);
  request.match = cli::choice(program, arguments, "match", request.match);
  request.plain = arguments.given("plain");
  request.similar = arguments.value("similar").value_or("");
  request.sort = cli::choice(program, arguments, "sort", request.sort);
  request.weights = cli::choice(program, arguments, "weights", request.weights);
  request.expand = arguments.given("expand");
  request.recency = read_recency(arguments);
  request.explain = arguments.given("explain");
  if (arguments.given("collapse"))
    request.collapse =
        static_cast<Request::Collapse>(1 + cli::choice_index(program, arguments, "collapse", 0));
  request.offset = cli::number(arguments, "offset", request.offset);
  request.limit = cli::number(arguments, "limit", request.limit);
  if (const auto list = arguments.value("facets")) request.facets = read_facets(*list);
  if (const auto list = arguments.value("pairs")) request.pairs = read_pairs(*list);
  request.facet_limit = cli::number(arguments, "facet-limit", request.facet_limit);
  request.facet_find = arguments.value("facet-find").value_or("");
  request.snippets = static_cast<std::uint32_t>(
      cli::number(arguments, "snippets", request.snippets, {.from = 0, .to = 1000}));
  request.today = read_now(arguments);
  return request;
}

Command::Task read_task(const cli::Arguments& arguments) {
  using enum Command::Task;
  if (arguments.given("help")) return help;
  if (arguments.given("version")) return version;
  constexpr std::array tasks{std::pair{"count", count}, std::pair{"parse", parse},
                             std::pair{"show", show}, std::pair{"show-query", show_query},
                             std::pair{"complete", complete}};
  Command::Task task = search;
  for (const auto& [name, given] : tasks) {
    if (!arguments.given(name)) continue;
    if (task != search)
      throw Error(ErrorCode::bad_usage, fmt::format("--{}: asked for together with another", name),
                  "one of --complete, --count, --parse, --show and --show-query");
    task = given;
  }
  return task;
}

void check_batch(const Command& command) {
  using enum render::Format;
  if (command.task != Command::Task::search || !command.request.text.empty())
    throw Error(ErrorCode::bad_usage, "--batch: the queries stand in its file",
                "as in: ae-search --batch FILE --format trec");
  if (command.format != text && command.format != json && command.format != json_lines &&
      command.format != trec)
    throw Error(ErrorCode::bad_usage, "--batch: prints text, json, jsonl or trec");
}

void check(const Command& command) {
  using enum Command::Task;
  if (command.why && command.task != show)
    throw Error(ErrorCode::bad_usage, "--why: tells about one article",
                "as in: ae-search --show ID --why");
  if (command.batch) check_batch(command);
  if (command.task == complete && !command.request.text.empty())
    throw Error(ErrorCode::bad_usage, "--complete: takes no QUERY", "quote a PREFIX with spaces");
  if (command.task == complete && command.format != render::Format::text &&
      command.format != render::Format::json)
    throw Error(ErrorCode::bad_usage, "--complete: prints text or json only");
  if (command.task != show) return;
  if (!command.request.text.empty())
    throw Error(ErrorCode::bad_usage, "--show: takes no QUERY", "one article: --show ID");
  using enum render::Format;
  if (command.format != text && command.format != json && command.format != json_lines)
    throw Error(ErrorCode::bad_usage, "--show: prints text or json only");
}

std::vector<cli::Row> field_rows() {
  std::vector<cli::Row> rows;
  for (const schema::Field& field : schema::fields) rows.push_back({field.example, field.help});
  return rows;
}

}  // namespace

cli::Program search_program() {
  return {
      .name = "ae-search",
      .summary = "search an archive of news articles",
      .synopsis = "[options] QUERY...",
      .description =
          "Lists the articles that match QUERY, best first. The words of QUERY are "
          "joined with spaces; without QUERY, or with *, every article matches.",
      .options = options,
      .sections =
          {
              {"Query",
               {{"senate race", "both words, in any form: races, raced"},
                {"\"rule of law\"", "these words in this order; any quotation marks will do"},
                {"moore OR jones", "either; AND binds more tightly, and ( ) group"},
                {"trump -recount", "without that word; NOT recount says the same"},
                {"write-in",
                 "the same as write in and writein: a hyphen inside a word never negates"},
                {"title:senate", "a word or \"a phrase\" in one field"}}},
              {"Fields", field_rows()},
              {"Examples",
               {{"ae-search \"write-in votes\"", "in the default archive"},
                {"ae-search --date 2017-12 --facets=outlet moore", "one month, counted by outlet"},
                {"ae-search --limit 0 --format jsonl '*'", "every article, a line of JSON each"},
                {"ae-search --similar 9f8e7d6c5b4a3921 --recency 30d",
                 "what else was written about it of late"},
                {"ae-search --show 9f8e7d6c5b4a3921 --why",
                 "one article, and how its date is known"}}},
              {"Environment",
               {{"AE_DB", "the archive, where --db is not given"},
                {"XDG_DATA_HOME",
                 "where archives known by name stand, in ae/ (default: ~/.local/share)"},
                {"AE_PAGER, PAGER",
                 "the program that shows long answers; empty or 'cat' for none (default: less)"},
                {"NO_COLOR", "no colour, whatever the terminal can do"},
                {"CLICOLOR_FORCE", "colour even where the output is no terminal"}}},
              {"Exit status",
               {{"0", "something matched"},
                {"1", "nothing matched"},
                {"2", "the command line or the query cannot be understood"},
                {"3", "the archive is missing, damaged or not reachable"}}},
          },
      .complete = "complete"};
}

Command parse_arguments(int argc, const char* const* argv, const cli::Environment& environment) {
  const cli::Program program = search_program();
  const cli::Arguments arguments = cli::parse(program, cli::command_line(argc, argv));
  Command command;
  command.task = read_task(arguments);
  if (command.task == Command::Task::help || command.task == Command::Task::version) return command;
  command.request = read_request(program, arguments);
  command.format = cli::choice(program, arguments, "format", command.format);
  command.colour = cli::choice(program, arguments, "color", command.colour);
  command.pager = cli::choice(program, arguments, "pager", command.pager);
  command.prefix = arguments.value("complete").value_or("");
  command.id = arguments.value("show").value_or("");
  command.why = arguments.given("why");
  command.batch = arguments.value("batch");
  command.stage = arguments.value("show-query").value_or("");
  check(command);
  for (const std::string& name : arguments.values("db"))
    command.archives.push_back(cli::archive_path(name, environment));
  if (command.archives.empty())
    command.archives.push_back(cli::archive_path(std::nullopt, environment));
  return command;
}

}  // namespace ae::searching
