// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-entity-measure: what tests/entities/run prints beside `ae-entities score`.
///   seeds FOLDER  entities of whole articles against gold.json
///   speed FILE    what each stage costs on articles in JSON Lines, and the memory
///   top FILE [N]  the names that most of these articles hold
#include "ae/error.hpp"
#include "indexer/entities/extractor.hpp"
#include "indexer/entities/resolver.hpp"
#include "indexer/entities/tagger.hpp"
#include "indexer/entities/training/bio.hpp"

#include <fmt/core.h>
#include <simdjson.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "entities/gold.hpp"

namespace {

using namespace ae;            // NOLINT(google-build-using-namespace): a program of one file
using namespace ae::indexing;  // NOLINT(google-build-using-namespace)

constexpr std::array<std::string_view, 3> type_names{"people", "organisations", "places"};

std::vector<std::string> read_texts(const std::string& path, std::size_t most) {
  const auto bytes = training::read_file(path);
  simdjson::dom::parser parser;
  std::vector<std::string> texts;
  for (std::string_view rest = bytes; !rest.empty() && texts.size() < most;) {
    const auto end = std::min(rest.find('\n'), rest.size());
    std::string_view text;
    const auto line = simdjson::padded_string(rest.substr(0, end));
    if (parser.parse(line)["text"].get(text) == simdjson::SUCCESS) texts.emplace_back(text);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return texts;
}

void print_seeds(const std::string& folder) {
  const auto scores = test::score_seeds(folder);
  for (const auto& line : scores.errors) fmt::print("  {}\n", line);
  for (std::size_t type = 0; type < type_names.size(); ++type) {
    fmt::print("  {:<14} F1 {:.3f}\n", type_names[type], scores.types[type].f1());
  }
  fmt::print("  {:<14} F1 {:.3f}\n", "all", training::total(scores.types).f1());
}

/// The processor time that \p work takes on all \p texts, in seconds; the best of three.
template <class Work>
double seconds(const std::vector<std::string>& texts, Work work) {
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    const auto start = std::clock();
    for (const auto& text : texts) work(text);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

long peak_memory() {  // MB
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void print_speed(const std::string& path) {
  constexpr std::size_t sample = 5000;
  const auto texts = read_texts(path, sample);
  std::size_t tokens = 0;
  const auto tokenise =
      seconds(texts, [&](const auto& text) { tokens += split_tokens(text, {}).size(); });
  tokens /= 3;
  NameMemory memory(lexicon());
  const auto tag = seconds(texts, [&](const auto& text) {
    memory.make_room();
    const auto cut = split_tokens(text, {}, memory.words);
    static_cast<void>(tag_names(text, cut, built_in_model().weights, memory));
  });
  NameFinder finder;
  const auto all =
      seconds(texts, [&](const auto& text) { static_cast<void>(finder.find(text, {})); });
  const auto row = [&](std::string_view what, double time) {
    fmt::print("  {:<28} {:6.2f} s  {:6.2f} million tokens/s  {:5.1f} x\n", what, time,
               static_cast<double>(tokens) / time / 1e6, time / tokenise);
  };
  fmt::print("  {} articles, {} tokens\n", texts.size(), tokens);
  row("tokenise", tokenise);
  row("tokenise, tag in two passes", tag);
  row("... and resolve", all);
  fmt::print("  memory: at most {} MB, the articles included\n", peak_memory());
}

void print_top(const std::string& path, std::size_t most) {
  std::array<std::map<std::string, std::size_t>, 3> counts;
  for (const auto& text : read_texts(path, static_cast<std::size_t>(-1))) {
    std::array<std::set<std::string>, 3> names;
    for (auto& mention : find_mentions(text, {})) {
      names[static_cast<std::size_t>(mention.type)].insert(std::move(mention.canonical));
    }
    for (std::size_t type = 0; type < names.size(); ++type) {
      for (const auto& name : names[type]) ++counts[type][name];
    }
  }
  for (std::size_t type = 0; type < counts.size(); ++type) {
    std::vector<std::pair<std::string, std::size_t>> order(counts[type].begin(),
                                                           counts[type].end());
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    fmt::print("{}\n", type_names[type]);
    for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
      fmt::print("  {:6} {}\n", order[i].second, order[i].first);
    }
  }
}

int run(int argc, char** argv) {
  const std::string_view command = argc > 2 ? argv[1] : "";
  if (command == "seeds") {
    print_seeds(argv[2]);
  } else if (command == "speed") {
    print_speed(argv[2]);
  } else if (command == "top") {
    print_top(argv[2], argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 50);
  } else {
    fmt::print(stderr, "ae-entity-measure seeds FOLDER | speed FILE | top FILE [N]\n");
    return 2;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "ae-entity-measure: {}\n", error.what());
    return 3;
  }
}
