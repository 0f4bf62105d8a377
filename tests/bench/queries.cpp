// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-queries ARCHIVE QUERIES FORMAT: times searches of several kinds in an open archive.
/// FORMAT is md, json, or list to see the queries.
#include "common/cli/json_writer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/draw.hpp"

namespace {

using ae::bench::QueryClass;

/// Milliseconds.
struct Quantiles {
  double p50 = 0;
  double p95 = 0;
};

/// What one class took: by the clock, and of the processor's time, which other work on the machine
/// does not change.
struct Figures {
  std::string name;
  std::size_t queries = 0;
  std::uint64_t total = 0;  ///< median number of articles that match
  Quantiles wall, cpu;
};

/// \p share of \p values lie at or below the result.
template <class T>
T quantile(std::vector<T> values, double share) {
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(values.size()));
  return values[std::min(rank, values.size() - 1)];
}

double cpu_now() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e6;
}

double wall_now() {
  const std::chrono::duration<double, std::milli> since_start =
      std::chrono::steady_clock::now().time_since_epoch();
  return since_start.count();
}

Quantiles quantiles(const std::vector<double>& times) {
  return {.p50 = quantile(times, 0.5), .p95 = quantile(times, 0.95)};
}

/// The second of two searches is timed: the files are in memory and their checksums verified.
Figures measure(const ae::Searcher& searcher, const QueryClass& queries) {
  std::vector<double> wall;
  std::vector<double> cpu;
  std::vector<std::uint64_t> totals;
  for (const ae::Request& request : queries.requests) {
    totals.push_back(searcher.search(request).total);
    const double wall_before = wall_now();
    const double cpu_before = cpu_now();
    static_cast<void>(searcher.search(request));
    cpu.push_back(cpu_now() - cpu_before);
    wall.push_back(wall_now() - wall_before);
  }
  return {.name = queries.name,
          .queries = wall.size(),
          .total = quantile(totals, 0.5),
          .wall = quantiles(wall),
          .cpu = quantiles(cpu)};
}

void print_markdown(const std::vector<Figures>& all) {
  fmt::print("| queries | number | found (median) | p50 ms | p95 ms | p50 CPU ms | p95 CPU ms |\n");
  fmt::print("|---|---:|---:|---:|---:|---:|---:|\n");
  for (const Figures& each : all)
    fmt::print("| {} | {} | {} | {:.2f} | {:.2f} | {:.2f} | {:.2f} |\n", each.name, each.queries,
               each.total, each.wall.p50, each.wall.p95, each.cpu.p50, each.cpu.p95);
}

void print_json(const std::vector<Figures>& all) {
  ae::cli::JsonWriter json;
  json.begin_array();
  for (const Figures& each : all)
    json.begin_object()
        .member("queries", each.name)
        .member("number", std::uint64_t{each.queries})
        .member("total", each.total)
        .member("p50_ms", each.wall.p50)
        .member("p95_ms", each.wall.p95)
        .member("p50_cpu_ms", each.cpu.p50)
        .member("p95_cpu_ms", each.cpu.p95)
        .end_object();
  json.end_array();
  fmt::print("{}\n", json.take());
}

void print_list(const std::vector<QueryClass>& classes) {
  for (const QueryClass& each : classes)
    for (const ae::Request& request : each.requests) {
      fmt::print("{}\t{}", each.name, request.text);
      for (const ae::Filter& filter : request.filters)
        fmt::print("\t{}={}", filter.field, filter.value);
      fmt::print("\n");
    }
}

void run(const std::string& archive, std::size_t queries, std::string_view format) {
  constexpr std::size_t kinds = 11;
  const auto classes =
      ae::bench::draw_queries(archive, std::max<std::size_t>(1, (queries + kinds - 1) / kinds));
  if (format == "list") return print_list(classes);
  const ae::Searcher searcher(archive);
  std::vector<Figures> all;
  for (const QueryClass& each : classes) all.push_back(measure(searcher, each));
  format == "json" ? print_json(all) : print_markdown(all);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: ae-bench-queries ARCHIVE QUERIES md|json|list\n");
    return 2;
  }
  try {
    run(argv[1], std::strtoull(argv[2], nullptr, 10), argv[3]);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "ae-bench-queries: {}\n", error.what());
    return 3;
  }
}
