// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/json_writer.hpp"

#include <catch2/catch.hpp>

#include <limits>

using ae::cli::JsonWriter;

namespace {

std::string written(std::string_view text) { return JsonWriter().value(text).take(); }

}  // namespace

TEST_CASE("JSON text is escaped, and valid UTF-8 whatever goes in", "[common][cli][json]") {
  struct Row {
    std::string text, json;
  };
  const auto row = GENERATE(values<Row>({
      {"", R"("")"},
      {"plain, café, 選挙", R"("plain, café, 選挙")"},
      {"say \"yes\" \\ no", R"("say \"yes\" \\ no")"},
      {"a\nb\tc\rd", R"("a\nb\tc\rd")"},
      {std::string("nul\0end", 7), R"("nul\u0000end")"},
      {"\x1b[31mred\x7f", R"("\u001b[31mred\u007f")"},
      {"\u009b31m \u202eevil\u2028", R"("\u009b31m \u202eevil\u2028")"},
      {"bad \xff\xc3 end", "\"bad \xEF\xBF\xBD\xEF\xBF\xBD end\""},
      {"cut \xe2\x82", "\"cut \xEF\xBF\xBD\xEF\xBF\xBD\""},
      {"surrogate \xed\xa0\x80", "\"surrogate \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
  }));
  CAPTURE(row.text);
  CHECK(written(row.text) == row.json);
}

TEST_CASE("commas stand between values and nowhere else", "[common][cli][json]") {
  JsonWriter json;
  json.begin_object().member("a", std::uint64_t{1}).key("b").begin_array().end_array();
  json.key("c").begin_array().value(true).null().begin_object().end_object().end_array();
  json.member("d", ae::Span{2, 5}).member("e", std::optional<std::string>()).end_object();
  CHECK(json.take() == R"({"a":1,"b":[],"c":[true,null,{}],"d":[2,5],"e":null})");
}

TEST_CASE("a document can be taken in parts", "[common][cli][json]") {
  JsonWriter json;
  json.begin_array();
  std::string whole = json.take();
  for (const char* each : {"x", "y"}) {
    json.line_break().value(each);
    whole += json.take();
  }
  CHECK(whole + json.end_array().take() == "[\n\"x\",\n\"y\"]");
}

TEST_CASE("numbers read back the same, and what is none is null", "[common][cli][json]") {
  const auto number = [](double value) { return JsonWriter().value(value).take(); };
  CHECK(number(3.21) == "3.21");
  CHECK(number(0.1) == "0.1");
  CHECK(std::stod(number(1.0 / 3)) == 1.0 / 3);
  CHECK(number(std::numeric_limits<double>::infinity()) == "null");
  CHECK(number(std::numeric_limits<double>::quiet_NaN()) == "null");
}
