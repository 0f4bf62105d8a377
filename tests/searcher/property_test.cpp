// SPDX-License-Identifier: GPL-2.0-or-later
// What must hold for every query and every archive, tried on many.
#include "common/text/unicode.hpp"
#include "searcher/match/segment_matcher.hpp"
#include "searcher/oracle.hpp"
#include "searcher/query/parse.hpp"
#include "support/shard_servers.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <array>
#include <map>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

using Random = std::mt19937;

template <class List>
auto one_of(Random& random, const List& list) {
  return list[random() % std::size(list)];
}

constexpr std::string_view words[] = {
    "write",      "in",        "writein", "write-in",  "votes",       "vote",    "Voting",
    "café",       "cafe",      "cafés",   "U.S.",      "us",          "US",      "20,715",
    "20.715",     "20715",     "Moore",   "Moore's",   "more",        "l'été",   "ete",
    "北京大学",   "北京",      "AT&T",    "robo-call", "robocalls",   "robo",    "call",
    "Häuser",     "élections", "Hauser",  "elections", "a",           "the",     "counting",
    "count",      "F-16",      "don't",   "16th",      "WRITE",       "no-one",  "favor",
    "favourable", "colour",    "colors",  "labor",     "unfavorable", "organise"};

std::string text(Random& random, unsigned most) {
  std::string out;
  for (auto i = random() % (most + 1); i > 0; --i) {
    out += one_of(random, words);
    out += one_of(random, std::array{" ", " ", " ", ", ", ". ", "\n\n", "-", "…"});
  }
  return out;
}

store::StoredArticle some_article(Random& random) {
  auto out = article(random() % 3 == 0 ? "" : text(random, 4) + "x", text(random, 20));
  for (auto i = random() % 3; i > 0; --i)
    out.body.captions.push_back({.bytes = {}, .text = text(random, 5), .rule = "r"});
  const std::size_t space = out.body.text.find(' ');
  if (random() % 3 == 0 && space != std::string::npos) out.body.breaks = {space};
  out.lang = one_of(random, std::array{"en", "en", "fr", "de", ""});
  out.outlet = one_of(random, std::array{"", "The Lantern", "Le Café"});
  out.file = one_of(random, std::array{"news/2017/a.txt", "news/b.txt", "2017"});
  if (random() % 3 != 0)
    out.date = Day(std::chrono::sys_days(2017y / 12 / 1) + std::chrono::days(random() % 60));
  if (random() % 2 == 0)
    out.body.mentions.push_back({.bytes = {}, .type = 0, .canonical = "Doug Jones"});
  return out;
}

/// Three segments and some tombstones, and the same articles for the oracle.
struct Both {
  explicit Both(Random& random) {
    std::uint64_t id = 0;
    for (int segment = 0; segment < 3; ++segment) {
      std::vector<store::StoredArticle> articles;
      for (int i = 0; i < 10; ++i) articles.push_back(some_article(random));
      const std::string name = archive.add(articles);
      for (std::uint32_t docid = 1; docid <= articles.size(); ++docid) {
        oracle.add(articles[docid - 1]);
        ++id;
        if (random() % 4 != 0) continue;
        oracle.remove(id);
        archive.remove(name, {docid});
      }
    }
  }
  SmallArchive archive;
  Oracle oracle;
};

std::string word(Random& random) {
  std::string out(one_of(random, words));
  switch (random() % 12) {
    case 0:
      return "=" + out;
    case 1:
      return out + "~" + one_of(random, std::array{"1", "2"});
    case 2:
      return out.substr(0, out.size() / 2) + "*";
    case 3:
      return "*" + out.substr(out.size() / 2);
    case 4:
      return out.replace(out.size() / 2, 1, "?");
    default:
      return out;
  }
}

std::string phrase(Random& random) {
  std::string out = random() % 6 == 0 ? "=\"" : "\"";
  for (auto i = 1 + random() % 3; i > 0; --i) {
    out += one_of(random, words);
    if (i > 1) out += ' ';
  }
  return out + '"';
}

std::string filter(Random& random) {
  return std::string(one_of(
      random, std::array{"outlet:\"the lantern\"", "outlet:unknown", "outlet:caf*", "lang:fr",
                         "date:2017-12", "date:2018..", "date:unknown", "person:\"doug jones\"",
                         "person:J?nes", "path:2017", "path:news/*.txt", "author:unknown", "*"}));
}

std::string query(Random& random, unsigned depth) {
  const auto deeper = [&] { return query(random, depth - 1); };
  const auto places = std::array{"title:", "body:", "caption:"};
  switch (depth == 0 ? random() % 6 : random() % 14) {
    case 0:
    case 1:
    case 2:
      return word(random);
    case 3:
      return phrase(random);
    case 4:
      return one_of(random, places) + (random() % 2 == 0 ? word(random) : phrase(random));
    case 5:
      return filter(random);
    case 6:
    case 7:
    case 8:
      return deeper() + " " + deeper();
    case 9:
      return deeper() + " OR " + deeper();
    case 10:
      return "NOT " + deeper();
    case 11:
      return "(" + deeper() + ")";
    case 12:
      return one_of(random, places) + ("(" + deeper() + ")");
    default:
      return fmt::format("{} NEAR/{} {}", word(random), random() % 6,
                         random() % 3 == 0 ? phrase(random) : word(random));
  }
}

