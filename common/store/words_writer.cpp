// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/codec.hpp"
#include "common/store/put_varint.hpp"
#include "common/store/string_order.hpp"
#include "common/store/words.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

namespace ae::store {
namespace {

// In WordsWriter::Spelling, behind the varint; bits.
constexpr unsigned size_at = 8 * most_varint_bytes, place_at = size_at + 8;

/// Word numbers sorted by one of their forms, then by number.
/// \param strings  how many numbers a form may have
std::vector<std::uint32_t> sorted_by(const std::vector<std::uint32_t>& forms, std::size_t strings) {
  std::vector<std::uint32_t> next(strings + 1);
  for (const std::uint32_t form : forms) ++next[form + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::uint32_t> words(forms.size());
  for (std::uint32_t word = 1; word <= forms.size(); ++word) words[next[forms[word - 1]]++] = word;
  return words;
}

/// The indexes of \p words ascending by their forms.
std::vector<std::uint32_t> order_of(std::span<const WordForms> words) {
  std::vector<std::string_view> surfaces(words.size());
  std::ranges::transform(words, surfaces.begin(), &WordForms::surface);
  std::vector<std::uint32_t> order = sorted_order(surfaces);
  const auto surface = [&](std::uint32_t i) { return words[i].surface; };
  for (auto from = order.begin(); from != order.end();) {
    const auto to = std::find_if(from + 1, order.end(),
                                 [&](std::uint32_t i) { return surface(i) != surface(*from); });
    if (to - from > 1)
      std::ranges::stable_sort(from, to, {}, [&](std::uint32_t i) { return words[i]; });
    from = to;
  }
  return order;
}

/// Every distinct form of some words once, sorted, and which each word has. Most words are spelt
/// as they fold and stem.
struct Strings {
  std::vector<std::string_view> all;
  std::vector<std::uint32_t> surfaces, folded, stems;  // by word: indexes in all
};

Strings strings_of(std::span<const WordForms> words) {
  std::vector<std::string_view> forms;
  std::vector<std::uint32_t> first;  // by word: where its forms begin
  for (const WordForms& word : words) {
    first.push_back(static_cast<std::uint32_t>(forms.size()));
    forms.push_back(word.surface);
    if (word.folded != word.surface) forms.push_back(word.folded);
    if (word.stem != word.folded) forms.push_back(word.stem);
  }
  Strings strings;
  std::vector<std::uint32_t> number(forms.size());
  for (const std::uint32_t i : sorted_order(forms)) {
    if (strings.all.empty() || strings.all.back() != forms[i]) strings.all.push_back(forms[i]);
    number[i] = static_cast<std::uint32_t>(strings.all.size() - 1);
  }
  for (std::size_t word = 0; word < words.size(); ++word) {
    std::uint32_t form = first[word];
    strings.surfaces.push_back(number[form]);
    strings.folded.push_back(number[words[word].folded == words[word].surface ? form : ++form]);
    strings.stems.push_back(number[words[word].stem == words[word].folded ? form : ++form]);
  }
  return strings;
}

}  // namespace

WordsWriter::WordsWriter(const std::filesystem::path& path, std::span<const WordForms> words,
                         std::span<const std::uint32_t> counts)
    : file_(path, "words", words_version) {
  const auto written_as = rank(words, counts);
  std::vector<std::string_view> folded(dictionary_.size());
  std::ranges::transform(dictionary_, folded.begin(), &WordForms::folded);
  pairs_.emplace(folded);
  spell(written_as);
  file_.begin_section("sequences");
}

/// Numbers the distinct words by falling frequency, equal ones by their forms: the same articles
/// always give the same file. \returns the number written by the number given
std::vector<std::uint32_t> WordsWriter::rank(std::span<const WordForms> words,
                                             std::span<const std::uint32_t> counts) {
  std::vector<std::uint32_t> entry_of(words.size());
  std::vector<WordForms> entries;
  std::vector<std::uint32_t> frequencies;
  for (const std::uint32_t i : order_of(words)) {
    if (entries.empty() || entries.back() != words[i]) {
      entries.push_back(words[i]);
      frequencies.push_back(0);
    }
    frequencies.back() += counts[i];
    entry_of[i] = static_cast<std::uint32_t>(entries.size() - 1);
  }
  std::vector<std::uint32_t> by_rank(entries.size());
  std::iota(by_rank.begin(), by_rank.end(), 0U);
  std::ranges::stable_sort(by_rank, std::greater{},
                           [&](std::uint32_t entry) { return frequencies[entry]; });
  std::vector<std::uint32_t> rank_of(entries.size());
  for (std::uint32_t rank = 0; rank < by_rank.size(); ++rank) {
    rank_of[by_rank[rank]] = rank + 1;
    dictionary_.push_back(entries[by_rank[rank]]);
    frequencies_.push_back(frequencies[by_rank[rank]]);
  }
  std::vector<std::uint32_t> written_as(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i) written_as[i + 1] = rank_of[entry_of[i]];
  return written_as;
}

void WordsWriter::spell(std::span<const std::uint32_t> written_as) {
  spelling_.reserve(written_as.size());
  for (const std::uint32_t number : written_as) {
    std::array<char, sizeof(Spelling)> varint{};
    const auto size = put_varint(varint.data(), number) - varint.data();
    spelling_.push_back(load_fixed<Spelling>(varint.data()) |
                        static_cast<Spelling>(size) << size_at |
                        Spelling{pairs_->place(number)} << place_at);
  }
}

/// \param places  in each zone
/// \param words  in all zones, at most
/// \returns where the first word is to be written
char* WordsWriter::begin_article(std::span<const std::uint32_t> places, std::size_t words) {
  const std::size_t room = (places.size() + words) * most_varint_bytes + sizeof(Spelling);
  if (buffer_.size() < room) buffer_.resize(room);
  char* to = buffer_.data();
  for (const std::uint32_t count : places) to = put_varint(to, count);
  return to;
}

/// \param next  gives the next word's spelling
/// \returns where the next zone is to be written
template <class Next>
char* WordsWriter::put_zone(char* to, std::size_t zone, std::size_t words, Next next) {
  places_.resize(words);
  for (std::uint8_t& place : places_) {
    const Spelling word = next();
    std::memcpy(to, &word, sizeof word);
    to += static_cast<std::uint8_t>(word >> size_at);
    place = static_cast<std::uint8_t>(word >> place_at);
  }
  if (zone < static_cast<std::size_t>(Zone::caption))
    pairs_->add(static_cast<std::uint32_t>(starts_.size()), places_);
  return to;
}

/// \param end  behind the last word
void WordsWriter::end_article(const char* end) {
  const auto size = static_cast<std::size_t>(end - buffer_.data());
  file_.append(std::string_view(buffer_.data(), size));
  starts_.push_back(starts_.back() + size);
}

void WordsWriter::add(const Sequence& sequence) {
  std::array<std::uint32_t, std::tuple_size_v<Sequence>> places{};
  std::ranges::transform(sequence, places.begin(),
                         [](const auto& zone) { return static_cast<std::uint32_t>(zone.size()); });
  const auto words = std::accumulate(places.begin(), places.end(), std::size_t{0});
  char* to = begin_article(places, words);
  for (std::size_t zone = 0; zone < sequence.size(); ++zone)
    to = put_zone(to, zone, places[zone],
                  [&, word = sequence[zone].begin()]() mutable { return spelling_[*word++]; });
  end_article(to);
}

void WordsWriter::append(const Words& input, std::span<const std::uint32_t> numbers) {
  spelt_there_.resize(numbers.size());
  std::ranges::transform(numbers, spelt_there_.begin(),
                         [&](std::uint32_t number) { return spelling_[number]; });
  for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) {
    const Words::Written article = input.written(docid);
    const auto& places = article.places;
    if (std::accumulate(places.begin(), places.end(), std::uint64_t{0}) > article.numbers.size())
      input.throw_misfit();  // and there is room for no more
    Cursor cursor(article.numbers);
    const auto next = [&] {
      const std::uint64_t word = cursor.varint();
      if (word >= spelt_there_.size()) [[unlikely]]
        input.throw_misfit();
      return spelt_there_[word];
    };
    char* to = begin_article(places, article.numbers.size());
    for (std::size_t zone = 0; zone < places.size(); ++zone)
      to = put_zone(to, zone, places[zone], next);
    if (!cursor.ok() || !cursor.at_end()) input.throw_misfit();
    end_article(to);
  }
}

FileSum WordsWriter::finish() {
  file_.add_section("starts", starts_);
  write_dictionary();
  return file_.finish();
}

void WordsWriter::write_dictionary() {
  const Strings strings = strings_of(dictionary_);
  std::vector<std::uint32_t> starts{0};
  file_.begin_section("strings");
  for (const std::string_view text : strings.all) {
    file_.append(text);
    starts.push_back(starts.back() + static_cast<std::uint32_t>(text.size()));
  }
  file_.add_section("string_starts", starts);
  file_.add_section("surfaces", strings.surfaces);
  file_.add_section("folded", strings.folded);
  file_.add_section("stems", strings.stems);
  file_.add_section("counts", frequencies_);
  file_.add_section("by_folded", sorted_by(strings.folded, strings.all.size()));
  file_.add_section("by_stem", sorted_by(strings.stems, strings.all.size()));
  pairs_->finish(file_, strings.all);
}

}  // namespace ae::store
