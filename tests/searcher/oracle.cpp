// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/oracle.hpp"

#include "common/schema/terms.hpp"
#include "common/text/unicode.hpp"
#include "searcher/query/spelling.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <span>

namespace ae::test {
namespace {

using searching::Node;
using searching::Place;
using searching::Word;

std::vector<char32_t> letters(std::string_view word) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < word.size();) {
    const auto c = text::decode(word, at);
    out.push_back(c.value);
    at += c.size;
  }
  return out;
}

using Letters = std::span<const char32_t>;

bool wildcard(Letters text, Letters pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == U'*')
    return wildcard(text, pattern.subspan(1)) ||
           (!text.empty() && wildcard(text.subspan(1), pattern));
  return !text.empty() && (pattern[0] == U'?' || pattern[0] == text[0]) &&
         wildcard(text.subspan(1), pattern.subspan(1));
}

bool wildcard(std::string_view text, std::string_view pattern) {
  return wildcard(letters(text), letters(pattern));
}

bool within(Letters a, Letters b, unsigned edits) {
  if (a.empty() || b.empty()) return std::max(a.size(), b.size()) <= edits;
  if (a[0] == b[0] && within(a.subspan(1), b.subspan(1), edits)) return true;
  return edits > 0 && (within(a.subspan(1), b, edits - 1) || within(a, b.subspan(1), edits - 1) ||
                       within(a.subspan(1), b.subspan(1), edits - 1));
}

bool is_plain(const Word& word) {
  return word.kind == text::Token::Kind::word && word.pattern == Word::Pattern::plain &&
         word.form != Word::Form::exact;
}

bool is_bare(const Node& node) {
  return node.kind == Node::Kind::word && is_plain(node.words[0]) &&
         node.words[0].form == Word::Form::stem;
}

Word stem_of(std::string spelling) { return {.surface = spelling, .folded = std::move(spelling)}; }

std::vector<std::size_t> zones_of(Place place) {
  if (place == Place::title) return {0};
  if (place == Place::body) return {1};
  if (place == Place::caption) return {2};
  return {0, 1};
}

std::vector<std::string> values_of(const store::StoredArticle& article, std::string_view field) {
  static constexpr std::array<std::string_view, 3> types{"person", "org", "place"};
  if (field == "author") return article.record.authors;
  std::vector<std::string> out;
  if (field == "outlet" && !article.outlet.empty()) out = {article.outlet};
  if (field == "lang" && !article.lang.empty()) out = {article.lang};
  if (field == "url" && !article.record.url.empty()) out = {article.record.url};
  for (const auto& mention : article.body.mentions)
    if (types.at(mention.type) == field) out.push_back(mention.canonical);
  return out;
}

bool value_fits(const std::string& folded, const std::string& wanted, bool pattern) {
  if (folded == wanted) return true;
  if (!pattern) return false;
  if (wildcard(folded, wanted)) return true;
  return std::ranges::any_of(std::views::split(folded, ' '), [&](auto word) {
    return wildcard(std::string_view(word.begin(), word.end()), wanted);
  });
}

}  // namespace

Oracle::Zone Oracle::read(std::string_view text, const std::vector<std::uint64_t>& breaks,
                          std::uint8_t language) {
  Zone zone;
  for (const text::Token& token : text::tokenize(text, breaks)) {
    const std::string surface(token.bytes.of(text));
    if (token.kind == text::Token::Kind::gap)
      zone.push_back({.surface = {}, .folded = {}, .stem = {}, .gap = true});
    else
      zone.push_back({.surface = surface,
                      .folded = text::fold(surface, token.kind),
                      .stem = stemmer_.stem(surface, token.kind, language),
                      .glued = token.glued});
  }
  return zone;
}

void Oracle::add(const store::StoredArticle& stored) {
  const std::uint8_t language = text::language_number(stored.lang);
  languages_.insert(language);
  variant_stems_.clear();  // they are those of all languages
  Article article{.stored = stored, .language = language, .zones = {}};
  if (!stored.record.title_derived) article.zones[0] = read(stored.record.title, {}, language);
  article.zones[1] = read(stored.body.text, stored.body.breaks, language);
  for (const auto& caption : stored.body.captions) {
    Zone& zone = article.zones[2];
    if (!zone.empty()) zone.push_back({.surface = {}, .folded = {}, .stem = {}, .gap = true});
    std::ranges::move(read(caption.text, {}, language), std::back_inserter(zone));
  }
  articles_.push_back(std::move(article));
}

