// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.hpp"

#include "common/cli/archive_path.hpp"
#include "common/cli/arguments.hpp"
#include "common/schema/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace ae::searching {
namespace {

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

/// "30", "0.5"; 0 for none. Whoever waits at a terminal has given up after the usual time; a list
/// of everything takes as long as it takes.
std::optional<std::chrono::nanoseconds> read_timeout(const cli::Arguments& arguments,
                                                     std::uint64_t limit) {
  constexpr std::chrono::seconds usual{60};
  constexpr double longest = 1e6;  // seconds
  const auto text = arguments.value("timeout");
  if (!text) return limit == 0 ? std::nullopt : std::optional<std::chrono::nanoseconds>(usual);
  double seconds = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, problem] =
      std::from_chars(text->data(), end, seconds, std::chars_format::fixed);
  if (problem != std::errc{} || stop != end || !(seconds >= 0 && seconds <= longest))
    throw Error(ErrorCode::bad_usage, fmt::format("--timeout: '{}' is no number of seconds", *text),
                "write it as 30 or 0.5; 0 for no limit");
  if (seconds == 0) return std::nullopt;
  return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

Request read_request(const cli::Program& program, const cli::Arguments& arguments) {
  Request request;
  request.text = fmt::format("{}", fmt::join(arguments.words, " "));
  request.filters = read_filters(arguments);
  request.match = cli::choice(program, arguments, "match", request.match);
  request.plain = arguments.given("plain");
  request.similar = arguments.value("similar").value_or("");
  request.sort = cli::choice(program, arguments, "sort", request.sort);
  request.versions = arguments.given("versions");
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
  request.timeout = read_timeout(arguments, request.limit);
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

void add_source(const std::optional<std::string>& name, const cli::Environment& environment,
                Sources& sources) {
  if (auto remote = cli::remote_archive(name, environment))
    sources.remotes.push_back({.host = std::move(remote->host), .port = remote->port});
  else
    sources.archives.push_back(cli::archive_path(name, environment));
}

Sources read_sources(const cli::Arguments& arguments, const cli::Environment& environment) {
  Sources sources;
  for (const std::string& name : arguments.values("db")) add_source(name, environment, sources);
  if (arguments.values("db").empty()) add_source(std::nullopt, environment, sources);
  // A machine that is silent for so long will be silent for good; sooner where time is short.
  if (arguments.given("timeout"))
    if (const auto time = read_timeout(arguments, 1))
      sources.timeout = std::clamp(std::chrono::duration_cast<std::chrono::milliseconds>(*time),
                                   std::chrono::milliseconds(1), sources.timeout);
  sources.partial = arguments.given("partial");
  if (arguments.given("verify")) sources.verify = Verify::everything;
  sources.threads = 0;  // nothing else is done meanwhile
  return sources;
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

}  // namespace

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
  command.sources = read_sources(arguments, environment);
  return command;
}

}  // namespace ae::searching
