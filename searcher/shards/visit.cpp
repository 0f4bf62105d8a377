// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/visit.hpp"

#include "common/schema/terms.hpp"
#include "searcher/match/importance.hpp"
#include "searcher/shards/fetched.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <utility>

namespace ae::searching {
namespace {

namespace exported = store::exported;
using Xapian::Query;

/// Of each shard as many are fetched as the later stages of ranking look at; more where age counts,
/// of which a server knows nothing.
constexpr std::uint64_t ranked_depth = 200;
constexpr std::uint64_t recency_depth = 1000;

exported::Article read_article(const Shard& shard, const Xapian::Document& document) {
  exported::Article article;
  if (!exported::decode(document.get_data(), article)) shard.fail_on_nonsense();
  return article;
}

/// The articles that have any of \p terms, but those \p known by docid; of the first most_fetched.
std::vector<exported::Article> articles_with(const Shard& shard, const std::set<std::string>& terms,
                                             std::set<std::uint32_t> known = {}) {
  return shard.ask([&](const Xapian::Database& database) {
    std::vector<exported::Article> articles;
    Xapian::Enquire enquire(database);
    enquire.set_query(Query(Query::OP_OR, terms.begin(), terms.end()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet found = enquire.get_mset(0, most_fetched);
    if (found.size() > most_fetched) shard.fail_on_nonsense();
    for (const std::uint32_t docid : found)
      if (known.insert(docid).second)
        articles.push_back(read_article(shard, database.get_document(docid)));
    return articles;
  });
}

/// Terms of its copies, exact and near ones.
void add_relatives(const exported::Article& article, std::set<std::string>& terms) {
  terms.insert(schema::term(schema::prefix::copy, schema::hex(article.text_hash)));
  if (article.near_group)
    terms.insert(schema::term(exported::prefix::near_group, schema::hex(*article.near_group)));
}

std::vector<exported::Article> read_articles(const Shard& shard,
                                             const std::vector<std::uint32_t>& docids) {
  return shard.ask([&](const Xapian::Database& database) {
    std::vector<exported::Article> articles;
    for (const std::uint32_t docid : docids)
      articles.push_back(read_article(shard, database.get_document(docid)));
    return articles;
  });
}

std::optional<std::uint32_t> slot_of(std::string_view field) {
  const auto at = std::ranges::find(exported::facet_fields, field);
  if (at == exported::facet_fields.end()) return {};
  return exported::slot::facets + static_cast<std::uint32_t>(at - exported::facet_fields.begin());
}

/// Each list of values that articles have, and how many have it.
FacetTally tally(const Shard& shard, const Xapian::ValueCountMatchSpy& spy, bool days) {
  FacetTally out;
  std::uint64_t with = 0;
  for (auto each = spy.values_begin(); each != spy.values_end(); ++each) {
    const std::uint64_t count = each.get_termfreq();
    with += count;
    if (days) {
      const auto day = exported::day_of(*each);
      if (!day) shard.fail_on_nonsense();
      out.days[*day] += count;
      continue;
    }
    const auto values = exported::unpack_list(*each);
    if (!values) shard.fail_on_nonsense();
    for (const std::string& value : *values) out.values[value] += count;
  }
  if (with > spy.get_total() || spy.get_total() > shard.documents()) shard.fail_on_nonsense();
  out.without = spy.get_total() - with;
  return out;
}

void add(const FacetTally& more, FacetTally& sum) {
  for (const auto& [value, count] : more.values) sum.values[value] += count;
  for (const auto& [day, count] : more.days) sum.days[day] += count;
  sum.without += more.without;
}

/// What Xapian's BM25 multiplies a word's part by, which has its own idea of rare words.
double own_factor(std::uint64_t articles, std::uint32_t documents) {
  const auto with = static_cast<double>(articles);
  double weight = (documents - with + 0.5) / (with + 0.5);
  if (weight < 2) weight = weight * 0.5 + 1;
  return std::max(std::log(weight), 1e-6);
}

}  // namespace

Note too_many_to_fetch() {
  return {"too-much",
          fmt::format("limit: to tell what matches, more than {} articles of an archive on another "
                      "machine would have to be fetched; ask for fewer, or ask over there",
                      most_fetched)};
}

Visit::Visit(Shards& shards, std::vector<OpenSegment>& segments, const Plan& plan,
             const Request& request, const Wants& wants, Deadline& deadline)
    : shards_(shards),
      segments_(segments),
      borrowed_(segments),
      plan_(plan),
      request_(request),
      wants_(wants),
      answers_(shards.open().size()) {
  if (shards.none()) return;
  shards_.each([this](std::size_t at) { translate(at); });
  add_up_frequencies();
  deadline.check();
  shards_.each([this](std::size_t at) { ask(at); });
  deadline.check();
  fetch_relatives();
  std::vector<std::optional<OpenSegment>> fetched(answers_.size());
  shards_.each([&](std::size_t at) { fetched[at] = open_fetched(answers_[at].articles); });
  for (std::size_t i = 0; i < fetched.size(); ++i) {
    fetched[i]->population = shards_.open()[i].shard.get();
    fetched[i]->sample = !answers_[i].whole;
    segments_.push_back(*std::move(fetched[i]));
  }
}

bool Visit::ranks() const {
  return request_.sort == Request::Sort::relevance && wants_.articles > 0;
}

void Visit::translate(std::size_t at) {
  Shards::Open& open = shards_.open()[at];
  Translator translator(*open.shard, open.finder);
  Answer& answer = answers_[at];
  answer.query = translator.translate(plan_, {});
  if (ranks()) answer.words = translator.words_to_rank_by(plan_.parsed.root);
  for (const RankedWord& word : answer.words)
    if (!word.terms.empty()) static_cast<void>(open.shard->frequency(word.terms));
  // An article may match without one of its filters, for that field's facet.
  if ((!answer.query.exact || wants_.all) && !plan_.filters.empty() && !wants_.facets.empty())
    answer.query = {translator.in_force(translator.translate(plan_.query), plan_.versions).query,
                    false};
}

/// A word is as rare as it is in all archives, here and there.
void Visit::add_up_frequencies() {
  if (answers_.empty() || answers_.front().words.empty()) return;
  Collection all = collection_of(segments_);
  double length = all.mean_length * all.articles;
  for (const Shards::Open& open : shards_.open()) {
    all.articles += open.shard->articles();
    length += open.shard->words();
  }
  if (length > 0) all.mean_length = length / all.articles;
  for (std::size_t i = 0; i < answers_.front().words.size(); ++i) {
    const RankedWord& word = answers_.front().words[i];
    Frequency sum = frequency_of(segments_, word);
    for (std::size_t shard = 0; shard < answers_.size(); ++shard) {
      const auto& terms = answers_[shard].words[i].terms;
      if (terms.empty()) continue;
      const Frequency& there = shards_.open()[shard].shard->frequency(terms);
      sum.articles += there.articles;
      sum.occurrences += there.occurrences;
    }
    const bool plain = request_.weights == Request::Weights::plain;
    factors_.push_back(importance_of(word, sum, all, plain).factor());
  }
}

Query Visit::weighted(const Shard& shard, const Answer& answer) const {
  std::vector<Query> words;
  for (std::size_t i = 0; i < answer.words.size(); ++i) {
    const auto& terms = answer.words[i].terms;
    if (terms.empty()) continue;
    const Frequency& there = shard.frequency(terms);
    if (there.articles == 0) continue;
    const Query lists(terms.size() == 1 ? Query::OP_OR : Query::OP_SYNONYM, terms.begin(),
                      terms.end());
    words.emplace_back(Query::OP_SCALE_WEIGHT, lists,
                       factors_[i] / own_factor(there.articles, shard.documents()));
  }
  return {Query::OP_OR, words.begin(), words.end()};
}

/// Docids of the first that match, in the order that is asked for as far as a server can tell it.
std::vector<std::uint32_t> Visit::best(const Shard& shard, const Answer& answer,
                                       std::uint64_t most) const {
  return shard.ask([&](const Xapian::Database& database) {
    Xapian::Enquire enquire(database);
    const Query words = weighted(shard, answer);
    if (request_.sort == Request::Sort::relevance && !words.empty()) {
      enquire.set_query(
          Query(Query::OP_AND_MAYBE, Query(Query::OP_SCALE_WEIGHT, answer.query.query, 0), words));
      const bool plain = request_.weights == Request::Weights::plain;
      enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0, 1, plain ? usual_b : our_b, 0));
      enquire.set_sort_by_relevance_then_value(exported::slot::newest, false);
    } else {
      enquire.set_query(answer.query.query);
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(
          request_.sort == Request::Sort::oldest ? exported::slot::oldest : exported::slot::newest,
          false);
    }
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(most));
    if (found.size() > most) shard.fail_on_nonsense();
    return std::vector<std::uint32_t>(found.begin(), found.end());
  });
}

