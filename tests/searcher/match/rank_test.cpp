// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/rank.hpp"

#include "ae/searcher.hpp"
#include "support/random_words.hpp"
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace indexing = ae::indexing;

using ae::Hit;
using ae::Request;
using ae::Searcher;
using ae::test::TestArchive;
using Weights = ae::Request::Weights;

namespace {

/// Reports as JSON Lines, titles "report 0", "report 1", ...; their words come from a small
/// vocabulary, some of them far more often than others. Day after day.
std::vector<std::string> reports(std::size_t count) {
  constexpr const char* words[] = {"harbour", "ferry",  "storm", "council", "vote",
                                   "bridge",  "market", "flood", "school",  "train"};
  ae::test::RandomWords random(7);
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = "The report says that";
    for (std::size_t left = 20 + random.number(60); left > 0; --left) {
      const std::size_t any = random.number(100);
      text += any < 30 ? fmt::format(" {}", words[any * any / 100])
                       : " " + random.word("bdklmnrst", 4, 5);
    }
    lines.push_back(fmt::format(
        R"({{"id":"r{0}","title":"report {0}","date":"2017-{1:02}-{2:02}","text":"{3}."}})", i,
        1 + i / 28 % 12, 1 + i % 28, text));
  }
  return lines;
}

std::string lines_of(const std::vector<std::string>& lines, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += lines[i] + '\n';
  return out;
}

TestArchive archive_of(std::size_t count) {
  return TestArchive({{"a.jsonl", lines_of(reports(count), 0, count)}});
}

Request any_of(std::string words) {
  Request request;
  request.text = std::move(words);
  request.match = Request::Match::any;
  request.limit = 0;
  request.snippets = 0;
  return request;
}

std::vector<Hit> hits(const Searcher& searcher, const Request& request) {
  return searcher.search(request).hits;
}

std::vector<std::string> ids(const std::vector<Hit>& hits) {
  std::vector<std::string> out;
  for (const Hit& hit : hits) out.push_back(hit.id);
  return out;
}

std::map<std::string, double> scores(const Searcher& searcher, const Request& request) {
  std::map<std::string, double> out;
  for (const Hit& hit : hits(searcher, request)) out[hit.title] = hit.score;
  return out;
}

}  // namespace

TEST_CASE("an article's score is the same in one segment and in three", "[searcher][match]") {
  const auto weights = GENERATE(Weights::full, Weights::proximity, Weights::words, Weights::plain);
  const auto lines = reports(90);
  const TestArchive whole({{"a.jsonl", lines_of(lines, 0, 90)}});
  const TestArchive first({{"a.jsonl", lines_of(lines, 0, 20)}});
  const TestArchive second({{"a.jsonl", lines_of(lines, 20, 55)}});
  const TestArchive third({{"a.jsonl", lines_of(lines, 55, 90)}});
  Request request = any_of("storm ferry harbours storm bridge");
  request.weights = weights;
  const auto one = scores(whole.searcher(), request);
  const auto three = scores(Searcher({first.path(), second.path(), third.path()}), request);
  REQUIRE(one.size() > 50);
  REQUIRE(three.size() == one.size());
  for (const auto& [title, score] : one) {
    CAPTURE(title);
    CHECK(three.at(title) == Approx(score).epsilon(1e-9));
  }
}

TEST_CASE("the parts of a score add up to it", "[searcher][match]") {
  const auto weights = GENERATE(Weights::full, Weights::proximity, Weights::words, Weights::plain);
  const auto recency = GENERATE(values<std::optional<double>>({std::nullopt, 30.0}));
  const bool expand = GENERATE(false, true);
  const TestArchive archive = archive_of(260);
  Request request = any_of("storm ferry \"council vote\" harb*");
  request.weights = weights;
  request.recency = recency;
  request.expand = expand;
  request.explain = true;
  const auto found = hits(archive.searcher(), request);
  REQUIRE(found.size() > 200);  // beyond what the later stages look at
  for (const Hit& hit : found) {
    const double sum = std::accumulate(
        hit.explanation.begin(), hit.explanation.end(), 0.0,
        [](double so_far, const ae::ScorePart& part) { return so_far + part.value; });
    CHECK(std::abs(sum - hit.score) < 1e-9);
  }
}

