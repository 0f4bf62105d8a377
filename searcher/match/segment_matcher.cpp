// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/segment_matcher.hpp"

#include "searcher/match/field_matcher.hpp"
#include "searcher/match/reading.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// The zones of an article that a place consists of.
std::span<const std::size_t> zones_of(Place place) noexcept {
  static constexpr std::array<std::size_t, 3> zones{0, 1, 2};  // title, body, captions
  const std::span all(zones);
  switch (place) {
    case Place::title:
      return all.subspan(0, 1);
    case Place::body:
      return all.subspan(1, 1);
    case Place::caption:
      return all.subspan(2, 1);
    default:
      return all.subspan(0, 2);
  }
}

/// All that tells one word to look for from another.
std::string key_of(const Word& word) {
  std::string key{static_cast<char>(word.form), static_cast<char>(word.pattern),
                  static_cast<char>(word.kind), static_cast<char>(word.edits)};
  key.append(word.surface).append(1, '\0').append(word.folded);
  for (const std::string& variant : word.variants) key.append(1, '\0').append(variant);
  return key;
}

/// Whether a word stands for words of one folded form, or some of them.
bool has_one_folding(const Word& word) {
  return word.form != Word::Form::stem && word.pattern == Word::Pattern::plain;
}

/// What the posting lists of \p set hold at most.
std::uint64_t postings_of(const WordSet& set, const store::Segment& segment) {
  std::uint64_t units = set.stems.size() * Budget::posting_list;
  for (const std::uint32_t number : set.numbers)
    units += std::min(segment.words().count(number), segment.documents());
  return units;
}

}  // namespace

SegmentMatcher::SegmentMatcher(const store::Segment& segment, WordFinder& finder, Budget& budget,
                               const store::PostingLists* lists)
    : segment_(&segment), finder_(&finder), budget_(&budget), lists_(segment, budget, lists) {}

DocSet SegmentMatcher::match(const Node& node, const DocSet& within) {
  finders_.clear();
  return matching(node, within, Final::no);
}

DocSet SegmentMatcher::match_in_time(const Node& node, const DocSet& within, bool& complete) {
  finders_.clear();
  cut_short_ = false;
  DocSet found(within.documents());
  try {
    found = matching(node, within, Final::yes);
  } catch (const OutOfTime&) {
    cut_short_ = true;
  }
  complete = complete && !cut_short_;
  return found;
}

DocSet SegmentMatcher::matching(const Node& node, const DocSet& within, Final final) {
  switch (node.kind) {
    case Kind::everything:
      return within;
    case Kind::nothing:
      return DocSet(within.documents());
    case Kind::word:
      return match_word(node, within, final);
    case Kind::sequence:
    case Kind::near:
      return match_run(node, within, final);
    case Kind::value:
    case Kind::days:
    case Kind::path: {
      budget_->spend(field_cost(*segment_, node));
      DocSet set = match_field(*segment_, node);
      set &= within;
      return set;
    }
    case Kind::all:
      return match_all(node, within, final);
    case Kind::any:
      return match_any(node, within, final);
    case Kind::negation: {
      DocSet set = within;
      set -= matching(node.children.front(), within, Final::no);
      return set;
    }
  }
  return DocSet(within.documents());
}

DocSet SegmentMatcher::match_all(const Node& node, const DocSet& within, Final final) {
  DocSet set = within;
  const auto children = cheapest_first(node);
  for (const Node* child : children) {
    if (set.empty()) break;
    set = matching(*child, set, child == children.back() ? final : Final::no);
  }
  return set;
}

DocSet SegmentMatcher::match_any(const Node& node, const DocSet& within, Final final) {
  DocSet rest = within;
  for (const Node* child : cheapest_first(node)) {
    if (rest.empty() || cut_short_) break;
    try {
      rest -= matching(*child, rest, final);
    } catch (const OutOfTime&) {
      if (final == Final::no) throw;
      cut_short_ = true;
    }
  }
  DocSet set = within;
  set -= rest;
  return set;
}