/// Counts fields without a filter of their own in one pass over what matches, and each other one in
/// a pass of its own.
void Visit::count_facets(Shards::Open& open, Answer& answer) const {
  const Shard& shard = *open.shard;
  const auto has_filter = [&](const std::string& field) {
    return std::ranges::any_of(plan_.filters,
                               [&](const FieldFilter& each) { return each.field->name == field; });
  };
  const auto count = [&](const Query& query, const std::vector<std::string>& fields) {
    shard.ask([&](const Xapian::Database& database) {
      Xapian::Enquire enquire(database);
      enquire.set_query(query);
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies;
      for (const std::string& field : fields) {
        const auto slot = field == "date" ? exported::slot::day : slot_of(field);
        spies.push_back(std::make_unique<Xapian::ValueCountMatchSpy>(slot.value()));
        enquire.add_matchspy(spies.back().get());
      }
      static_cast<void>(enquire.get_mset(0, 0, shard.documents()));  // all are looked at
      for (std::size_t i = 0; i < fields.size(); ++i)
        answer.facets[fields[i]] = tally(shard, *spies[i], fields[i] == "date");
    });
  };
  std::vector<std::string> plain;
  for (const std::string& field : wants_.facets) {
    if (!has_filter(field)) {
      plain.push_back(field);
      continue;
    }
    Translator translator(shard, open.finder);
    count(translator.translate(plan_, field).query, {field});
  }
  if (!plain.empty()) count(answer.query.query, plain);
}

