// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/words.hpp"

#include "common/store/codec.hpp"
#include "common/store/support.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

using namespace ae;
using namespace ae::store;
using ae::test::code_of;
using ae::test::TempDir;

namespace {

const std::vector<WordForms> five{{"Votes", "votes", "vote"},
                                  {"votes", "votes", "vote"},
                                  {"café", "cafe", "café"},
                                  {"votes", "votes", "vote"},  // once more
                                  {"Ävote", "avote", "avote"}};

std::filesystem::path write(const TempDir& folder, const std::vector<Sequence>& articles) {
  std::vector<std::uint32_t> counts(five.size());
  for (const Sequence& article : articles)
    for (const auto& zone : article)
      for (const std::uint32_t word : zone)
        if (word != 0) ++counts[word - 1];
  const auto path = folder.path() / "words";
  WordsWriter writer(path, five, counts);
  for (const Sequence& article : articles) writer.add(article);
  writer.finish();
  return path;
}

std::string surfaces(const Words& words, std::span<const std::uint32_t> numbers) {
  std::vector<std::string> found;
  for (const std::uint32_t number : numbers) found.emplace_back(words.forms(number).surface);
  std::ranges::sort(found);
  std::string out;
  for (const auto& surface : found) out += (out.empty() ? "" : " ") + surface;
  return out;
}

std::string text(const Words& words, std::uint32_t docid) {
  Sequence sequence;
  words.read(docid, sequence);
  std::string out;
  for (const auto& zone : sequence) {
    for (const std::uint32_t word : zone)
      out += word == 0 ? "_ " : std::string(words.forms(word).surface) + " ";
    out += "| ";
  }
  return out;
}

}  // namespace

TEST_CASE("articles come back word by word, zone by zone", "[common][store]") {
  const TempDir folder;
  const Words words(write(folder, {{{{1}, {2, 0, 4, 3}, {}}}, {}, {{{}, {}, {5, 4, 4}}}}));
  CHECK(words.documents() == 3);
  CHECK(text(words, 1) == "Votes | votes _ votes café | | ");
  CHECK(text(words, 2) == "| | | ");
  CHECK(text(words, 3) == "| | Ävote votes votes | ");
}

TEST_CASE("articles come back as they are written, zone by zone", "[common][store]") {
  const TempDir folder;
  const std::vector<std::uint32_t> long_text(200, 5);
  const Words words(write(
      folder, {{{{1}, {2, 0, 4, 3}, {}}}, {}, {{{}, long_text, {5, 4, 4}}}, {{{1}, {}, {}}}}));
  for (std::uint32_t docid = 1; docid <= words.documents(); ++docid) {
    Sequence sequence;
    words.read(docid, sequence);
    const Zones zones = words.zones(docid);
    for (std::size_t zone = 0; zone < zones.size(); ++zone) {
      std::string expected;
      for (const std::uint32_t word : sequence[zone]) append_varint(expected, word);
      CHECK(zones[zone] == expected);
    }
  }
}

TEST_CASE("equal words become one, the most frequent first", "[common][store]") {
  const TempDir folder;
  const Words words(write(folder, {{{{1}, {2, 0, 4, 3}, {}}}, {{{}, {}, {5, 4, 4}}}}));
  REQUIRE(words.size() == 4);
  CHECK(words.forms(1) == WordForms{"votes", "votes", "vote"});
  CHECK(words.count(1) == 4);
  for (std::uint32_t number = 2; number <= words.size(); ++number) CHECK(words.count(number) == 1);
}

TEST_CASE("words are found by each of their forms", "[common][store]") {
  const TempDir folder;
  const Words words(write(folder, {{{{1, 2, 3, 4, 5}, {}, {}}}}));
  CHECK(surfaces(words, words.with_folded("votes")) == "Votes votes");
  CHECK(surfaces(words, words.with_folded("Votes")).empty());
  CHECK(surfaces(words, words.with_folded("cafe")) == "café");
  CHECK(surfaces(words, words.with_folded("")).empty());
  CHECK(surfaces(words, words.with_stem("vote")) == "Votes votes");
  CHECK(surfaces(words, words.with_stem("votes")).empty());
  CHECK(surfaces(words, words.with_prefix("vo")) == "Votes votes");
  CHECK(surfaces(words, words.with_prefix("")) == "Votes café votes Ävote");
  CHECK(surfaces(words, words.with_prefix("zz")).empty());
  std::vector<std::string> folded;
  for (const std::uint32_t number : words.by_folded())
    folded.emplace_back(words.forms(number).folded);
  CHECK(std::ranges::is_sorted(folded));
}