/// Articles that other parts decide on need no reading.
std::vector<const Node*> SegmentMatcher::cheapest_first(const Node& node) {
  std::vector<std::pair<std::uint64_t, const Node*>> order;
  for (const Node& child : node.children) order.emplace_back(cost(child), &child);
  std::ranges::stable_sort(order, {}, &decltype(order)::value_type::first);
  std::vector<const Node*> children;
  children.reserve(order.size());
  for (const auto& [cost, child] : order) children.push_back(child);
  return children;
}

/// What deciding on every article takes, about, in units of Budget.
std::uint64_t SegmentMatcher::cost(const Node& node) {
  if (node.kind == Kind::value || node.kind == Kind::days || node.kind == Kind::path)
    return field_cost(*segment_, node);
  if (const auto pair = pair_of(node)) return Lists::reading(*pair);
  std::uint64_t sum = 0;
  for (const Word& word : node.words) sum = std::max(sum, found(word).postings);
  if (node.kind == Kind::word && !found(node.words.front()).set.whole())
    sum += passes(node) * reading_all();
  if (node.kind == Kind::sequence || node.kind == Kind::near) sum += passes(node) * reading_all();
  for (const Node& child : node.children) sum += cost(child);
  return sum;
}

/// What reading all articles once takes, about, in units of Budget.
std::uint64_t SegmentMatcher::reading_all() const {
  return segment_->words().sequence_bytes() / Budget::bytes +
         Budget::article * segment_->documents();
}

std::uint64_t SegmentMatcher::reading(const DocSet& set) const {
  return reading_all() * set.count() / std::max(1U, set.documents());
}

SegmentMatcher::Found& SegmentMatcher::found(const Word& word) {
  std::string key = key_of(word);
  if (const auto at = found_.find(key); at != found_.end()) return at->second;
  const store::Words& words = segment_->words();
  budget_->spend(Budget::comparison * WordFinder::compared(word, words));
  WordSet set = finder_->find(word, words);
  if (word.pattern != Word::Pattern::plain)
    budget_->spend(Budget::dictionary_word * set.numbers.size());
  const std::uint64_t postings = postings_of(set, *segment_);
  return found_.emplace(std::move(key), Found{std::move(set), postings}).first->second;
}

const NumberSet& SegmentMatcher::numbers(const Word& word) {
  Found& one = found(word);
  if (!one.numbers) one.numbers.emplace(one.set.numbers);
  return *one.numbers;
}

const SequenceFinder& SegmentMatcher::finder(const Node& node) {
  if (const auto known = finders_.find(&node); known != finders_.end()) return known->second;
  std::vector<const NumberSet*> words;
  for (const Word& word : node.words) words.push_back(&numbers(word));
  return finders_.emplace(&node, SequenceFinder(std::move(words))).first->second;
}

/// How many times, about, an article's bytes are looked at to tell whether \p node, which is no
/// tree of others, holds.
std::uint64_t SegmentMatcher::passes(const Node& node) {
  std::uint64_t sum = node.words.empty() ? 0 : finder(node).passes();
  for (const Node& child : node.children) sum += passes(child);
  return sum;
}

/// What tells, before any article is read, that most do not hold a sequence or near: a word, or two
/// of them one behind the other.
struct SegmentMatcher::Clue {
  std::uint64_t entries = 0;  ///< of its lists, about: what the rarest is told by
  const Found* word = nullptr;
  std::optional<store::PairArticles> pair{};
};

