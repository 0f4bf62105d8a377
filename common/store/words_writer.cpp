// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/put_varint.hpp"
#include "common/store/string_order.hpp"
#include "common/store/words.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace ae::store {
namespace {

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
  rank(words, counts);
  std::vector<std::string_view> folded(dictionary_.size());
  std::ranges::transform(dictionary_, folded.begin(), &WordForms::folded);
  pairs_.emplace(folded);
  file_.begin_section("sequences");
}

/// Numbers the distinct words by falling frequency, equal ones by their forms: the same articles
/// always give the same file.
void WordsWriter::rank(std::span<const WordForms> words, std::span<const std::uint32_t> counts) {
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
  written_as_.assign(words.size() + 1, 0);
  for (std::size_t i = 0; i < words.size(); ++i) written_as_[i + 1] = rank_of[entry_of[i]];
}

void WordsWriter::add(const Sequence& sequence) {
  constexpr auto caption_zone = static_cast<std::size_t>(Zone::caption);
  const auto docid = static_cast<std::uint32_t>(starts_.size());
  std::size_t numbers = sequence.size();
  for (const auto& zone : sequence) numbers += zone.size();
  if (buffer_.size() < numbers * most_varint_bytes) buffer_.resize(numbers * most_varint_bytes);
  char* to = buffer_.data();
  for (const auto& zone : sequence) to = put_varint(to, static_cast<std::uint32_t>(zone.size()));
  for (std::size_t zone = 0; zone < sequence.size(); ++zone) {
    numbers_.resize(sequence[zone].size());
    std::ranges::transform(sequence[zone], numbers_.begin(),
                           [&](std::uint32_t word) { return written_as_[word]; });
    for (const std::uint32_t number : numbers_) to = put_varint(to, number);
    if (zone < caption_zone) pairs_->add(docid, numbers_);
  }
  const auto size = static_cast<std::size_t>(to - buffer_.data());
  file_.append(std::string_view(buffer_.data(), size));
  starts_.push_back(starts_.back() + size);
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