TEST_CASE("articles are appended as if they had been added with the numbers here",
          "[common][store]") {
  const TempDir folder, added, appended;
  const std::vector<Sequence> articles{{{{1, 0}, {2, 3, 5}, {4}}}, {{{}, {5, 1, 1, 0, 2}, {}}}};
  const Words input(write(folder, articles));
  std::vector<WordForms> words{{"a", "a", "a"}};  // and those of the input, the last one first
  std::vector<std::uint32_t> counts{100}, numbers{0};
  for (std::uint32_t number = input.size(); number > 0; --number) {
    words.push_back(input.forms(number));
    counts.push_back(input.count(number));
    numbers.push_back(number + 1);
  }
  WordsWriter by_adding(added.path() / "words", words, counts);
  WordsWriter by_appending(appended.path() / "words", words, counts);
  for (WordsWriter* writer : {&by_adding, &by_appending}) writer->add({{{}, {1, 1}, {}}});
  Sequence sequence;
  for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) {
    input.read(docid, sequence);
    for (auto& zone : sequence)
      for (auto& word : zone) word = numbers[word];
    by_adding.add(sequence);
  }
  by_appending.append(input, numbers);
  by_adding.finish();
  by_appending.finish();
  CHECK(test::slurp(appended.path() / "words") == test::slurp(added.path() / "words"));
  CHECK(text(Words(appended.path() / "words"), 3) == text(input, 2));
}

TEST_CASE("articles whose words have no number here are not appended", "[common][store]") {
  const TempDir folder, other;
  const Words input(write(folder, {{{{}, {1, 2, 3}, {}}}}));
  WordsWriter writer(other.path() / "words", {}, {});
  const std::vector<std::uint32_t> none{0};
  CHECK(code_of([&] { writer.append(input, none); }) == ErrorCode::archive_damaged);
}

TEST_CASE("the whole dictionary says of each word what it says when asked", "[common][store]") {
  const TempDir folder;
  const Words words(write(folder, {{{{1, 2, 3, 4, 5}, {}, {}}}}));
  const Words::Forms all = words.all_forms();
  CHECK(std::ranges::is_sorted(all.strings));
  REQUIRE(all.surfaces.size() == words.size());
  for (std::uint32_t number = 1; number <= words.size(); ++number) {
    const std::size_t i = number - 1;
    CHECK(words.forms(number) == WordForms{all.strings[all.surfaces[i]], all.strings[all.folded[i]],
                                           all.strings[all.stems[i]]});
    CHECK(words.count(number) == all.counts[i]);
  }
}

TEST_CASE("the same articles give the same file, whatever the words' numbers", "[common][store]") {
  const TempDir one, two;
  write(one, {{{{2, 3}, {}, {}}}});
  write(two, {{{{4, 3}, {}, {}}}});
  CHECK(test::slurp(one.path() / "words") == test::slurp(two.path() / "words"));
}

TEST_CASE("an archive without words has none", "[common][store]") {
  const TempDir folder;
  WordsWriter writer(folder.path() / "words", {}, {});
  writer.add({});
  writer.finish();
  const Words words(folder.path() / "words");
  CHECK(words.size() == 0);
  CHECK(words.with_folded("a").empty());
  CHECK(words.with_prefix("").empty());
  CHECK(text(words, 1) == "| | | ");
}

TEST_CASE("damage to any byte is noticed, or changes nothing", "[common][store]") {
  const TempDir folder;
  const auto path = write(folder, {{{{1}, {2, 0, 4, 3}, {5}}}, {{{}, {1, 2}, {}}}});
  const std::string sound = test::slurp(path);
  const auto read_all = [&] {
    const Words words(path);
    std::string out = text(words, 1) + text(words, 2);
    for (const std::uint32_t number : words.by_folded())
      out += std::string(words.forms(number).stem) + std::to_string(words.count(number));
    return out + surfaces(words, words.with_stem("vote"));
  };
  const std::string expected = read_all();
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string damaged = sound;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x21);
    test::spit(path, damaged);
    CAPTURE(at);
    std::string found;
    const auto code = code_of([&] { found = read_all(); });
    CHECK((code == ErrorCode::archive_damaged || code == ErrorCode::format_mismatch ||
           (!code && found == expected)));
  }
}