/// The clues of a sequence or near, the rarest first. A pair stands for both of its words.
std::vector<SegmentMatcher::Clue> SegmentMatcher::clues(const Node& node) {
  std::vector<Clue> clues;
  std::set<std::pair<std::string_view, std::string_view>> listed;
  bool paired = false;  // with the word before
  for (std::size_t i = 0; i < node.words.size(); ++i) {
    const auto pair = i + 1 < node.words.size() ? pair_at(node, i) : std::nullopt;
    if (pair && listed.emplace(node.words[i].folded, node.words[i + 1].folded).second)
      clues.push_back({.entries = pair->count(), .pair = pair});
    const Found& word = found(node.words[i]);
    const auto is_known = [&](const Clue& clue) { return clue.word == &word; };
    if (!pair && !paired && std::ranges::none_of(clues, is_known))
      clues.push_back({.entries = word.postings, .word = &word});
    paired = pair.has_value();
  }
  std::ranges::stable_sort(clues, {}, &Clue::entries);
  return clues;
}

/// The articles that have the word at \p index of a sequence directly before the next, and perhaps
/// some that do not; nothing where that is not listed.
std::optional<store::PairArticles> SegmentMatcher::pair_at(const Node& node,
                                                           std::size_t index) const {
  if (node.kind != Kind::sequence) return {};
  if (node.place != Place::text && node.place != Place::body) return {};  // have lists of their own
  const std::span two = std::span(node.words).subspan(index, 2);
  if (!std::ranges::all_of(two, has_one_folding)) return {};
  return segment_->words().pair(two[0].folded, two[1].folded);
}

/// The articles that match a sequence, where those of a pair are.
std::optional<store::PairArticles> SegmentMatcher::pair_of(const Node& node) const {
  const auto is_folded = [](const Word& word) { return word.form == Word::Form::folded; };
  if (node.words.size() != 2 || node.place != Place::text) return {};
  return std::ranges::all_of(node.words, is_folded) ? pair_at(node, 0) : std::nullopt;
}

/// Articles of \p within that may match a word, sequence or near, by lists alone; lists that say
/// less than they take are left to reading.
DocSet SegmentMatcher::candidates(const Node& node, const DocSet& within) {
  if (node.kind == Kind::any) {
    DocSet set(within.documents());
    for (const Node& child : node.children) set |= candidates(child, within);
    return set;
  }
  DocSet set = within;
  for (const Node& child : node.children) set = candidates(child, set);
  for (const Clue& clue : clues(node)) {
    const std::uint64_t takes = clue.pair ? Lists::reading(*clue.pair) : listing(*clue.word, set);
    if (set.empty() || takes > reading(set)) break;
    set = clue.pair ? lists_.with_pair(*clue.pair, set)
                    : lists_.with_stems(clue.word->set.stems, node.place, set);
  }
  return set;
}

/// Reads every article of \p set; \p test is given each of the zones' words and goes through them
/// so many \p times, perhaps for several articles at once: it must change nothing.
template <class Test>
DocSet SegmentMatcher::read_those(const DocSet& set, Place place, std::uint64_t times, Final final,
                                  Test test) {
  DocSet kept(set.documents());
  const store::Words& words = segment_->words();
  const auto read = [&](std::uint32_t docid) -> std::uint64_t {
    if (const std::uint32_t next = set.next(docid + 1); next != 0) words.fetch(next);
    const store::Zones zones = words.zones(docid);
    if (std::ranges::any_of(zones_of(place), [&](std::size_t zone) { return test(zones[zone]); }))
      kept.add(docid);
    return Budget::article + times * (zones[0].size() + zones[1].size()) / Budget::bytes;
  };
  try {
    read_each(set, *budget_, read);
  } catch (const OutOfTime&) {
    if (final == Final::no) throw;
    cut_short_ = true;
  }
  return kept;
}

