// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/audit.hpp"

#include "indexer/corrections/manifest.hpp"
#include "indexer/documents/document.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "tests/indexer/pipeline/support.hpp"

namespace ae::indexing {
namespace {

Claim claim(Key key, std::string value, Source source, double confidence = 1) {
  return {key, std::move(value), source, "rule", {}, confidence};
}

/// "date: ...; outlet: ..." of an article that makes these claims.
std::string doubts(std::vector<Claim> claims, std::vector<Claim> told = {}) {
  Article article;
  article.text = "The bridge opened on Tuesday.";
  article.claims = std::move(claims);
  article.told = std::move(told);
  std::string out;
  for (const Doubt& doubt : doubts_of(to_stored(analyse(article, {}))))
    out += (out.empty() ? "" : "; ") + doubt.field + ": " + doubt.what;
  return out;
}

TEST_CASE("what is unknown, weak or contradicted is in doubt", "[indexer][pipeline]") {
  const Claim outlet = claim(Key::outlet, "Lantern", Source::record);
  const Claim date = claim(Key::date, "2017-12-13", Source::record);
  CHECK(doubts({outlet, date}).empty());
  CHECK(doubts({}) == "date: unknown; outlet: unknown");
  CHECK(doubts({outlet, claim(Key::date, "03/04/2018", Source::text, 0.9)}) ==
        "date: unknown; \"03/04/2018\" (text, rule) was refused: day or month first?");
  CHECK(doubts({outlet, date, claim(Key::date, "2017-12-20", Source::meta)}) ==
        "date: 2017-12-13 by \"2017-12-13\" (record, rule), but \"2017-12-20\" (meta, rule)");
  CHECK(doubts({outlet, date, claim(Key::date, "2017-12-14", Source::meta)}).empty());
  CHECK(doubts({date, claim(Key::outlet, "Lantern", Source::text, 0.6)}) ==
        "outlet: Lantern only by \"Lantern\" (text, rule), 60 % sure");
}

TEST_CASE("what the user says is not in doubt", "[indexer][pipeline]") {
  CHECK(doubts({claim(Key::date, "2017-12-13", Source::record)},
               {claim(Key::date, "2017-12-20", Source::manifest),
                claim(Key::outlet, "Lantern", Source::path)})
            .empty());
}

TEST_CASE("an audit is a table that can be given back", "[indexer][pipeline]") {
  test::PipelineTest test;
  test.write("odd \"name\", 1.txt", "The council met on Monday and agreed on the new bridge.");
  test.write("w.jsonl",
             "{\"outlet\":\"Lantern\",\"date\":\"2017-12-13\",\"text\":\"Rain.\"}\n"
             "{\"outlet\":\"Lantern\",\"text\":\"Sun.\"}\n");
  static_cast<void>(test.run());
  std::string table;
  const auto note = [&](std::string_view text) { table += text; };
  REQUIRE(audit(test.options.archive, AuditForm::csv, note) == 2);
  CHECK(table.starts_with("path,date,outlet,note\n"));
  for (auto at = table.find(",,,"); at != std::string::npos; at = table.find(",,,"))
    table.replace(at, 3, ",2017-12-14,Post,");
  test.options.meta = table;
  CHECK(test::counts(test.run()) == "3 read 2 updated 1 unchanged");
  CHECK(audit(test.options.archive, AuditForm::csv, note) == 0);
}

}  // namespace
}  // namespace ae::indexing
