// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/words.hpp"

#include "common/text/unicode.hpp"

#include <utility>

namespace ae::searching {
namespace {

// Letters of no living language stand in for the wildcards, so that the tokeniser keeps them
// within their words.
constexpr std::string_view any_letters = "\uA7FF";
constexpr std::string_view one_letter = "\uA7FE";

bool is_word(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text::classify(text::decode(text, at).value) != text::CharClass::other;
}

bool ends_word(std::string_view text, std::size_t at) noexcept {
  return at > 0 && text::classify(text::decode_before(text, at).value) != text::CharClass::other;
}

/// `*` beside a letter, `?` between letters; runs of both count as one.
std::string with_placeholders(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_not_of("*?", at), text.size());
    const std::string_view run = text.substr(at, end - at);
    if (run.empty()) {
      out += text[at++];
      continue;
    }
    const bool before = ends_word(text, at);
    const bool after = is_word(text, end);
    const bool star = run.find('*') != std::string_view::npos;
    if ((before && after) || (star && (before || after)))
      for (const char c : run) out += c == '*' ? any_letters : one_letter;
    else
      out += run;
    at = end;
  }
  return out;
}

bool replace_all(std::string& text, std::string_view from, std::string_view to) {
  bool found = false;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    found = true;
  }
  return found;
}

Word make_word(std::string_view text, const text::Token& token, Word::Form form) {
  Word word{.surface = std::string(token.bytes.of(text)),
            .folded = text::fold(token.bytes.of(text), token.kind),
            .kind = token.kind,
            .form = token.kind == text::Token::Kind::cjk && form == Word::Form::stem
                        ? Word::Form::folded
                        : form,
            .glued = token.glued};
  const bool many = replace_all(word.surface, any_letters, "*");
  const bool one = replace_all(word.surface, one_letter, "?");
  if (many || one) {
    word.pattern = Word::Pattern::wildcard;
    word.folded = text::fold(word.surface);
  }
  return word;
}

}  // namespace

std::vector<Word> read_words(std::string_view text, Word::Form form) {
  const std::string prepared = with_placeholders(text);
  std::vector<Word> words;
  for (const text::Token& token : text::tokenize(prepared))
    words.push_back(make_word(prepared, token, form));
  return words;
}

std::vector<Word> read_plain_words(std::string_view text) {
  std::vector<Word> words;
  for (const text::Token& token : text::tokenize(text))
    words.push_back(make_word(text, token, Word::Form::stem));
  return words;
}

unsigned take_fuzziness(std::string_view& chunk) noexcept {
  const std::size_t tilde = chunk.rfind('~');
  if (tilde == std::string_view::npos || tilde == 0) return 0;
  const std::string_view digits = chunk.substr(tilde + 1);
  if (digits.size() > 1 || (digits.size() == 1 && (digits[0] < '0' || digits[0] > '9'))) return 0;
  chunk = chunk.substr(0, tilde);
  return digits.empty() ? 1U : static_cast<unsigned>(digits[0] - '0');
}

std::vector<std::vector<Word>> grouped(std::vector<Word> words) {
  std::vector<std::vector<Word>> groups;
  const auto is_cjk = [](const Word& word) { return word.kind == text::Token::Kind::cjk; };
  for (Word& word : words) {
    const bool joins =
        !groups.empty() && (word.glued || (is_cjk(word) && is_cjk(groups.back().back())));
    if (!joins) groups.emplace_back();
    groups.back().push_back(std::move(word));
  }
  return groups;
}

}  // namespace ae::searching
