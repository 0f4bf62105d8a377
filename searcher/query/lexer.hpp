// SPDX-License-Identifier: GPL-2.0-or-later
/// Typed text -> brackets, operators, quotations and chunks of text.
#pragma once

#include "ae/span.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ae::searching {

struct Lexeme {
  enum class Kind : std::uint8_t {
    end,
    open,
    close,
    conjunction,  ///< AND
    disjunction,  ///< OR
    negation,     ///< NOT, or a hyphen before a word
    near,         ///< NEAR/n
    field,        ///< text is the name, its value follows
    chunk,        ///< text up to a space, bracket or quotation mark
    phrase,       ///< text between quotation marks
  };
  Kind kind = Kind::end;
  std::string_view text;
  Span bytes;                  ///< in the query
  std::uint32_t distance = 0;  ///< of near
  bool exact = false;          ///< = stood before it
  bool closed = true;          ///< of a phrase: its second quotation mark was there
};

/// Reads a query front to back. Any bytes are a query; linear in their number.
class Lexer {
 public:
  explicit Lexer(std::string_view query);

  [[nodiscard]] Lexeme next();

  /// NEAR without a number.
  static constexpr std::uint32_t default_distance = 10;

 private:
  void skip_spaces();
  [[nodiscard]] bool starts_something() const;
  [[nodiscard]] Lexeme read();
  [[nodiscard]] bool is_closed(std::string_view closing);
  [[nodiscard]] Lexeme phrase(std::size_t mark_size, std::string_view closing);
  [[nodiscard]] Lexeme chunk();
  [[nodiscard]] Lexeme lexeme(Lexeme::Kind kind, std::size_t from, std::size_t to) const;

  std::string_view query_;
  std::size_t at_ = 0;
  bool operators_ = true;        ///< AND, OR and NOT are no words
  bool straight_closes_ = true;  ///< some single quotation mark further on may close a phrase
  bool curly_closes_ = true;
  bool after_field_ = false;
};

}  // namespace ae::searching