TEST_CASE("an explanation names the words of the article and what they count",
          "[searcher][match]") {
  const TestArchive archive(ae::test::Files{
      {"a.jsonl",
       R"({"title":"Storms","text":"The storm took the ferry. Another storm is on its way."})"
       "\n"
       R"({"title":"Market","text":"Nothing was sold at the market."})"
       "\n"}});
  Request request = any_of("storm market");
  request.weights = Weights::words;
  request.explain = true;
  const auto found = hits(archive.searcher(), request);
  REQUIRE(found.size() == 2);
  const Hit& hit = found[0].title == "Storms" ? found[0] : found[1];
  REQUIRE(hit.explanation.size() == 1);
  CHECK(hit.explanation[0].name == "word");
  CHECK(hit.explanation[0].word == "storm");
  CHECK(hit.explanation[0].count == 4);  // twice in the text, and the headline counts twice
  CHECK(hit.explanation[0].idf == Approx(std::log(2.0)));
  CHECK(hit.explanation[0].length > 0);
}

TEST_CASE("an archive and its copy are told apart", "[searcher][match]") {
  const ae::test::TempDir dir;
  std::filesystem::create_directory(dir.path() / "articles");
  for (const std::string name : {"a.txt", "b.txt", "c.txt"})
    dir.write("articles/" + name, "Monday\n\nThe storm took the ferry, " + name + " said.\n");
  const auto index = [&](const char* archive) {
    indexing::IndexOptions options;
    options.paths = {(dir.path() / "articles").string()};
    options.archive = dir.path() / archive;
    indexing::Progress silent({}, [](std::string_view) {});
    static_cast<void>(indexing::run(options, silent, [] { return false; }));
  };
  index("archive");
  std::filesystem::copy(dir.path() / "archive", dir.path() / "copy",
                        std::filesystem::copy_options::recursive);
  std::filesystem::remove(dir.path() / "articles/b.txt");
  index("copy");  // the same segment, of which an article is gone
  const bool copy_first = GENERATE(false, true);
  std::vector<std::filesystem::path> paths{dir.path() / "archive", dir.path() / "copy"};
  if (copy_first) std::ranges::reverse(paths);
  CHECK(ae::test::names_of(hits(Searcher(paths), any_of("storm"))) ==
        "a.txt a.txt b.txt c.txt c.txt");
}

TEST_CASE("another way to write a word ranks with it, and its pieces do not", "[searcher][match]") {
  const std::string rest = " said the report, which had little to say on the storm.\n";
  const TestArchive archive({{"joined.txt", "Monday\n\nA robocall came," + rest},
                             {"hyphen.txt", "Monday\n\nA robo-call came," + rest},
                             {"pieces.txt", "Monday\n\nRobo the dog heard a call," + rest},
                             {"none.txt", "Monday\n\nThe ferry came," + rest}});
  Request request = any_of(GENERATE(as<std::string>{}, "robocall storm", "robo-call storm"));
  CAPTURE(request.text);
  request.weights = GENERATE(Weights::words, Weights::plain);
  request.explain = true;
  const auto found = hits(archive.searcher(), request);
  REQUIRE(found.size() == 4);
  const auto score = [&](std::string_view name) {
    return std::ranges::find_if(found, [&](const Hit& hit) { return hit.path.ends_with(name); })
        ->score;
  };
  CHECK(score("joined.txt") > score("none.txt") * 1.1);
  CHECK(score("hyphen.txt") > score("none.txt") * 1.1);
  if (request.text.starts_with("robocall")) CHECK(score("pieces.txt") <= score("none.txt"));
}

TEST_CASE("pages are cut from one order", "[searcher][match]") {
  const TestArchive archive = archive_of(260);
  Request request = any_of("storm ferry council market");
  const auto all = ids(hits(archive.searcher(), request));
  REQUIRE(all.size() > 210);
  std::vector<std::string> paged;
  for (request.limit = 7; request.offset < all.size(); request.offset += request.limit)
    for (const Hit& hit : hits(archive.searcher(), request)) paged.push_back(hit.id);
  CHECK(paged == all);
}

