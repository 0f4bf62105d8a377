// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/path_pattern.hpp"

#include "ae/error.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace ae::indexing;

namespace {

std::string says(const std::string& pattern, const std::string& path) {
  std::string out;
  for (const Claim& claim : PathPattern(pattern).claims(path))
    out += (out.empty() ? "" : " ") + std::string(name(claim.key)) + "=" + claim.value;
  return out;
}

}  // namespace

TEST_CASE("a pattern reads fields out of paths", "[indexer][corrections]") {
  using Row = std::tuple<std::string, std::string, std::string>;
  const auto [pattern, path, expected] = GENERATE(values<Row>({
      {"{outlet}/{date}/*", "Lantern/2017-12-13/a.txt", "outlet=Lantern date=2017-12-13"},
      {"{outlet}/{date}/*", "Lantern/20171213/a.txt", "outlet=Lantern date=2017-12-13"},
      {"{outlet}/{date}/*", "Lantern/2017-12-13/deep/a.txt", ""},
      {"{outlet}/{date}/**", "Lantern/2017-12-13/deep/a.txt", "outlet=Lantern date=2017-12-13"},
      {"{outlet}/{date}/*", "Lantern/December/a.txt", ""},
      {"{outlet}/{year}/{month}/{day}/*", "L/2017/2/9/a.txt", "outlet=L date=2017-02-09"},
      {"{outlet}/{year}/{month}/{day}/*", "L/2017/2/30/a.txt", "outlet=L"},
      {"{outlet}/{year}/*", "L/2017/a.txt", "outlet=L"},
      {"**/{date}_{outlet}_*.txt", "x/y/2017-12-13_The Post_12.txt",
       "date=2017-12-13 outlet=The Post"},
      {"{author}/{lang}/*", "Ana Reyes/fr/a.txt", "author=Ana Reyes lang=fr"},
      {"*/{title}.txt", "x/Bridge opens.txt", "title=Bridge opens"},
      {"{outlet}", "", ""},
  }));
  CAPTURE(pattern, path);
  CHECK(says(pattern, path) == expected);
}

TEST_CASE("a pattern that makes no sense is refused", "[indexer][corrections]") {
  const auto pattern = GENERATE("{outlet", "{mood}/*", "{url}/*", "{}");
  CAPTURE(pattern);
  CHECK_THROWS_AS(PathPattern(pattern), ae::Error);
}

TEST_CASE("no path costs a pattern much", "[indexer][corrections]") {
  std::string pattern;
  for (int i = 0; i < 5; ++i) pattern += "*a**{title}";
  CHECK(says(pattern + "b", std::string(3000, 'a')).empty());
  CHECK_THROWS_AS(PathPattern(pattern + "***"), ae::Error);
}
