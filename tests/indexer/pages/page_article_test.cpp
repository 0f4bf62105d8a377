// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page_article.hpp"

#include "indexer/analysis/analysis.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae;
using namespace ae::indexing;

namespace {

const std::string first =
    "<p>The river rose by two metres in the night and took the old footbridge with it, the mayor "
    "of Larkfield said on Friday.</p>";
const std::string second =
    "<p>Forty families were brought to the school on the hill; nobody was hurt, and the water is "
    "expected to fall by Sunday.</p>";

Analysis read(std::string_view html, std::string_view url = {}) {
  const auto page = read_page({.bytes = html, .charset = {}, .url = url});
  return analyse(page.article, {.entities = false});
}

/// The text of an article in a page with \p extra in it.
std::string text_with(const std::string& extra) {
  return read("<body><div class=content><h1>Bridge lost</h1>" + first + extra + second +
              "</div></body>")
      .text;
}

std::string rule_of(const Analysis& analysis, std::string_view part) {
  for (const auto* list : {&analysis.boilerplate, &analysis.captions})
    for (const Block& block : *list)
      if (block.text.find(part) != std::string::npos) return block.rule;
  return {};
}

const Claim* evidence_of(const Analysis& analysis, Key key) {
  for (const Claim& claim : analysis.evidence)
    if (claim.key == key) return &claim;
  return nullptr;
}

}  // namespace

TEST_CASE("the article is told from the page around it", "[indexer][pages]") {
  const auto analysis = read(
      "<html lang=en><head><title>Bridge lost - The Lark</title></head><body>"
      "<header><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav></header>"
      "<main><h1>Bridge lost</h1>" +
      first +
      "<figure><img src=a.jpg><figcaption>The bridge in May. Ana Reyes</figcaption></figure>" +
      second +
      "<div class=\"related-links\"><h3>More</h3><a href=/b>Another long story about a "
      "bridge</a></div></main><div id=comments><p>I have crossed it every day for thirty years, "
      "and "
      "I shall miss it. So will my dog, he told me so this very morning.</p></div>"
      "<footer>© The Lark. All rights reserved.</footer></body></html>");
  CHECK(analysis.title == "Bridge lost");
  CHECK(analysis.text.starts_with("The river rose"));
  CHECK(analysis.text.ends_with("fall by Sunday."));
  CHECK(analysis.breaks.size() == 1);  // where the picture stood
  REQUIRE(analysis.captions.size() == 1);
  CHECK(analysis.captions[0].text == "The bridge in May. Ana Reyes");
  CHECK(rule_of(analysis, "Sport") == "navigation");
  CHECK(rule_of(analysis, "Another long") == "related links");
  CHECK(rule_of(analysis, "my dog") == "comments");
  CHECK(rule_of(analysis, "All rights") == "page footer");
  CHECK(analysis.lang == "en");
}

TEST_CASE("what stands within an article is kept or left out by what it is", "[indexer][pages]") {
  struct Row {
    std::string extra;
    bool kept;
  };
  const auto row = GENERATE(values<Row>({
      {"<h2>xyzzy plugh</h2>", true},
      {"<ul><li>xyzzy plugh</li></ul>", true},
      {"<blockquote class=twitter-tweet><p>xyzzy plugh</p></blockquote>", true},
      {"<table><tr><td>xyzzy plugh</td></tr></table>", true},
      {"<p>xyzzy <a href=/x>plugh</a> in a sentence.</p>", true},
      {"<div class='promo-box'>xyzzy plugh</div>", false},
      {"<div class=socialShare>xyzzy plugh</div>", false},
      {"<aside>xyzzy plugh</aside>", false},
      {"<form>xyzzy plugh</form>", false},
      {"<div role=complementary>xyzzy plugh</div>", false},
      {"<ul><li><a href=/1>xyzzy plugh</a></li><li><a href=/2>another</a></li></ul>", false},
      {"<div class=caption>xyzzy plugh</div>", false},
      {"<p>https://news.example/xyzzyplugh</p>", false},
  }));
  CAPTURE(row.extra);
  const auto text = text_with(row.extra);
  CHECK(text.starts_with("The river"));
  CHECK(text.ends_with("by Sunday."));
  CHECK((text.find("plugh") != std::string::npos) == row.kept);
}

TEST_CASE("a list of teasers is not taken for the article, however long", "[indexer][pages]") {
  std::string teasers;
  for (int i = 0; i < 30; ++i)
    teasers += "<div class=card><h3><a href=/" + std::to_string(i) +
               ">Another story of the day</a></h3><p>Something else happened in another town, and "
               "many people were there to see it with their own eyes.</p></div>";
  const auto analysis =
      read("<body><article>" + first + second + "</article><div>" + teasers + "</div></body>");
  CHECK(analysis.text.starts_with("The river"));
  CHECK(analysis.text.find("Something else") == std::string::npos);
}

