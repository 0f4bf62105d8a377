// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/report.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;

namespace {

Fault fault(Fault::Kind kind, std::string path, std::uint64_t line, std::string rule) {
  Fault result;
  result.where.path = std::move(path);
  result.where.line = line;
  result.kind = kind;
  result.reason = "is " + rule;
  result.rule = std::move(rule);
  return result;
}

Report example() {
  Report report;
  report.read = report.added = 5;
  report.known = {{"date", 2, 3}, {"outlet", 1, 4}};
  report.seconds = 0.25;
  report.bytes = 12345;
  return report;
}

}  // namespace

TEST_CASE("the closing report counts what became of the articles", "[indexer][report]") {
  CHECK(to_text(example()) ==
        "5 read, 5 added, 0 updated, 0 moved, 0 removed, 0 unchanged, 0 skipped, 0 failed\n"
        "date: 2 known, 3 unknown\n"
        "outlet: 1 known, 4 unknown\n");
  CHECK(to_json(example()) ==
        R"({"read":5,"added":5,"updated":0,"moved":0,"removed":0,"unchanged":0,"skipped":0,)"
        R"("failed":0,"known":{"date":2,"outlet":1},"seconds":0.25,"bytes":12345})"
        "\n");
}

TEST_CASE("failed inputs are named, skipped ones told by reason", "[indexer][report]") {
  Report report;
  for (std::uint64_t line = 1; line <= 3; ++line)
    add(report, fault(Fault::Kind::failed, "a\n.jsonl", line, "bad-json"));
  add(report, fault(Fault::Kind::skipped, "gold.json", 0, "no-text"));
  add(report, fault(Fault::Kind::skipped, "other.json", 0, "no-text"));
  CHECK(report.failed == 3);
  CHECK(report.skipped == 2);
  CHECK(faults_text(report, 2) ==
        "a\uFFFD.jsonl:1: is bad-json\n"
        "a\uFFFD.jsonl:2: is bad-json\n"
        "… and 1 more failed\n");
  CHECK(skips_text(report) == "2 skipped: is no-text, as gold.json\n");
}

TEST_CASE("a failed input shows in the exit status, a skipped one does not", "[indexer][report]") {
  Report report;
  add(report, fault(Fault::Kind::skipped, "x", 0, "no-text"));
  CHECK(exit_status(report) == 0);
  add(report, fault(Fault::Kind::failed, "x", 0, "bad-json"));
  CHECK(exit_status(report) == 1);
}

TEST_CASE("millions of faults are counted, not kept", "[indexer][report]") {
  Report report;
  for (std::size_t i = 0; i < 3 * faults_kept; ++i)
    add(report, fault(Fault::Kind::failed, "x", i, "bad-json"));
  CHECK(report.failed == 3 * faults_kept);
  CHECK(report.faults.size() == faults_kept);
}
