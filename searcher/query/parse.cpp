// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/parse.hpp"

#include "common/text/unicode.hpp"
#include "searcher/query/lexer.hpp"
#include "searcher/query/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

std::string field_names() {
  std::vector<std::string_view> names;
  for (const auto& field : schema::fields) names.push_back(field.name);
  return fmt::format("{}", fmt::join(names, " "));
}

/// One operand of a juxtaposition.
struct Item {
  Node node;
  bool bare = false;  ///< words and phrases without an operator: --match any makes them optional
};

bool is_words(const Node& node) {
  return node.kind == Kind::word || node.kind == Kind::sequence || node.kind == Kind::near;
}

/// Texts without spaces are kept as pairs of characters: one alone means every pair that holds it.
void widen_character(Word& word) {
  const bool one = word.kind == text::Token::Kind::cjk && word.pattern == Word::Pattern::plain &&
                   !word.folded.empty() && text::decode(word.folded, 0).size == word.folded.size();
  if (!one) return;
  word.pattern = Word::Pattern::wildcard;
  word.form = Word::Form::folded;
  word.folded = '*' + word.folded + '*';
}

std::string too_many_words() {
  return fmt::format("limit: a query may have {} words", max_query_words);
}

class Parser {
 public:
  Parser(std::string_view query, const ParseOptions& options) : lexer_(query), options_(options) {
    advance();
  }

  ParsedQuery parse() && {
    Node root = alternatives(0);
    while (!refused_ && now_.kind != Lexeme::Kind::end) {  // a closing bracket too many
      note("bracket", "a closing bracket without an opening one was left out");
      advance();
      Node rest = alternatives(0);
      root = joined(std::move(root), std::move(rest));
    }
    if (refused_) return {.root = {}, .notes = std::move(notes_), .refused = std::move(refused_)};
    if (root.kind == Kind::nothing) note("no-words", "there is no word to look for");
    return {.root = std::move(root), .notes = std::move(notes_), .refused = {}};
  }

 private:
  void advance() { now_ = lexer_.next(); }

  void note(std::string_view code, std::string text) {
    if (std::ranges::find(notes_, code, &Note::code) == notes_.end())
      notes_.push_back({std::string(code), std::move(text)});
  }

  Node refuse(std::string_view code, std::string text) {
    if (!refused_) refused_ = Note{std::string(code), std::move(text)};
    return {};
  }

  /// Flat, however many are joined one by one.
  static Node joined(Node left, Node right) {
    std::vector<Node> both;
    if (left.kind == Kind::all)
      both = std::move(left.children);
    else if (left.kind != Kind::nothing)
      both.push_back(std::move(left));
    if (right.kind != Kind::nothing) both.push_back(std::move(right));
    return combined(Kind::all, std::move(both));
  }

  /// a OR b
  Node alternatives(unsigned depth) {
    std::vector<Node> nodes;
    for (;;) {
      Node node = juxtaposition(depth);
      if (node.kind != Kind::nothing)
        nodes.push_back(std::move(node));
      else if (now_.kind == Lexeme::Kind::disjunction || !nodes.empty())
        note("operator", "an OR with nothing beside it was left out");
      if (now_.kind != Lexeme::Kind::disjunction) break;
      advance();
    }
    return combined(Kind::any, std::move(nodes));
  }

  /// a b, a AND b
  Node juxtaposition(unsigned depth) {
    std::vector<Item> items;
    bool conjunction = false;
    while (!refused_) {
      if (now_.kind == Lexeme::Kind::conjunction) {
        if (items.empty() || conjunction)
          note("operator", "an AND with nothing beside it was left out");
        conjunction = true;
        if (!items.empty()) items.back().bare = false;
        advance();
        continue;
      }
      if (now_.kind == Lexeme::Kind::end || now_.kind == Lexeme::Kind::close ||
          now_.kind == Lexeme::Kind::disjunction)
        break;
      const bool chunk = now_.kind == Lexeme::Kind::chunk;
      Node node = neighbours(depth);
      if (node.kind == Kind::nothing) continue;
      const bool several = chunk && node.kind == Kind::any;  // "hmm...what"
      const bool bare = !conjunction && (is_words(node) || several);
      items.push_back({std::move(node), bare});
      conjunction = false;
    }
    if (conjunction && !items.empty())
      note("operator", "an AND with nothing beside it was left out");
    return gathered(std::move(items));
  }

  Node gathered(std::vector<Item> items) const {
    std::vector<Node> needed;
    std::vector<Node> optional;
    for (Item& item : items) {
      const bool one_of = item.bare && options_.match == Request::Match::any;
      (one_of ? optional : needed).push_back(std::move(item.node));
    }
    if (!optional.empty()) needed.push_back(combined(Kind::any, std::move(optional)));
    return combined(Kind::all, std::move(needed));
  }

