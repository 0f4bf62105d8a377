// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/snippets.hpp"

#include "common/text/unicode.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae;
using namespace ae::searching;
using namespace ae::test;

namespace {

/// The fragments of the one article of \p text that \p query shows: marks in [ ], `|` between.
std::string shown(std::string_view text, std::string_view query, SnippetOptions options = {}) {
  const SmallArchive archive({article("", std::string(text))});
  Request request;
  request.text = query;
  request.snippets = options.count;
  request.snippet_bytes = options.bytes;
  const auto hits = archive.searcher().search(request).hits;
  if (hits.size() != 1) return "nothing found";
  std::string out;
  for (const Snippet& snippet : hits.front().snippets) {
    if (!out.empty()) out += "|";
    CHECK(snippet.text == text.substr(snippet.start, snippet.text.size()));
    std::size_t at = 0;
    for (const Span& mark : snippet.marks) {
      out +=
          snippet.text.substr(at, mark.from - at) + "[" + std::string(mark.of(snippet.text)) + "]";
      at = mark.to;
    }
    out += snippet.text.substr(at);
  }
  return out;
}

}  // namespace

TEST_CASE("a fragment is whole sentences, and marks what matched", "[searcher][present]") {
  struct Row {
    const char* text;
    const char* query;
    const char* shown;
  };
  const auto row = GENERATE(values<Row>({
      {"He won.\n\nThe votes were counted.", "vote", "The [votes] were counted."},
      {"He won. The votes were counted.", "vote", "He won. The [votes] were counted."},
      {"The votes were counted. He won.", "vote", "The [votes] were counted. He won."},
      {"All write-in votes count.", "write-in votes", "All [write-in votes] count."},
      {"All votes, all written in.", "votes written", "All [votes], all [written] in."},
      {"A win is a win, he said.", "\"win is a\"", "A [win is a] win, he said."},
      {"A win is a win, he said.", "win NEAR/2 said", "A win is a [win], he [said]."},
      {"Moore's men", "moore", "[Moore]'s men"},
      {"Some 20,715 votes", "20715", "Some [20,715] votes"},
      {"He won.\n\nMore text.", "*", "He won."},
      {"He won.\n\nMore text.", "-lost", "He won."},
      {"The vote. Votes count.", "vote", "The [vote]. [Votes] count."},
      {"On the vote\n\nVotes count.", "vote", "On the [vote]|[Votes] count."},
      {"This was a win\n\nis what he said", "\"win is what\"",
       "This was a [win\n\nis what] he said"},
  }));
  CAPTURE(row.text, row.query);
  CHECK(shown(row.text, row.query) == row.shown);
}

TEST_CASE("fragments are as many as asked for, the best ones, in reading order",
          "[searcher][present]") {
  const std::string text =
      "A vote here.\n\nNothing here.\n\nA write-in vote there.\n\nThe vote was a write-in.\n\nEnd.";
  CHECK(shown(text, "write-in vote", {.count = 1}) == "A [write-in vote] there.");
  CHECK(shown(text, "write-in vote", {.count = 2}) ==
        "A [write-in vote] there.|The [vote] was a [write-in].");
  CHECK(shown(text, "write-in vote", {.count = 9}) ==
        "A [vote] here.|A [write-in vote] there.|The [vote] was a [write-in].");
  CHECK(shown(text, "write-in vote", {.count = 0}).empty());
}

TEST_CASE("a long sentence is cut between words, around what matched", "[searcher][present]") {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "größere ";
  text += "Mehrheit";
  for (int i = 0; i < 60; ++i) text += " später";
  const auto bytes = GENERATE(0U, 1U, 10U, 31U, 40U, 100U);
  CAPTURE(bytes);
  const std::string fragment = shown(text, "mehrheit", {.count = 1, .bytes = bytes});
  CHECK(fragment.find("[Mehrheit]") != std::string::npos);
  CHECK(fragment.size() <= std::max<std::size_t>(bytes, 8) + 2);
  for (std::size_t at = 0; at < fragment.size(); at = fragment.find(' ', at) + 1) {
    const std::string word = fragment.substr(at, fragment.find(' ', at) - at);
    CHECK((word == "größere" || word == "[Mehrheit]" || word == "später"));
    if (fragment.find(' ', at) == std::string::npos) break;
  }
}

TEST_CASE("no phrase reaches across what was removed from a text", "[searcher][present]") {
  auto broken = article("", "He spoke of the rule of law for all.");
  broken.body.breaks = {24};  // behind "rule of"
  const SmallArchive archive({broken});
  CHECK(titles(archive.searcher(), "\"rule of law\"").empty());
}
