// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page.hpp"

#include "indexer/pages/runs.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::indexing;

namespace {

/// "paragraph: text | item: text": the runs of \p html.
std::string runs_of(std::string_view html) {
  constexpr std::string_view kinds[] = {"paragraph", "heading", "item", "cell",
                                        "quotation", "code",    "loose"};
  std::string all;
  for (const Run& run : find_runs(parse_page(html)))
    all.append(all.empty() ? "" : " | ")
        .append(kinds[static_cast<std::size_t>(run.kind)])
        .append(": ")
        .append(run.text);
  return all;
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("a page becomes a tree in document order", "[indexer][pages]") {
  const Page page = parse_page("<html><body><p id=a>one <b>two</b></p><p>three</p></body></html>");
  REQUIRE(page.nodes.size() == 9);
  CHECK(page.nodes[3].name == "p");
  CHECK(page.nodes[3].get("id") == "a");
  CHECK(page.text_of(3) == "one two");
  CHECK(page.text_of(0) == "one twothree");
  CHECK(page.is_within(5, 3));
  CHECK_FALSE(page.is_within(7, 3));
  for (std::size_t at = 1; at < page.nodes.size(); ++at) {
    CAPTURE(at);
    CHECK(page.nodes[at].parent < at);
    CHECK(page.nodes[at].end <= page.nodes[page.nodes[at].parent].end);
  }
}

TEST_CASE("text is cut where a browser begins a new line", "[indexer][pages]") {
  CHECK(runs_of("<p>a <i>b</i>\n c</p>d<div>e</div>") == "paragraph: a b c | loose: d | loose: e");
  CHECK(runs_of("<div>a<br>b<br><br>c</div>") == "loose: a\nb | loose: c");
  CHECK(runs_of("<h2>a</h2><ul><li>b<li><p>c</p></ul>") == "heading: a | item: b | item: c");
  CHECK(runs_of("<table><tr><td>a</td><td>b</td></tr></table>") == "cell: a | cell: b");
  CHECK(runs_of("<blockquote><p>a</p></blockquote><pre>b\n  c</pre>") ==
        "quotation: a | code: b\n  c");
  CHECK(runs_of("a&nbsp;&nbsp;b&amp;c &#8217;") == "paragraph: a b&c ’");
}

TEST_CASE("what no browser shows is left out", "[indexer][pages]") {
  CHECK(runs_of("<p>a</p><script>b()</script><style>c{}</style><noscript>d</noscript>") ==
        "paragraph: a");
  CHECK(runs_of("<p>a</p><p hidden>b</p><p style='color:red; display : none'>c</p>") ==
        "paragraph: a");
  CHECK(runs_of("<p>a</p><!-- b --><button>c</button><select><option>d</select>") ==
        "paragraph: a");
}

TEST_CASE("pages made to break a parser give what they can", "[indexer][pages]") {
  const auto html = GENERATE(as<std::string>{}, "", "<", "</p></div>", "<p", "<p a", "<!--", "&#0;",
                             "<p>&bogus; &#99999999999;</p>", "<a href='x",
                             "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>&e;</p>",
                             "<table><table><table>", "<svg><p>x</svg>", "\x01\x02<p>x");
  CAPTURE(html);
  const Page page = parse_page(html);
  REQUIRE_FALSE(page.nodes.empty());
  CHECK(page.text_of(0).find("root:") == std::string::npos);
}

TEST_CASE("depth, breadth and length cost no more than their size", "[indexer][pages]") {
  // Minutes and gigabytes in parsers that follow the standard to the letter.
  CHECK(parse_page(repeat("<div>", 100'000)).cut);
  CHECK(parse_page(repeat("<div><p>", 50'000) + repeat("</div>", 100'000)).cut);
  CHECK_FALSE(parse_page(repeat("<p>a</p>", 100'000)).cut);
  CHECK(parse_page("<p " + repeat("a=b ", 10'000) + ">x").nodes.size() > 3);
  CHECK(find_runs(parse_page(repeat("a<br>", 100'000))).size() == 1);
  CHECK(find_runs(parse_page(repeat("&amp", 200'000))).size() == 1);
}

TEST_CASE("names of elements are read as words", "[indexer][pages]") {
  CHECK(name_words("related-links moreLinks_2") == " related links more links 2 ");
  CHECK(name_words("") == " ");
}
