// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae::test;

namespace {

TestArchive cafes() {
  return TestArchive(Files{
      {"a.jsonl",
       R"({"title":"Café culture","outlet":"The Carrier","authors":["Ana Cabral"],"text":"The café on the corner. Another café, and a cabin."})"
       "\n"
       R"({"title":"Cabins","outlet":"Semaphore","authors":["Ana Cabral"],"text":"Cafés closed early."})"
       "\n"}});
}

/// "cafe word 4, ..."
std::string ways(const TestArchive& archive, std::string_view prefix, std::size_t most = 10) {
  std::string out;
  for (const auto& each : archive.searcher().complete(prefix, most))
    out +=
        (out.empty() ? "" : ", ") + each.text + " " + each.kind + " " + std::to_string(each.count);
  return out;
}

}  // namespace

TEST_CASE("words, names and fields go on from a prefix", "[searcher][match]") {
  const TestArchive archive = cafes();
  const auto [prefix, expected] = GENERATE(values<std::pair<std::string, std::string>>({
      {"caf", "cafe word 3, cafes word 1"},
      {"CAFÉ", "cafe word 3, cafes word 1"},
      {"carr", "The Carrier outlet 1"},
      {"cab", "cabin word 1, cabins word 1, Ana Cabral author 2"},
      {"pers", "person: field 0"},
      {"out", "outlet: field 0"},
      {"author:", "author:\"Ana Cabral\" author 2"},
      {"author:\"ana", "author:\"Ana Cabral\" author 2"},
      {"outlet:s", "outlet:Semaphore outlet 1"},
      {"outlet:x", ""},
      {"title:c", ""},
      {"zzz", ""},
  }));
  CAPTURE(prefix);
  CHECK(ways(archive, prefix) == expected);
}

TEST_CASE("the most frequent ways to go on come first", "[searcher][match]") {
  const TestArchive archive = cafes();
  CHECK(ways(archive, "ca", 1) ==
        "caption: field 0, cafe word 3, Ana Cabral author 2, The Carrier outlet 1");
}
