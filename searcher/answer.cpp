// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/answer.hpp"

#include "common/schema/fields.hpp"
#include "searcher/match/collapse.hpp"
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
#include "searcher/shards/visit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

namespace ae::searching {
namespace {

/// How many of the first matches a page needs to be ranked.
std::uint64_t wanted(const Request& request) {
  const auto most = std::numeric_limits<std::uint64_t>::max();
  if (request.limit == 0 || request.offset > most - request.limit) return most;
  return request.offset + request.limit;
}

/// What an answer lacks because time was up, as parts of a sentence.
class Omissions {
 public:
  void add(std::string_view what) {
    if (!what.empty()) list_.emplace_back(what);
  }

  /// Does \p work if there is time; else \p what was left out.
  void in_time(std::string_view what, const std::function<void()>& work) {
    try {
      work();
    } catch (const OutOfTime&) {
      add(what);
    }
  }

  void tell(Response& response) const {
    response.partial = response.partial || !list_.empty();
    if (!list_.empty())
      response.notes.push_back({"timeout", fmt::format("time was up: {}", fmt::join(list_, "; "))});
  }

 private:
  std::vector<std::string> list_;
};

Ranking rank(const Desk& desk, Matching& matching, const Request& request, std::uint64_t most) {
  const auto& segments = desk.archives.segments;
  const auto by_day = [&](bool newest_first) {
    return Ranking{.hits = rank_by_day(segments, matching.matches(), newest_first, most)};
  };
  if (request.sort != Request::Sort::relevance)
    return by_day(request.sort == Request::Sort::newest);
  try {
    return rank_by_relevance(segments, matching.matches(), matching.ranked_words(),
                             {.wanted = most,
                              .weights = request.weights,
                              .expand = request.expand,
                              .half_life = request.recency,
                              .today = request.today},
                             desk.deadline);
  } catch (const OutOfTime&) {
    Ranking ranking = by_day(true);
    ranking.left_out = "the newest articles stand first, not the most relevant";
    return ranking;
  }
}

Ranking rank_groups(const Desk& desk, Matching& matching, const Request& request,
                    const Groups& groups) {
  const std::uint64_t most = wanted(request);
  const std::uint64_t enough = std::min(most, groups.count()) + groups.surplus();
  Ranking ranking = rank(desk, matching, request, enough);
  keep(ranking, groups.firsts(ranking.hits, most));
  return ranking;
}

/// With marks and passages as long as there is time.
Hit hit_in_time(const Desk& desk, const Ranked& article, Matching& matching,
                const SnippetOptions& options) {
  const auto& segments = desk.archives.segments;
  if (!desk.deadline.passed()) try {
      return make_hit(segments, article, matching, options);
    } catch (const OutOfTime&) {  // it can pass at any moment
    }
  return make_bare_hit(segments, article);
}

/// When time is up a few more are made, without marks and passages: an answer that lists nothing is
/// of no use.
void make_hits(const Desk& desk, Matching& matching, const Request& request,
               const std::optional<Groups>& groups, const std::function<void(Hit&&)>& sink,
               Omissions& omissions) {
  constexpr std::uint64_t few = 10;
  const Ranking ranking = groups ? rank_groups(desk, matching, request, *groups)
                                 : rank(desk, matching, request, wanted(request));
  omissions.add(ranking.left_out);
  const SnippetOptions options{.count = request.snippets, .bytes = request.snippet_bytes};
  std::uint64_t late = 0;
  for (std::uint64_t i = request.offset; i < ranking.hits.size(); ++i) {
    if (desk.deadline.passed() && ++late > few) break;
    Hit hit = hit_in_time(desk, ranking.hits[i], matching, options);
    hit.rank = i + 1;
    if (groups) hit.more = groups->size(ranking.hits[i]) - 1;
    if (request.explain) hit.explanation = explain(desk.archives.segments, ranking, i);
    sink(std::move(hit));
  }
  if (late > 0) omissions.add("the last articles are listed without what matched in them");
  if (late > few) omissions.add("not all of them are listed");
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
Facet count_facet(const Desk& desk, Matching& matching, const Request& request,
                  const FacetRequest& facet, const Visit& visit) {
  FacetOptions options{.limit = request.facet_limit, .find = request.facet_find, .selected = {}};
  for (const Filter& filter : request.filters)
    if (filter.field == facet.field && !filter.exclude) options.selected.push_back(filter.value);
  return searching::count_facet(desk.archives.segments, matching.matches_without(facet.field),
                                facet, options, desk.deadline, visit.facet(facet.field));
}

void count(const Desk& desk, Matching& matching, const Request& request, const Visit& visit,
           Response& response, Omissions& omissions) {
  for (const FacetRequest& facet : request.facets)
    omissions.in_time(fmt::format("{} is not counted", facet.field), [&] {
      response.facets.push_back(count_facet(desk, matching, request, facet, visit));
    });
  if (request.pairs)
    omissions.in_time("pairs are not counted", [&] {
      response.pairs = count_pairs(desk.archives.segments, matching.matches(), request.pairs->first,
                                   request.pairs->second, request.facet_limit, desk.deadline);
    });
}

void check_reach(const Shards& shards, const Request& request) {
  if (shards.none()) return;
  if (!request.similar.empty()) refuse_over_shards("--similar");
  if (request.expand) refuse_over_shards("--expand");
  for (const FacetRequest& facet : request.facets)
    if (facet.unit == "share") refuse_over_shards(facet.field + ":share");
}

Wants wants_of(const Request& request) {
  Wants wants{.articles = wanted(request),
              .all = request.collapse != Request::Collapse::none || request.pairs.has_value()};
  for (const FacetRequest& facet : request.facets)
    if (std::ranges::find(wants.facets, facet.field) == wants.facets.end())
      wants.facets.push_back(facet.field);
  return wants;
}

Plan nothing_like(std::string_view id, std::string_view why) {
  Plan plan;
  plan.parsed.notes.push_back({"no-likeness", fmt::format("{}: {}", id, why)});
  return plan;
}

}  // namespace

Work understand(std::span<const OpenSegment> segments, const Lexicon& lexicon,
                const Request& request) {
  if (request.similar.empty()) return {make_plan(request, lexicon), {}};
  const auto like = find_article(segments, request.similar);
  if (!like) return {nothing_like(request.similar, "no such article"), {}};
  auto words = telling_words(segments, *like);
  if (words.empty())
    return {nothing_like(request.similar, "it shares no telling word with another"), {}};
  return {make_plan(request, lexicon, std::move(words)),
          versions_of(segments, article_id(segments, *like))};
}

Total count_matches(const Desk& desk, const Request& request) {
  check_reach(desk.shards, request);
  const auto& segments = desk.archives.segments;
  const Work work = understand(segments, desk.lexicon, request);
  Wants wants = wants_of(request);
  wants.articles = 0;
  wants.facets.clear();
  Visit visit(desk.shards, desk.archives.segments, work.plan, request, wants, desk.deadline);
  const Matching matching(segments, desk.finder, desk.budget, work.plan, work.left_out, &visit);
  if (request.collapse == Request::Collapse::none) return {matching.total(), matching.complete()};
  return {Groups(segments, matching.matches(), request.collapse).count(), matching.complete()};
}

namespace {

bool was_cut_short(const Response& response) {
  return std::ranges::find(response.notes, "timeout", &Note::code) != response.notes.end();
}

/// What to ask instead, answered: out of what the query has left of its budget.
std::vector<Alternative> alternatives(const Desk& desk, const Request& request,
                                      const Node& parsed) {
  constexpr std::uint64_t shown = 3;
  std::vector<Alternative> found;
  const auto count = [&](const Request& other) {
    const Total matches = count_matches(desk, other);
    if (!matches.exact) throw OutOfTime();
    return matches.count;
  };
  for (Suggestion& each : suggest(request, parsed, desk.lexicon, count, request.alternatives)) {
    Request& other = each.request;
    other.offset = 0;
    other.limit = shown;
    other.facets.clear();
    other.pairs.reset();
    std::vector<Hit> hits;
    Response response = answer(desk, other, [&](Hit&& hit) { hits.push_back(std::move(hit)); });
    if (was_cut_short(response)) throw OutOfTime();
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

/// Notes that help to understand the answer.
void add_help(const Desk& desk, const Plan& plan, Matching& matching, Response& response) {
  const auto add = [&](std::vector<Note>&& notes) {
    std::ranges::move(notes, std::back_inserter(response.notes));
  };
  if_affordable([&] { add(diagnose(plan, desk.lexicon, matching)); });
  if_affordable([&] { add(note_names(plan.query, matching)); });
  if_affordable([&] { add(note_variants(plan.query, matching)); });
}

/// No part of the articles that match tells anything about all of them.
void omit_counts(const Request& request, Response& response, Omissions& omissions) {
  response.exact = false;
  omissions.add("more articles may match");
  if (!request.facets.empty()) omissions.add("facets are not counted");
  if (request.pairs) omissions.add("pairs are not counted");
}

/// Fills in what matches; fetched articles stand beside the segments as long as this takes.
void answer_plan(const Desk& desk, const Request& request, const Work& work,
                 const std::function<void(Hit&&)>& sink, Response& response, Omissions& omissions) {
  Visit visit(desk.shards, desk.archives.segments, work.plan, request, wants_of(request),
              desk.deadline);
  desk.deadline.check();
  const auto& segments = desk.archives.segments;
  Matching matching(segments, desk.finder, desk.budget, work.plan, work.left_out, &visit);
  if (!matching.complete() && matching.total() == 0) throw OutOfTime();
  response.total = response.articles = matching.total();
  std::optional<Groups> groups;
  if (request.collapse != Request::Collapse::none)
    groups.emplace(segments, matching.matches(), request.collapse);
  if (groups) response.total = groups->count();
  if (matching.complete()) {
    count(desk, matching, request, visit, response, omissions);
    omissions.in_time("notes are missing", [&] { add_help(desk, work.plan, matching, response); });
  } else {
    omit_counts(request, response, omissions);
  }
  make_hits(desk, matching, request, groups, sink, omissions);
}

/// A search without some of its shards knows nothing of what they hold.
void note_missing_shards(const Shards& shards, Response& response) {
  response.notes = shards.notes();
  response.partial = !response.notes.empty();
  response.exact = response.notes.empty();
}

}  // namespace

Response answer(const Desk& desk, const Request& request, const std::function<void(Hit&&)>& sink) {
  const auto start = std::chrono::steady_clock::now();
  for (const FacetRequest& facet : request.facets) check_facet(facet);
  if (request.pairs) check_pairs(*request.pairs);
  check_reach(desk.shards, request);
  const Work work = understand(desk.archives.segments, desk.lexicon, request);
  const Plan& plan = work.plan;
  Response response;
  response.query = request.text;
  response.archives = desk.archives.info;
  std::ranges::move(desk.shards.info(), std::back_inserter(response.archives));
  response.refused = plan.parsed.refused;
  if (response.refused) return response;
  desk.deadline.check();
  response.parsed = to_string(plan.parsed.root);
  note_missing_shards(desk.shards, response);
  std::ranges::copy(plan.parsed.notes, std::back_inserter(response.notes));
  Omissions omissions;
  answer_plan(desk, request, work, sink, response, omissions);
  if (response.total == 0 && request.similar.empty())
    omissions.in_time("suggestions are missing", [&] {
      if_affordable([&] { response.instead = alternatives(desk, request, plan.parsed.root); });
    });
  omissions.tell(response);
  response.seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return response;
}

}  // namespace ae::searching