TEST_CASE("only a query of several words takes similar articles into account",
          "[searcher][match]") {
  const TestArchive archive = archive_of(60);
  const auto smoothed = [&](const char* words) {
    Request request = any_of(words);
    request.explain = true;
    return std::ranges::any_of(hits(archive.searcher(), request), [](const Hit& hit) {
      return std::ranges::find(hit.explanation, "smoothing", &ae::ScorePart::name) !=
             hit.explanation.end();
    });
  };
  CHECK_FALSE(smoothed("storm ferry council"));
  CHECK_FALSE(smoothed("storm ferry council storms"));  // three words still
  CHECK(smoothed("storm ferry council market"));
}

TEST_CASE("asking for fewer articles does not change the first", "[searcher][match]") {
  const auto weights = GENERATE(Weights::words, Weights::plain);
  const TestArchive archive = archive_of(400);
  Request request = any_of("storm ferry train harbour");
  request.weights = weights;
  const auto all = ids(hits(archive.searcher(), request));
  for (const std::size_t few : {1U, 5U, 30U}) {
    request.limit = few;
    CHECK(ids(hits(archive.searcher(), request)) ==
          std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(few)));
  }
}

TEST_CASE("scores fall from rank to rank", "[searcher][match]") {
  const TestArchive archive = archive_of(260);
  Request request = any_of("storm ferry council market");
  request.recency = GENERATE(values<std::optional<double>>({std::nullopt, 30.0}));
  const auto found = hits(archive.searcher(), request);
  REQUIRE(found.size() > 210);
  CHECK(std::ranges::is_sorted(found, std::greater{}, &Hit::score));
}

TEST_CASE("words that stand together weigh more than words apart", "[searcher][match]") {
  const std::string filler = " and then nothing else was said there for a very long time";
  const TestArchive archive(
      {{"near.txt", "Monday\n\nIt was the storm ferry again" + filler + filler + ".\n"},
       {"far.txt", "Monday\n\nIt was the storm again" + filler + " ferry" + filler + ".\n"},
       {"none.txt", "Monday\n\nIt was the market again" + filler + " so" + filler + ".\n"}});
  Request request = any_of("storm ferry");
  request.weights = Weights::proximity;
  const auto found = hits(archive.searcher(), request);
  REQUIRE(found.size() == 2);
  CHECK(found[0].path.ends_with("near.txt"));
  CHECK(found[0].score > found[1].score);
}

TEST_CASE("a word as typed weighs more than another of its stem", "[searcher][match]") {
  const TestArchive archive({{"a.txt", "Monday\n\nHe votes for the bridge.\n"},
                             {"b.txt", "Monday\n\nHe voted for the bridge.\n"}});
  const auto word = GENERATE(as<std::string>{}, "votes", "voted");
  const auto found = hits(archive.searcher(), any_of(word));
  REQUIRE(found.size() == 2);
  CHECK(found[0].path.ends_with(word == "votes" ? "a.txt" : "b.txt"));
  CHECK(found[0].score > found[1].score);
}

TEST_CASE("a word that is in the query twice weighs more, but not twice", "[searcher][match]") {
  const TestArchive archive({{"a.txt", "Monday\n\nThe storm.\n"}, {"b.txt", "Monday\n\nRain.\n"}});
  Request request = any_of("storm");
  request.weights = Weights::words;
  const double once = hits(archive.searcher(), request).at(0).score;
  request.text = "storm storms";
  CHECK(hits(archive.searcher(), request).at(0).score == Approx(once * 4 / 3));
  request.weights = Weights::plain;
  request.text = "storm";
  const double plain = hits(archive.searcher(), request).at(0).score;
  request.text = "storm storm";
  CHECK(hits(archive.searcher(), request).at(0).score == Approx(plain * 2));
}

