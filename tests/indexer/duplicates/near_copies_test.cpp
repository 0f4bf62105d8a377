// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/near_copies.hpp"

#include "indexer/duplicates/shingles.hpp"
#include "support/random_words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace ae;
using namespace ae::indexing;

namespace {

/// Texts that a test puts together from sentences of made-up words.
class Writing {
 public:
  std::string words(std::size_t count) {
    std::string out;
    for (; count > 0; --count) out += random_.word("abcdefghijklmnop", 3, 9) + ' ';
    return out;
  }

  /// \p text with every \p nth word another one.
  std::string edited(const std::string& text, std::size_t nth) {
    std::string out;
    std::size_t at = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find(' ', begin) + 1;
      out += ++at % nth == 0 ? words(1) : text.substr(begin, end - begin);
      begin = end;
    }
    return out;
  }

 private:
  test::RandomWords random_{7};
};

class Sampler {
 public:
  store::Prints operator()(const std::string& text) {
    std::vector<std::uint32_t> words;
    for (const text::Token& token : text::tokenize(text, {}))
      words.push_back(vocabulary_.number(text, token, 0));
    return sample_shingles(words, vocabulary_);
  }

 private:
  Vocabulary vocabulary_;
};

bool are_near(const std::string& a, const std::string& b) {
  Sampler sample;
  return store::are_near(sample(a), sample(b));
}

/// The group of each text, by its centre.
std::vector<std::uint32_t> groups_of(const std::vector<std::string>& texts) {
  Sampler sample;
  std::vector<store::Prints> prints;
  for (const std::string& text : texts) prints.push_back(sample(text));
  const auto count = static_cast<std::uint32_t>(texts.size());
  const PrintsOf of = [&](std::uint32_t text) { return store::PrintsView(prints[text]); };
  return group_near(count, find_near(count, of));
}

}  // namespace

TEST_CASE("samples estimate how much two texts share", "[indexer][duplicates]") {
  Writing writing;
  const auto length = GENERATE(as<std::size_t>(), 60, 200, 900, 4000);
  CAPTURE(length);
  const std::string first = writing.words(length);
  const std::string second = writing.words(length);
  Sampler sample;
  const auto half = store::overlap(sample(first), sample(first + second));
  CHECK(half.of_first == 1);
  CHECK(half.of_second == Approx(0.5).margin(0.2));
  const auto none = store::overlap(sample(first), sample(second));
  CHECK(none.of_first == 0);
  CHECK(sample(first).numbers.size() <= 64 + length / 8);
}

TEST_CASE("an edited, cut or framed text is a near copy", "[indexer][duplicates]") {
  Writing writing;
  const auto length = GENERATE(as<std::size_t>(), 40, 150, 600, 3000);
  CAPTURE(length);
  const std::string text = writing.words(length);
  CHECK(are_near(text, writing.edited(text, 40)));
  CHECK(are_near(text, text.substr(0, text.find(' ', text.size() * 3 / 4) + 1)));
  CHECK(are_near(text, writing.words(length / 8) + text + writing.words(length / 8)));
}

TEST_CASE("what only shares something is no near copy", "[indexer][duplicates]") {
  Writing writing;
  const std::string text = writing.words(300);
  const std::string other = writing.words(300);
  const std::string boilerplate = writing.words(100);
  CHECK_FALSE(are_near(text + boilerplate, other + boilerplate));
  CHECK_FALSE(are_near(text, other + text.substr(0, text.size() / 2)));  // a long quotation
  CHECK_FALSE(are_near(text, text + other + writing.words(300)));        // a digest
  CHECK_FALSE(are_near(text, writing.edited(text, 8)));                  // rewritten
  CHECK_FALSE(are_near(writing.words(12), writing.words(12)));
}

TEST_CASE("texts of a few words are near to nothing", "[indexer][duplicates]") {
  Writing writing;
  const std::string words = writing.words(19);
  CHECK_FALSE(are_near(words, words + "more"));
  const std::string enough = writing.words(20);
  CHECK(are_near(enough, enough + "more"));
  CHECK_FALSE(are_near("", ""));
  CHECK_FALSE(are_near("one two three four", "one two three four"));
}

