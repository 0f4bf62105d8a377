// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/command.hpp"

#include "common/cli/help.hpp"
#include "common/cli/layout.hpp"
#include "searcher/batch.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <utility>

namespace ae::searching {
namespace {

constexpr int found = cli::success;
constexpr int nothing_found = 1;

bool is_json(render::Format format) { return format == render::Format::json; }

void complain(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stderr); }

/// JSON has its notes inside.
void tell_notes(const Response& response, render::Format format) {
  if (!is_json(format)) complain(render::notes_text(response));
}

/// Ends the run where the query makes no sense; JSON says so too.
void accept(const Response& response, render::Format format, cli::Output& out) {
  if (!response.refused) return;
  if (is_json(format)) out.write(render::render(format, {}, response));
  throw Error(ErrorCode::bad_usage, response.refused->text);
}

/// Everything about the answer but its articles, of which there may be millions.
Response summary_of(const Searcher& searcher, Request request) {
  request.offset = 0;
  request.limit = 1;
  request.sort = Request::Sort::newest;  // which costs less than relevance
  request.snippets = 0;
  request.explain = false;
  Response response = searcher.search(request);
  response.hits.clear();
  return response;
}

/// What was printed stands: that the list behind it was cut short is told behind it, also of JSON.
void tell_cut(const Response& summary, Response list) {
  std::erase_if(list.notes, [&](const Note& note) {
    const auto same = [&](const Note& other) { return other.text == note.text; };
    return (note.code != "timeout" && note.code != "partial") ||
           std::ranges::any_of(summary.notes, same);
  });
  complain(render::notes_text(list));
  if (list.refused) throw Error(ErrorCode::bad_usage, list.refused->text);
}

int stream_all(const Searcher& searcher, const Command& command, const render::Style& style,
               cli::Output& out) {
  Response summary = summary_of(searcher, command.request);
  summary.id = command.query_id;
  accept(summary, command.format, out);
  const auto renderer = render::make_renderer(command.format, style);
  out.write(renderer->begin(summary));
  Response list;
  if (summary.total > 0) {
    Request rest = command.request;
    rest.facets.clear();
    rest.pairs.reset();
    list = searcher.search(rest, [&](Hit&& hit) { out.write(renderer->hit(hit)); });
  }
  summary.partial = summary.partial || list.partial || list.refused;
  out.write(renderer->end(summary));
  tell_notes(summary, command.format);
  tell_cut(summary, std::move(list));
  return summary.total > 0 ? found : nothing_found;
}

int search(const Searcher& searcher, const Command& command, const render::Style& style,
           cli::Output& out) {
  if (command.request.limit == 0) return stream_all(searcher, command, style, out);
  Response response = searcher.search(command.request);
  response.id = command.query_id;
  accept(response, command.format, out);
  out.write(render::render(command.format, style, response));
  tell_notes(response, command.format);
  return response.total > 0 ? found : nothing_found;
}

/// Every line of the file on its own; one that makes no sense does not keep the others back.
int answer_batch(const Searcher& searcher, Command command, const render::Style& style,
                 cli::Output& out) {
  bool any = false;
  bool bad = false;
  for_each_query(*command.batch, [&](BatchQuery&& query) {
    command.query_id = std::move(query.id);
    command.request.text = std::move(query.text);
    try {
      if (command.request.text.empty()) throw Error(ErrorCode::bad_usage, "there is no query");
      any = search(searcher, command, style, out) == found || any;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::bad_usage) throw;
      complain(fmt::format("ae-search: {}:{}: {}\n", cli::harmless(*command.batch), query.line,
                           cli::one_line(error.what())));
      bad = true;
    }
  });
  return bad ? cli::bad_usage : any ? found : nothing_found;
}

int count(const Searcher& searcher, const Command& command, cli::Output& out) {
  Request request = command.request;
  request.facets.clear();
  const Response summary = summary_of(searcher, std::move(request));
  accept(summary, render::Format::text, out);
  tell_notes(summary, render::Format::text);
  out.write(fmt::format("{}\n", summary.total));
  return summary.total > 0 ? found : nothing_found;
}

int parse(const Searcher& searcher, const Command& command, cli::Output& out) {
  Request request = command.request;
  request.facets.clear();
  const Response summary = summary_of(searcher, std::move(request));
  accept(summary, command.format, out);
  out.write(is_json(command.format) ? render::parsed_json(summary) : render::parsed_text(summary));
  tell_notes(summary, command.format);
  return found;
}

int complete(const Searcher& searcher, const Command& command, cli::Output& out) {
  const auto completions = searcher.complete(
      command.prefix, command.request.limit == 0 ? SIZE_MAX : command.request.limit);
  out.write(is_json(command.format) ? render::completions_json(completions)
                                    : render::completions_text(completions));
  return completions.empty() ? nothing_found : found;
}

int show(const Searcher& searcher, const Command& command, const render::Style& style,
         cli::Output& out) {
  const auto document = searcher.show(command.id);
  if (!document) {
    complain(fmt::format("ae-search: {}: no such article\n", cli::harmless(command.id)));
    return nothing_found;
  }
  out.write(command.format == render::Format::text
                ? render::document_text(*document, style, command.why)
                : render::document_json(*document, command.why));
  return found;
}

}  // namespace

int carry_out(const Command& command, const render::Style& style, cli::Output& out) {
  using enum Command::Task;
  if (command.task == help || command.task == version) {
    const cli::Program program = search_program();
    out.write(command.task == help ? cli::help(program) : cli::version_text(program));
    return found;
  }
  const Searcher searcher(command.sources);
  switch (command.task) {
    case count:
      return searching::count(searcher, command, out);
    case parse:
      return searching::parse(searcher, command, out);
    case complete:
      return searching::complete(searcher, command, out);
    case show:
      return searching::show(searcher, command, style, out);
    case show_query:
      out.write(searcher.explain_query(command.request, command.stage));
      return found;
    default:
      if (command.batch) return answer_batch(searcher, command, style, out);
      return searching::search(searcher, command, style, out);
  }
}

}  // namespace ae::searching
