// SPDX-License-Identifier: GPL-2.0-or-later
/// The same twenty articles written in every format.
#include "ae/searcher.hpp"
#include "indexer/analysis/analysis.hpp"
#include "support/packed.hpp"
#include "support/pdf.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "tests/indexer/pipeline/support.hpp"

using namespace ae;
using namespace ae::indexing;

namespace {

struct Story {
  std::string title, date, url, author;
  std::vector<std::string> paragraphs;

  [[nodiscard]] std::string text(std::string_view before, std::string_view after) const {
    std::string all;
    for (const std::string& paragraph : paragraphs)
      all.append(before).append(paragraph).append(after);
    return all;
  }
};

/// Twenty short reports, each different from all others.
std::vector<Story> stories() {
  constexpr std::array places{"Larkfield", "Stonebridge", "Ashford", "Millbrook", "Westhaven"};
  constexpr std::array things{"bridge", "school roof", "water tower", "old mill"};
  std::vector<Story> all;
  for (std::size_t i = 0; i < 20; ++i) {
    const auto* const place = places[i % places.size()];
    const auto* const thing = things[i / places.size()];
    Story story;
    story.title = fmt::format("The {} of {} & the storm", thing, place);
    story.date = fmt::format("2017-12-{:02}", i + 1);
    story.url = fmt::format("https://apnews.com/storm-{}", i);
    story.author = i % 2 == 0 ? "Ana Reyes" : "Bob Stone";
    story.paragraphs = {
        fmt::format("The storm took the {} in {} on the night before market day, and nobody in the "
                    "town slept until the wind went down at four.",
                    thing, place),
        fmt::format("“It was {} years old,” said the keeper’s daughter, who had counted the "
                    "stones as a child and knew each of them by its colour.",
                    100 + i),
        fmt::format(
            "The council of {} meets on Thursday to decide what is to be built in its place, "
            "and whether the {} can be paid for at all.",
            place, thing)};
    all.push_back(std::move(story));
  }
  return all;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : std::string(1, c);
  return out;
}

std::string json_of(const Story& story) {
  return fmt::format(R"({{"title":"{}","date":"{}","url":"{}","author":"{}","text":"{}"}})",
                     story.title, story.date, story.url, story.author, story.text("", "\\n\\n"));
}

std::string graph_of(const Story& story) {
  return fmt::format(
      R"({{"@graph":[{{"@type":"WebSite"}},{{"headline":"{}","datePublished":"{}","url":"{}",)"
      R"("author":{{"name":"{}"}},"articleBody":"{}"}}]}})",
      story.title, story.date, story.url, story.author, story.text("", "\\n\\n"));
}

std::string page_of(const Story& story) {
  return fmt::format(
      "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{0} | Wire</title>"
      "<link rel=canonical href=\"{1}\"><meta property=\"article:published_time\" content=\"{2}\">"
      "<meta name=author content=\"{3}\"></head><body><nav><a "
      "href=/>Home</a></nav><main><h1>{0}</h1>"
      "{4}</main><footer>About us</footer></body></html>",
      escaped(story.title), story.url, story.date, story.author, story.text("<p>", "</p>"));
}

std::string mail_of(const Story& story) {
  return fmt::format(
      "MIME-Version: 1.0\nSubject: {}\nDate: {}\nFrom: {} <wire@example.org>\nArchived-At: <{}>\n"
      "Content-Type: text/plain; charset=utf-8\n\n{}",
      story.title, story.date, story.author, story.url, story.text("", "\n\n"));
}

/// Lines of eighty characters at most.
std::vector<std::string> wrapped(std::string_view text) {
  std::vector<std::string> lines;
  while (text.size() > 80) {
    const auto end = text.rfind(' ', 80);
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.emplace_back(text);
  return lines;
}

std::string pdf_of(const Story& story) {
  test::PdfPage page{{.y = 720, .size = 20, .text = story.title}};
  double y = 690;
  for (const std::string& paragraph : story.paragraphs) {
    const auto rows = test::column(72, y, wrapped(paragraph));
    page.insert(page.end(), rows.begin(), rows.end());
    y = rows.back().y - 30;
  }
  return test::pdf({page},
                   {{"Author", story.author},
                    {"CreationDate", fmt::format("D:{}{}{}", story.date.substr(0, 4),
                                                 story.date.substr(5, 2), story.date.substr(8))}});
}

std::string answer_of(const Story& story) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page_of(story);
}

using Write = std::function<std::string(const Story&)>;

std::string all_of(const std::vector<Story>& stories, std::string_view before, const Write& write,
                   std::string_view after) {
  std::string file(before);
  for (const Story& story : stories) file += write(story);
  return file.append(after);
}

struct File {
  std::string name;
  std::string bytes;
};

/// One file a format, with all articles in it.
std::vector<File> files_of(const std::vector<Story>& all) {
  std::vector<File> files;
  const auto add = [&](const char* name, std::string_view before, const Write& write,
                       std::string_view after) {
    files.push_back({name, all_of(all, before, write, after)});
  };
  add(
      "a.jsonl", "", [](const Story& s) { return json_of(s) + "\n"; }, "");
  add(
      "a.json", "[", [](const Story& s) { return json_of(s) + ","; }, "{}]");
  add(
      "a.csv", "title,date,url,author,text\n",
      [](const Story& s) {
        return fmt::format("{},{},{},{},\"{}\"\n", s.title, s.date, s.url, s.author,
                           s.text("", "\n\n"));
      },
      "");
  add(
      "a.rss", "<rss><channel><title>Wire</title>",
      [](const Story& s) {
        return fmt::format(
            "<item><title>{}</title><link>{}</link><pubDate>{}</pubDate><dc:creator>{}</dc:creator>"
            "<description>Short</description><content:encoded><![CDATA[{}]]></content:encoded></"
            "item>",
            escaped(s.title), s.url, s.date, s.author, s.text("<p>", "</p>"));
      },
      "</channel></rss>");
  add(
      "a.atom", "<feed>",
      [](const Story& s) {
        return fmt::format(
            "<entry><title>{}</title><link href=\"{}\"/><published>{}</published><author><name>{}"
            "</name></author><content type=\"xhtml\"><div>{}</div></content></entry>",
            escaped(s.title), s.url, s.date, s.author, s.text("<p>", "</p>"));
      },
      "</feed>");
  add(
      "a.mbox", "",
      [](const Story& s) {
        return "From wire@example.org Wed Dec 13 10:00:00 2017\n" + mail_of(s) + "\n";
      },
      "");
  add(
      "a.warc", "",
      [](const Story& s) {
        const auto answer = answer_of(s);
        return fmt::format(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}?utm=1\r\nWARC-Date: "
            "2019-01-01T00:00:00Z\r\nContent-Type: application/http\r\nContent-Length: "
            "{}\r\n\r\n{}\r\n\r\n",
            s.url, answer.size(), answer);
      },
      "");
  add(
      "a.arc", "filedesc://a.arc 0.0.0.0 20190101000000 text/plain 0\n\n",
      [](const Story& s) {
        const auto answer = answer_of(s);
        return fmt::format("{} 1.2.3.4 20190101000000 text/html {}\n{}\n", s.url, answer.size(),
                           answer);
      },
      "");
  add(
      "a.sitemap", "<urlset>",
      [](const Story& s) {
        return fmt::format(
            "<url><loc>{}</loc><news:news><news:title>{}</news:title><news:publication_date>{}"
            "</news:publication_date><news:text><![CDATA[{}]]></news:text></news:news>"
            "<dc:creator>{}</dc:creator></url>",
            s.url, escaped(s.title), s.date, s.text("<p>", "</p>"), s.author);
      },
      "</urlset>");
  add(
      "nexis.txt", "",
      [](const Story& s) {
        return fmt::format(
            "      7 of 20 DOCUMENTS\n\n\nAssociated Press\n\n{}\n\n{}\n\nBYLINE: By {}\n\n"
            "URL: {}\n\nBODY:\n{}\n\n",
            s.date, s.title, s.author, s.url, s.text("   ", "\n\n"));
      },
      "");
  add(
      "factiva.txt", "",
      [](const Story& s) {
        return fmt::format(
            "HD    {}\nBY    By {}\nPD    {}\nSN    Associated Press\nURL   {}\n\nTD    {}\n"
            "AN    Document {}\n\n",
            s.title, s.author, s.date, s.url, s.text("", "\n\n"), s.date);
      },
      "");
  add(
      "proquest.txt", "",
      [](const Story& s) {
        const auto space = s.author.find(' ');
        return fmt::format(
            "____________________\n\nTitle: {}\n\nAuthor: {}, {}\n\nFull text: {}\n\n"
            "Publication title: Associated Press\n\nPublication date: {}\n\nDocument URL: {}\n\n",
            s.title, s.author.substr(space + 1), s.author.substr(0, space), s.text("", "\n\n"),
            s.date, s.url);
      },
      "");
  add(
      "a.tar", "", [](const Story& s) { return test::tar(s.date + ".html", page_of(s)); },
      std::string(1024, '\0'));
  return files;
}

