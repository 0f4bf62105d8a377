// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuzz/targets.hpp"

#include "common/text/stemmer.hpp"
#include "common/text/unicode.hpp"
#include "searcher/present/snippets.hpp"
#include "searcher/query/expand.hpp"
#include "searcher/query/parse.hpp"
#include "searcher/query/show.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ae::fuzz {
namespace {

void promise(bool kept, const char* what) {
  if (!kept) throw Broken(what);
}

/// Takes the first \p count bytes off; fewer where there are fewer.
std::string_view take(std::string_view& bytes, std::size_t count) {
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(taken.size());
  return taken;
}

std::size_t number(std::string_view byte) {
  return byte.empty() ? 0 : static_cast<unsigned char>(byte.front());
}

/// An archive that has heard of most words.
class Articles final : public searching::Lexicon {
 public:
  bool is_hyphenated(std::string_view word) const override { return word.size() % 2 == 0; }
  bool is_known(std::string_view word) const override { return word.size() % 3 != 0; }
  bool adds(std::string_view variant, std::string_view word) const override {
    return variant != word;
  }
  bool is_printed(std::string_view word) const override { return is_known(word); }
  std::vector<std::string> corrections(std::string_view word, std::size_t most) const override {
    return std::vector<std::string>(most, std::string(word) + "s");
  }
  Fields fields_naming(std::string_view name) const override {
    if (name.size() % 5 == 0) return {schema::find("person")};
    return {};
  }
};

bool is_boundary(std::string_view text, std::size_t at) {
  return text::floor_boundary(text, at) == at;
}

/// Nothing is ever found where something was removed.
bool is_gap(std::span<const text::Token> tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == text::Token::Kind::gap;
}

void check_snippet(const Snippet& snippet, std::string_view text) {
  promise(snippet.start <= text.size() && text.substr(snippet.start).starts_with(snippet.text),
          "a snippet is a slice of the text");
  promise(
      is_boundary(text, snippet.start) && is_boundary(text, snippet.start + snippet.text.size()),
      "a snippet cuts no character");
  std::size_t at = 0;
  for (const Span& mark : snippet.marks) {
    promise(mark.from >= at && mark.from < mark.to && mark.to <= snippet.text.size(),
            "marks are in order and in the snippet");
    at = mark.to;
  }
}

}  // namespace

void query(std::string_view bytes) {
  const bool any = number(take(bytes, 1)) % 2 == 1;
  const searching::ParseOptions options{
      .match = any ? Request::Match::any : Request::Match::all,
      .today = Day(std::chrono::year(2017), std::chrono::December, std::chrono::day(14))};
  const auto parsed = searching::parse(bytes, options);
  promise(!parsed.refused || parsed.root.kind == searching::Node::Kind::nothing,
          "a refused query has no tree");
  static_cast<void>(searching::show_tokens(bytes));
  const auto expanded = searching::expand(parsed.root, Articles());
  static_cast<void>(searching::show_tree(expanded));
  static_cast<void>(searching::parse(searching::to_string(parsed.root), options));
}

void tokenizer(std::string_view bytes) {
  text::Stemmer stemmer;
  const std::size_t language = number(take(bytes, 1)) % text::languages().size();
  const std::vector<std::uint64_t> breaks{number(take(bytes, 1)), number(take(bytes, 1)) + 100U};
  std::size_t from = 0;
  for (const text::Token& token : text::tokenize(bytes, breaks)) {
    promise(token.bytes.from >= from && token.bytes.to <= bytes.size(),
            "words are in order and in the text");
    promise(token.kind == text::Token::Kind::gap ? token.bytes.empty() : !token.bytes.empty(),
            "only gaps are empty");
    promise(token.bytes.size() <= text::max_word_bytes, "words are not too long");
    from = token.bytes.from;
    const std::string_view word = token.bytes.of(bytes);
    static_cast<void>(text::fold(word, token.kind));
    static_cast<void>(stemmer.stem(word, token.kind, static_cast<std::uint8_t>(language)));
  }
  const std::string composed = text::compose(bytes);
  promise(text::compose(composed) == composed, "what is composed stays as it is");
}

void snippet(std::string_view bytes) {
  const searching::SnippetOptions options{
      .count = static_cast<std::uint32_t>(number(take(bytes, 1)) % 4),
      .bytes = static_cast<std::uint32_t>(number(take(bytes, 1)))};
  const std::string_view places = take(bytes, number(take(bytes, 1)) % 16);
  const std::string text = text::compose(bytes);
  const std::vector<std::uint64_t> breaks{text.size() / 3};
  const auto tokens =
      text::tokenize(text, is_boundary(text, breaks[0]) ? std::span<const std::uint64_t>(breaks)
                                                        : std::span<const std::uint64_t>());
  std::vector<searching::Occurrence> found;
  std::uint32_t at = 0;
  for (const char place : places) {
    const auto value = static_cast<unsigned char>(place);
    at += value % 32;
    const searching::Run run{at, at + value / 64};
    if (!is_gap(tokens, run.first) && !is_gap(tokens, run.last))
      found.push_back({.run = run, .part = value % 3U});
  }
  std::ranges::sort(found);
  for (const Snippet& snippet : searching::make_snippets(text, tokens, found, options))
    check_snippet(snippet, text);
  for (const Span& mark : searching::to_marks(found, tokens))
    promise(mark.from < mark.to && mark.to <= text.size(), "marks are in the text");
}

}  // namespace ae::fuzz