/// What lists decide is not read; of the rest, only words whose stems others share are looked for.
DocSet SegmentMatcher::match_word(const Node& node, const DocSet& within, Final final) {
  const Found& meant = found(node.words.front());
  const WordSet& set = meant.set;
  if (listing(meant, within) > reading(within))
    return read_word(finder(node), within, node.place, final);
  if (node.place == Place::body)
    return read_word(finder(node), lists_.with_stems(set.stems, node.place, within), node.place,
                     final);
  std::vector<std::string> own;
  std::ranges::set_difference(set.stems, set.shared, std::back_inserter(own));
  DocSet sure = lists_.with_stems(own, node.place, within);
  if (set.whole()) return sure;
  DocSet rest = within;
  rest -= sure;
  const NumberSet sharing(set.sharing);
  sure |= read_word(SequenceFinder({&sharing}), lists_.with_stems(set.shared, node.place, rest),
                    node.place, final);
  return sure;
}

DocSet SegmentMatcher::read_word(const SequenceFinder& wanted, const DocSet& within, Place place,
                                 Final final) {
  return read_those(within, place, wanted.passes(), final,
                    [&](std::string_view zone) { return wanted.is_in(zone); });
}

/// What with_stems() takes at most.
std::uint64_t SegmentMatcher::listing(const Found& word, const DocSet& within) {
  return std::min(word.postings, Lists::skipping(within) * word.set.stems.size());
}

/// A sequence or near.
DocSet SegmentMatcher::match_run(const Node& node, const DocSet& within, Final final) {
  if (const auto pair = pair_of(node); pair && Lists::reading(*pair) <= reading(within))
    return lists_.with_pair(*pair, within);
  const DocSet set = candidates(node, within);
  if (node.kind == Kind::sequence) return read_word(finder(node), set, node.place, final);
  const auto glance = glance_at(node);
  const std::uint64_t times = passes(node);
  return read_those(set, node.place, times, final, [&, this](std::string_view zone) {
    return (!glance || glance->may_be_near(zone)) && !runs(node, zone).empty();
  });
}

/// What rules a NEAR out at a glance: its rarest operand and the rarer one beside it, unless they
/// are several sequences each.
std::optional<NearGlance> SegmentMatcher::glance_at(const Node& node) {
  std::vector<const SequenceFinder*> operands;
  for (const Node& child : node.children) {
    if (child.kind != Kind::word && child.kind != Kind::sequence) return {};
    operands.push_back(&finder(child));
  }
  return NearGlance(operands, node.distance, segment_->words().size());
}

/// The runs of a word, sequence or near, or of any of them, in one zone. passes() comes before: it
/// makes the finders.
std::vector<Run> SegmentMatcher::runs(const Node& node, std::string_view zone) const {
  if (node.kind == Kind::word || node.kind == Kind::sequence) return finders_.at(&node).runs(zone);
  std::vector<std::vector<Run>> found;
  for (const Node& child : node.children) {
    found.push_back(runs(child, zone));
    if (node.kind == Kind::near && found.back().empty()) return {};
  }
  return node.kind == Kind::near ? find_near(std::move(found), node.distance) : merged(found);
}

void SegmentMatcher::collect(const Node& node, const store::Zones& zones, std::uint32_t& part,
                             Occurrences& out) {
  if (node.kind == Kind::all || node.kind == Kind::any) {
    for (const Node& child : node.children) collect(child, zones, part, out);
    return;
  }
  if (node.kind != Kind::word && node.kind != Kind::sequence && node.kind != Kind::near) return;
  static_cast<void>(passes(node));  // makes its finders
  for (const std::size_t zone : zones_of(node.place)) {
    if (zone > 1) continue;  // captions are not shown
    auto& into = zone == 0 ? out.title : out.body;
    for (const Run& run : runs(node, zones[zone])) into.push_back({run, part});
  }
  ++part;
}

Occurrences SegmentMatcher::occurrences(const Node& node, std::uint32_t docid) {
  Occurrences out;
  std::uint32_t part = 0;
  collect(node, segment_->words().zones(docid), part, out);
  std::ranges::sort(out.title);
  std::ranges::sort(out.body);
  return out;
}

}  // namespace ae::searching
