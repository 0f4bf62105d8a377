// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/lexer.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace ae::searching;

namespace {

/// `<phrase>` (`<phrase` where it is not closed), `near/5`, `title:`, and the rest as typed.
std::string spelled(const Lexeme& lexeme) {
  using enum Lexeme::Kind;
  const std::string exact = lexeme.exact ? "=" : "";
  switch (lexeme.kind) {
    case phrase:
      return fmt::format("{}<{}{}", exact, lexeme.text, lexeme.closed ? ">" : "");
    case near:
      return fmt::format("near/{}", lexeme.distance);
    case field:
      return fmt::format("{}:", lexeme.text);
    case negation:
      return "not";
    case conjunction:
      return "and";
    case disjunction:
      return "or";
    default:
      return exact + std::string(lexeme.text);
  }
}

std::string lexemes(std::string_view query) {
  Lexer lexer(query);
  std::string out;
  for (Lexeme next = lexer.next(); next.kind != Lexeme::Kind::end; next = lexer.next())
    out += (out.empty() ? "" : " ") + spelled(next);
  return out;
}

}  // namespace

TEST_CASE("a query is cut into operators, phrases, fields and words", "[searcher][query]") {
  struct Row {
    const char* query;
    const char* lexemes;
  };
  const auto row = GENERATE(values<Row>({
      {"", ""},
      {"  two\twords\n", "two words"},
      {"a OR b AND NOT c", "a or b and not c"},
      {"or and not", "or and not"},  // the words
      {"(a b)c", "( a b ) c"},
      {"-a b-c - d", "not a b-c d"},
      {"(-a", "( not a"},
      {"-\"a b\" -(c) -date:2017", "not <a b> not ( c ) not date: 2017"},
      {"\"a b\" “c” „d“ «e» 「f」 \"open", "<a b> <c> <d> <e> <f> <open"},
      {"“mixed\" ''", "<mixed> ''"},
      {"'a b' don't 'tis Jones' 'who's there'", "<a b> don't <tis Jones> <who's there>"},
      {"‘a b’ ‘don’t go’ 'tis", "<a b> <don’t go> 'tis"},
      {"=Moore =\"Rule of Law\" a=b = c", "=Moore =<Rule of Law> a=b c"},
      {"title:moore title:\"a b\" title:=Moore title:(a)",
       "title: moore title: <a b> title: =Moore title: ( a )"},
      {"10:30 https://x Update:x word: word", "10:30 https://x Update:x word: word"},
      {"a NEAR/5 b NEAR c", "a near/5 b near/10 c"},
      {"NEARBY NEAR/ NEAR/x NEAR/99999999999", "NEARBY NEAR/ NEAR/x NEAR/99999999999"},
      {"date:..2017-12 date:-x", "date: ..2017-12 date: -x"},
  }));
  CAPTURE(row.query);
  CHECK(lexemes(row.query) == row.lexemes);
}

TEST_CASE("in a query all in capitals AND, OR and NOT are words", "[searcher][query]") {
  CHECK(lexemes("TRUMP AND MOORE") == "TRUMP AND MOORE");
  CHECK(lexemes("TRUMP AND moore") == "TRUMP and moore");
  CHECK(lexemes("20,715 AND 21,000") == "20,715 and 21,000");
  CHECK(lexemes("TRUMP -MOORE (X)") == "TRUMP not MOORE ( X )");
}

TEST_CASE("lexemes say where they stand in the query", "[searcher][query]") {
  Lexer lexer("a -\"b c\"");
  CHECK(lexer.next().bytes == ae::Span{0, 1});
  CHECK(lexer.next().bytes == ae::Span{2, 3});
  CHECK(lexer.next().bytes == ae::Span{4, 7});
  CHECK(lexer.next().kind == Lexeme::Kind::end);
  CHECK(lexer.next().kind == Lexeme::Kind::end);
}

TEST_CASE("long queries of quotation marks are read in linear time", "[searcher][query]") {
  const auto piece = GENERATE(as<std::string>{}, "'a'b ", "‘a’b ", "'a ", "\"", "((", "-=-");
  CAPTURE(piece);
  std::string query;
  while (query.size() < 1'000'000) query += piece;
  CHECK_NOTHROW(lexemes(query));
}
