// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/fields.hpp"
#include "indexer/documents/document.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

using namespace ae::indexing;

namespace {

const ae::Day today = *ae::day_from_iso("2018-06-01");
const AnalysisOptions options{.entities = true, .today = today};

Claim own(Key key, std::string value, Source source, double confidence = 1) {
  return {key, std::move(value), source, "rule", {}, confidence};
}

/// Any of these may be told, or nothing.
std::vector<Claim> draw_told(std::mt19937& random) {
  const std::vector<Claim> all{
      told(Key::date, "2017-12-11", Source::manifest, "m.csv:2 (a)"),
      told(Key::date, "2020-01-01", Source::sidecar, "a.meta.json"),
      told(Key::outlet, "The Post", Source::path, "--path-pattern"),
      told(Key::outlet, "Wire", Source::manifest, "--set"),
      told(Key::author, "Bo Stone", Source::manifest, "--set"),
      told(Key::title, "Another headline", Source::sidecar, "a.meta.json"),
      told(Key::url, "https://www.reuters.com/2017/12/10/a", Source::manifest, "m.csv:3 (a)"),
      told(Key::lang, "fr", Source::manifest, "--set"),
  };
  std::vector<Claim> some;
  for (const Claim& claim : all)
    if (random() % 2 == 0) some.push_back(claim);
  return some;
}

Article draw_article(std::mt19937& random) {
  Article article;
  article.origin.path = "a.txt";
  const std::vector<Claim> all{
      own(Key::outlet, "The Post", Source::record),
      own(Key::outlet, "Lantern", Source::record),
      own(Key::outlet, "Wire", Source::meta, 0.7),
      own(Key::date, "2017-12-13T02:00:00Z", Source::json_ld),
      own(Key::date, "12/11/2017", Source::record),
      own(Key::date, "2019-12-11", Source::meta),  // later than it was fetched
      own(Key::author, "Ana Reyes", Source::meta),
      own(Key::title, "Bridge opens", Source::meta),
      own(Key::url, "https://www.reuters.com/2017/12/12/b", Source::meta),
      own(Key::lang, "en", Source::record)};
  for (const Claim& claim : all)
    if (random() % 3 != 0) article.claims.push_back(claim);
  if (random() % 2 == 0) article.text = "The Post\n\n";
  if (random() % 2 == 0) article.text += "Bridge opens at last\n\n";
  if (random() % 2 == 0) article.text += "By Cleo Marsh\n\n";
  article.text +=
      "BOLTON, Dec. 12, 2017 (Wire) - The bridge opened on Tuesday, Mayor Ana Bell "
      "said in Bolton. It was closed for a year and a half.\n";
  if (random() % 2 == 0) article.seen = *ae::day_from_iso("2018-03-01");
  return article;
}

}  // namespace

TEST_CASE("a stored article told something else is as if it were read anew",
          "[indexer][documents]") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    Article article = draw_article(random);
    article.told = draw_told(random);
    auto stored = to_stored(analyse(article, options));
    // As the archive gives it back.
    ae::store::StoredArticle again = stored;
    REQUIRE(ae::store::decode(ae::store::encode(stored), again));
    article.told = draw_told(random);
    retell(again, article.told, options);
    const auto anew = to_stored(analyse(article, options));
    CHECK(again.record == anew.record);
    CHECK(again.date == anew.date);
    CHECK(again.outlet == anew.outlet);
    CHECK(again.lang == anew.lang);
    REQUIRE(again.body == anew.body);
  }
}

TEST_CASE("what the user says settles metadata, and leaves the text alone",
          "[indexer][documents]") {
  Article article;
  article.text = "The Post\n\nBridge opens at last\n\nThe bridge opened on Tuesday in Bolton.\n";
  const auto before = to_stored(analyse(article, options));
  article.told = {told(Key::title, "Another headline", Source::manifest, "--set"),
                  told(Key::outlet, "The Post", Source::manifest, "--set")};
  const auto after = to_stored(analyse(article, options));
  CHECK(after.record.title == "Another headline");
  CHECK(after.outlet == "The Post");
  CHECK(after.body.text == before.body.text);
  CHECK(after.body.boilerplate == before.body.boilerplate);
}
