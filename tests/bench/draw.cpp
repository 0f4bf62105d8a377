// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/draw.hpp"

#include "common/store/archive.hpp"
#include "common/store/segment.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <utility>

namespace ae::bench {
namespace {

constexpr std::uint64_t seed = 20'171'213;

/// A small archive may not hold what is looked for.
constexpr int most_attempts = 10'000;

/// A plain English word: what no query language takes for anything else.
bool is_plain(const store::WordForms& word) {
  return word.surface.size() > 2 && word.surface == word.folded &&
         std::ranges::all_of(word.surface, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Draws from the archive's largest segment.
class Draw {
 public:
  explicit Draw(store::Segment segment) : segment_(std::move(segment)) {
    const store::Words& words = segment_.words();
    for (std::uint32_t number = 1; number <= words.size(); ++number)
      if (is_plain(words.forms(number))) plain_.push_back(number);
  }

  /// Words go by falling frequency. \param from, to  ranks, the first is 0
  std::string word(std::size_t from, std::size_t to) {
    to = std::min(to, plain_.size());
    return text(plain_.at(from < to ? from + below(to - from) : below(plain_.size())));
  }
  std::string common_word() { return word(20, 300); }
  std::string usual_word() { return word(300, 5000); }
  std::string rare_word() { return word(plain_.size() / 4, plain_.size()); }

  /// Two words that an article says at most \p reach places apart, the later one last.
  std::pair<std::string, std::string> pair(std::size_t reach) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const auto body = article();
      if (body.size() < reach + 2) continue;
      const std::size_t at = below(body.size() - reach);
      const std::size_t other = at + 1 + below(reach);
      if (is_usual(body[at]) && is_usual(body[other])) return {text(body[at]), text(body[other])};
    }
    return {usual_word(), usual_word()};
  }

  /// \p size words that stand side by side in an article, each among the \p most frequent ones.
  std::string run(std::size_t size, std::uint32_t most) {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const auto body = article();
      if (body.size() < size) continue;
      const std::size_t at = below(body.size() - size + 1);
      std::string words;
      for (std::size_t i = at; i < at + size && body[i] != 0 && body[i] <= most; ++i)
        words += (words.empty() ? "" : " ") + text(body[i]);
      if (static_cast<std::size_t>(std::ranges::count(words, ' ')) + 1 == size) return words;
    }
    return common_word();
  }

  /// A value of a facet, the more often the more articles have it; nothing where none has any.
  std::optional<std::string> value(std::string_view name) {
    const store::Facet facet = segment_.columns().facet(name);
    if (facet.distinct() == 0) return {};
    for (;;) {
      const auto values = facet.of(docid());
      if (!values.empty()) return std::string(facet.value(values[below(values.size())]));
    }
  }

  /// "2007-03-02..2007-05-30": 90 days, beginning with an article's.
  std::string ninety_days() {
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      const std::int32_t day = segment_.columns().days()[docid() - 1];
      if (day == store::unknown_day) continue;
      const std::chrono::sys_days first{std::chrono::days(day)};
      return fmt::format("{}..{}", to_iso(Day(first)), to_iso(Day(first + std::chrono::days(89))));
    }
    return "unknown";
  }

 private:
  /// Uniform enough; std::uniform_int_distribution differs from library to library.
  std::size_t below(std::size_t end) { return random_() % end; }
  std::uint32_t docid() { return static_cast<std::uint32_t>(1 + below(segment_.documents())); }

  std::vector<std::uint32_t> article() {
    store::Sequence sequence;
    segment_.words().read(docid(), sequence);
    return sequence[1];
  }

  std::string text(std::uint32_t number) const {
    return std::string(segment_.words().forms(number).surface);
  }

  /// Not so frequent that it says nothing.
  bool is_usual(std::uint32_t number) const {
    return number > 100 && is_plain(segment_.words().forms(number));
  }

  store::Segment segment_;
  std::vector<std::uint32_t> plain_;  // by falling frequency
  std::mt19937_64 random_{seed};
};

Request words(std::string text) { return {.text = std::move(text)}; }

Request with_person(Draw& draw) {
  Request request = words(draw.common_word());
  if (auto person = draw.value("person"))
    request.filters.push_back({.field = "person", .value = *std::move(person)});
  return request;
}

Request of_days(Draw& draw) {
  Request request = words(draw.common_word());
  request.filters.push_back({.field = "date", .value = draw.ninety_days()});
  request.sort = Request::Sort::newest;
  return request;
}

Request all_facets() {
  Request request = words("*");
  for (const char* field : {"outlet", "date", "lang", "author", "person", "org", "place"})
    request.facets.push_back({.field = field, .unit = {}});
  return request;
}

std::string near(Draw& draw) {
  const auto [first, second] = draw.pair(5);
  return first + " NEAR/5 " + second;
}

std::string both(Draw& draw) {
  const auto [first, second] = draw.pair(50);
  return first + " " + second;
}

std::string any_of_three(Draw& draw) {
  const std::string first = draw.usual_word();
  const std::string second = draw.usual_word();
  return first + " OR " + second + " OR " + draw.usual_word();
}

store::Segment largest_segment(const std::filesystem::path& archive) {
  return store::opened(archive, [](const store::Snapshot& snapshot) {
    const auto& all = snapshot.segments();
    const auto largest = std::ranges::max_element(all, {}, &store::SegmentEntry::documents);
    if (largest == all.end() || largest->documents == 0)
      throw Error(ErrorCode::bad_usage, "the archive is empty", "index some articles first");
    return store::Segment(snapshot, *largest);
  });
}

}  // namespace

std::vector<QueryClass> draw_queries(const std::filesystem::path& archive, std::size_t each) {
  Draw draw(largest_segment(archive));
  std::vector<QueryClass> classes;
  const auto add = [&](std::string name, auto make) {
    QueryClass& made = classes.emplace_back();
    made.name = std::move(name);
    for (std::size_t i = 0; i < each; ++i) made.requests.push_back(make());
  };
  add("rare word", [&] { return words(draw.rare_word()); });
  add("common word", [&] { return words(draw.common_word()); });
  add("two words, AND", [&] { return words(both(draw)); });
  add("three words, OR", [&] { return words(any_of_three(draw)); });
  add("phrase of three", [&] { return words('"' + draw.run(3, 5000) + '"'); });
  add("phrase of stop words", [&] { return words('"' + draw.run(2, 40) + '"'); });
  add("NEAR/5", [&] { return words(near(draw)); });
  add("wildcard", [&] { return words(draw.usual_word().substr(0, 4) + "*"); });
  add("word, person filter", [&] { return with_person(draw); });
  add("word, 90 days, newest first", [&] { return of_days(draw); });
  add("everything, seven facets", [] { return all_facets(); });
  return classes;
}

}  // namespace ae::bench
