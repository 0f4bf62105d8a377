// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/pdf.hpp"

#include "indexer/analysis/analysis.hpp"
#include "indexer/readers/pdf_lines.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

using namespace ae::indexing;
using ae::test::column;
using ae::test::pdf;
using ae::test::PdfPage;
using ae::test::read_all;

namespace {

PdfPage page(std::initializer_list<PdfPage> parts) {
  PdfPage all;
  for (const PdfPage& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::string file(std::string_view name) {
  std::ifstream in(std::filesystem::path(AE_SOURCE_DIR) / "tests" / "data" / name,
                   std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Two pages with a head and a number, a sentence that runs over the break.
std::string two_pages() {
  const auto head = [](std::string number) {
    return PdfPage{{72, 760, 9, "THE LARKFIELD LARK"}, {300, 30, 9, std::move(number)}};
  };
  return pdf({page({head("1"),
                    {{72, 720, 20, "Bridge lost in the flood"}, {72, 700, 10, "By Ana Reyes"}},
                    column(72, 670,
                           {"The river rose by two metres in the night and the well-known",
                            "old footbridge went with it, the mayor of Lark-",
                            "field said, while the well-", "known keeper slept."}),
                    column(72, 610,
                           {"Forty families were brought to the school. It was the",
                            "third flood of the year and the worst in"})}),
              page({head("2"), column(72, 720,
                                      {"the town’s memory.", "“We shall build it anew,” said",
                                       "the café owner."})})},
             {{"Title", "Bridge lost in the flood"},
              {"Author", "Ana Reyes"},
              {"CreationDate", "D:20171213094500-06'00'"}});
}

}  // namespace

TEST_CASE("a PDF is an article of paragraphs, over lines and pages", "[indexer][readers][pdf]") {
  const auto article = read_all(two_pages(), "a.bin").only();
  CHECK(article.text ==
        "Bridge lost in the flood\n\nBy Ana Reyes\n\n"
        "The river rose by two metres in the night and the well-known old footbridge went with it, "
        "the mayor of Larkfield said, while the well-known keeper slept.\n\n"
        "Forty families were brought to the school. It was the third flood of the year and the "
        "worst in the town’s memory. “We shall build it anew,” said the café owner.\n\n"
        "THE LARKFIELD LARK\n\nTHE LARKFIELD LARK\n\n1\n\n2");
  REQUIRE(article.parts.size() == 4);
  CHECK(article.parts[1].rule == "running head");
  CHECK(article.parts[3].rule == "page number");
  CHECK(ae::test::claims_of(article) ==
        "title=Bridge lost in the flood; author=Ana Reyes; date=2017-12-13");
  const auto analysis = analyse(article, {.entities = false});
  CHECK(analysis.title == "Bridge lost in the flood");
  CHECK(analysis.authors == std::vector<std::string>{"Ana Reyes"});
  CHECK(analysis.text.ends_with("said the café owner."));
}

TEST_CASE("columns are read one after the other", "[indexer][readers][pdf]") {
  const std::vector<std::string> left{"The left column begins here and", "goes on for some lines",
                                      "that are as long as they", "have to be until it comes to",
                                      "the foot of the page and"};
  const std::vector<std::string> right{"goes on at the head of the", "right column, as a reader",
                                       "would have it, down to the", "end of the page, where the",
                                       "story ends."};
  const auto article = read_all(pdf({page({{{72, 730, 18, "A story in two columns"}},
                                           column(72, 690, left),
                                           column(320, 690, right)})}),
                                "a.pdf")
                           .only();
  CHECK(article.text.find("the foot of the page and goes on at the head of the right column") !=
        std::string::npos);
}

TEST_CASE("what a PDF says of itself counts less than what it shows", "[indexer][readers][pdf]") {
  const auto bytes = pdf({page({{{72, 720, 20, "Bridge lost in the flood"}},
                                column(72, 690, {"Published: Dec. 11, 2017, 11:20 a.m. CST"}),
                                column(72, 660,
                                       {"The river rose by two metres in the night and",
                                        "took the old footbridge with it."})})},
                         {{"Title", "Layout of page four"}, {"CreationDate", "D:20190101"}});
  const auto analysis = analyse(read_all(bytes, "a.pdf").only(), {.entities = false});
  CHECK(analysis.title == "Bridge lost in the flood");
  REQUIRE(analysis.date);
  CHECK(ae::to_iso(*analysis.date) == "2017-12-11");
  const auto bare = pdf({column(72, 690, {"the river rose by two metres."})},
                        {{"Title", "Microsoft Word - bridge.doc"}, {"CreationDate", "D:20190101"}});
  const auto article = read_all(bare, "a.pdf").only();
  CHECK(ae::test::claims_of(article) == "date=2019-01-01");
  CHECK(article.claims[0].source == Source::properties);
}

TEST_CASE("a PDF that gives no text says why", "[indexer][readers][pdf]") {
  const auto reason = [](const std::string& bytes) {
    const auto all = read_all(bytes, "a.pdf");
    CHECK(all.articles.empty());
    REQUIRE(all.faults.size() == 1);
    return all.faults[0].reason;
  };
  CHECK(reason(pdf({PdfPage{}})) == "scanned pages: no text layer; run OCR over it first");
  CHECK(reason("%PDF-1.4 and nothing more") == "a damaged PDF");
  CHECK(reason(two_pages().substr(0, 300)) == "a damaged PDF");
  CHECK(reason(file("locked.pdf")) == "a PDF protected by a password; save it without one");
  CHECK(reason(pdf(std::vector<PdfPage>(3'001))) == "a PDF of more than 3000 pages; split it");
  const auto cut = read_all(ae::test::blob_of(two_pages(), "a.pdf", true));
  REQUIRE(cut.faults.size() == 1);
  CHECK(cut.faults[0].reason == "the wire broke");
}

TEST_CASE("damaged PDFs cost nothing but themselves", "[indexer][readers][pdf]") {
  const std::string sound = two_pages();
  for (std::size_t at = 20; at < sound.size(); at += 97) {
    std::string bytes = sound;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x15);
    CAPTURE(at);
    const auto all = read_all(bytes, "a.pdf");
    CHECK(all.articles.size() + all.faults.size() == 1);
  }
}

TEST_CASE("PDFs are read on many threads at once", "[indexer][readers][pdf]") {
  const std::string bytes = two_pages();
  std::vector<std::size_t> read(4);
  std::vector<std::jthread> threads;
  for (std::size_t& count : read)
    threads.emplace_back([&] {
      for (int i = 0; i < 5; ++i) count += read_all(bytes, "a.pdf").articles.size();
    });
  threads.clear();
  CHECK(read == std::vector<std::size_t>{5, 5, 5, 5});
}

TEST_CASE("any output of the program that reads PDFs is lines or none", "[indexer][readers][pdf]") {
  CHECK(read_pdf_lines("").lines.empty());
  const auto text = read_pdf_lines(
      "Title A\tB\nAuthor\nCreationDate \npage 800.0\n1.0 2.0 3.0 10.0 one\n1 2 x\nnan 2 3 4 two\n"
      "1 2 3 -4 three\n1 2 3 4 \npage\n1 2 3 4 f\xff\npage inf\n");
  CHECK(text.title == "A B");
  REQUIRE(text.lines.size() == 2);
  CHECK(text.lines[0].text == "one");
  CHECK(text.lines[1].page == 1);
  Article article;
  join_pdf_lines(text.lines, article);
  CHECK_FALSE(article.text.empty());
  join_pdf_lines({}, article);
}
