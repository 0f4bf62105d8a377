// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/pairs.hpp"

#include "common/schema/terms.hpp"
#include "common/text/tokenizer.hpp"
#include "searcher/present/sentences.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace ae::searching {
namespace {

constexpr std::size_t most_read = 20;  ///< articles looked at for one pair's sentence

/// A pair's values as views into the segments, and its articles.
struct Counted {
  std::string_view first, second;
  std::uint64_t count = 0;
};

struct Facets {
  store::Facet first, second;
  bool same = false;  ///< one field: only pairs in ascending order
};

Facets facets_of(const OpenSegment& open, std::string_view first, std::string_view second) {
  return {open.segment.facet(first), open.segment.facet(second), first == second};
}

/// Calls \p see with each pair of ordinals of an article.
template <class See>
void each_pair(const Facets& facets, std::uint32_t docid, See see) {
  for (const std::uint32_t a : facets.first.of(docid))
    for (const std::uint32_t b : facets.second.of(docid))
      if (!facets.same || a < b) see(a, b);
}

void count_segment(const Facets& facets, const DocSet& matches, std::vector<Counted>& counts,
                   Deadline& deadline) {
  constexpr std::uint64_t a_pair = 4;  // in units of Budget
  std::unordered_map<std::uint64_t, std::uint64_t> by_ordinals;
  matches.for_each([&](std::uint32_t docid) {
    deadline.check(a_pair * facets.first.of(docid).size() * facets.second.of(docid).size());
    each_pair(facets, docid,
              [&](std::uint32_t a, std::uint32_t b) { ++by_ordinals[std::uint64_t{a} << 32 | b]; });
  });
  for (const auto& [ordinals, count] : by_ordinals)
    counts.push_back({facets.first.value(static_cast<std::uint32_t>(ordinals >> 32)),
                      facets.second.value(static_cast<std::uint32_t>(ordinals)), count});
}

void add_up(std::vector<Counted>& counts) {
  const auto values = [](const Counted& pair) { return std::tie(pair.first, pair.second); };
  std::ranges::sort(counts, {}, values);
  std::size_t kept = 0;
  for (const Counted& next : counts) {
    if (kept > 0 && values(counts[kept - 1]) == values(next))
      counts[kept - 1].count += next.count;
    else
      counts[kept++] = next;
  }
  counts.resize(kept);
}

void keep_most_frequent(std::uint64_t limit, std::vector<Counted>& counts) {
  const auto key = [](const Counted& pair) {
    return std::tuple(-static_cast<std::int64_t>(pair.count), pair.first, pair.second);
  };
  const auto shown = limit == 0 ? counts.size() : std::min<std::size_t>(limit, counts.size());
  std::ranges::partial_sort(counts, counts.begin() + static_cast<std::ptrdiff_t>(shown), {}, key);
  counts.resize(shown);
}

/// Whether a mention of that name stands in \p sentence.
bool names(const store::StoredArticle& article, std::string_view field, std::string_view name,
           Span sentence) {
  return std::ranges::any_of(article.body.mentions, [&](const store::StoredMention& mention) {
    return mention.canonical == name && store::name_facets.at(mention.type) == field &&
           mention.bytes.from >= sentence.from && mention.bytes.to <= sentence.to;
  });
}

/// The first sentence of the article that names both.
std::optional<std::string> sentence_with(const store::StoredArticle& article, const Pair& pair) {
  const auto tokens = text::tokenize(article.body.text, article.body.breaks);
  for (const Span sentence : find_sentences(article.body.text, tokens))
    if (names(article, pair.first_field, pair.first, sentence) &&
        names(article, pair.second_field, pair.second, sentence))
      return article.body.text.substr(sentence.from, sentence.size());
  return {};
}

void add_example(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
                 Pair& pair) {
  std::size_t read = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Facets facets = facets_of(segments[i], pair.first_field, pair.second_field);
    const auto first = facets.first.find(pair.first);
    const auto second = facets.second.find(pair.second);
    if (!first || !second) continue;
    matches[i].for_each([&](std::uint32_t docid) {
      if (pair.example || read >= most_read ||
          !std::ranges::binary_search(facets.first.of(docid), *first) ||
          !std::ranges::binary_search(facets.second.of(docid), *second))
        return;
      ++read;
      auto article = segments[i].segment.article(docid);
      segments[i].segment.resolve(docid, article);
      const auto text = sentence_with(article, pair);
      if (text)
        pair.example = Pair::Example{schema::hex(segments[i].segment.columns().id(docid)), *text};
    });
  }
}

}  // namespace

std::vector<Pair> count_pairs(std::span<const OpenSegment> segments,
                              std::span<const DocSet> matches, std::string_view first,
                              std::string_view second, std::uint64_t limit, Deadline& deadline) {
  std::vector<Counted> counts;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    deadline.check();
    count_segment(facets_of(segments[i], first, second), matches[i], counts, deadline);
  }
  if (segments.size() > 1) add_up(counts);
  keep_most_frequent(limit, counts);
  std::vector<Pair> pairs;
  for (const Counted& each : counts) {
    deadline.check();
    Pair& pair = pairs.emplace_back(Pair{.first_field = std::string(first),
                                         .first = std::string(each.first),
                                         .second_field = std::string(second),
                                         .second = std::string(each.second),
                                         .count = each.count,
                                         .example = {}});
    add_example(segments, matches, pair);
  }
  return pairs;
}

}  // namespace ae::searching
