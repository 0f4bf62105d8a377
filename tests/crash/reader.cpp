// SPDX-License-Identifier: GPL-2.0-or-later
/// Searches an archive that is written meanwhile, on several threads, until its standard input
/// ends: see tests/crash/readers.
///
///     ae-crash-reader ARCHIVE THREADS QUERY
///
/// Prints "REVISION FILE=GENERATION ..." for each state that it saw, as the titles of all hits tell
/// it ("Story FILE 3 in generation 7"), then the number of searches. What contradicts itself goes
/// to standard error, and ends it with status 1.
#include <ae/searcher.hpp>

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr int searches_a_snapshot = 8;

/// What a revision holds: file -> generation and number of articles.
struct State {
  std::map<std::string, std::string> generations;
  std::map<std::string, int> articles;
  std::uint64_t total = 0;

  friend bool operator==(const State&, const State&) = default;
};

void want(bool holds, const std::string& what) {
  if (!holds) throw std::runtime_error(what);
}

std::string last_word(std::string_view text) {
  return std::string(text.substr(text.rfind(' ') + 1));
}

State read(const ae::Response& response) {
  State state{.generations = {}, .articles = {}, .total = response.total};
  for (const ae::Hit& hit : response.hits) {
    const std::string file = hit.title.substr(6, hit.title.find(' ', 6) - 6);
    const std::string generation = last_word(hit.title);
    const auto& first = state.generations.emplace(file, generation).first->second;
    want(first == generation, file + " is of generations " + first + " and " + generation);
    ++state.articles[file];
    for (const ae::Snippet& snippet : hit.snippets)
      want(snippet.text.find("generation") == std::string::npos ||
               snippet.text.find("generation " + generation + ' ') != std::string::npos,
           "the passage of " + hit.title + " is of another text: " + snippet.text);
  }
  std::uint64_t counted = 0;
  for (const ae::FacetValue& value : response.facets.at(0).values) counted += value.count;
  want(counted == response.total && response.hits.size() == response.total,
       "hits, total and facets differ");
  return state;
}

/// What all threads have seen.
class Seen {
 public:
  void note(std::uint64_t revision, const State& state) {
    const std::lock_guard lock(mutex_);
    const auto [at, added] = states_.emplace(revision, state);
    want(added || at->second == state,
         "revision " + std::to_string(revision) + " has two contents");
    ++searches_;
  }

  void print() const {
    for (const auto& [revision, state] : states_) {
      std::string line = std::to_string(revision);
      for (const auto& [file, generation] : state.generations)
        line += ' ' + file + '=' + generation;
      std::puts(line.c_str());
    }
    std::printf("%lu\n", static_cast<unsigned long>(searches_));
  }

 private:
  std::mutex mutex_;
  std::map<std::uint64_t, State> states_;
  std::uint64_t searches_ = 0;
};

/// Opens the newest state over and over; what one snapshot answers never changes.
void search(const char* archive, const char* query, Seen& seen, const std::atomic<bool>& done) {
  ae::Request request;
  request.text = query;
  request.limit = 0;
  request.facets = {{.field = "outlet", .unit = {}}};
  std::uint64_t newest = 0;
  while (!done) {
    const ae::Searcher searcher(archive);
    std::set<std::uint64_t> revisions;
    for (int i = 0; i < searches_a_snapshot; ++i) {
      const ae::Response response = searcher.search(request);
      revisions.insert(response.archives.at(0).revision);
      seen.note(response.archives.at(0).revision, read(response));
    }
    want(revisions.size() == 1, "a snapshot has changed");
    want(*revisions.begin() >= newest, "an older state than the one before");
    newest = *revisions.begin();
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  Seen seen;
  std::atomic<bool> done{false};
  std::atomic<int> failed{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < std::atoi(argv[2]); ++i)
      threads.emplace_back([&] {
        try {
          search(argv[1], argv[3], seen, done);
        } catch (const std::exception& error) {
          std::fprintf(stderr, "%s\n", error.what());
          ++failed;
        }
      });
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) continue;
    done = true;
  }
  seen.print();
  return failed > 0 ? 1 : 0;
}
