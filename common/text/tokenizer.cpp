// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/tokenizer.hpp"

#include "common/text/ascii.hpp"
#include "common/text/unicode.hpp"
#include "common/text/word_bits.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace ae::text {
namespace {

/// A character as words are cut.
struct Letter {
  CharClass kind = CharClass::other;
  std::uint8_t size = 0;  ///< bytes; 0 behind the end
};

constexpr auto ascii_kinds = [] {
  std::array<CharClass, 0x80> kinds{};
  for (std::size_t c = 0; c < kinds.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    kinds[c] = letter                 ? CharClass::letter
               : c >= '0' && c <= '9' ? CharClass::digit
                                      : CharClass::other;
  }
  return kinds;
}();

constexpr bool is_wide(char byte) noexcept { return static_cast<unsigned char>(byte) >= 0x80; }

/// Letters and digits of ASCII: nearly all that words are made of.
bool continues_plainly(char byte) noexcept {
  return !is_wide(byte) && ascii_kinds[static_cast<unsigned char>(byte)] != CharClass::other;
}

/// White space, and marks that neither a word nor a number goes on behind.
bool ends_plainly(char byte) noexcept {
  return byte == ' ' || byte == '\n' || byte == ')' || byte == '"' || byte == ';' || byte == ':';
}

/// What may stand behind a plain word.
enum class Ending : std::uint8_t {
  open,            ///< it may go on, or be glued to the next
  plain,           ///< neither
  behind_letters,  ///< neither, unless a digit or a single letter stands before
};

constexpr auto endings = [] {
  std::array<Ending, 0x100> kinds{};
  for (std::size_t c = 0; c < ascii_kinds.size(); ++c) kinds[c] = Ending::plain;
  kinds['.'] = kinds[','] = Ending::behind_letters;
  kinds['\''] = kinds['-'] = kinds['&'] = Ending::open;
  return kinds;
}();

Letter wide_letter_at(std::string_view text, std::size_t at) noexcept {
  const CodePoint c = decode(text, at);
  return {classify(c.value), c.size};
}

/// Nearly all are ASCII, and told by a table.
Letter letter_at(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return {};
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < ascii_kinds.size() ? Letter{ascii_kinds[byte], 1} : wide_letter_at(text, at);
}

CharClass class_at(std::string_view text, std::size_t at) noexcept {
  return letter_at(text, at).kind;
}

bool is_letter_at(std::string_view text, std::size_t at) noexcept {
  return class_at(text, at) == CharClass::letter;
}

bool is_digit_at(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Bytes of the apostrophe at \p at, 0 where there is none.
std::size_t apostrophe(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return 0;
  if (!is_wide(text[at])) return text[at] == '\'' ? 1 : 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u2019")) return 3;
  return rest.starts_with("\u02BC") ? 2 : 0;
}

/// Bytes of the hyphen at \p at, 0 where there is none. Dashes are no hyphens.
std::size_t hyphen(std::string_view text, std::size_t at) noexcept {
  if (at >= text.size()) return 0;
  if (!is_wide(text[at])) return text[at] == '-' ? 1 : 0;
  const std::string_view rest = text.substr(at);
  return rest.starts_with("\u2010") || rest.starts_with("\u2011") ? 3 : 0;
}

/// Bytes of what separates groups of three digits at \p at: comma, apostrophe or a narrow space.
std::size_t group_separator(std::string_view text, std::size_t at) noexcept {
  if (!is_wide(text[at])) return text[at] == ',' || text[at] == '\'' ? 1 : 0;
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("\u00A0")) return 2;
  if (rest.starts_with("\u202F") || rest.starts_with("\u2009")) return 3;
  return apostrophe(text, at);
}

/// How many letters follow from \p at on, counted up to \p most.
std::size_t letters_from(std::string_view text, std::size_t at, std::size_t most) noexcept {
  std::size_t count = 0;
  for (Letter next = letter_at(text, at); count < most && next.kind == CharClass::letter;
       next = letter_at(text, at)) {
    at += next.size;
    ++count;
  }
  return count;
}

/// French and Italian words that lose their vowel before another: `d'or`, `l'un`; no English one.
bool elides(std::string_view word) noexcept {
  constexpr std::string_view letters = "cdjlmntCDJLMNT";
  return word.size() == 1 && letters.find(word[0]) != std::string_view::npos;
}

/// A possessive or plural "'s" stands at \p at and ends there.
bool is_possessive(std::string_view text, std::size_t at) noexcept {
  const std::size_t mark = apostrophe(text, at);
  if (mark == 0 || at + mark >= text.size()) return false;
  const char s = text[at + mark];
  if (s != 's' && s != 'S') return false;
  const CharClass after = class_at(text, at + mark + 1);
  return after == CharClass::other || after == CharClass::cjk;
}

/// Lower-case letters stand near \p word on its line: then capitals mean something.
bool capitals_mean_something(std::string_view text, Span word) noexcept {
  constexpr std::size_t reach = 24;
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  for (std::size_t i = word.to; i < std::min(text.size(), word.to + reach) && text[i] != '\n'; ++i)
    if (is_lower(text[i])) return true;
  for (std::size_t i = word.from; i > word.from - std::min(word.from, reach); --i) {
    if (text[i - 1] == '\n') break;
    if (is_lower(text[i - 1])) return true;
  }
  return false;
}

/// Abbreviations that are written without dots and spell an everyday word. Few: most capitals
/// that spell one are emphasis ("NOT ALL").
bool is_undotted_abbreviation(std::string_view word) noexcept {
  if (word.size() < 2 || word.size() > 3) return false;
  return word == "US" || word == "IT" || word == "WHO" || word == "AM";
}

Token::Kind kind_of(std::string_view text, Span bytes) {
  const std::string_view word = bytes.of(text);
  if (is_undotted_abbreviation(word) && capitals_mean_something(text, bytes))
    return Token::Kind::initials;
  return is_digit_at(text, bytes.from) &&
                 std::ranges::none_of(word,
                                      [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; })
             ? Token::Kind::number
             : Token::Kind::word;
}

/// Letters and digits of ASCII are all of \p word, and what stands behind them neither goes on with
/// it nor glues it to the next. Nearly all words are plain.
bool is_plain(std::string_view text, Span word) noexcept {
  const char first = text[word.from];
  const char next = word.to < text.size() ? text[word.to] : ' ';
  const Ending ending = endings[static_cast<unsigned char>(next)];
  const bool ends =
      ending == Ending::plain ||
      (ending == Ending::behind_letters && !ascii::is_digit(text[word.to - 1]) && word.size() > 1);
  const bool may_be_abbreviation = word.size() - 2 < 2 && ascii::is_upper(text[word.from + 1]);
  return ends && !may_be_abbreviation && !ascii::is_digit(first) &&
         word.size() - 1 < max_word_bytes;
}

}  // namespace