  /// a NEAR/n b
  Node neighbours(unsigned depth) {
    Node left = negated(depth);
    while (now_.kind == Lexeme::Kind::near && !refused_) {
      const std::uint32_t distance = now_.distance;
      advance();
      Node right = negated(depth);
      left = near(std::move(left), std::move(right), distance);
    }
    return left;
  }

  Node near(Node left, Node right, std::uint32_t distance) {
    const auto fits = [](const Node& node) {
      return node.kind == Kind::word || node.kind == Kind::sequence;
    };
    const bool chain = left.kind == Kind::near && left.distance == distance;
    if ((!fits(left) && !chain) || !fits(right) || left.place != right.place) {
      note("near", "NEAR stands between words and phrases only; it was read as AND");
      return joined(std::move(left), std::move(right));
    }
    if (chain && left.children.size() == max_near)
      return refuse("too-long",
                    fmt::format("limit: a chain of NEAR may have {} words or phrases", max_near));
    if (chain) {
      left.children.push_back(std::move(right));
      return left;
    }
    Node node{.kind = Kind::near, .place = left.place, .distance = distance};
    node.children.push_back(std::move(left));
    node.children.push_back(std::move(right));
    return node;
  }

  /// NOT a, -a
  Node negated(unsigned depth) {
    bool negative = false;
    while (now_.kind == Lexeme::Kind::negation) {
      negative = !negative;
      advance();
    }
    Node node = item(depth);
    if (!negative) return node;
    if (node.kind == Kind::nothing) {
      note("operator", "a NOT with nothing behind it was left out");
      return node;
    }
    Node outer{.kind = Kind::negation};
    outer.children.push_back(std::move(node));
    return outer;
  }

  Node item(unsigned depth) {
    switch (now_.kind) {
      case Lexeme::Kind::open:
        return bracket(depth);
      case Lexeme::Kind::field:
        return field(depth);
      case Lexeme::Kind::phrase:
        return phrase();
      case Lexeme::Kind::chunk:
        return chunk();
      case Lexeme::Kind::near:
        note("near", "a NEAR with nothing before it was left out");
        advance();
        return {};
      default:
        return {};
    }
  }

  Node bracket(unsigned depth) {
    advance();
    if (depth >= max_depth) {
      note("depth", fmt::format("brackets deeper than {} were left out", max_depth));
      ++ignored_brackets_;
      return {};
    }
    Node node = alternatives(depth + 1);
    while (now_.kind == Lexeme::Kind::close && ignored_brackets_ > 0) {
      --ignored_brackets_;
      advance();
      node = joined(std::move(node), alternatives(depth + 1));
    }
    if (now_.kind == Lexeme::Kind::close)
      advance();
    else
      note("bracket", "an open bracket was closed at the end");
    return node;
  }

  Node field(unsigned depth) {
    const std::string_view name = now_.text;
    const schema::Field* found = schema::find(name);
    if (found == nullptr)
      return refuse("unknown-field",
                    fmt::format("there is no field {}; did you mean {}? the fields are: {}", name,
                                schema::nearest(name).name, field_names()));
    advance();
    if (found->kind == schema::Kind::text) {
      if (depth < max_depth) return in_place(*found, depth + 1);
      return refuse("depth",
                    fmt::format("limit: fields may stand {} deep within fields", max_depth));
    }
    if (now_.kind != Lexeme::Kind::chunk && now_.kind != Lexeme::Kind::phrase)
      return refuse("no-value", fmt::format("{}: needs a value, as in {}", name, found->example));
    note_open_quote();
    Node node;
    if (auto problem = make_value(*found, now_.text, options_.today, node))
      return refuse(problem->code, problem->text);
    count_words(1);
    count_patterns(
        node.kind == Kind::path ||
        (node.kind == Kind::value && node.value.find_first_of("*?") != std::string::npos));
    advance();
    return node;
  }

  /// title:word, title:"a phrase", title:(a OR b)
  Node in_place(const schema::Field& field, unsigned depth) {
    const Place outer = std::exchange(place_, field.name == "title"  ? Place::title
                                              : field.name == "body" ? Place::body
                                                                     : Place::caption);
    Node node = item(depth);
    place_ = outer;
    return node;
  }

  Node phrase() {
    note_open_quote();
    auto words = read_words(now_.text, now_.exact ? Word::Form::exact : Word::Form::folded);
    advance();
    return sequence(std::move(words), false);
  }

