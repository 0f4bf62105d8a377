// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"

#include "common/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace ae::searching {
namespace {

bool is_space(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/// Bytes of the double quotation mark at \p at, of any style; 0 where there is none.
std::size_t quotation_mark(std::string_view text, std::size_t at) noexcept {
  static constexpr std::array<std::string_view, 16> marks{
      "\"", "“", "”", "„", "‟", "«", "»", "‹", "›", "「", "」", "『", "』", "〝", "〞", "＂"};
  const std::string_view rest = text.substr(at);
  for (const std::string_view mark : marks)
    if (rest.starts_with(mark)) return mark.size();
  return 0;
}

bool is_word_at(std::string_view text, std::size_t at) noexcept {
  return at < text.size() && text::classify(text::decode(text, at).value) != text::CharClass::other;
}

/// The single quotation mark that would close one at \p at; nothing where there stands none.
std::optional<std::string_view> single_closing(std::string_view text, std::size_t at) noexcept {
  const std::string_view rest = text.substr(at);
  const std::string_view opening = rest.starts_with("‘") ? "‘" : "'";
  if (!rest.starts_with(opening) || !is_word_at(text, at + opening.size())) return std::nullopt;
  return opening == "'" ? "'" : "’";
}

/// From \p at on \p closing stands at the end of a word.
bool closes_a_word(std::string_view text, std::size_t at, std::string_view closing) noexcept {
  for (at = text.find(closing, at); at != std::string_view::npos; at = text.find(closing, at + 1))
    if (!is_word_at(text, at + closing.size())) return true;
  return false;
}

/// The length of `name:` at the front of \p chunk; 0 where the colon makes no field.
std::size_t field_prefix(std::string_view chunk) noexcept {
  const auto colon = std::ranges::find_if(chunk, [](char c) { return c < 'a' || c > 'z'; });
  const auto length = static_cast<std::size_t>(colon - chunk.begin());
  if (length == 0 || length == chunk.size() || chunk[length] != ':') return 0;
  return chunk.substr(length + 1).starts_with("//") ? 0 : length + 1;
}

/// The n of `NEAR/n`, also of a bare `NEAR`.
std::optional<std::uint32_t> near_distance(std::string_view chunk) noexcept {
  if (!chunk.starts_with("NEAR")) return std::nullopt;
  if (chunk.size() == 4) return Lexer::default_distance;
  std::uint32_t distance = 0;
  const char* const end = chunk.data() + chunk.size();
  const auto [stop, problem] = std::from_chars(chunk.data() + 5, end, distance);
  if (chunk[4] != '/' || problem != std::errc{} || stop != end) return std::nullopt;
  return distance;
}

bool is_operator(std::string_view chunk) noexcept {
  return chunk == "AND" || chunk == "OR" || chunk == "NOT";
}

/// In a query all in capitals AND, OR, NOT are words like the others.
bool shouts(std::string_view query) noexcept {
  bool others = false;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find_first_of(" \t\n()", at), query.size());
    const std::string_view chunk = query.substr(at, end - at);
    if (std::ranges::any_of(chunk, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    others |= !is_operator(chunk) &&
              std::ranges::any_of(chunk, [](char c) { return c >= 'A' && c <= 'Z'; });
    at = end + 1;
  }
  return others;
}

}  // namespace

Lexer::Lexer(std::string_view query) : query_(query), operators_(!shouts(query)) {}

void Lexer::skip_spaces() {
  while (at_ < query_.size() && is_space(query_[at_])) ++at_;
}

Lexeme Lexer::lexeme(Lexeme::Kind kind, std::size_t from, std::size_t to) const {
  return {.kind = kind, .text = query_.substr(from, to - from), .bytes = {from, to}};
}

/// After a `-` or `=`: a word, quotation, bracket or field follows without a space.
bool Lexer::starts_something() const {
  return at_ + 1 < query_.size() && !is_space(query_[at_ + 1]) && query_[at_ + 1] != ')' &&
         query_[at_ + 1] != query_[at_];
}

Lexeme Lexer::next() {
  const bool value = std::exchange(after_field_, false);
  if (!value) skip_spaces();
  bool exact = false;
  for (; at_ < query_.size() && !value; ++at_) {
    if (query_[at_] == '-' && starts_something()) {
      ++at_;
      return lexeme(Lexeme::Kind::negation, at_ - 1, at_);
    }
    if (query_[at_] == '=' && starts_something())
      exact = true;
    else if (query_[at_] != '-' && query_[at_] != '=' && !is_space(query_[at_]))
      break;
  }
  if (value && at_ < query_.size() && query_[at_] == '=' && starts_something()) {
    exact = true;
    ++at_;
  }
  after_field_ = value;
  Lexeme found = read();
  found.exact = exact;
  return found;
}

Lexeme Lexer::read() {
  const bool value = std::exchange(after_field_, false);
  if (at_ >= query_.size()) return lexeme(Lexeme::Kind::end, at_, at_);
  if (query_[at_] == '(' || query_[at_] == ')') {
    const auto kind = query_[at_] == '(' ? Lexeme::Kind::open : Lexeme::Kind::close;
    ++at_;
    return lexeme(kind, at_ - 1, at_);
  }
  if (const std::size_t size = quotation_mark(query_, at_); size > 0) return phrase(size, {});
  if (const auto closing = single_closing(query_, at_); closing && is_closed(*closing))
    return phrase(closing->size(), *closing);
  after_field_ = value;
  return chunk();
}

/// A single quotation mark opens a phrase only where one closes it at the end of a word. Where one
/// was looked for in vain none stands further on: looking again would make reading quadratic.
bool Lexer::is_closed(std::string_view closing) {
  bool& closes = closing.size() == 1 ? straight_closes_ : curly_closes_;
  closes = closes && closes_a_word(query_, at_ + 1, closing);
  return closes;
}

/// Up to \p closing, or where that is empty up to any double quotation mark.
Lexeme Lexer::phrase(std::size_t mark_size, std::string_view closing) {
  const std::size_t from = at_ + mark_size;
  for (std::size_t at = from; at < query_.size(); ++at) {
    const std::size_t size =
        closing.empty() ? quotation_mark(query_, at)
        : query_.substr(at).starts_with(closing) && !is_word_at(query_, at + closing.size())
            ? closing.size()
            : 0;
    if (size == 0) continue;
    at_ = at + size;
    return lexeme(Lexeme::Kind::phrase, from, at);
  }
  at_ = query_.size();
  Lexeme open = lexeme(Lexeme::Kind::phrase, from, at_);
  open.closed = false;
  return open;
}

Lexeme Lexer::chunk() {
  const bool value = std::exchange(after_field_, false);
  const std::size_t from = at_;
  std::size_t to = from;
  while (to < query_.size() && !is_space(query_[to]) && query_[to] != '(' && query_[to] != ')' &&
         quotation_mark(query_, to) == 0)
    ++to;
  const std::string_view text = query_.substr(from, to - from);
  at_ = to;
  if (value) return lexeme(Lexeme::Kind::chunk, from, to);
  const std::size_t prefix = field_prefix(text);
  const bool has_value =
      prefix < text.size() || (to < query_.size() && !is_space(query_[to]) && query_[to] != ')');
  if (prefix > 0 && has_value) {
    at_ = from + prefix;
    after_field_ = true;
    return lexeme(Lexeme::Kind::field, from, at_ - 1);
  }
  if (const auto distance = near_distance(text)) {
    Lexeme near = lexeme(Lexeme::Kind::near, from, to);
    near.distance = *distance;
    return near;
  }
  if (operators_ && text == "AND") return lexeme(Lexeme::Kind::conjunction, from, to);
  if (operators_ && text == "OR") return lexeme(Lexeme::Kind::disjunction, from, to);
  if (operators_ && text == "NOT") return lexeme(Lexeme::Kind::negation, from, to);
  return lexeme(Lexeme::Kind::chunk, from, to);
}

}  // namespace ae::searching