/// Files of one article each; NITF and PDF have no place for its address.
std::array<File, 8> own_files_of(const Story& story) {
  const std::string front = fmt::format("---\ntitle: \"{}\"\ndate: {}\nurl: {}\nauthor: {}\n---\n",
                                        story.title, story.date, story.url, story.author);
  return {
      File{"a.html", page_of(story)},
      File{"a", page_of(story)},
      File{"a.json", json_of(story)},
      File{"a.jsonld", graph_of(story)},
      File{"a.eml", mail_of(story)},
      File{"a.md", front + story.text("", "\n\n")},
      File{"a.pdf", pdf_of(story)},
      File{"a.xml",
           fmt::format("<nitf><head><docdata><date.issue norm=\"{}\"/><doc.copyright/>"
                       "</docdata></head><body><body.head><hedline><hl1>{}</hl1></hedline>"
                       "<byline><person>{}</person></byline></body.head><body.content>{}"
                       "</body.content></body></nitf>",
                       story.date, escaped(story.title), story.author, story.text("<p>", "</p>"))}};
}

bool tells_no_address(const File& file) { return file.name == "a.xml" || file.name == "a.pdf"; }

/// Into a folder of their own.
void write_own_files(test::PipelineTest& test, const Story& story) {
  for (const File& file : own_files_of(story)) {
    const std::string name =
        fmt::format("{}/{}", story.url.substr(story.url.rfind('/') + 1), file.name);
    test.write(name, file.bytes);
    if (tells_no_address(file))
      test.write(name + ".meta.json", fmt::format(R"({{"url": "{}"}})", story.url));
  }
}

