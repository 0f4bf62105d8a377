// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-peer-ae: ae itself, through its public interface, asked what the peers are asked.
#include "ae/searcher.hpp"

#include <fmt/core.h>
#include <fmt/format.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "tests/bench/peers/session.hpp"

namespace {

using ae::bench::Op;
using ae::bench::Query;
namespace fs = std::filesystem;

std::string text_of(const Query& query) {
  switch (query.op) {
    case Op::all:
      return "*";
    case Op::both:
      return fmt::format("{}", fmt::join(query.words, " "));
    case Op::any:
      return fmt::format("{}", fmt::join(query.words, " OR "));
    case Op::phrase:
      return fmt::format("\"{}\"", fmt::join(query.words, " "));
    case Op::near:
      return fmt::format("{}",
                         fmt::join(query.words, fmt::format(" NEAR/{} ", ae::bench::near_reach)));
    case Op::prefix:
      return query.words.at(0) + "*";
  }
  throw std::logic_error("a kind of query that ae is not told of");
}

/// "20070302" -> "2007-03-02"
std::string iso(const std::string& day) {
  return fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6));
}

ae::Request request_of(const Query& query, bool snippets) {
  ae::Request request;
  request.text = text_of(query);
  if (!query.person.empty()) request.filters.push_back({.field = "person", .value = query.person});
  if (!query.from.empty())
    request.filters.push_back({.field = "date", .value = iso(query.from) + ".." + iso(query.to)});
  if (query.newest) request.sort = ae::Request::Sort::newest;
  if (!snippets) request.snippets = 0;
  if (query.facets)
    for (const char* field : {"person", "org", "place", "outlet", "date"})
      request.facets.push_back({.field = field, .unit = {}});
  request.alternatives = 0;
  return request;
}

std::size_t bytes_of(const ae::Response& response) {
  std::size_t bytes = response.facets.size();
  for (const ae::Hit& hit : response.hits) {
    bytes += hit.title.size();
    for (const ae::Snippet& snippet : hit.snippets) bytes += snippet.text.size();
  }
  return bytes;
}

class AeSession : public ae::bench::Session {
 public:
  AeSession(const fs::path& archive, unsigned threads)
      : searcher_(ae::Sources{.archives = {archive}, .threads = threads}) {}

  std::uint64_t count(const Query& query) override {
    return searcher_.count(request_of(query, false));
  }
  std::size_t answer(const Query& query, bool snippets) override {
    return bytes_of(searcher_.search(request_of(query, snippets)));
  }

 private:
  ae::Searcher searcher_;
};

}  // namespace

int main(int argc, char** argv) {
  return ae::bench::peer_main(
      argc, argv,
      [](const fs::path&, const fs::path&) { throw std::runtime_error("use ae-index to index"); },
      [](const fs::path& archive, unsigned threads) {
        return std::make_unique<AeSession>(archive, threads);
      });
}
