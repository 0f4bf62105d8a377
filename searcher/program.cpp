// SPDX-License-Identifier: GPL-2.0-or-later
/// The options of ae-search: help, man page, completions and docs/query.md come from here.
#include "common/schema/fields.hpp"
#include "searcher/options.hpp"

#include <array>

namespace ae::searching {
namespace {

constexpr std::array options{
    cli::Option{.name = "db",
                .argument = "ARCHIVE",
                .repeats = true,
                .group = "Where to search",
                .help = "an archive: a folder, or a name kept among your data; or HOST:PORT of a "
                        "part of one that another machine serves (docs/scaling.md); several are "
                        "searched as one (default: $AE_DB, else the name 'default')"},
    cli::Option{.name = "partial",
                .group = "Where to search",
                .help = "go on without machines that do not answer; the answer says so"},
    cli::Option{.name = "verify",
                .group = "Where to search",
                .help =
                    "compare every file of the archive with its checksum first; without it what "
                    "is read is checked, but Xapian's tables where they are large"},

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
                .argument = "copies|near|outlet",
                .group = "Results",
                .help = "one article of all with the same text (copies), with nearly the same text "
                        "(near), or of one outlet: the first, with +n for the others; facets count "
                        "all"},
    cli::Option{.name = "versions",
                .group = "Results",
                .help = "find earlier versions of articles, too; each is marked and has an id of "
                        "its own"},
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
    cli::Option{.name = "timeout",
                .argument = "SECONDS",
                .group = "Results",
                .help = "end a search after that time with what was found by then, and say what is "
                        "missing (default: 60, with --limit 0 none); 0 for no limit"},

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
                .argument = "text|json|jsonl|csv|md|bibtex|csl-json|trec|ids",
                .group = "Output",
                .help = "form of the answer (default: text); jsonl, csv, bibtex, csl-json, trec "
                        "(a run for trec_eval) and ids hold the articles alone"},
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

}  // namespace ae::searching