TEST_CASE("recency halves a score for every half-life of age", "[searcher][match]") {
  const TestArchive archive(
      ae::test::Files{{"a.jsonl", R"({"title":"a","date":"2017-12-31","text":"The storm came."})"
                                  "\n"
                                  R"({"title":"b","date":"2017-12-01","text":"The storm came."})"
                                  "\n"
                                  R"({"title":"c","text":"The storm came."})"
                                  "\n"}});
  Request request = any_of("storm");
  request.weights = Weights::proximity;
  const auto fresh = scores(archive.searcher(), request);
  request.recency = 30;
  const auto aged = scores(archive.searcher(), request);
  CHECK(aged.at("a") == Approx(fresh.at("a")));
  CHECK(aged.at("b") == Approx(fresh.at("b") / 2));
  CHECK(aged.at("c") == Approx(fresh.at("c") / 2));  // no day: as old as the oldest
  request.today = ae::day_from_iso("2018-01-30");
  const auto later = scores(archive.searcher(), request);
  CHECK(later.at("a") == Approx(fresh.at("a") / 2));
}

TEST_CASE("the newest of many can be first, however far back their words put them",
          "[searcher][match]") {
  std::string lines;
  for (int i = 0; i < 300; ++i)
    lines +=
        fmt::format(R"({{"title":"old {}","date":"2010-01-01","text":"Storm, storm."}})", i) + '\n';
  lines += R"({"title":"new","date":"2017-12-31","text":"There was said to be a storm at sea."})";
  const TestArchive archive({{"a.jsonl", lines + "\n"}});
  Request request = any_of("storm");
  request.limit = 1;
  CHECK(hits(archive.searcher(), request).at(0).title != "new");
  request.recency = 30;
  CHECK(hits(archive.searcher(), request).at(0).title == "new");
}

TEST_CASE("articles like one leave it out", "[searcher][match]") {
  const TestArchive archive(
      {{"a.txt", "Ferry\n\nThe ferry to Puddlewick sank in the harbour during a storm.\n"},
       {"b.txt", "Rescue\n\nThe Puddlewick ferry sank, the harbour master said.\n"},
       {"c.txt", "School\n\nThe school board met in the town hall on Monday.\n"},
       {"d.txt", "Board\n\nThe board of the school will meet again.\n"},
       {"e.txt", "Market\n\nPrices rose at the market.\n"}});
  const Searcher searcher = archive.searcher();
  Request request;
  request.text = "rescue";
  request.similar = hits(searcher, any_of("storm")).at(0).id;
  request.text.clear();
  const auto response = searcher.search(request);
  REQUIRE(response.total >= 1);
  CHECK(response.hits[0].path.ends_with("b.txt"));
  for (const Hit& hit : response.hits) CHECK(hit.id != request.similar);
  CHECK(searcher.count(request) == response.total);
  request.similar = "0123456789abcdef";
  const auto none = searcher.search(request);
  CHECK(none.total == 0);
  REQUIRE(ae::test::note(none, "no-likeness"));
}

TEST_CASE("expansion changes the order only", "[searcher][match]") {
  const TestArchive archive = archive_of(260);
  Request request = any_of("storm train");
  const auto typed = ids(hits(archive.searcher(), request));
  request.expand = true;
  request.explain = true;
  const auto found = hits(archive.searcher(), request);
  const auto expanded = ids(found);
  CHECK(std::set(typed.begin(), typed.end()) == std::set(expanded.begin(), expanded.end()));
  CHECK(typed != expanded);
  const auto added = [](const ae::ScorePart& part) {
    return part.name == "word" && part.word != "storm" && part.word != "train";
  };
  CHECK(std::ranges::any_of(
      found, [&](const Hit& hit) { return std::ranges::any_of(hit.explanation, added); }));
}

TEST_CASE("plain words have no operators", "[searcher][query]") {
  const TestArchive archive({{"a.txt", "Monday\n\nThe storm or the ferry.\n"},
                             {"b.txt", "Monday\n\nThe ferry, and nothing about outlets.\n"}});
  Request request;
  request.plain = true;
  const auto count = [&](const char* text) {
    request.text = text;
    return archive.searcher().count(request);
  };
  CHECK(count("storm OR ferry") == 1);
  CHECK(count("\"ferry storm\"") == 1);
  CHECK(count("ferry -storm") == 1);
  CHECK(count("outlet:ferry") == 1);
  CHECK(count("fer*") == 0);
  CHECK(count("((") == 0);
}