/// Every fragment and mark is a piece of the text, cut at characters.
void check_shown(const Hit& hit, const std::string& text) {
  const auto is_boundary = [](std::string_view in, std::size_t at) {
    return at == in.size() || (static_cast<unsigned char>(in[at]) & 0xC0U) != 0x80U;
  };
  const auto check_marks = [&](const std::vector<Span>& marks, const std::string& in) {
    std::size_t last = 0;
    for (const Span& mark : marks) {
      REQUIRE(mark.from >= last);
      REQUIRE(mark.from < mark.to);
      REQUIRE(mark.to <= in.size());
      REQUIRE(is_boundary(in, mark.from));
      REQUIRE(is_boundary(in, mark.to));
      last = mark.to;
    }
  };
  check_marks(hit.title_marks, hit.title);
  std::size_t end = 0;
  for (const Snippet& snippet : hit.snippets) {
    REQUIRE(snippet.start >= end);
    REQUIRE(!snippet.text.empty());
    REQUIRE(text.substr(snippet.start, snippet.text.size()) == snippet.text);
    end = snippet.start + snippet.text.size();
    REQUIRE(is_boundary(text, snippet.start));
    REQUIRE(is_boundary(text, end));
    check_marks(snippet.marks, snippet.text);
  }
}

bool is_marked(const Hit& hit) {
  return !hit.title_marks.empty() ||
         std::ranges::any_of(hit.snippets, [](const Snippet& each) { return !each.marks.empty(); });
}

/// An article found by words alone shows one of them.
bool must_show(const searching::Node& node) {
  using Kind = searching::Node::Kind;
  if (node.place == searching::Place::caption) return false;
  if (node.kind == Kind::all || node.kind == Kind::any)
    return std::ranges::all_of(node.children, must_show);
  return node.kind == Kind::word || node.kind == Kind::sequence || node.kind == Kind::near;
}

std::vector<Filter> option_filters(Random& random) {
  static const std::vector<Filter> some{{"outlet", "the lantern"},
                                        {"outlet", "LE CAFE"},
                                        {"outlet", "unknown"},
                                        {"lang", "fr"},
                                        {"lang", "en"},
                                        {"date", "2017-12"},
                                        {"date", "unknown"},
                                        {"date", "..2017"},
                                        {"person", "doug jones"},
                                        {"person", "Jones"},
                                        {"author", "unknown"},
                                        {"path", "2017"}};
  std::vector<Filter> filters;
  for (auto i = random() % 3; i > 0; --i) {
    filters.push_back(one_of(random, some));
    filters.back().exclude = random() % 4 == 0;
  }
  return filters;
}

/// The query and the filters in one tree: filters of one field widen, exclusions add up.
searching::Node with_filters(searching::Node root, const std::vector<Filter>& filters) {
  using searching::Node;
  if (root.kind == Node::Kind::nothing) return root;
  std::map<std::string, std::vector<Node>> wanted;
  std::vector<Node> needed{std::move(root)};
  for (const Filter& filter : filters) {
    Node node;
    REQUIRE(!searching::make_value(*schema::find(filter.field), filter.value, Day(), node));
    if (!filter.exclude) {
      wanted[filter.field].push_back(std::move(node));
      continue;
    }
    needed.push_back({.kind = Node::Kind::negation});
    needed.back().children.push_back(std::move(node));
  }
  for (auto& [field, nodes] : wanted)
    needed.push_back(searching::combined(Node::Kind::any, std::move(nodes)));
  return searching::combined(Node::Kind::all, std::move(needed));
}

/// A facet counts what matches without the filters of its own field.
void check_facets(const Response& response, const searching::Node& root,
                  const std::vector<Filter>& filters, Oracle& oracle) {
  std::vector<Filter> others = filters;
  std::erase_if(others, [](const Filter& each) { return each.field == "lang" && !each.exclude; });
  std::uint64_t counted = 0;  // an article has one language at most
  for (const FacetValue& value : response.facets.at(0).values) counted += value.count;
  REQUIRE(counted == oracle.answer(with_filters(root, others)).size());
}