void Visit::ask(std::size_t at) {
  Shards::Open& open = shards_.open()[at];
  const Shard& shard = *open.shard;
  Answer& answer = answers_[at];
  answer.whole = wants_.all || !answer.query.exact;
  const std::uint64_t matching = shard.count(answer.query.query);
  if (matching > shard.documents()) shard.fail_on_nonsense();
  if (answer.whole && matching > most_fetched) throw TooManyToFetch();
  if (!answer.whole) {
    answer.total = matching;
    if (!wants_.facets.empty()) count_facets(open, answer);
  }
  std::uint64_t most = matching;
  if (!answer.whole) {
    most = wants_.articles;
    if (most > 0 && request_.sort == Request::Sort::relevance)
      most = std::max(most, request_.recency ? recency_depth : ranked_depth);
    most = std::min(most, matching);
    if (most > most_fetched) throw TooManyToFetch();
  }
  if (most == 0) return;
  answer.docids = best(shard, answer, most);
  answer.articles = read_articles(shard, answer.docids);
}

/// Hits tell of which article they are a copy: copies may not match, or stand in another shard.
void Visit::fetch_relatives() {
  if (wants_.articles == 0) return;
  std::set<std::string> terms;
  for (const Answer& answer : answers_)
    for (const exported::Article& article : answer.articles) add_relatives(article, terms);
  if (terms.empty()) return;
  shards_.each([&](std::size_t at) {
    const auto& known = answers_[at].docids;
    std::ranges::move(articles_with(*shards_.open()[at].shard, terms, {known.begin(), known.end()}),
                      std::back_inserter(answers_[at].articles));
  });
}

std::uint64_t Visit::total() const {
  std::uint64_t total = 0;
  for (const Answer& answer : answers_)
    if (!answer.whole) total += answer.total;
  return total;
}

/// \throws LimitReached, where a server cannot tell
std::uint64_t Visit::count_where(const Node& node, bool matching) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    Shards::Open& open = shards_.open()[i];
    // Where all that matches was fetched it is counted with the segments, but not what else there
    // is.
    if (matching && answers_[i].whole) continue;
    Translator translator(*open.shard, open.finder);
    Translated there = translator.in_force(translator.translate(node), plan_.versions);
    if (matching) there.query = Query(Query::OP_AND, there.query, answers_[i].query.query);
    const std::uint64_t count = open.shard->count(there.query);
    if (!there.exact && count > 0) throw LimitReached();
    total += count;
  }
  return total;
}

std::uint64_t Visit::count(const Node& node) { return count_where(node, false); }
std::uint64_t Visit::count_within(const Node& node) { return count_where(node, true); }

FacetTally Visit::facet(std::string_view field) const {
  FacetTally sum;
  for (const Answer& answer : answers_)
    if (const auto found = answer.facets.find(field); found != answer.facets.end())
      add(found->second, sum);
  return sum;
}

void fetch_article(Shards& shards, std::vector<OpenSegment>& segments, std::string_view id) {
  std::vector<std::vector<exported::Article>> found(shards.open().size());
  std::set<std::string> terms{schema::term(schema::prefix::id, id)};
  const auto fetch = [&](std::size_t at) {
    found[at] = articles_with(*shards.open()[at].shard, terms);
  };
  shards.each(fetch);
  for (const auto& articles : found)
    for (const exported::Article& article : articles) {
      add_relatives(article, terms);
      terms.insert(schema::term(schema::prefix::id, schema::hex(article.id)));
    }
  shards.each(fetch);
  for (std::size_t i = 0; i < found.size(); ++i) {
    segments.push_back(open_fetched(found[i]));
    segments.back().population = shards.open()[i].shard.get();
  }
}

}  // namespace ae::searching
