// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/snippets.hpp"

#include "searcher/present/sentences.hpp"

#include <algorithm>
#include <set>

namespace ae::searching {
namespace {

/// Occurrences that stand side by side or overlap, taken together.
struct Cluster {
  Span bytes;
  std::uint32_t places = 0;
  std::vector<std::uint32_t> parts;  ///< of the query
};

/// How many of \p sentences begin up to \p at: equal for bytes of one sentence.
std::ptrdiff_t sentence_of(std::size_t at, std::span<const Span> sentences) {
  const auto from = [](const Span& sentence) { return sentence.from; };
  return std::ranges::upper_bound(sentences, at, {}, from) - sentences.begin();
}

/// \param sentences  of the text; what stands side by side in two of them is not taken together
std::vector<Cluster> cluster(std::span<const Occurrence> found, std::span<const text::Token> tokens,
                             std::span<const Span> sentences) {
  std::vector<Cluster> clusters;
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  for (const Occurrence& next : found) {
    if (next.run.last >= tokens.size()) break;  // words and text do not belong together
    const auto sentence = [&](std::uint32_t place) {
      return sentence_of(tokens[place].bytes.from, sentences);
    };
    if (clusters.empty() || next.run.first > last + 1 ||
        (next.run.first == last + 1 && sentence(last) != sentence(next.run.first))) {
      clusters.emplace_back();
      first = next.run.first;
      last = next.run.last;
    }
    last = std::max(last, next.run.last);
    Cluster& now = clusters.back();
    now.bytes = {tokens[first].bytes.from, tokens[last].bytes.to};
    now.places = last - first + 1;
    now.parts.push_back(next.part);
  }
  return clusters;
}

/// Sentences that a phrase reaches across become one, so that some fragment can show it whole.
std::vector<Span> unbroken(std::span<const Span> sentences, std::span<const Cluster> clusters) {
  std::vector<Span> out;
  auto now = clusters.begin();
  for (const Span& next : sentences) {
    while (now != clusters.end() && now->bytes.to <= next.from) ++now;
    if (!out.empty() && now != clusters.end() && now->bytes.from < out.back().to)
      out.back().to = next.to;
    else
      out.push_back(next);
  }
  return out;
}

/// A fragment in the making.
struct Fragment {
  Span bytes;
  double score = 0;
};

/// Those of \p clusters (ascending, apart) that lie in \p bytes.
std::span<const Cluster> within(std::span<const Cluster> clusters, Span bytes) {
  const auto begins = [](const Cluster& cluster) { return cluster.bytes.from; };
  const auto ends = [](const Cluster& cluster) { return cluster.bytes.to; };
  const auto first = std::ranges::lower_bound(clusters, bytes.from, {}, begins);
  const auto last = std::ranges::upper_bound(clusters, bytes.to, {}, ends);
  if (first >= last) return {};
  return {first, last};
}

/// Clusters count more than their words alone, and every further part of the query counts most.
double score(std::span<const Cluster> clusters, Span bytes) {
  double sum = 0;
  std::set<std::uint32_t> parts;
  for (const Cluster& cluster : within(clusters, bytes)) {
    sum += cluster.places * cluster.places;
    parts.insert(cluster.parts.begin(), cluster.parts.end());
  }
  return parts.empty() ? 0 : 4 * static_cast<double>(parts.size()) + std::min(sum, 40.0);
}

/// \p sentence, or where it is too long a run of whole words around the best clusters in it.
Span shortened(Span sentence, std::span<const text::Token> tokens,
               std::span<const Cluster> clusters, std::size_t most) {
  if (sentence.size() <= most) return sentence;
  Span best{sentence.from, sentence.from + most};
  double best_score = -1;
  for (const Cluster& cluster : within(clusters, sentence)) {
    const std::size_t before = std::min(most / 4, cluster.bytes.from - sentence.from);
    Span window{cluster.bytes.from - before,
                std::min(sentence.to, cluster.bytes.from - before + most)};
    window.to = std::max(window.to, cluster.bytes.to);
    if (const double now = score(clusters, window); now > best_score) {
      best = window;
      best_score = now;
    }
  }
  // Whole words only: from the first that begins inside to the last that ends inside.
  const auto begins = std::ranges::lower_bound(tokens, best.from, {},
                                               [](const auto& token) { return token.bytes.from; });
  auto ends = std::ranges::upper_bound(tokens, best.to, {},
                                       [](const auto& token) { return token.bytes.to; });
  if (begins >= ends) return {sentence.from, sentence.from};
  if (best.to < sentence.to) best.to = std::prev(ends)->bytes.to;
  if (best.from > sentence.from) best.from = begins->bytes.from;
  return best;
}

/// Lets a short fragment run on over the following sentences while there is room.
Span lengthened(Span fragment, std::span<const Span> sentences, std::size_t most,
                std::string_view text) {
  for (const Span& next : sentences) {
    if (next.from < fragment.to) continue;
    const bool same_paragraph =
        text.substr(fragment.to, next.from - fragment.to).find('\n') == std::string_view::npos;
    if (!same_paragraph || next.to - fragment.from > most) break;
    fragment.to = next.to;
  }
  return fragment;
}

std::vector<Fragment> candidates(std::string_view text, std::span<const Span> sentences,
                                 std::span<const text::Token> tokens,
                                 std::span<const Cluster> clusters, std::size_t most) {
  std::vector<Fragment> out;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    Span bytes = shortened(sentences[i], tokens, clusters, most);
    if (bytes == sentences[i]) bytes = lengthened(bytes, sentences.subspan(i), most, text);
    if (const double value = score(clusters, bytes); value > 0) out.push_back({bytes, value});
  }
  return out;
}

/// The best ones that do not overlap, in reading order.
std::vector<Span> chosen(std::vector<Fragment> fragments, std::uint32_t count) {
  std::ranges::stable_sort(fragments, std::greater{}, &Fragment::score);
  std::vector<Span> out;
  for (const Fragment& next : fragments) {
    if (out.size() == count) break;
    const bool overlaps = std::ranges::any_of(out, [&](const Span& other) {
      return next.bytes.from < other.to && other.from < next.bytes.to;
    });
    if (!overlaps) out.push_back(next.bytes);
  }
  std::ranges::sort(out, {}, &Span::from);
  return out;
}

Snippet to_snippet(std::string_view text, Span bytes, std::span<const Cluster> clusters) {
  Snippet snippet{.text = std::string(bytes.of(text)), .start = bytes.from, .marks = {}};
  for (const Cluster& cluster : within(clusters, bytes))
    snippet.marks.push_back({cluster.bytes.from - bytes.from, cluster.bytes.to - bytes.from});
  return snippet;
}

}  // namespace

std::vector<Span> to_marks(std::span<const Occurrence> found, std::span<const text::Token> tokens) {
  std::vector<Span> marks;
  for (const Cluster& next : cluster(found, tokens, {})) marks.push_back(next.bytes);
  return marks;
}

std::vector<Snippet> make_snippets(std::string_view text, std::span<const text::Token> tokens,
                                   std::span<const Occurrence> found,
                                   const SnippetOptions& options) {
  std::vector<Snippet> snippets;
  if (text.empty() || options.count == 0) return snippets;
  const auto found_sentences = find_sentences(text, tokens);
  const auto clusters = cluster(found, tokens, found_sentences);
  const auto sentences = unbroken(found_sentences, clusters);
  auto spans = chosen(candidates(text, sentences, tokens, clusters, options.bytes), options.count);
  if (spans.empty() && !sentences.empty()) {
    const Span first = shortened(sentences.front(), tokens, clusters, options.bytes);
    spans.push_back(lengthened(first, sentences, options.bytes, text));
  }
  for (const Span& span : spans)
    if (!span.empty()) snippets.push_back(to_snippet(text, span, clusters));
  return snippets;
}

}  // namespace ae::searching