TEST_CASE("the last paragraphs may be about the site", "[indexer][pages]") {
  const auto analysis =
      read("<body><div>" + first + second +
           "<p>Follow The Lark on Twitter and Facebook.</p><p>Have a tip? Write to us.</p></div>");
  CHECK(analysis.text.ends_with("by Sunday."));
  CHECK(rule_of(analysis, "Have a tip") == "sign-off");
}

TEST_CASE("metadata of a page name their source and rule", "[indexer][pages]") {
  struct Row {
    std::string head;
    std::string day;
    Source source;
    std::string rule;
  };
  const auto row = GENERATE(values<Row>({
      {"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":"
       "\"2017-12-13T10:00:00-06:00\"}</script><meta name=date content=2016-01-01>",
       "2017-12-13", Source::json_ld, "json-ld datePublished"},
      {"<script "
       "type='application/ld+json'>{\"@graph\":[{\"@type\":[\"BlogPosting\"],\n\"headline\":"
       "\"a\nb\",\"datePublished\":\"2017-12-13\"}]}</script>",
       "2017-12-13", Source::json_ld, "json-ld datePublished"},
      {"<script type='application/ld+json'>{ broken \"datePublished\": \"2017-12-13\", }</script>",
       "2017-12-13", Source::json_ld, "json-ld datePublished"},
      {"<meta property='article:published_time' content='2017-12-13T10:00:00Z'>", "2017-12-13",
       Source::meta, "meta article:published_time"},
      {"<meta property='article:modified_time' content='2018-01-01'>"
       "<meta name='DC.date.issued' content='2017-12-13'>",
       "2017-12-13", Source::meta, "meta dc.date.issued"},
      {"<meta property='og:updated_time' content='2018-01-01'>", "2018-01-01", Source::meta,
       "meta og:updated_time (modified)"},
      {"<time itemprop=datePublished datetime=2017-12-13>yesterday</time>", "2017-12-13",
       Source::meta, "microdata datepublished"},
      {"<h1>Bridge lost</h1><span class=post-date>13.12.17</span>", "2017-12-13", Source::text,
       "date element"},
      {"<h1>Bridge lost</h1><p>Posted on December 13, 2017</p>", "2017-12-13", Source::text,
       "published line"},
      {"<link rel=canonical href='https://lark.example/2017/12/13/bridge'>", "2017-12-13",
       Source::url, "url path"},
  }));
  CAPTURE(row.head);
  const auto analysis = read(row.head + "<div>" + first + second + "</div>");
  REQUIRE(analysis.date);
  CHECK(to_iso(*analysis.date) == row.day);
  const Claim* const claim = evidence_of(analysis, Key::date);
  REQUIRE(claim);
  CHECK(claim->source == row.source);
  CHECK(claim->rule == row.rule);
}

TEST_CASE("dates of other things on a page are not its date", "[indexer][pages]") {
  const auto extra = GENERATE(as<std::string>{}, "<footer>© 2017-12-13 The Lark</footer>",
                              "<nav>Wednesday, December 13, 2017</nav>",
                              "<div class=comments><time>2017-12-13</time></div>",
                              "<div class=related-posts><span class=date>2017-12-13</span></div>",
                              "<meta property=article:published_time content=1066-10-14>",
                              "<meta property=article:published_time content='next week'>");
  CAPTURE(extra);
  CHECK_FALSE(read("<div><h1>Bridge lost</h1>" + first + second + "</div>" + extra).date);
}

TEST_CASE("a day after the page was fetched is refused", "[indexer][pages]") {
  auto page =
      read_page({.bytes = "<meta name=date content=2017-12-13><div>" + first + second + "</div>"});
  page.article.seen = day_from_iso("2017-12-11");
  const auto analysis = analyse(page.article, {.entities = false});
  CHECK_FALSE(analysis.date);
  REQUIRE(analysis.rejected.size() == 1);
  CHECK(analysis.rejected[0].rule == "meta date");
  CHECK(analysis.rejected[0].reason == "in the future");
  page.article.seen = day_from_iso("2017-12-12");  // a day ahead is another zone
  CHECK(analyse(page.article, {.entities = false}).date);
  page.article.seen.reset();
  CHECK_FALSE(analyse(page.article, {.entities = false, .today = day_from_iso("2017-12-01")}).date);
}

TEST_CASE("a server's UTC gives way to the paper's own day", "[indexer][pages]") {
  const std::string head = "<meta property=article:published_time content=2017-12-14T03:30:00Z>";
  const auto at = [&](const char* url) {
    return to_iso(*read(head + "<div>" + first + second + "</div>", url).date);
  };
  CHECK(at("https://lark.example/2017/12/13/bridge") == "2017-12-13");
  CHECK(at("https://lark.example/2017/12/12/bridge") == "2017-12-14");
  CHECK(at("https://lark.example/bridge") == "2017-12-14");
}

