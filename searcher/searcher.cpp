// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/searcher.hpp"

#include "common/schema/fields.hpp"
#include "searcher/match/archives.hpp"
#include "searcher/match/budget.hpp"
#include "searcher/match/collapse.hpp"
#include "searcher/match/completions.hpp"
#include "searcher/match/explain.hpp"
#include "searcher/match/likeness.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/match/rank.hpp"
#include "searcher/match/versions.hpp"
#include "searcher/present/doctor.hpp"
#include "searcher/present/facets.hpp"
#include "searcher/present/hits.hpp"
#include "searcher/present/pairs.hpp"
#include "searcher/present/suggest.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/query/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>

namespace ae {
namespace {

using namespace searching;

/// How many of the first matches a page needs to be ranked.
std::uint64_t wanted(const Request& request) {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  if (request.limit == 0 || request.offset > most - request.limit) return most;
  return request.offset + request.limit;
}

Ranking rank(std::span<const OpenSegment> segments, Matching& matching, const Request& request,
             std::uint64_t most) {
  if (request.sort == Request::Sort::relevance)
    return rank_by_relevance(segments, matching.matches(), matching.ranked_words(),
                             {.wanted = most,
                              .weights = request.weights,
                              .expand = request.expand,
                              .half_life = request.recency,
                              .today = request.today});
  return {.hits = rank_by_day(segments, matching.matches(), request.sort == Request::Sort::newest,
                              most)};
}

Ranking rank_groups(std::span<const OpenSegment> segments, Matching& matching,
                    const Request& request, const Groups& groups) {
  const std::uint64_t most = wanted(request);
  const std::uint64_t enough = std::min(most, groups.count()) + groups.surplus();
  Ranking ranking = rank(segments, matching, request, enough);
  keep(ranking, groups.firsts(ranking.hits, most));
  return ranking;
}

void make_hits(std::span<const OpenSegment> segments, Matching& matching, const Request& request,
               const std::optional<Groups>& groups, const std::function<void(Hit&&)>& sink) {
  const Ranking ranking = groups ? rank_groups(segments, matching, request, *groups)
                                 : rank(segments, matching, request, wanted(request));
  const SnippetOptions options{.count = request.snippets, .bytes = request.snippet_bytes};
  for (std::uint64_t i = request.offset; i < ranking.hits.size(); ++i) {
    Hit hit = make_hit(segments, ranking.hits[i], matching, options);
    hit.rank = i + 1;
    if (groups) hit.more = groups->size(ranking.hits[i]) - 1;
    if (request.explain) hit.explanation = explain(segments, ranking, i);
    sink(std::move(hit));
  }
}

const schema::Field& facet_field(const std::string& name) {
  const schema::Field* field = schema::find(name);
  if (field != nullptr && field->facet) return *field;
  throw Error(ErrorCode::bad_usage, fmt::format("{}: no field to count", name),
              fmt::format("did you mean {}?", schema::nearest(name).name));
}

void check_facet(const FacetRequest& facet) {
  const bool day = facet_field(facet.field).kind == schema::Kind::day;
  const bool unit = facet.unit == "year" || facet.unit == "month" || facet.unit == "day";
  if (facet.unit.empty() || (day ? unit : facet.unit == "share")) return;
  throw Error(ErrorCode::bad_usage, fmt::format("{}:{}: no such unit", facet.field, facet.unit),
              "date:year, date:month and date:day count dates; outlet:share tells shares");
}

void check_pairs(const std::pair<std::string, std::string>& fields) {
  for (const std::string& name : {fields.first, fields.second})
    if (facet_field(name).kind == schema::Kind::day)
      throw Error(ErrorCode::bad_usage, fmt::format("{}: days make no pairs", name),
                  "as in person,place or person,outlet");
}

/// A field's own filters are left out, so that its other values keep their counts.
std::vector<Facet> count_facets(std::span<const OpenSegment> segments, Matching& matching,
                                const Request& request) {
  std::vector<Facet> facets;
  for (const FacetRequest& facet : request.facets) {
    FacetOptions options{.limit = request.facet_limit, .find = request.facet_find, .selected = {}};
    for (const Filter& filter : request.filters)
      if (filter.field == facet.field && !filter.exclude) options.selected.push_back(filter.value);
    facets.push_back(count_facet(segments, matching.matches_without(facet.field), facet, options));
  }
  return facets;
}

/// A request as it is carried out.
struct Work {
  Plan plan;
  std::vector<Ranked> left_out;  ///< the article that others are to be like
};

Plan nothing_like(std::string_view id, std::string_view why) {
  Plan plan;
  plan.parsed.notes.push_back({"no-likeness", fmt::format("{}: {}", id, why)});
  return plan;
}

/// What searches work with.
struct Desk {
  const Archives& archives;
  WordFinder& finder;
  Budget& budget;
};

Work understand(std::span<const OpenSegment> segments, WordFinder& finder, const Request& request) {
  const SegmentLexicon lexicon(segments, finder);
  if (request.similar.empty()) return {make_plan(request, lexicon), {}};
  const auto like = find_article(segments, request.similar);
  if (!like) return {nothing_like(request.similar, "no such article"), {}};
  auto words = telling_words(segments, *like);
  if (words.empty())
    return {nothing_like(request.similar, "it shares no telling word with another"), {}};
  return {make_plan(request, lexicon, std::move(words)),
          versions_of(segments, article_id(segments, *like))};
}

std::uint64_t count_matches(const Desk& desk, const Request& request) {
  const auto& segments = desk.archives.segments;
  const Work work = understand(segments, desk.finder, request);
  const Matching matching(segments, desk.finder, desk.budget, work.plan, work.left_out);
  if (request.collapse == Request::Collapse::none) return matching.total();
  return Groups(segments, matching.matches(), request.collapse).count();
}

using Sink = std::function<void(Hit&&)>;
Response answer(const Desk& desk, const Request& request, const Sink& sink);

/// What to ask instead, answered: out of what the query has left of its budget.
std::vector<Alternative> alternatives(const Desk& desk, const Request& request, const Node& parsed,
                                      const Lexicon& lexicon) {
  constexpr std::uint64_t shown = 3;
  std::vector<Alternative> found;
  const auto count = [&](const Request& other) { return count_matches(desk, other); };
  for (Suggestion& each : suggest(request, parsed, lexicon, count, request.alternatives)) {
    Request& other = each.request;
    other.offset = 0;
    other.limit = shown;
    other.facets.clear();
    other.pairs.reset();
    std::vector<Hit> hits;
    Response response = answer(desk, other, [&](Hit&& hit) { hits.push_back(std::move(hit)); });
    found.push_back({.query = std::move(other.text),
                     .total = response.total,
                     .hits = std::move(hits),
                     .change = std::move(each.change)});
  }
  return found;
}

/// Calls \p help, which an answer can do without where the budget is used up.
void if_affordable(const std::function<void()>& help) {
  try {
    help();
  } catch (const LimitReached&) {
  }
}

/// \throws LimitReached, before \p sink got anything
Response answer(const Desk& desk, const Request& request, const Sink& sink) {
  const auto start = std::chrono::steady_clock::now();
  for (const FacetRequest& facet : request.facets) check_facet(facet);
  if (request.pairs) check_pairs(*request.pairs);
  const auto& segments = desk.archives.segments;
  const SegmentLexicon lexicon(segments, desk.finder);
  const Work work = understand(segments, desk.finder, request);
  const Plan& plan = work.plan;
  Response response;
  response.query = request.text;
  response.archives = desk.archives.info;
  response.refused = plan.parsed.refused;
  if (response.refused) return response;
  response.parsed = to_string(plan.parsed.root);
  response.notes = plan.parsed.notes;
  Matching matching(segments, desk.finder, desk.budget, plan, work.left_out);
  response.total = response.articles = matching.total();
  std::optional<Groups> groups;
  if (request.collapse != Request::Collapse::none)
    groups.emplace(segments, matching.matches(), request.collapse);
  if (groups) response.total = groups->count();
  response.facets = count_facets(segments, matching, request);
  if (request.pairs)
    response.pairs = count_pairs(segments, matching.matches(), request.pairs->first,
                                 request.pairs->second, request.facet_limit);
  if_affordable([&] {
    std::ranges::move(diagnose(plan, lexicon, matching), std::back_inserter(response.notes));
  });
  if_affordable([&] {
    std::ranges::move(note_names(plan.query, matching), std::back_inserter(response.notes));
  });
  if_affordable([&] {
    std::ranges::move(note_variants(plan.query, matching), std::back_inserter(response.notes));
  });
  if (response.total == 0 && request.similar.empty())
    if_affordable(
        [&] { response.instead = alternatives(desk, request, plan.parsed.root, lexicon); });
  make_hits(segments, matching, request, groups, sink);
  response.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return response;
}

Response refusal(const Archives& archives, const Request& request) {
  Response response;
  response.query = request.text;
  response.archives = archives.info;
  response.refused = limit_note();
  return response;
}

}  // namespace

struct Searcher::State {
  explicit State(const std::vector<std::filesystem::path>& paths)
      : archives(paths), finder(languages_of(archives.segments)) {}

  Archives archives;
  WordFinder finder;
};

Searcher::Searcher(const std::filesystem::path& archive) : Searcher(std::vector{archive}) {}
Searcher::Searcher(const std::vector<std::filesystem::path>& archives)
    : state_(std::make_unique<State>(archives)) {}
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
  Budget budget(state_->archives.segments);
  try {
    return answer({state_->archives, state_->finder, budget}, request, sink);
  } catch (const LimitReached&) {
    return refusal(state_->archives, request);
  }
}

std::uint64_t Searcher::count(const Request& request) const {
  Budget budget(state_->archives.segments);
  try {
    return count_matches({state_->archives, state_->finder, budget}, request);
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
    Budget budget(segments);
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