std::string said_of(const Article& article) {
  const auto analysis = analyse(article, {.entities = false});
  return fmt::format("{}\n{}\n{}\n{}\n{}\n{}", analysis.title,
                     analysis.date ? to_iso(*analysis.date) : "unknown", analysis.outlet,
                     fmt::join(analysis.authors, ", "), analysis.url, analysis.text);
}

std::string wanted_of(const Story& story) {
  std::string text = story.text("", "\n\n");
  text.resize(text.size() - 2);
  return fmt::format("{}\n{}\nAssociated Press\n{}\n{}\n{}", story.title, story.date, story.author,
                     story.url, text);
}

}  // namespace

TEST_CASE("the same articles in every format are the same articles", "[indexer][readers]") {
  const auto all = stories();
  for (const File& file : files_of(all)) {
    CAPTURE(file.name);
    const auto read = test::read_all(file.bytes, file.name);
    REQUIRE(read.articles.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      CHECK(said_of(read.articles[i]) == wanted_of(all[i]));
  }
}

TEST_CASE("the same articles in every format are one each, where they or a sidecar tell an address",
          "[indexer][readers][pipeline]") {
  test::PipelineTest test;
  test.options.entities = false;
  const auto all = stories();
  const auto files = files_of(all);
  for (const File& file : files) test.write(file.name, file.bytes);
  for (const Story& story : all) write_own_files(test, story);
  const std::size_t places = files.size() + own_files_of(all.front()).size();
  const auto report = test.run();
  CHECK(report.read == places * all.size());
  CHECK(report.failed == 0);
  const Searcher searcher(test.options.archive);
  const auto found = searcher.search({.text = "*", .limit = 0}).hits;
  CHECK(found.size() == all.size());
  for (const Hit& hit : found) {
    CAPTURE(hit.path, hit.url);
    CHECK(searcher.show(hit.id)->sources.size() == places);
  }
}

TEST_CASE("the same articles without an address are copies of one another",
          "[indexer][readers][pipeline]") {
  test::PipelineTest test;
  test.options.entities = false;
  auto all = stories();
  for (Story& story : all) story.url.clear();
  std::size_t formats = 0;
  for (const File& file : files_of(all)) {
    if (file.name == "a.warc" || file.name == "a.arc") continue;  // have always one
    test.write(file.name, file.bytes);
    ++formats;
  }
  CHECK(test.run().failed == 0);
  auto found = test.articles();
  CHECK(found.size() == formats * all.size());
  std::ranges::sort(found, {}, &test::Found::text);
  const auto copies = std::ranges::unique(found, {}, &test::Found::text);
  CHECK(found.size() - copies.size() == all.size());
  std::size_t firsts = 0;
  for (const Hit& hit : Searcher(test.options.archive).search({.text = "*", .limit = 0}).hits)
    firsts += hit.copy_of ? 0U : 1U;
  CHECK(firsts == all.size());
}

TEST_CASE("the same article in a file of its own is the same article", "[indexer][readers]") {
  for (const Story& story : stories()) {
    for (const File& file : own_files_of(story)) {
      CAPTURE(file.name);
      auto read = test::read_all(file.bytes, file.name);
      REQUIRE(read.articles.size() == 1);
      Article article = std::move(read.articles.front());
      if (tells_no_address(file))
        article.claims.push_back({.key = Key::url,
                                  .value = story.url,
                                  .source = Source::sidecar,
                                  .rule = "sidecar url",
                                  .bytes = {},
                                  .confidence = 1});
      CHECK(said_of(article) == wanted_of(story));
    }
  }
}
