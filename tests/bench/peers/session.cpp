// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/peers/session.hpp"

#include <fmt/core.h>

#include <barrier>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <string_view>
#include <thread>
#include <vector>

namespace ae::bench {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// µs of this process's threads, all together.
double cpu_now() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e6 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e3;
}

double microseconds(Clock::duration time) {
  return std::chrono::duration<double, std::micro>(time).count();
}

void print_times(Session& session, const std::vector<Query>& queries, bool snippets) {
  for (const Query& query : queries) {
    const std::uint64_t count = session.count(query);
    static_cast<void>(session.answer(query, snippets));
    const double cpu = cpu_now();
    const auto begin = Clock::now();
    static_cast<void>(session.answer(query, snippets));
    const auto wall = Clock::now() - begin;
    fmt::print("{}\t{:.1f}\t{:.1f}\n", count, microseconds(wall), cpu_now() - cpu);
  }
}

/// All queries, beginning with another one in each thread, so that they do not go in step.
void answer_all(Session& session, const std::vector<Query>& queries, std::size_t first) {
  for (std::size_t i = 0; i < queries.size(); ++i)
    static_cast<void>(session.answer(queries[(first + i) % queries.size()], true));
}

void print_throughput(const Open& open, const fs::path& index, const std::vector<Query>& queries,
                      std::size_t threads) {
  std::barrier ready(static_cast<std::ptrdiff_t>(threads + 1));
  Clock::time_point begin;
  {
    std::vector<std::jthread> running;
    for (std::size_t i = 0; i < threads; ++i)
      running.emplace_back([&, first = i * queries.size() / threads] {
        const auto session = open(index, 1);
        answer_all(*session, queries, first);  // to warm up
        ready.arrive_and_wait();
        answer_all(*session, queries, first);
      });
    ready.arrive_and_wait();
    begin = Clock::now();
  }
  fmt::print("{:.1f}\n", microseconds(Clock::now() - begin));
}

int usage(const char* program) {
  fmt::print(stderr,
             "usage: {} index ARTICLES INDEX | times INDEX QUERIES 0|1 | "
             "throughput INDEX QUERIES THREADS\n",
             program);
  return 2;
}

}  // namespace

int peer_main(int argc, char** argv, const Index& index, const Open& open) try {
  const std::string_view task = argc > 1 ? argv[1] : "";
  if (task == "index" && argc == 4) {
    index(argv[2], argv[3]);
  } else if (task == "times" && argc == 5) {
    print_times(*open(argv[2], 0), read_queries(argv[3]), std::string_view(argv[4]) == "1");
  } else if (task == "throughput" && argc == 5) {
    print_throughput(open, argv[2], read_queries(argv[3]), std::strtoul(argv[4], nullptr, 10));
  } else {
    return usage(argv[0]);
  }
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "{}: {}\n", argv[0], error.what());
  return 3;
}

}  // namespace ae::bench
