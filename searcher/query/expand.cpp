// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/expand.hpp"

#include "common/text/unicode.hpp"
#include "searcher/query/names.hpp"
#include "searcher/query/spelling.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// Words are spelt as articles spell them, too; those of phrases stay as typed.
void add_spellings(Word& word, const Lexicon& lexicon) {
  if (!is_plain_word(word) || word.form != Word::Form::stem) return;
  for (std::string& spelling : other_spellings(word.folded))
    if (lexicon.adds(spelling, word.folded)) word.variants.push_back(std::move(spelling));
}

void add_spellings(Node& node, const Lexicon& lexicon) {
  for (Word& word : node.words) add_spellings(word, lexicon);
  for (Node& child : node.children) add_spellings(child, lexicon);
}

Word make_word(std::string spelling, Word::Form form) {
  return {.surface = spelling, .folded = std::move(spelling), .form = form};
}

/// The word that \p words spell when put together; nothing where they are no plain words.
std::optional<Word> put_together(const std::vector<Word>& words, std::size_t from, std::size_t to) {
  std::string spelling;
  for (std::size_t i = from; i < to; ++i) {
    if (!is_plain_word(words[i])) return std::nullopt;
    spelling += words[i].folded;
  }
  return make_word(std::move(spelling), words[from].form);
}

Node word_node(Word word, Place place) {
  Node node{.kind = Kind::word, .place = place};
  node.words.push_back(std::move(word));
  return node;
}

/// What was typed, and behind it other ways to write the same.
Node in_any_way(std::vector<Node> ways) {
  const bool several = ways.size() > 1;
  Node node = combined(Kind::any, std::move(ways));
  node.one_thing = several;
  return node;
}

/// Every way to cut \p rest into known words, added to \p start. Few: the pieces must be words.
void cut(std::string_view rest, const Lexicon& lexicon, std::vector<Word>& start,
         std::vector<std::vector<Word>>& ways) {
  constexpr std::size_t most_ways = 8;
  constexpr std::size_t most_pieces = 4;
  if (ways.size() == most_ways) return;
  if (rest.empty()) {
    if (start.size() > 1) ways.push_back(start);
    return;
  }
  if (start.size() == most_pieces) return;
  for (std::size_t size = 0; size < rest.size();) {
    size += text::decode(rest, size).size;
    const std::string_view piece = rest.substr(0, size);
    if (size == rest.size() && start.empty()) return;  // the whole word is no way to cut it
    if (!lexicon.is_known(piece)) continue;
    start.push_back(make_word(std::string(piece), Word::Form::stem));
    cut(rest.substr(size), lexicon, start, ways);
    start.pop_back();
  }
}

Node expand_word(Node node, const Lexicon& lexicon) {
  const Word& word = node.words.front();
  if (!is_plain_word(word) || word.form != Word::Form::stem || !lexicon.is_hyphenated(word.folded))
    return node;
  std::vector<Word> start;
  std::vector<std::vector<Word>> ways;
  cut(word.folded, lexicon, start, ways);
  std::vector<Node> nodes;
  const Place place = node.place;
  nodes.push_back(std::move(node));
  for (auto& way : ways) {
    Node sequence{.kind = Kind::sequence, .place = place, .compound = true};
    for (std::size_t i = 1; i < way.size(); ++i) way[i].glued = true;
    sequence.words = std::move(way);
    nodes.push_back(std::move(sequence));
  }
  return in_any_way(std::move(nodes));
}

Node expand_compound(Node node) {
  auto joined = put_together(node.words, 0, node.words.size());
  if (!joined) return node;
  std::vector<Node> nodes;
  const Place place = node.place;
  nodes.push_back(std::move(node));
  nodes.push_back(word_node(std::move(*joined), place));
  return in_any_way(std::move(nodes));
}

/// A phrase, and the same with two neighbours written as one word: the first such pairs of a long
/// one, each of which is a phrase more to look for.
Node expand_phrase(Node node, const Lexicon& lexicon) {
  std::vector<Node> nodes;
  for (std::size_t i = 0; i + 1 < node.words.size() && nodes.size() < max_joined_pairs; ++i) {
    auto joined = put_together(node.words, i, i + 2);
    if (!joined || !(node.words[i + 1].glued || lexicon.is_hyphenated(joined->folded))) continue;
    Node other = node.words.size() == 2 ? word_node(*joined, node.place) : node;
    if (node.words.size() > 2) {
      other.words.erase(other.words.begin() + static_cast<std::ptrdiff_t>(i));
      other.words[i] = std::move(*joined);
    }
    nodes.push_back(std::move(other));
  }
  nodes.insert(nodes.begin(), std::move(node));
  return in_any_way(std::move(nodes));
}

Node expand_compounds(Node node, const Lexicon& lexicon);

/// Two words side by side, `write in`, may stand as one, `writein`.
Node expand_neighbours(Node node, const Lexicon& lexicon) {
  std::vector<Node> children;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    Node& left = node.children[i];
    const bool pair = i + 1 < node.children.size() && is_bare_word(left) &&
                      is_bare_word(node.children[i + 1]) &&
                      left.place == node.children[i + 1].place;
    const std::string joined =
        pair ? left.words.front().folded + node.children[i + 1].words.front().folded : "";
    if (!pair || !lexicon.is_hyphenated(joined)) {
      children.push_back(expand_compounds(std::move(left), lexicon));
      continue;
    }
    const Place place = left.place;
    std::vector<Node> both;
    both.push_back(std::move(left));
    both.push_back(std::move(node.children[++i]));
    std::vector<Node> either;
    either.push_back(combined(Kind::all, std::move(both)));
    either.push_back(word_node(make_word(joined, Word::Form::stem), place));
    children.push_back(in_any_way(std::move(either)));
  }
  return combined(Kind::all, std::move(children));
}

/// Words put together and taken apart.
Node expand_compounds(Node node, const Lexicon& lexicon) {
  switch (node.kind) {
    case Kind::word:
      return expand_word(std::move(node), lexicon);
    case Kind::sequence:
      return node.compound ? expand_compound(std::move(node))
                           : expand_phrase(std::move(node), lexicon);
    case Kind::all:
      return expand_neighbours(std::move(node), lexicon);
    case Kind::any:
    case Kind::near:
    case Kind::negation:
      for (Node& child : node.children) child = expand_compounds(std::move(child), lexicon);
      return node;
    default:
      return node;
  }
}

}  // namespace

Node expand(Node node, const Lexicon& lexicon) {
  Node expanded = expand_compounds(with_names(std::move(node), lexicon), lexicon);
  add_spellings(expanded, lexicon);
  return expanded;
}

}  // namespace ae::searching