std::set<std::uint64_t> Oracle::answer(const Node& node) {
  std::set<std::uint64_t> ids;
  for (std::uint64_t id = 1; id <= articles_.size(); ++id)
    if (!removed_.contains(id) && holds(node, articles_[id - 1])) ids.insert(id);
  return ids;
}

std::set<std::string> Oracle::stems(const Word& word) {
  std::set<std::string> out;
  for (const std::uint8_t language : languages_)
    out.insert(stemmer_.stem(word.surface, word.kind, language));
  return out;
}

/// A word means those of its stem, in any of the archive's languages, its accent variants, and the
/// stems of its other spellings.
bool Oracle::means(const Word& word, const Token& token) {
  if (token.gap) return false;
  const bool exact = word.form == Word::Form::exact;
  const std::string& text = exact ? token.surface : token.folded;
  const std::string& wanted = exact ? word.surface : word.folded;
  if (word.pattern == Word::Pattern::wildcard) return wildcard(text, wanted);
  if (word.pattern == Word::Pattern::fuzzy)
    return within(letters(text), letters(wanted), word.edits);
  if (token.folded == word.folded) return !exact || text == wanted;
  if (word.form != Word::Form::stem) return false;
  return stems(word).contains(token.stem) ||
         (is_plain(word) && variant_stems(word.folded).contains(token.stem));
}

/// The stems of other spellings: `favour` for `favor`.
const std::set<std::string>& Oracle::variant_stems(const std::string& word) {
  const auto [at, added] = variant_stems_.try_emplace(word);
  if (added)
    for (const std::string& spelling : searching::other_spellings(word))
      at->second.merge(stems(stem_of(spelling)));
  return at->second;
}

/// Some article joins words by hyphens that spell \p word without them.
bool Oracle::is_hyphenated(const std::string& word) {
  const auto wanted = stems(stem_of(word));
  for (std::uint64_t id = 1; id <= articles_.size(); ++id) {
    const Article& article = articles_[id - 1];
    if (removed_.contains(id)) continue;
    for (const Zone& zone : article.zones)
      for (std::size_t from = 0; from < zone.size(); ++from) {
        if (zone[from].glued) continue;
        std::string chain = zone[from].folded;
        std::size_t to = from + 1;
        while (to < zone.size() && zone[to].glued) chain += zone[to++].folded;
        if (to - from > 1 && chain.size() <= text::max_word_bytes &&
            wanted.contains(stemmer_.stem(chain, text::Token::Kind::word, article.language)))
          return true;
      }
  }
  return false;
}

bool Oracle::holds(const Node& node, const Article& article) {
  switch (node.kind) {
    case Node::Kind::everything:
      return true;
    case Node::Kind::nothing:
      return false;
    case Node::Kind::word:
    case Node::Kind::sequence:
      return has_words(node, article);
    case Node::Kind::near:
      return has_near(node, article);
    case Node::Kind::value:
      return has_value(node, article);
    case Node::Kind::days:
      return node.unknown ? !article.stored.date
                          : article.stored.date && *article.stored.date >= node.days.first &&
                                *article.stored.date <= node.days.last;
    case Node::Kind::path:
      for (const auto& wanted : {node.value, node.value + "/*"})
        for (std::size_t at = 0; at != std::string::npos; at = article.stored.file.find('/', at)) {
          at += at > 0 ? 1 : 0;
          if (wildcard(article.stored.file.substr(at), wanted)) return true;
        }
      return false;
    case Node::Kind::all:
      return holds_all(node, article);
    case Node::Kind::any:
      return std::ranges::any_of(node.children,
                                 [&](const Node& child) { return holds(child, article); });
    case Node::Kind::negation:
      return !holds(node.children[0], article);
  }
  return false;
}

/// Two words side by side may stand as one, where articles hyphenate it.
bool Oracle::holds_all(const Node& node, const Article& article) {
  const auto& children = node.children;
  for (std::size_t i = 0; i < children.size(); ++i) {
    const bool pair = i + 1 < children.size() && is_bare(children[i]) && is_bare(children[i + 1]) &&
                      children[i].place == children[i + 1].place;
    const std::string joined =
        pair ? children[i].words[0].folded + children[i + 1].words[0].folded : "";
    if (!pair || !is_hyphenated(joined)) {
      if (!holds(children[i], article)) return false;
      continue;
    }
    const Place place = children[i].place;
    const bool apart =
        stands(children[i].words, place, article) && stands(children[i + 1].words, place, article);
    if (!apart && !stands({stem_of(joined)}, place, article)) return false;
    ++i;
  }
  return true;
}

