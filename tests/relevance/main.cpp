// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-relevance NAME ARCHIVE QUERIES QRELS: how well each stage of ranking does on judged queries,
/// next to plain BM25, and what it costs. QUERIES: id, tab, words; QRELS: TREC's. \see run
#include "searcher/match/archives.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/match/rank.hpp"

#include <fmt/core.h>

#include <array>
#include <ctime>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "relevance/measures.hpp"

namespace {

using namespace ae;             // NOLINT(google-build-using-namespace): a program of one file
using namespace ae::searching;  // NOLINT(google-build-using-namespace)

using Weights = Request::Weights;

constexpr std::uint64_t depth = 1000;  // of a run, as TREC has it

struct Query {
  std::string words;
  test::Judgements judgements;
};

std::map<std::string, Query> read_queries(const char* queries, const char* qrels) {
  std::map<std::string, Query> out;
  std::string line;
  for (std::ifstream file(queries); std::getline(file, line);)
    if (const auto tab = line.find('\t'); tab != std::string::npos)
      out[line.substr(0, tab)].words = line.substr(tab + 1);
  for (std::ifstream file(qrels); std::getline(file, line);) {
    std::istringstream fields(line);
    std::string query, ignored, article;
    int grade = 0;
    if (!(fields >> query >> ignored >> article >> grade)) continue;
    if (const auto at = out.find(query); at != out.end()) at->second.judgements[article] = grade;
  }
  std::erase_if(out, [](const auto& entry) { return entry.second.judgements.empty(); });
  return out;
}

/// One setting over all queries.
struct Line {
  test::Measures measures;
  double seconds = 0;  ///< of the processor
};

double processor_time() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

class Bench {
 public:
  explicit Bench(const char* archive)
      : archives_({archive}, Verify::as_read), finder_(languages_of(archives_.segments)) {
    for (std::uint32_t i = 0; i < archives_.segments.size(); ++i) {
      const store::Segment& segment = archives_.segments[i].segment;
      for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid)
        named_[segment.article(docid).record.source_id].emplace_back(i, docid);
    }
  }

  Line run(const std::map<std::string, Query>& queries, Weights weights) {
    Line sum;
    for (const auto& [id, query] : queries) add(query, weights, sum);
    const auto count = static_cast<double>(queries.size());
    return {sum.measures / count, sum.seconds / count};
  }

 private:
  /// Only the ranking is timed; for a page, as a user would ask for it.
  void add(const Query& query, Weights weights, Line& sum) {
    const Plan plan = make_plan(
        {.text = query.words, .plain = true, .match = Request::Match::any, .weights = weights},
        SegmentLexicon(archives_.segments, finder_));
    Budget budget(std::numeric_limits<std::uint64_t>::max());
    Matching matching(archives_.segments, finder_, budget, plan);
    Deadline never;
    const double start = processor_time();
    const auto page =
        rank_by_relevance(archives_.segments, matching.matches(), matching.ranked_words(),
                          {.wanted = 10, .weights = weights}, never);
    sum.seconds += processor_time() - start;
    const auto all =
        rank_by_relevance(archives_.segments, matching.matches(), matching.ranked_words(),
                          {.wanted = depth, .weights = weights}, never);
    sum.measures += test::measure(names(all.hits, query.judgements), query.judgements);
  }

  /// The record's ids of judged articles; others have no name.
  std::vector<std::string> names(std::span<const Ranked> hits, const test::Judgements& judgements) {
    std::map<Place, std::string> judged;
    for (const auto& [id, grade] : judgements)
      if (const auto found = named_.find(id); found != named_.end())
        for (const auto& place : found->second) judged[place] = id;
    std::vector<std::string> run;
    for (const Ranked& hit : hits) {
      const auto found = judged.find({hit.segment, hit.docid});
      run.push_back(found == judged.end() ? std::string() : found->second);
    }
    return run;
  }

  using Place = std::pair<std::uint32_t, std::uint32_t>;  // segment, docid

  Archives archives_;
  WordFinder finder_;
  std::unordered_map<std::string, std::vector<Place>> named_;  // by the record's own id
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: ae-relevance NAME ARCHIVE QUERIES QRELS\n");
    return 2;
  }
  constexpr std::array settings{
      std::pair{"plain", Weights::plain}, std::pair{"words", Weights::words},
      std::pair{"proximity", Weights::proximity}, std::pair{"full", Weights::full}};
  try {
    const auto queries = read_queries(argv[3], argv[4]);
    Bench bench(argv[2]);
    double plain = 0;
    for (const auto& [name, weights] : settings) {
      const auto [measures, seconds] = bench.run(queries, weights);
      if (weights == Weights::plain) plain = measures.ndcg_10;
      fmt::print("{:<20} {:>4} {:<10} {:.4f} {:.4f} {:+6.1f}% {:.4f} {:.4f} {:8.2f}\n", argv[1],
                 queries.size(), name, measures.average_precision, measures.ndcg_10,
                 100 * (measures.ndcg_10 / plain - 1), measures.precision_10,
                 measures.reciprocal_rank, 1000 * seconds);
    }
  } catch (const Error& error) {
    fmt::print(stderr, "ae-relevance: {}\n", error.what());
    return 3;
  }
}