void check_answer(const Searcher& searcher, const Request& request, Oracle& oracle) {
  const auto parsed = searching::parse(request.text, {.match = request.match});
  const Response response = searcher.search(request);
  REQUIRE(response.refused.has_value() == parsed.refused.has_value());
  std::set<std::uint64_t> found;
  for (const Hit& hit : response.hits) {
    found.insert(std::stoull(hit.id, nullptr, 16));
    check_shown(hit, searcher.show(hit.id)->text);
    if (must_show(parsed.root)) CHECK(is_marked(hit));
  }
  REQUIRE(found == oracle.answer(with_filters(parsed.root, request.filters)));
  REQUIRE(response.hits.size() == found.size());
  REQUIRE(response.total == found.size());
  REQUIRE(searcher.count(request) == found.size());
  if (!parsed.refused) check_facets(response, parsed.root, request.filters, oracle);
}

/// Of all articles that it finds.
Request drawn(Random& random) {
  Request request;
  request.limit = 0;
  request.text = query(random, 2);
  request.filters = option_filters(random);
  request.facets = {{"lang", ""}};
  request.facet_limit = 0;
  request.match = random() % 4 == 0 ? Request::Match::any : Request::Match::all;
  return request;
}

}  // namespace

TEST_CASE("every query finds what reading all the texts finds", "[searcher][property]") {
  Random random(20171212);
  for (int round = 0; round < 10; ++round) {
    Both both(random);
    const Searcher searcher = both.archive.searcher();
    for (int i = 0; i < 80; ++i) {
      Request request = drawn(random);
      request.snippet_bytes = one_of(random, std::array{20U, 60U, 240U});
      CAPTURE(round, i, request.text, request.match == Request::Match::any);
      check_answer(searcher, request, both.oracle);
    }
  }
}

TEST_CASE("every query finds and spends the same on several threads", "[searcher][property]") {
  Random random(20171213);
  std::vector<store::StoredArticle> articles;
  for (int i = 0; i < 1'000; ++i) articles.push_back(some_article(random));
  const SmallArchive archive(articles);
  const auto snapshot = archive.snapshot();
  const store::Segment segment(snapshot, snapshot.segments().front());
  const auto all = searching::DocSet::all(segment.documents());
  for (int i = 0; i < 150; ++i) {
    const std::string text = query(random, 2);
    CAPTURE(text);
    const auto node = searching::parse(text, {}).root;
    const auto matches = [&](searching::Budget& budget) {
      searching::WordFinder finder({0});
      return searching::SegmentMatcher(segment, finder, budget).match(node, all);
    };
    searching::Budget alone(searching::Budget::least);
    searching::Budget shared(searching::Budget::least, {.threads = 3, .least = 1});
    auto others = matches(shared);
    const auto expected = matches(alone);
    REQUIRE(others.count() == expected.count());
    others -= expected;
    REQUIRE(others.empty());
    REQUIRE(shared.left() == alone.left());
  }
}

TEST_CASE("every query finds the same where servers have the articles",
          "[searcher][property][shards]") {
  if (!can_serve()) return;
  Random random(20180103);
  for (int round = 0; round < 3; ++round) {
    Both both(random);
    const ShardServers servers(both.archive.snapshot(), 1 + random() % 4);
    const Searcher searcher = servers.searcher();
    for (int i = 0; i < 40; ++i) {
      const Request request = drawn(random);
      CAPTURE(round, i, request.text, request.match == Request::Match::any);
      check_answer(searcher, request, both.oracle);
    }
  }
}

TEST_CASE("no bytes are too odd to ask for, nor any text to show", "[searcher][property]") {
  static constexpr std::string_view pieces[] = {
      "a",  "write-in", " ",    "(",        ")",   "\"",     "“",     "'",      "’",
      "-",  "=",        "~",    "*",        "?",   "OR",     "é",     "北",     "NEAR/2",
      "U.", "S.",       "\n",   ".",        "1,2", "\u0301", "\0",    "title:", "&",
      "\\", "\xff",     "\xc3", "\xe5\x8c", "x~2", "*a*",    "20,715"};
  Random random(31);
  const auto salad = [&](unsigned most) {
    std::string out;
    for (auto i = random() % most; i > 0; --i) out += one_of(random, pieces);
    return out;
  };
  for (int round = 0; round < 10; ++round) {
    std::vector<store::StoredArticle> articles;
    for (int i = 0; i < 15; ++i) {
      articles.push_back(article(text::compose(salad(12)), text::compose(salad(150))));
      auto& body = articles.back().body;
      for (const std::size_t at : {random() % 50, 50 + random() % 50})
        body.breaks.push_back(text::floor_boundary(body.text, at));
    }
    const SmallArchive archive(articles);
    const Searcher searcher = archive.searcher();
    for (int i = 0; i < 150; ++i) {
      Request request;
      request.limit = 0;
      request.snippet_bytes = static_cast<std::uint32_t>(random() % 120);
      request.text = salad(20);
      if (random() % 4 == 0)
        for (char& byte : request.text) byte = static_cast<char>(random());
      CAPTURE(request.text);
      const Response response = searcher.search(request);
      REQUIRE(response.hits.size() == response.total);
      for (const Hit& hit : response.hits) check_shown(hit, searcher.show(hit.id)->text);
    }
  }
}
