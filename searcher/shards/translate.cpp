// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/translate.hpp"

#include "common/schema/terms.hpp"
#include "common/store/hash.hpp"
#include "common/text/wildcard.hpp"
#include "searcher/match/budget.hpp"
#include "searcher/match/field_matcher.hpp"
#include "searcher/match/patterns.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace ae::searching {
namespace {

using Kind = Node::Kind;
using Xapian::Query;
namespace exported = store::exported;

/// A server reads a posting list for each word that a pattern stands for,
constexpr std::size_t most_words = 5000;
/// looks up the stems of each, which takes a round trip,
constexpr std::size_t most_stems = 200;
/// and walks the places of each where words must stand together.
constexpr std::size_t most_places = 500;

/// Query::MatchAll is one object for the whole process, and Xapian counts its users without a lock:
/// not for threads.
Query match_all() { return Query(std::string()); }

Query any_of(std::string_view prefix, const std::vector<std::string>& values) {
  std::vector<std::string> terms;
  for (const std::string& value : values) terms.push_back(schema::term(prefix, value));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

std::string_view prefix_of(std::string_view field) { return schema::find(field)->prefix; }

Query both(const Query& first, const Query& second) { return {Query::OP_AND, first, second}; }

bool has(const std::vector<std::string>& sorted, const std::string& value) {
  return std::ranges::binary_search(sorted, value);
}

}  // namespace

// ---- words

/// As WordFinder does it where the dictionary is at hand.
Translator::Known Translator::known_by_stem(const Word& word) {
  Known known{.stems = finder_.stems(word), .own = {}, .words = {}};
  for (const std::string& variant : word.variants)
    std::ranges::move(finder_.stems({.surface = variant, .folded = variant}),
                      std::back_inserter(known.stems));
  sort_unique(known.stems);
  for (const std::string& stem : known.stems)
    std::ranges::copy(shard_.words_of(stem), std::back_inserter(known.words));
  std::vector<std::string> accented;
  for (const std::string& stem : shard_.stems_of(word.folded))
    if (!has(known.stems, stem)) accented.push_back(stem);
  known.own = known.stems;
  known.whole = accented.empty();
  if (!known.whole) known.words.push_back(word.folded);
  std::ranges::move(accented, std::back_inserter(known.stems));
  sort_unique(known.stems);
  sort_unique(known.words);
  return known;
}

/// The words, as compared, that a folded, exact, wildcard or fuzzy word means; more of them where
/// it is exact.
std::vector<std::string> Translator::meant(const Word& word) {
  std::vector<std::string> words;
  const bool exact = word.form == Word::Form::exact;
  if (word.pattern == Word::Pattern::wildcard) {
    const auto start = std::string_view(word.folded).substr(0, word.folded.find_first_of("*?"));
    for (const std::string& each : shard_.words_from(start))
      if (exact || text::matches_wildcard(each, word.folded)) words.push_back(each);
  } else if (word.pattern == Word::Pattern::fuzzy) {
    const FuzzyWord fuzzy(word.folded, word.edits);
    for (const std::string& each : shard_.words_from(""))
      if (exact || fuzzy.matches(each)) words.push_back(each);
  } else if (!shard_.stems_of(word.folded).empty()) {
    words.push_back(word.folded);
  }
  if (words.size() > most_words) throw LimitReached();
  sort_unique(words);
  return words;
}

Translator::Known Translator::known(const Word& word) {
  if (word.form == Word::Form::stem && word.pattern == Word::Pattern::plain)
    return known_by_stem(word);
  Known known{.stems = {}, .own = {}, .words = meant(word), .sure = word.form != Word::Form::exact};
  if (known.words.size() > most_stems) {
    known.whole = false;
    return known;
  }
  for (const std::string& each : known.words)
    std::ranges::copy(shard_.stems_of(each), std::back_inserter(known.stems));
  sort_unique(known.stems);
  for (const std::string& stem : known.stems)
    for (const std::string& each : shard_.words_of(stem))
      known.whole = known.whole && has(known.words, each);
  return known;
}

/// Whether wherever one of its words is printed, it has one of its stems: those of another language
/// may be others.
bool Translator::is_closed(const Known& known) const {
  if (known.own.empty()) return true;
  if (known.words.size() > most_stems) return false;
  return std::ranges::all_of(known.words, [&](const std::string& word) {
    return std::ranges::all_of(shard_.stems_of(word),
                               [&](const std::string& stem) { return has(known.stems, stem); });
  });
}

Translated Translator::words_in_body(const Known& known) const {
  if (!known.whole) return {any_of(exported::prefix::word, known.words), false};
  std::vector<Query> queries;
  for (const std::string& stem : known.stems)
    queries.emplace_back(Query::OP_AND_NOT, Query(schema::term(prefix_of("body"), stem)),
                         Query(schema::term(exported::prefix::title_only, stem)));
  return {Query(Query::OP_OR, queries.begin(), queries.end()), known.sure};
}

Translated Translator::word(const Node& node) {
  const Known known = this->known(node.words.front());
  const bool exact = known.whole && known.sure;
  switch (node.place) {
    case Place::text:
      if (!known.own.empty())
        return {Query(
            Query::OP_OR, any_of(prefix_of("body"), known.own),
            known.whole ? Query() : any_of(exported::prefix::word, {node.words.front().folded}))};
      return {any_of(exported::prefix::word, known.words), known.sure};
    case Place::body:
      return words_in_body(known);
    case Place::title:
      if (known.stems.empty()) return {any_of(exported::prefix::word, known.words), false};
      return {any_of(prefix_of("title"), known.stems), exact};
    case Place::caption:
      if (known.stems.empty() && !known.words.empty()) throw LimitReached();
      return {any_of(prefix_of("caption"), known.stems), exact};
  }
  return {match_all(), false};
}

/// Articles that have all words of \p node, wherever.
Translated Translator::all_words(const Node& node) {
  std::vector<Node> words;
  for (const Word& each : node.words) {
    words.push_back({.kind = Kind::word, .place = node.place});
    words.back().words.push_back(each);
  }
  return {all(words).query, false};
}

Translated Translator::sequence(const Node& node) {
  if (node.place == Place::caption) return all_words(node);
  std::vector<Query> row;
  bool sure = true;
  for (const Word& each : node.words) {
    const Known known = this->known(each);
    if (known.words.size() > most_places) return all_words(node);
    if (known.words.empty()) return {Query::MatchNothing, true};
    sure = sure && known.sure && is_closed(known);
    row.push_back(any_of(exported::prefix::word, known.words));
  }
  const Query together(Query::OP_PHRASE, row.begin(), row.end(),
                       static_cast<Xapian::termcount>(row.size()));
  if (node.place == Place::text) return {together, sure};
  return {both(together, all_words(node).query), false};
}

/// A server can tell of two words how far apart they stand; of phrases, and of chains, it cannot.
Translated Translator::near(const Node& node) {
  const auto is_word = [](const Node& child) { return child.kind == Kind::word; };
  const bool simple = node.place == Place::text && node.children.size() == 2 &&
                      std::ranges::all_of(node.children, is_word) &&
                      node.distance < exported::zone_gap / 2;
  if (!simple) return {all(node.children).query, false};
  const Known first = known(node.children[0].words.front());
  const Known second = known(node.children[1].words.front());
  if (first.words.empty() || second.words.empty()) return {Query::MatchNothing, true};
  if (first.words.size() > most_places || second.words.size() > most_places)
    return {all(node.children).query, false};
  const std::vector<Query> words{any_of(exported::prefix::word, first.words),
                                 any_of(exported::prefix::word, second.words)};
  const bool shared = std::ranges::any_of(
      first.words, [&](const std::string& each) { return has(second.words, each); });
  if (shared) return {all(node.children).query, false};
  return {Query(Query::OP_NEAR, words.begin(), words.end(), node.distance + 1),
          first.sure && second.sure && is_closed(first) && is_closed(second)};
}

// ---- fields

Translated Translator::value(const Node& node) const {
  const std::string folded = schema::fold_value(node.value);
  const auto at = std::ranges::find(store::name_facets, node.field->name);
  const bool name = at != store::name_facets.end();
  const auto type = static_cast<std::size_t>(at - store::name_facets.begin());
  if (!is_pattern(node)) {
    if (!name) return {Query(schema::keyword_term(*node.field, node.value))};
    const Query known(exported::known_term(type, store::xxh3(folded)));
    if (!node.field->unknowable || folded != schema::unknown) return {known};
    return {Query(Query::OP_OR, known, Query(exported::none_term(type)))};
  }
  const std::string prefix = name ? exported::name_term(type, "") : std::string(node.field->prefix);
  std::vector<std::string> values;
  for (std::string& each : shard_.terms_after(prefix))
    if ((name || each != schema::unknown) && value_matches(each, folded))
      values.push_back(prefix + each);
  if (values.size() > most_words) throw LimitReached();
  return {Query(Query::OP_OR, values.begin(), values.end())};
}

namespace {

Query days(const Node& node) {
  if (node.unknown) return Query(schema::term(prefix_of("date"), schema::unknown));
  return {Query::OP_VALUE_RANGE, exported::slot::day,
          exported::day_value(store::day_number(node.days.first)),
          exported::day_value(store::day_number(node.days.last))};
}

}  // namespace

// ---- trees

Translated Translator::all(const std::vector<Node>& children) {
  if (children.empty()) return {match_all()};
  return joined(Query::OP_AND, children);
}

Translated Translator::joined(Query::op how, const std::vector<Node>& children) {
  std::vector<Query> queries;
  bool exact = true;
  for (const Node& child : children) {
    Translated each = translate(child);
    queries.push_back(std::move(each.query));
    exact = exact && each.exact;
  }
  return {Query(how, queries.begin(), queries.end()), exact};
}

Translated Translator::translate(const Node& node) {
  switch (node.kind) {
    case Kind::everything:
      return {match_all()};
    case Kind::nothing:
      return {Query::MatchNothing};
    case Kind::word:
      return word(node);
    case Kind::sequence:
      return sequence(node);
    case Kind::near:
      return near(node);
    case Kind::value:
      return value(node);
    case Kind::days:
      return {days(node)};
    case Kind::path:
      return {match_all(), false};
    case Kind::all:
      return all(node.children);
    case Kind::any:
      return joined(Query::OP_OR, node.children);
    case Kind::negation: {
      const Translated child = translate(node.children.front());
      if (!child.exact) return {match_all(), false};
      return {Query(Query::OP_AND_NOT, match_all(), child.query)};
    }
  }
  return {match_all(), false};
}

Translated Translator::in_force(Translated node, bool versions) const {
  if (!versions)
    node.query =
        Query(Query::OP_AND_NOT, node.query, Query(std::string(exported::prefix::earlier)));
  return node;
}

Translated Translator::translate(const Plan& plan, std::string_view left_out) {
  Translated sum = translate(plan.query);
  for (const FieldFilter& filter : plan.filters) {
    if (filter.field->name == left_out) continue;
    const Translated each = translate(filter.node);
    sum = {both(sum.query, each.query), sum.exact && each.exact};
  }
  return in_force(std::move(sum), plan.versions);
}

// ---- ranking

void Translator::collect(const Node& node, std::vector<RankedWord>& words) {
  if (node.kind == Kind::negation || node.place == Place::caption) return;
  // Of several ways to say one thing the first is what was typed.
  const std::size_t ways = node.kind == Kind::any && node.one_thing ? 1 : node.children.size();
  for (const Node& child : std::span(node.children).first(ways)) collect(child, words);
  for (const Word& each : node.words) {
    const auto same = std::ranges::find(words, each.folded, &RankedWord::text);
    if (same != words.end()) {
      ++same->repeats;
      continue;
    }
    RankedWord& word = words.emplace_back(RankedWord{.text = each.folded});
    const Known known = this->known(each);
    for (const std::string& stem : known.stems)
      if (word.terms.size() < most_stems)
        word.terms.push_back(schema::term(prefix_of("body"), stem));
  }
}

std::vector<RankedWord> Translator::words_to_rank_by(const Node& node) {
  std::vector<RankedWord> words;
  collect(node, words);
  leave_out_stop_words(words);
  return words;
}

}  // namespace ae::searching