std::optional<Token> Tokenizer::next() {
  while (at_ < text_.size()) {
    const Letter next = letter_at(text_, at_);
    switch (next.kind) {
      case CharClass::other:
        at_ += next.size;
        glued_ = in_cjk_ = false;
        break;
      case CharClass::cjk:
        if (auto token = cjk_pair()) return token;
        break;
      default:
        in_cjk_ = false;
        if (auto token = initials()) return token;
        return word();
    }
  }
  return std::nullopt;
}

/// A pair from here, or nothing where this character only ended the pair before.
std::optional<Token> Tokenizer::cjk_pair() {
  const std::size_t start = at_;
  const std::size_t second = start + decode(text_, start).size;
  at_ = second;
  glued_ = false;
  if (class_at(text_, second) == CharClass::cjk) {
    in_cjk_ = true;
    return Token{{start, second + decode(text_, second).size}, Token::Kind::cjk, false};
  }
  if (std::exchange(in_cjk_, false)) return std::nullopt;
  return Token{{start, second}, Token::Kind::cjk, false};
}

/// `U.S.`, `N.J`, `a.m.`: single letters, each with a dot behind it but perhaps the last.
std::optional<Token> Tokenizer::initials() {
  if (at_ + 1 < text_.size() && !is_wide(text_[at_]) && text_[at_ + 1] != '.') return std::nullopt;
  std::size_t at = at_;
  std::size_t letters = 0;
  for (Letter next = letter_at(text_, at); next.kind == CharClass::letter;
       next = letter_at(text_, at)) {
    const std::size_t after = at + next.size;
    const bool dot = after < text_.size() && text_[after] == '.';
    if (!dot && class_at(text_, after) != CharClass::other) return std::nullopt;
    ++letters;
    at = after + (dot ? 1U : 0U);
    if (!dot || letters > 8) break;
  }
  if (letters < 2 || letters > 8) return std::nullopt;
  const Token token{{at_, at}, Token::Kind::initials, std::exchange(glued_, false)};
  at_ = at;
  skip_after_word();
  return token;
}

Token Tokenizer::word() {
  const std::size_t start = at_;
  std::size_t at = start;
  for (;;) {
    while (at < text_.size() && continues_plainly(text_[at])) ++at;
    if (at < text_.size() && ends_plainly(text_[at])) break;
    const Letter next = letter_at(text_, at);
    std::size_t after = 0;
    if (next.kind == CharClass::letter || next.kind == CharClass::digit)
      at += next.size;
    else if (next.kind == CharClass::other && at < text_.size() &&
             (continues_number(at, after) || continues_word(start, at, after)))
      at = after;
    else
      break;
  }
  at_ = at;
  Span bytes{start, at};
  if (bytes.size() > max_word_bytes)
    bytes.to = start + floor_boundary(bytes.of(text_), max_word_bytes);
  const Token token{bytes, kind_of(text_, bytes), std::exchange(glued_, false)};
  skip_after_word();
  return token;
}

