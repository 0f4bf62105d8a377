// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/codec.hpp"
#include "common/store/words.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace ae::store {
namespace {

template <class T>
void write_array(SealedFileWriter& file, std::string name, const std::vector<T>& numbers) {
  file.begin_section(std::move(name));
  file.append(std::span<const T>(numbers));
}

/// Word numbers sorted by one of their forms, then by number.
std::vector<std::uint32_t> sorted_by(const std::vector<std::uint32_t>& forms) {
  std::vector<std::uint32_t> words(forms.size());
  std::iota(words.begin(), words.end(), 1U);
  std::ranges::stable_sort(words, {}, [&](std::uint32_t word) { return forms[word - 1]; });
  return words;
}

/// Every distinct string once. Most words are spelt as they fold and stem.
class Strings {
 public:
  /// Numbers go by first sight.
  std::uint32_t number(std::string_view text) {
    const auto [at, added] = numbers_.try_emplace(text, static_cast<std::uint32_t>(all_.size()));
    if (added) all_.push_back(text);
    return at->second;
  }

  /// Sorts them. \returns where each stands from now on, by its number
  std::vector<std::uint32_t> sort() {
    std::vector<std::uint32_t> order(all_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t number) { return all_[number]; });
    std::vector<std::uint32_t> place(all_.size());
    std::vector<std::string_view> sorted;
    for (const std::uint32_t number : order) {
      place[number] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(all_[number]);
    }
    all_ = std::move(sorted);
    return place;
  }

  [[nodiscard]] const std::vector<std::string_view>& all() const noexcept { return all_; }

 private:
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> all_;
};

}  // namespace

WordsWriter::WordsWriter(const std::filesystem::path& path, std::vector<WordForms> words,
                         std::vector<std::uint32_t> counts)
    : file_(path, "words", 1) {
  rank(words, counts);
  file_.begin_section("sequences");
}

/// Numbers the distinct words by falling frequency, equal ones by their forms: the same articles
/// always give the same file.
void WordsWriter::rank(std::span<const WordForms> words, std::span<const std::uint32_t> counts) {
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return words[i]; });
  std::vector<std::uint32_t> entry_of(words.size());
  std::vector<WordForms> entries;
  std::vector<std::uint32_t> frequencies;
  for (const std::uint32_t i : order) {
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
  buffer_.clear();
  for (const auto& zone : sequence) append_varint(buffer_, zone.size());
  for (const auto& zone : sequence)
    for (const std::uint32_t word : zone) append_varint(buffer_, written_as_[word]);
  file_.append(buffer_);
  starts_.push_back(starts_.back() + buffer_.size());
}

FileSum WordsWriter::finish() {
  write_array(file_, "starts", starts_);
  write_dictionary();
  return file_.finish();
}

void WordsWriter::write_dictionary() {
  Strings strings;
  std::vector<std::uint32_t> surfaces, folded, stems;
  for (const WordForms& word : dictionary_) {
    surfaces.push_back(strings.number(word.surface));
    folded.push_back(word.folded == word.surface ? surfaces.back() : strings.number(word.folded));
    stems.push_back(word.stem == word.folded ? folded.back() : strings.number(word.stem));
  }
  const std::vector<std::uint32_t> sorted = strings.sort();
  for (auto* const forms : {&surfaces, &folded, &stems})
    for (std::uint32_t& number : *forms) number = sorted[number];
  std::vector<std::uint32_t> starts{0};
  file_.begin_section("strings");
  for (const std::string_view text : strings.all()) {
    file_.append(text);
    starts.push_back(starts.back() + static_cast<std::uint32_t>(text.size()));
  }
  write_array(file_, "string_starts", starts);
  write_array(file_, "surfaces", surfaces);
  write_array(file_, "folded", folded);
  write_array(file_, "stems", stems);
  write_array(file_, "counts", frequencies_);
  write_array(file_, "by_folded", sorted_by(folded));
  write_array(file_, "by_stem", sorted_by(stems));
}

}  // namespace ae::store
