// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using ae::indexing::Fault;
using ae::indexing::Format;
using ae::test::claims_of;
using ae::test::read_all;

TEST_CASE("entries of RSS are articles", "[indexer][readers]") {
  const auto all = read_all(
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Lark</title>"
      "<link>https://lark.example/</link><language>en</language>"
      "<item><title>Bridge &amp; lost</title><link>https://lark.example/b</link>"
      "<guid>17</guid><pubDate>Wed, 13 Dec 2017 10:00:00 -0600</pubDate>"
      "<dc:creator>Ana Reyes</dc:creator><description>Short.</description>"
      "<content:encoded><![CDATA[<p>The river <b>rose</b>.</p><p>It fell.</p>]]></content:encoded>"
      "</item><item><title>No text</title></item></channel></rss>",
      "a.rss");
  REQUIRE(all.articles.size() == 1);
  CHECK(all.articles[0].text == "The river rose.\n\nIt fell.");
  CHECK(all.articles[0].origin.to_string() == "a.rss#1");
  CHECK(claims_of(all.articles[0]) ==
        "title=Bridge & lost; date=Wed, 13 Dec 2017 10:00:00 -0600; author=Ana Reyes; "
        "url=https://lark.example/b; source_id=17; lang=en");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].reason == "an entry without a text");
}

TEST_CASE("entries of Atom are articles", "[indexer][readers]") {
  const auto all = read_all(
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Lark</title>"
      "<entry><title>Bridge lost</title><link rel=\"self\" href=\"https://lark.example/x\"/>"
      "<link "
      "href=\"https://lark.example/b\"/><id>tag:17</id><updated>2018-01-01T00:00:00Z</updated>"
      "<published>2017-12-13T10:00:00Z</published><author><name>Ana Reyes</name></author>"
      "<content type=\"xhtml\"><div><p>The river rose.</p><p>It fell.</p></div></content></entry>"
      "<entry><title>Second</title><summary>Escaped &lt;i>text&lt;/i>.</summary></entry></feed>",
      "a");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].text == "The river rose.\n\nIt fell.");
  CHECK(claims_of(all.articles[0]) ==
        "title=Bridge lost; date=2017-12-13T10:00:00Z; date=2018-01-01T00:00:00Z; "
        "author=Ana Reyes; url=https://lark.example/b; source_id=tag:17");
  CHECK(all.articles[1].text == "Escaped text.");
}

TEST_CASE("NITF and NewsML are articles", "[indexer][readers]") {
  const auto nitf =
      read_all(
          "<nitf><head><docdata><doc-id id-string=\"x17\"/><date.issue "
          "norm=\"20171213\"/></docdata>"
          "</head><body><body.head><hedline><hl1>Bridge lost</hl1></hedline><byline>By <person>Ana "
          "Reyes</person></byline></body.head><body.content><block><p>The river rose.</p><p>It "
          "fell."
          "</p></block></body.content></body></nitf>",
          "a.xml")
          .only();
  CHECK(nitf.text == "The river rose.\n\nIt fell.");
  CHECK(claims_of(nitf).find("title=Bridge lost; ") != std::string::npos);
  CHECK(claims_of(nitf).find("date=20171213") != std::string::npos);
  const auto newsml =
      read_all(
          "<newsItem><contentMeta><headline>Bridge lost</headline><by>Ana Reyes</by>"
          "<contentCreated>2017-12-13T10:00:00Z</contentCreated></"
          "contentMeta><contentSet><inlineXML>"
          "<html><body><p>The river rose.</p></body></html></inlineXML></contentSet></newsItem>",
          "a.xml")
          .only();
  CHECK(newsml.text == "The river rose.");
  CHECK(claims_of(newsml) == "title=Bridge lost; author=Ana Reyes; date=2017-12-13T10:00:00Z");
}

TEST_CASE("a sitemap gives what it has a text of, and names the rest", "[indexer][readers]") {
  const auto all = read_all(
      "<?xml version='1.0'?><!-- made nightly --><urlset xmlns:news='x'>"
      "<url><loc>https://lark.example/a</loc><lastmod>2017-12-14</lastmod><news:news>"
      "<news:publication><news:name>The Lark</news:name><news:language>en</news:language>"
      "</news:publication><news:publication_date>2017-12-13T08:00:00Z</news:publication_date>"
      "<news:title>River rises</news:title></news:news></url>"
      "<url><loc>https://lark.example/b</loc><news:news><news:title>Bridge gone</news:title>"
      "<news:publication_date>2017-12-13</news:publication_date>"
      "<news:text>The bridge went at four.</news:text></news:news></url></urlset>",
      "sitemap.xml");
  REQUIRE(all.articles.size() == 1);
  CHECK(all.articles[0].text == "The bridge went at four.");
  CHECK(all.articles[0].origin.line == 2);
  CHECK(claims_of(all.articles[0]) ==
        "url=https://lark.example/b; title=Bridge gone; date=2017-12-13");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
  CHECK(all.faults[0].where.to_string() == "sitemap.xml#1");
  CHECK(all.faults[0].reason == "an address in a sitemap, without a text; index its page");
}

TEST_CASE("a list of sitemaps holds no articles", "[indexer][readers]") {
  const auto all = read_all(
      "<sitemapindex><sitemap><loc>https://lark.example/s</loc></sitemap></sitemapindex>", "a.xml");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].reason == "XML without articles");
}

TEST_CASE("hostile XML gives what it can and fetches nothing", "[indexer][readers]") {
  std::string bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">";
  for (char c = 'b'; c < 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) bomb += std::string("&") + static_cast<char>(c - 1) + ";";
    bomb += "\">";
  }
  bomb += "]><rss><item><description>x&j;</description></item></rss>";
  for (const auto& article : read_all(bomb, "a.xml", Format::feed).articles)
    CHECK(article.text.size() < 1'000);
  const auto external = read_all(
      "<!DOCTYPE rss [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><rss><item>"
      "<description>x &e; y</description></item></rss>",
      "a.xml", Format::feed);
  for (const auto& article : external.articles)
    CHECK(article.text.find("root:") == std::string::npos);
  const auto cut = read_all("<rss><item><description>whole</description></item><item><descr", "a");
  CHECK(cut.articles.size() == 1);
}
