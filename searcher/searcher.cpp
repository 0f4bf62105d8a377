// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/searcher.hpp"

#include "searcher/answer.hpp"
#include "searcher/match/completions.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/match/rank.hpp"
#include "searcher/match/versions.hpp"
#include "searcher/present/hits.hpp"
#include "searcher/query/show.hpp"

#include <fmt/format.h>

#include <utility>

namespace ae {
namespace {

using namespace searching;

Response refusal(const Archives& archives, const Request& request, Note why) {
  Response response;
  response.query = request.text;
  response.archives = archives.info;
  response.refused = std::move(why);
  return response;
}

Note timeout_note() {
  return {"timeout",
          "time was up before any article was found; give it more, or ask for rarer words"};
}

}  // namespace

struct Searcher::State {
  State(const std::vector<std::filesystem::path>& paths, Verify verify)
      : archives(paths, verify), finder(languages_of(archives.segments)) {}

  Archives archives;
  WordFinder finder;
};

Searcher::Searcher(const std::filesystem::path& archive, Verify verify)
    : Searcher(std::vector{archive}, verify) {}
Searcher::Searcher(const std::vector<std::filesystem::path>& archives, Verify verify)
    : state_(std::make_unique<State>(archives, verify)) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

Response Searcher::search(const Request& request) const {
  std::vector<Hit> hits;
  Response response = search(request, [&](Hit&& hit) { hits.push_back(std::move(hit)); });
  response.hits = std::move(hits);
  return response;
}

Response Searcher::search(const Request& request, const std::function<void(Hit&&)>& sink) const {
  Deadline deadline(request.timeout, request.stop);
  Budget budget(state_->archives.segments, deadline);
  try {
    return answer({state_->archives, state_->finder, budget, deadline}, request, sink);
  } catch (const LimitReached&) {
    return refusal(state_->archives, request, limit_note());
  } catch (const OutOfTime&) {
    return refusal(state_->archives, request, timeout_note());
  }
}

std::uint64_t Searcher::count(const Request& request) const {
  Deadline deadline(request.timeout, request.stop);
  Budget budget(state_->archives.segments, deadline);
  try {
    return count_matches({state_->archives, state_->finder, budget, deadline}, request).count;
  } catch (const LimitReached&) {
    return 0;
  }
}

std::optional<Document> Searcher::show(std::string_view id) const {
  const auto& segments = state_->archives.segments;
  const auto found = find_article(segments, id);
  if (!found) return std::nullopt;
  return make_document(segments, *found);
}

std::string Searcher::explain_query(const Request& request, std::string_view stage) const {
  if (stage == "tokens") return show_tokens(request.text);
  const auto& segments = state_->archives.segments;
  const auto [plan, left_out] = understand(segments, state_->finder, request);
  if (stage == "tree") return show_tree(plan.query);
  if (stage == "xapian") {
    Deadline deadline(request.timeout, request.stop);
    Budget budget(segments, deadline);
    try {
      Matching matching(segments, state_->finder, budget, plan, left_out);
      return describe_query(segments, matching.ranked_words()) + "\n";
    } catch (const LimitReached&) {
      return limit_note().text + "\n";
    }
  }
  throw Error(ErrorCode::bad_usage, fmt::format("{}: no such stage of a query", stage),
              "the stages are: tokens tree xapian");
}

std::vector<Completion> Searcher::complete(std::string_view prefix, std::size_t most) const {
  return searching::complete(state_->archives.segments, prefix, most);
}

std::vector<ArchiveInfo> Searcher::archives() const { return state_->archives.info; }

}  // namespace ae