TEST_CASE("titles lose the name of the site", "[indexer][pages]") {
  const auto title = [](const std::string& head) {
    return read(head + "<div>" + first + second + "</div>").title;
  };
  CHECK(title("<title>Bridge lost - The Lark</title><h1>Bridge lost</h1>") == "Bridge lost");
  CHECK(title("<title>Bridge lost | News | The Lark</title>"
              "<meta property=og:site_name content='The Lark'>") == "Bridge lost | News");
  CHECK(title("<title>Bridge - a history</title>") == "Bridge - a history");
  CHECK(title("<meta property=og:title content='Bridge lost'><title>x</title>") == "Bridge lost");
}

TEST_CASE("outlet, author and address come from what the page declares", "[indexer][pages]") {
  const auto analysis = read(
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":[{\"name\":\"Ana "
      "Reyes\"},{\"name\":\"Bob Stone\"}],\"publisher\":{\"name\":\"The Lark\"},"
      "\"inLanguage\":\"en-GB\"}</script>"
      "<meta property=og:site_name content='thelark'>"
      "<link rel=canonical href='https://lark.example/bridge'><div>" +
          first + second + "</div>",
      "https://www.lark.example/bridge?utm_source=x");
  CHECK(analysis.outlet == "The Lark");
  CHECK(analysis.authors == std::vector<std::string>{"Ana Reyes", "Bob Stone"});
  CHECK(analysis.url == "https://lark.example/bridge");
  CHECK(analysis.lang == "en");
}

TEST_CASE("one address for all pages of a site is none", "[indexer][pages]") {
  const auto url = [](const char* canonical) {
    return read("<link rel=canonical href='" + std::string(canonical) + "'><div>" + first + second +
                    "</div>",
                "https://lark.example/bridge")
        .url;
  };
  CHECK(url("https://lark.example/b") == "https://lark.example/b");
  CHECK(url("https://lark.example/") == "https://lark.example/bridge");
  CHECK(url("https://thief.example/b") == "https://lark.example/bridge");
  CHECK(url("javascript:alert(1)") == "https://lark.example/bridge");
}

TEST_CASE("a page that is no article says why", "[indexer][pages]") {
  std::string links;
  for (int i = 0; i < 40; ++i)
    links += "<li><a href=/" + std::to_string(i) + ">Headline of some length about a thing</a>";
  struct Row {
    std::string html;
    std::string reason;
  };
  const auto row = GENERATE_COPY(values<Row>({
      {"", "an empty page"},
      {"<script>render()</script><div id=root></div>", "an empty page"},
      {"<p>Nothing here.</p>", "too little text"},
      {"<form><p>Please log in to go on reading this page.</p><input type=password></form>"
       "<p>Welcome back.</p>",
       "a login page"},
      {"<ul>" + links + "</ul><p>Welcome to The Lark.</p>", "a list of links"},
      {"<div>" + first + second + "</div><ul>" + links + links + "</ul>", "a list of links"},
      {"<p>This website uses cookies to improve your experience, and some of them are needed for "
       "the browser to show it at all.</p><p>Accept.</p>",
       "a notice about cookies"},
      {"<div>" + first + second + first + second + first + second + "</div><div class=consent><p>" +
           std::string(900, 'x') + " This website uses cookies.</p></div>",
       ""},
      {"<div>" + first + second + "</div>", ""},
      {"<meta property=og:type content=article><p>Train late.</p>", ""},
      {"<meta property=og:type content=article><div>" + first + second + "</div><ul>" + links +
           links + "</ul>",
       ""},
  }));
  CAPTURE(row.html.substr(0, 100));
  CHECK(read_page({.bytes = row.html}).reason == row.reason);
}

TEST_CASE("a page that a script puts together has its text in JSON-LD", "[indexer][pages]") {
  const auto page = [](const std::string& body) {
    return read("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"" +
                body + "\"}</script><div id=root>Loading</div>")
        .text;
  };
  const std::string sentence =
      "The river rose by two metres in the night and took the old footbridge with it, the mayor "
      "said.";
  CHECK(page(sentence + "\\n\\n" + sentence + sentence) == sentence + "\n\n" + sentence + sentence);
  CHECK(page("<p>" + sentence + "</p><p>" + sentence + sentence + "</p>") ==
        sentence + "\n\n" + sentence + sentence);
}

TEST_CASE("any bytes make a page", "[indexer][pages]") {
  std::string bytes;
  unsigned state = 7;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 1664525U + 1013904223U;
    constexpr std::string_view alphabet = "<>/=\"' abpdivscript&;#!-\xe2\x80\x99\xff\n";
    bytes += alphabet[(state >> 16U) % alphabet.size()];
  }
  for (std::size_t size = 0; size < bytes.size(); size += 997) {
    const auto page = read_page({.bytes = std::string_view(bytes).substr(0, size)});
    for (const Part& part : page.article.parts) CHECK(part.bytes.to <= page.article.text.size());
    static_cast<void>(analyse(page.article, {.entities = false}));
  }
}