  Node chunk() {
    std::string_view text = now_.text;
    const bool exact = now_.exact;
    const bool alone = text == "*";
    advance();
    if (alone) return {.kind = Kind::everything};
    const unsigned edits = take_fuzziness(text);
    auto groups = grouped(read_words(text, exact ? Word::Form::exact : Word::Form::stem));
    std::vector<Node> nodes;
    for (auto& group : groups) {
      if (edits > 0 && group.size() == 1) make_fuzzy(group.front(), edits);
      nodes.push_back(sequence(std::move(group), true));
    }
    return combined(options_.match == Request::Match::any ? Kind::any : Kind::all,
                    std::move(nodes));
  }

  void make_fuzzy(Word& word, unsigned edits) {
    if (edits > 2) note("fuzzy", "at most two letters may differ: ~2");
    word.pattern = Word::Pattern::fuzzy;
    word.edits = std::min(edits, 2U);
    count_patterns(true);
  }

  Node sequence(std::vector<Word> words, bool compound) {
    if (words.empty()) return {};
    count_words(words.size());
    if (refused_) return {};
    if (words.size() == 1) widen_character(words.front());
    for (const Word& word : words) count_patterns(word.pattern == Word::Pattern::wildcard);
    Node node{.kind = words.size() == 1 ? Kind::word : Kind::sequence,
              .place = place_,
              .compound = compound && words.size() > 1};
    node.words = std::move(words);
    return node;
  }

  void count_words(std::size_t more) {
    words_ += more;
    if (words_ > max_query_words) refuse("too-long", too_many_words());
  }

  void count_patterns(bool one_more) {
    if (one_more && ++patterns_ > max_patterns)
      refuse("too-many-wildcards",
             fmt::format("limit: a query may have {} wildcards and fuzzy words", max_patterns));
  }

  void note_open_quote() {
    if (!now_.closed) note("quote", "an open quotation was closed at the end");
  }

  Lexer lexer_;
  ParseOptions options_;
  Lexeme now_;
  Place place_ = Place::text;
  std::vector<Note> notes_;
  std::optional<Note> refused_;
  std::size_t words_ = 0;
  std::size_t patterns_ = 0;
  std::size_t ignored_brackets_ = 0;
};

ParsedQuery refused(std::string text) {
  return {.root = {}, .notes = {}, .refused = Note{"too-long", std::move(text)}};
}

std::optional<ParsedQuery> too_long(std::string_view query) {
  if (query.size() <= max_query_bytes) return std::nullopt;
  return refused(fmt::format("limit: a query may be {} bytes long, this one is {}", max_query_bytes,
                             query.size()));
}

}  // namespace

ParsedQuery parse(std::string_view query, const ParseOptions& options) {
  if (auto refusal = too_long(query)) return std::move(*refusal);
  const std::string composed = text::compose(query);
  if (query.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos)
    return {.root = {.kind = Kind::everything}, .notes = {}, .refused = {}};
  return Parser(composed, options).parse();
}

ParsedQuery parse_plain(std::string_view query, const ParseOptions& options) {
  if (auto refusal = too_long(query)) return std::move(*refusal);
  std::vector<Node> nodes;
  for (Word& word : read_plain_words(text::compose(query))) {
    Node node{.kind = Kind::word};
    node.words.push_back(std::move(word));
    nodes.push_back(std::move(node));
  }
  if (nodes.size() > max_query_words) return refused(too_many_words());
  ParsedQuery parsed{.root = combined(options.match == Request::Match::any ? Kind::any : Kind::all,
                                      std::move(nodes)),
                     .notes = {},
                     .refused = {}};
  if (parsed.root.kind == Kind::nothing)
    parsed.notes.push_back({"no-words", "there is no word to look for"});
  return parsed;
}

std::optional<Note> make_value(const schema::Field& field, std::string_view value, Day today,
                               Node& node) {
  node.field = &field;
  node.value = std::string(value);
  if (field.kind == schema::Kind::path) {
    node.kind = Kind::path;
    return std::nullopt;
  }
  node.unknown = field.unknowable && value == schema::unknown;
  node.kind = field.kind == schema::Kind::day ? Kind::days : Kind::value;
  if (node.kind == Kind::value || node.unknown) return std::nullopt;
  const auto days = dates::parse_range(value, today);
  if (!days.range) return Note{"bad-date", fmt::format("{}: {}", value, days.problem)};
  node.days = *days.range;
  return std::nullopt;
}

Node combined(Node::Kind kind, std::vector<Node> nodes) {
  if (nodes.empty()) return {};
  if (nodes.size() == 1) return std::move(nodes.front());
  Node node{.kind = kind};
  node.children = std::move(nodes);
  return node;
}

}  // namespace ae::searching
