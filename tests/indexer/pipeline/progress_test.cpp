// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/progress.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace ae::indexing;
using namespace std::chrono_literals;

namespace {

/// A meter whose time passes by hand.
struct Bench {
  Progress::Clock::time_point now{};
  std::vector<std::string> lines;
  Progress progress;

  explicit Bench(ProgressStyle style)
      : progress(
            style, [this](std::string_view line) { lines.emplace_back(line); },
            [this] { return now; }) {}
};

}  // namespace

TEST_CASE("progress tells rate and time left", "[indexer][progress]") {
  CHECK(progress_line(25'000'000, 100'000'000, 5000, 10s) ==
        " 25 %  5,000 articles  2.5 MB/s  500 articles/s  0:30 left");
  CHECK(progress_line(0, 0, 0, 0s) == "0 articles");
  CHECK(progress_line(1'000'000, 0, 1, 1s) == "1 article  1.0 MB/s  1 article/s");
  CHECK(progress_line(200, 100, 1, 1s) == "100 %  1 article  200 B/s  1 article/s");
}

TEST_CASE("a terminal's line is written ten times a second at most", "[indexer][progress]") {
  Bench bench({.shown = true, .terminal = true, .width = 20});
  for (std::uint64_t i = 0; i < 1000; ++i, bench.now += 1ms) bench.progress.update(i, 1000, i);
  CHECK(bench.lines.size() == 10);
  for (const std::string& line : bench.lines) CHECK(line.starts_with("\r"));
  bench.progress.clear();
  CHECK(bench.lines.size() == 11);
  CHECK(bench.lines.back() == "\r\x1b[K");
  bench.progress.clear();
  CHECK(bench.lines.size() == 11);
}

TEST_CASE("elsewhere a line stays, one in half a minute", "[indexer][progress]") {
  Bench bench({.shown = true});
  for (std::uint64_t i = 0; i < 61; ++i, bench.now += 1s) bench.progress.update(i, 100, i);
  CHECK(bench.lines.size() == 3);
  CHECK(bench.lines.back().ends_with("left\n"));
  CHECK(bench.lines.back().find('\r') == std::string::npos);
}

TEST_CASE("no progress is shown where none is wanted", "[indexer][progress]") {
  Bench bench({});
  bench.progress.update(1, 2, 3);
  bench.progress.clear();
  CHECK(bench.lines.empty());
}