/// A word or sequence, in any of its spellings.
bool Oracle::has_words(const Node& node, const Article& article) {
  return std::ranges::any_of(spellings(node), [&](const std::vector<Word>& words) {
    return stands(words, node.place, article);
  });
}

/// Every way to cut \p rest into pieces, two to four with those of \p start.
void Oracle::cut(std::string_view rest, const std::vector<Word>& start,
                 std::vector<std::vector<Word>>& ways) {
  if (rest.empty() && start.size() > 1) ways.push_back(start);
  if (start.size() == 4) return;
  for (std::size_t size = 1; size <= rest.size(); ++size) {
    if (size < rest.size() && (static_cast<unsigned char>(rest[size]) & 0xC0U) == 0x80U) continue;
    std::vector<Word> longer = start;
    longer.push_back(stem_of(std::string(rest.substr(0, size))));
    cut(rest.substr(size), longer, ways);
  }
}

/// As typed; a compound also in one word, a phrase also with two neighbours in one.
std::vector<std::vector<Word>> Oracle::spellings(const Node& node) {
  std::vector<std::vector<Word>> ways{node.words};
  if (node.kind == Node::Kind::word) {
    if (is_bare(node) && is_hyphenated(node.words[0].folded)) cut(node.words[0].folded, {}, ways);
    return ways;
  }
  if (!std::ranges::all_of(node.words, is_plain) && node.compound) return ways;
  if (node.compound) {
    std::string joined;
    for (const Word& word : node.words) joined += word.folded;
    Word one = stem_of(joined);
    one.form = node.words[0].form;
    ways.push_back({one});
    return ways;
  }
  for (std::size_t i = 0; i + 1 < node.words.size(); ++i) {
    if (!is_plain(node.words[i]) || !is_plain(node.words[i + 1])) continue;
    Word one = stem_of(node.words[i].folded + node.words[i + 1].folded);
    one.form = node.words[i].form;
    if (!node.words[i + 1].glued && !is_hyphenated(one.folded)) continue;
    std::vector<Word> words = node.words;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    words[i] = one;
    ways.push_back(std::move(words));
  }
  return ways;
}

bool Oracle::stands(const std::vector<Word>& words, Place place, const Article& article) {
  return std::ranges::any_of(zones_of(place), [&](std::size_t zone) {
    return !ranges(words, article.zones.at(zone)).empty();
  });
}

std::vector<Oracle::Range> Oracle::ranges(const std::vector<Word>& words, const Zone& zone) {
  std::vector<Range> out;
  for (std::size_t at = 0; at + words.size() <= zone.size(); ++at) {
    bool found = true;
    for (std::size_t i = 0; found && i < words.size(); ++i) found = means(words[i], zone[at + i]);
    if (found) out.push_back({at, at + words.size() - 1});
  }
  return out;
}

bool Oracle::has_near(const Node& node, const Article& article) {
  return std::ranges::any_of(zones_of(node.place), [&](std::size_t zone) {
    std::vector<std::vector<Range>> operands;
    for (const Node& child : node.children) {
      auto& found = operands.emplace_back();
      for (const auto& words : spellings(child))
        std::ranges::move(ranges(words, article.zones.at(zone)), std::back_inserter(found));
    }
    return continues(operands, 0, node.distance, nullptr);
  });
}

/// Some chain of the operands from \p operand on goes on from \p previous.
bool Oracle::continues(const std::vector<std::vector<Range>>& operands, std::size_t operand,
                       std::uint32_t distance, const Range* previous) {
  if (operand == operands.size()) return true;
  return std::ranges::any_of(operands[operand], [&](const Range& next) {
    const bool near =
        previous == nullptr || (next != *previous && next.first <= previous->last + distance &&
                                previous->first <= next.last + distance);
    return near && continues(operands, operand + 1, distance, &next);
  });
}

bool Oracle::has_value(const Node& node, const Article& article) const {
  const auto values = values_of(article.stored, node.field->name);
  const bool pattern = node.field->facet && node.value.find_first_of("*?") != std::string::npos;
  const std::string wanted = schema::fold_value(node.value);
  if (values.empty() && node.field->unknowable && wanted == schema::unknown) return true;
  return std::ranges::any_of(values, [&](const std::string& value) {
    return value_fits(schema::fold_value(value), wanted, pattern);
  });
}

}  // namespace ae::test
