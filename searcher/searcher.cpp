// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/searcher.hpp"

#include "searcher/answer.hpp"
#include "searcher/match/completions.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/match/rank.hpp"
#include "searcher/match/versions.hpp"
#include "searcher/present/hits.hpp"
#include "searcher/query/show.hpp"
#include "searcher/shards/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace ae {
namespace {

using namespace searching;

Response refusal(const Desk& desk, const Request& request, Note why) {
  Response response;
  response.query = request.text;
  response.archives = desk.archives.info;
  std::ranges::move(desk.shards.info(), std::back_inserter(response.archives));
  response.refused = std::move(why);
  return response;
}

Note timeout_note() {
  return {"timeout",
          "time was up before any article was found; give it more, or ask for rarer words"};
}

std::vector<std::uint8_t> languages_of(const Archives& archives, const Shards& shards) {
  auto languages = searching::languages_of(archives.segments);
  std::ranges::copy(shards.languages(), std::back_inserter(languages));
  sort_unique(languages);
  return languages;
}

}  // namespace

struct Searcher::State {
  explicit State(const Sources& sources)
      : shards(sources),
        archives(sources.archives, sources.verify, sources.remotes.size()),
        finder(languages_of(archives, shards)),
        here(archives.segments, finder),
        everywhere(shards, finder, here),
        crew(crew_of(sources.threads)) {}

  /// Runs \p work at a desk: once more where a shard has failed, with a new connection to it or
  /// without it.
  template <class Work>
  auto at_desk(const Request& request, Work work) {
    shards.check();
    shards.tidy();
    Deadline deadline(request.timeout, request.stop);
    std::set<std::size_t> connected_anew;
    for (;;) {
      Budget budget(archives.segments, deadline, crew);
      const Lexicon& lexicon = shards.none() ? static_cast<const Lexicon&>(here) : everywhere;
      try {
        return work(Desk{archives, shards, finder, lexicon, budget, deadline});
      } catch (const ShardFailed& failed) {
        if (!connected_anew.insert(failed.shard).second || !shards.reconnect(failed))
          shards.leave_out(failed);
      }
    }
  }

  Shards shards;
  Archives archives;
  WordFinder finder;
  SegmentLexicon here;
  ShardLexicon everywhere;
  Crew crew;
};

Searcher::Searcher(const std::filesystem::path& archive, Verify verify)
    : Searcher(std::vector{archive}, verify) {}
Searcher::Searcher(const std::vector<std::filesystem::path>& archives, Verify verify)
    : Searcher(Sources{.archives = archives, .verify = verify}) {}
Searcher::Searcher(const Sources& sources) : state_(std::make_unique<State>(sources)) {}
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
  return state_->at_desk(request, [&](const Desk& desk) {
    try {
      return answer(desk, request, sink);
    } catch (const TooManyToFetch&) {
      return refusal(desk, request, too_many_to_fetch());
    } catch (const LimitReached&) {
      return refusal(desk, request, limit_note());
    } catch (const OutOfTime&) {
      return refusal(desk, request, timeout_note());
    }
  });
}

std::uint64_t Searcher::count(const Request& request) const {
  return state_->at_desk(request, [&](const Desk& desk) -> std::uint64_t {
    try {
      return count_matches(desk, request).count;
    } catch (const LimitReached&) {
      return 0;
    } catch (const OutOfTime&) {
      return 0;
    }
  });
}

std::optional<Document> Searcher::show(std::string_view id) const {
  return state_->at_desk({}, [&](const Desk& desk) -> std::optional<Document> {
    auto& segments = desk.archives.segments;
    const Borrowed borrowed(segments);
    auto found = find_article(segments, id);
    if (!found && !desk.shards.none()) {
      fetch_article(desk.shards, segments, id);
      found = find_article(segments, id);
    }
    if (!found) return std::nullopt;
    return make_document(segments, *found);
  });
}

std::string Searcher::explain_query(const Request& request, std::string_view stage) const {
  if (stage == "tokens") return show_tokens(request.text);
  return state_->at_desk(request, [&](const Desk& desk) {
    const auto& segments = desk.archives.segments;
    const auto [plan, left_out] = understand(segments, desk.lexicon, request);
    if (stage == "tree") return show_tree(plan.query);
    if (stage == "xapian") {
      try {
        Matching matching(segments, desk.finder, desk.budget, plan, left_out);
        return describe_query(segments, matching.ranked_words()) + "\n";
      } catch (const LimitReached&) {
        return limit_note().text + "\n";
      } catch (const OutOfTime&) {
        return timeout_note().text + "\n";
      }
    }
    throw Error(ErrorCode::bad_usage, fmt::format("{}: no such stage of a query", stage),
                "the stages are: tokens tree xapian");
  });
}

std::vector<Completion> Searcher::complete(std::string_view prefix, std::size_t most) const {
  if (!state_->shards.none()) refuse_over_shards("--complete");
  return searching::complete(state_->archives.segments, prefix, most);
}

std::vector<ArchiveInfo> Searcher::archives() const {
  auto info = state_->archives.info;
  std::ranges::move(state_->shards.info(), std::back_inserter(info));
  return info;
}

}  // namespace ae