/// A decimal point, or a separator before exactly three digits.
bool Tokenizer::continues_number(std::size_t at, std::size_t& after) const {
  if (at == 0 || !is_digit_at(text_, at - 1)) return false;
  if (text_[at] == '.' && is_digit_at(text_, at + 1)) {
    after = at + 1;
    return true;
  }
  const std::size_t size = group_separator(text_, at);
  if (size == 0) return false;
  after = at + size;
  return is_digit_at(text_, after) && is_digit_at(text_, after + 1) &&
         is_digit_at(text_, after + 2) && !is_digit_at(text_, after + 3);
}

/// `AT&T`, and contractions: an apostrophe before at most two letters, unless it is a possessive.
bool Tokenizer::continues_word(std::size_t start, std::size_t at, std::size_t& after) const {
  if (text_[at] == '&') {
    after = at + 1;
    return is_letter_at(text_, after);
  }
  const std::size_t mark = apostrophe(text_, at);
  if (mark == 0 || is_possessive(text_, at)) return false;
  after = at + mark;
  const std::size_t right = letters_from(text_, after, 3);
  const bool elision = right == 3 || elides(text_.substr(start, at - start));
  return right > 0 && !elision;
}

/// After a word: leaves out a possessive, and notes whether a hyphen or elision glues on the next.
void Tokenizer::skip_after_word() {
  if (at_ < text_.size() && ends_plainly(text_[at_])) return;
  if (is_possessive(text_, at_)) {
    at_ += apostrophe(text_, at_) + 1;
    return;
  }
  const std::size_t joint = std::max(hyphen(text_, at_), apostrophe(text_, at_));
  if (joint == 0) return;
  const CharClass next = class_at(text_, at_ + joint);
  if (next != CharClass::letter && next != CharClass::digit) return;
  at_ += joint;
  glued_ = true;
}

void Tokenizer::read_all(std::vector<Token>& tokens) {
  const WordBits bits(text_);
  for (;;) {
    const std::size_t from = bits.next_word(at_);
    if (from != at_) glued_ = in_cjk_ = false;
    at_ = from;
    if (from == text_.size()) return;
    const Span word{from, bits.end_of_plain(from)};
    if (is_plain(text_, word)) {
      tokens.push_back({word, Token::Kind::word, std::exchange(glued_, false)});
      in_cjk_ = false;
      at_ = word.to;
    } else if (const auto token = next()) {
      tokens.push_back(*token);
    }
  }
}

std::vector<Token> tokenize(std::string_view text) { return tokenize(text, {}); }

std::vector<Token> tokenize(std::string_view text, std::span<const std::uint64_t> breaks) {
  constexpr std::size_t bytes_a_word = 5;  // hardly fewer in any prose
  std::vector<Token> tokens;
  tokens.reserve(text.size() / bytes_a_word + breaks.size());
  std::size_t from = 0;
  const auto read_to = [&](std::size_t to) {
    const std::size_t before = tokens.size();
    Tokenizer(text.substr(from, to - from)).read_all(tokens);
    if (from != 0)
      for (Token& token : std::span(tokens).subspan(before)) {
        token.bytes.from += from;
        token.bytes.to += from;
      }
    from = to;
  };
  for (const std::uint64_t at : breaks) {
    if (at < from || at > text.size()) continue;
    read_to(at);
    tokens.push_back({{at, at}, Token::Kind::gap, false});
  }
  read_to(text.size());
  return tokens;
}

bool reads_as_everyday_word(std::string_view folded) noexcept {
  static constexpr std::array<std::string_view, 36> words{
      "all", "am", "an",  "and", "any", "are", "as", "at", "be", "but", "by", "can",
      "did", "do", "for", "go",  "had", "has", "he", "if", "in", "is",  "it", "may",
      "me",  "my", "no",  "of",  "on",  "or",  "so", "to", "up", "us",  "we", "who"};
  return std::ranges::binary_search(words, folded);
}

std::string fold(std::string_view surface, Token::Kind kind) {
  std::string folded = fold(surface);
  if (kind == Token::Kind::number) {
    std::erase_if(folded, [](char c) { return (c < '0' || c > '9') && c != '.'; });
  } else if (kind == Token::Kind::initials) {
    std::erase(folded, '.');
    if (reads_as_everyday_word(folded) && folded.size() > 1) {
      std::string dotted;
      for (const char c : folded) dotted += {c, '.'};
      dotted.pop_back();
      return dotted;
    }
  }
  return folded;
}

}  // namespace ae::text
