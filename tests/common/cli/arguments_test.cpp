// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/arguments.hpp"

#include "ae/error.hpp"

#include <catch2/catch.hpp>

#include <array>

namespace {

using ae::cli::Arguments;
using ae::cli::Option;
using Words = std::vector<std::string>;

constexpr std::array options{
    Option{.name = "outlet", .argument = "VALUE", .repeats = true, .group = "A", .help = "x"},
    Option{.name = "limit", .argument = "N", .group = "A", .help = "x"},
    Option{.name = "memory", .argument = "SIZE", .group = "A", .help = "x"},
    Option{.name = "facets", .argument = "LIST", .optional = true, .group = "A", .help = "x"},
    Option{.name = "sort", .argument = "relevance|newest|oldest", .group = "A", .help = "x"},
    Option{.name = "count", .group = "A", .help = "x"},
    ae::cli::help_option,
    ae::cli::version_option,
};

ae::cli::Program program() {
  ae::cli::Program result;
  result.name = "ae-test";
  result.options = options;
  return result;
}

Arguments parse(const std::vector<const char*>& line) { return ae::cli::parse(program(), line); }

ae::Error error_of(const std::vector<const char*>& line) {
  try {
    static_cast<void>(parse(line));
  } catch (const ae::Error& error) {
    return error;
  }
  throw std::logic_error("no error");
}

}  // namespace

TEST_CASE("a word with one dash is a word", "[common][cli]") {
  CHECK(parse({"-recount"}).words == Words{"-recount"});
  CHECK(parse({"Trump", "-recount", "-5", "-"}).words == Words{"Trump", "-recount", "-5", "-"});
  CHECK(parse({"-hotel", "-Vote"}).words == Words{"-hotel", "-Vote"});
}

TEST_CASE("only -h and -V are options with one dash", "[common][cli]") {
  CHECK(parse({"-h"}).given("help"));
  CHECK(parse({"-V"}).given("version"));
  CHECK(parse({"-c"}).words == Words{"-c"});
}

TEST_CASE("two dashes end options", "[common][cli]") {
  const Arguments arguments = parse({"--count", "--", "--limit", "-h", "--"});
  CHECK(arguments.given("count"));
  CHECK_FALSE(arguments.given("help"));
  CHECK(arguments.words == Words{"--limit", "-h", "--"});
}

TEST_CASE("the last of a repeated option wins, where it does not add up", "[common][cli]") {
  const Arguments arguments =
      parse({"--limit", "5", "--outlet=a", "--limit=7", "--outlet", "b", "--count", "--count"});
  CHECK(arguments.value("limit") == "7");
  CHECK(arguments.values("outlet") == Words{"a", "b"});
  CHECK(arguments.given("count"));
}

TEST_CASE("an optional value is taken only after an equals sign", "[common][cli]") {
  const Arguments bare = parse({"--facets", "person"});
  CHECK(bare.value("facets") == "");
  CHECK(bare.words == Words{"person"});
  CHECK(parse({"--facets=person,org"}).value("facets") == "person,org");
}

TEST_CASE("a value may look like anything", "[common][cli]") {
  const std::string value = GENERATE("", "-x", "--count", "a=b", "--", "\xff");
  CAPTURE(value);
  CHECK(parse({"--outlet", value.c_str()}).value("outlet") == value);
  CHECK(parse({("--outlet=" + value).c_str()}).value("outlet") == value);
}

TEST_CASE("what the table does not allow is refused, with what to do", "[common][cli]") {
  struct Row {
    std::vector<const char*> line;
    const char* what;
    const char* hint;
  };
  const auto row = GENERATE(values<Row>({
      {{"--outlt", "x"}, "--outlt: no such option", "did you mean --outlet?"},
      {{"--lim=5"}, "--lim: no such option", "did you mean --limit?"},
      {{"--zzzzzzzz"}, "--zzzzzzzz: no such option", "ae-test --help lists the options"},
      {{"---"}, "---: no such option", "ae-test --help lists the options"},
      {{"--limit"}, "--limit: needs a value: N", "ae-test --help lists the options"},
      {{"--count=yes"}, "--count: takes no value", "ae-test --help lists the options"},
      {{"--sort", "new"},
       "--sort: 'new' is not one of relevance, newest, oldest",
       "ae-test --help lists the options"},
  }));
  CAPTURE(row.what);
  const ae::Error error = error_of(row.line);
  CHECK(error.code() == ae::ErrorCode::bad_usage);
  CHECK(std::string(error.what()) == row.what);
  CHECK(error.hint() == row.hint);
}

TEST_CASE("an option is never abbreviated", "[common][cli]") {
  CHECK_THROWS_AS(parse({"--cou"}), ae::Error);
  CHECK_THROWS_AS(parse({"--out", "x"}), ae::Error);
}

TEST_CASE("numbers and sizes are whole and in range", "[common][cli]") {
  const auto number = [](const char* text) {
    return ae::cli::number(parse({"--limit", text}), "limit", 10, {.from = 1, .to = 100});
  };
  CHECK(number("100") == 100);
  CHECK(ae::cli::number(parse({}), "limit", 10) == 10);
  const auto bad = GENERATE("", "0", "101", "-1", "+1", " 1", "1x", "1.5", "18446744073709551616");
  CAPTURE(bad);
  CHECK_THROWS_AS(number(bad), ae::Error);

  const auto size = [](const char* text) {
    return ae::cli::byte_size(parse({"--memory", text}), "memory", 0);
  };
  CHECK(size("12") == 12);
  CHECK(size("64k") == 65536);
  CHECK(size("128M") == 128ULL << 20);
  CHECK(size("2G") == 2ULL << 30);
  const auto odd = GENERATE("", "M", "1T", "1MB", "99999999999999999G");
  CAPTURE(odd);
  CHECK_THROWS_AS(size(odd), ae::Error);
}

TEST_CASE("a choice becomes an enumerator in the order of the table", "[common][cli]") {
  enum class Sort { relevance, newest, oldest };
  const auto sort = [](const std::vector<const char*>& line) {
    return ae::cli::choice(program(), parse(line), "sort", Sort::relevance);
  };
  CHECK(sort({"--sort", "oldest"}) == Sort::oldest);
  CHECK(sort({"--sort", "newest"}) == Sort::newest);
  CHECK(sort({}) == Sort::relevance);
}

TEST_CASE("a field and its value are parted at the first equals sign", "[common][cli]") {
  CHECK(ae::cli::field_and_value("set", "url=a=b") ==
        std::pair<std::string, std::string>("url", "a=b"));
  const auto bad = GENERATE("", "=", "outlet", "outlet=", "=x");
  CAPTURE(bad);
  CHECK_THROWS_AS(ae::cli::field_and_value("set", bad), ae::Error);
}

TEST_CASE("a hundred thousand words are read in a moment", "[common][cli]") {
  const std::vector<const char*> line(100'000, "word");
  CHECK(parse(line).words.size() == line.size());
}