TEST_CASE("a digest keeps what it is made of apart", "[indexer][duplicates]") {
  Writing writing;
  const std::string a = writing.words(200);
  const std::string b = writing.words(200);
  const std::string c = writing.words(200);
  CHECK(groups_of({a, b, c, a + b + c, writing.edited(b, 50)}) ==
        std::vector<std::uint32_t>{0, 1, 2, 3, 1});
}

TEST_CASE("small changes that add up do not make one group", "[indexer][duplicates]") {
  Writing writing;
  std::vector<std::string> days;
  for (int i = 0; i < 40; ++i) days.push_back(writing.words(40));
  std::vector<std::string> texts;
  for (std::size_t day = 0; day + 10 <= days.size(); ++day) {
    std::string text;  // ten days, the first of which goes each time
    for (std::size_t i = 0; i < 10; ++i) text += days[day + i];
    texts.push_back(text);
  }
  const auto groups = groups_of(texts);
  for (std::size_t i = 0; i < texts.size(); ++i)
    CHECK((groups[i] == i || are_near(texts[i], texts[groups[i]])));
  CHECK(std::ranges::count(groups, groups.front()) < 10);
}

TEST_CASE("samples are near where they share enough of each, no more and no less",
          "[indexer][duplicates]") {
  std::mt19937 random(5);
  const auto sample = [&random] {
    const auto shingles = static_cast<std::uint32_t>(16 + random() % 50);
    std::set<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < shingles; ++i)
      numbers.insert(static_cast<std::uint32_t>(random() % 60));
    return store::Prints{shingles, {numbers.begin(), numbers.end()}};
  };
  const auto altered = [&random](const store::Prints& prints) {
    std::set<std::uint32_t> numbers(prints.numbers.begin(), prints.numbers.end());
    for (auto left = random() % 30; left > 0; --left) {
      const auto number = static_cast<std::uint32_t>(random() % 60);
      if (random() % 2 == 0)
        numbers.erase(number);
      else
        numbers.insert(number);
    }
    const auto shingles = prints.shingles + static_cast<std::uint32_t>(random() % 9);
    return store::Prints{shingles, {numbers.begin(), numbers.end()}};
  };
  int near = 0;
  for (int round = 0; round < 20'000; ++round) {
    const store::Prints first = sample();
    const store::Prints second = round % 4 == 0 ? sample() : altered(first);
    const auto [shorter, longer] = std::minmax({first.shingles, second.shingles});
    const auto part = store::overlap(first, second);
    const bool expected = shorter * 2 >= longer && std::max(part.of_first, part.of_second) >= 0.8 &&
                          std::min(part.of_first, part.of_second) >= 0.5;
    REQUIRE(store::are_near(first, second) == expected);
    near += expected ? 1 : 0;
  }
  CHECK(near > 1000);
  CHECK(near < 19'000);
}

TEST_CASE("many near copies of one text are one group", "[indexer][duplicates]") {
  Writing writing;
  const std::string text = writing.words(300);
  std::vector<std::string> texts;
  for (int i = 0; i < 300; ++i) texts.push_back(writing.words(20) + text);
  const auto groups = groups_of(texts);
  CHECK(std::ranges::count(groups, groups.front()) == 300);
}

TEST_CASE("any pair is found that a plain comparison finds", "[indexer][duplicates]") {
  Writing writing;
  Sampler sample;
  std::vector<store::Prints> prints;
  for (int i = 0; i < 60; ++i) {
    const std::string text = writing.words(50 + static_cast<std::size_t>(i) * 20);
    prints.push_back(sample(text));
    prints.push_back(sample(writing.edited(text, 30)));
    prints.push_back(sample(text.substr(0, text.size() * 2 / 3)));
  }
  Pairs plain;
  for (std::uint32_t i = 0; i < prints.size(); ++i)
    for (std::uint32_t j = i + 1; j < prints.size(); ++j)
      if (store::are_near(prints[i], prints[j])) plain.emplace_back(i, j);
  const auto at_once = GENERATE(as<std::size_t>(), 7, 100, 1'000'000);
  Pairs found = find_near(
      static_cast<std::uint32_t>(prints.size()),
      [&](std::uint32_t text) { return store::PrintsView(prints[text]); }, at_once);
  std::ranges::sort(found);
  CHECK(plain.size() >= 120);
  CHECK(found == plain);
}
