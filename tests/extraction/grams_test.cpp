// SPDX-License-Identifier: GPL-2.0-or-later
#include "extraction/grams.hpp"

#include "indexer/analysis/analysis.hpp"
#include "indexer/pages/page_article.hpp"

#include <catch2/catch.hpp>

#include "extraction/gold.hpp"

using namespace ae::test;

TEST_CASE("overlap counts runs of four words", "[extraction]") {
  CHECK(overlap("a b c d e", "a b c d e").precision == Approx(1));
  CHECK(overlap("a b c d x", "a b c d e").precision == Approx(0.5));
  CHECK(overlap("a b c d e f g h", "a b c d").precision == Approx(0.2));
  CHECK(overlap("a b c d e f g h", "a b c d").recall == Approx(1));
  CHECK(overlap("a, b.\nc - d", "a b c d").recall == Approx(1));
  CHECK(overlap("a b", "a b").precision == Approx(1));  // fewer than four words are one gram
  CHECK_FALSE(overlap("", "a b c d").precision);
  CHECK(overlap("", "a b c d").recall == 0);
  CHECK(overlap("a b c d a b c d", "a b c d").precision == Approx(0.2));  // multisets
}

TEST_CASE("empty pages count for recall alone", "[extraction]") {
  Means means;
  means.add(overlap("a b c d", "a b c d"));
  means.add(overlap("", "a b c d"));
  CHECK(means.mean_precision() == Approx(1));
  CHECK(means.mean_recall() == Approx(0.5));
  CHECK(means.f1() == Approx(2.0 / 3));
}

TEST_CASE("the scorer gives other extractors what they are known for", "[extraction][data]") {
  const auto folder = pages_folder("aeb");
  if (!folder) {
    WARN("skipped: there are no pages with right texts beside the project");
    return;
  }
  const auto gold = read_gold(*folder);
  const auto texts = read_peers(*folder)["trafilatura"];
  Means peer, ours;
  for (const GoldPage& page : gold) {
    const auto text = texts.find(page.key);
    peer.add(overlap(text == texts.end() ? "" : text->second, page.text));
    const auto read = ae::indexing::read_page({.bytes = page.html, .charset = {}, .url = page.url});
    ours.add(overlap(ae::indexing::analyse(read.article, {.entities = false}).text, page.text));
  }
  CHECK(peer.f1() == Approx(0.963).margin(0.0005));
  CHECK(ours.f1() > 0.970);
}
