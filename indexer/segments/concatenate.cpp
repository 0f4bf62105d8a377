// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/concatenate.hpp"

#include "common/store/columns.hpp"
#include "common/store/record.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "common/store/verify.hpp"
#include "common/store/words.hpp"
#include "indexer/documents/string_numbers.hpp"
#include "indexer/segments/postings.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

using Segments = std::span<const store::SegmentEntry>;

std::vector<std::filesystem::path> paths(const store::Snapshot& snapshot, Segments segments,
                                         std::string_view part) {
  std::vector<std::filesystem::path> out;
  for (const auto& segment : segments) out.push_back(snapshot.path_of(segment, part));
  return out;
}

// Inputs are mapped one at a time where that can be: what was read of them counts as memory.

/// The largest segment's dictionary serves all; its own records need no compressing again.
std::string dictionary_of_largest(const std::vector<std::filesystem::path>& from) {
  std::string dictionary;
  std::uint32_t most = 0;
  for (const auto& path : from) {
    const store::Texts input(path);
    if (input.documents() <= most) continue;
    most = input.documents();
    dictionary = input.dictionary();
  }
  return dictionary;
}

store::FileSum concatenate_texts(const std::vector<std::filesystem::path>& from,
                                 const std::filesystem::path& to) {
  const std::string dictionary = dictionary_of_largest(from);
  store::TextsWriter writer(to, dictionary);
  for (const auto& path : from) {
    const store::Texts input(path);
    const bool same = !dictionary.empty() && input.dictionary() == dictionary;
    for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) {
      if (same) {
        writer.append_raw(input.raw(docid));
      } else {
        const std::string record = input.read(docid);
        writer.add(record, store::incompressible(record));
      }
    }
  }
  return writer.finish();
}

/// The words of several inputs, each once, and what it is called in each input. Most words stand
/// in most inputs: together they would be many times what is left of them.
class UnitedWords {
 public:
  void add(const store::Words& input) {
    const store::Words::Forms forms = input.all_forms();
    number(forms.strings);
    auto& numbers = numbers_.emplace_back(1);
    numbers.reserve(forms.surfaces.size() + 1);
    for (std::size_t i = 0; i < forms.surfaces.size(); ++i) {
      const std::uint32_t word =
          index_of({string_[forms.surfaces[i]], string_[forms.folded[i]], string_[forms.stems[i]]});
      counts_[word] += forms.counts[i];
      numbers.push_back(word + 1);
    }
  }

  /// Views that live as long as this.
  [[nodiscard]] std::vector<store::WordForms> words() const {
    std::vector<store::WordForms> words;
    words.reserve(words_.size());
    for (const Forms& forms : words_)
      words.push_back({strings_.string(forms.surface), strings_.string(forms.folded),
                       strings_.string(forms.stem)});
    return words;
  }

  /// How often each stands in the articles, beside words().
  [[nodiscard]] const std::vector<std::uint32_t>& counts() const { return counts_; }

  /// What each word of an input is called, by its number there.
  /// \param input  its index, in the order in which they were added
  [[nodiscard]] const std::vector<std::uint32_t>& numbers(std::size_t input) const {
    return numbers_[input];
  }

 private:
  static constexpr auto none = static_cast<std::uint32_t>(-1);

  /// Numbers in strings_.
  struct Forms {
    std::uint32_t surface = 0, folded = 0, stem = 0;
    friend bool operator==(const Forms&, const Forms&) = default;
  };

  /// Fills string_.
  void number(const std::vector<std::string_view>& strings) {
    constexpr std::size_t ahead = 8;  // strings: the table of them is larger than caches are
    std::array<StringNumbers::Wanted, ahead> wanted;
    const auto seek = [&](std::size_t i) {
      if (i < strings.size()) wanted[i % ahead] = strings_.seek(strings[i]);
    };
    for (std::size_t i = 0; i < ahead; ++i) seek(i);
    string_.clear();
    for (std::size_t i = 0; i < strings.size(); ++i) {
      string_.push_back(strings_.number(wanted[i % ahead]).first);
      seek(i + ahead);
    }
    first_.resize(strings_.size(), none);
  }

  /// Of the word of these forms, which is new if it is not there. Hardly ever do words differ that
  /// are spelt alike.
  std::uint32_t index_of(const Forms& forms) {
    std::uint32_t* at = &first_[forms.surface];
    while (*at != none && words_[*at] != forms) at = &next_[*at];
    if (*at != none) return *at;
    const auto index = *at = static_cast<std::uint32_t>(words_.size());
    words_.push_back(forms);
    counts_.push_back(0);
    next_.push_back(none);
    return index;
  }

  StringNumbers strings_;
  std::vector<std::uint32_t> string_;  // by index in an input's strings: the number in strings_
  std::vector<Forms> words_;
  std::vector<std::uint32_t> counts_;                // beside words_
  std::vector<std::uint32_t> first_;                 // by surface: the first word, or none
  std::vector<std::uint32_t> next_;                  // by word: the next of that surface, or none
  std::vector<std::vector<std::uint32_t>> numbers_;  // [input][its number]: number in words_
};

store::FileSum concatenate_words(const std::vector<std::filesystem::path>& from,
                                 const std::filesystem::path& to) {
  UnitedWords united;
  for (const auto& path : from) united.add(store::Words(path));
  store::WordsWriter writer(to, united.words(), united.counts());
  for (std::size_t i = 0; i < from.size(); ++i)
    writer.append(store::Words(from[i]), united.numbers(i));
  return writer.finish();
}

std::vector<std::uint32_t> concatenate_docids(Segments segments,
                                              store::DocRanges store::SegmentEntry::*which) {
  std::vector<std::uint32_t> out;
  std::uint32_t base = 0;
  for (const auto& segment : segments) {
    for (const auto& range : segment.*which)
      for (std::uint32_t docid = range.first; docid <= range.last; ++docid)
        out.push_back(base + docid);
    base += segment.documents;
  }
  return out;
}

/// In two halves: all bytes are read, and nothing else can be done meanwhile.
void want_all_sound(const store::Snapshot& snapshot, Segments segments) {
  const Segments half = segments.first(segments.size() / 2);
  auto first = std::async(std::launch::async, [&] { store::want_sound(snapshot, half); });
  store::want_sound(snapshot, segments.subspan(half.size()));
  first.get();
}

}  // namespace

store::NewSegment concatenate(const store::Snapshot& snapshot, Segments segments,
                              const std::filesystem::path& folder, Writer writer) {
  want_all_sound(snapshot, segments);
  const auto inputs = [&](std::string_view part) { return paths(snapshot, segments, part); };
  store::NewSegment out{
      .folder = folder,
      .documents = 0,
      .tombstones = concatenate_docids(segments, &store::SegmentEntry::tombstones),
      .earlier = concatenate_docids(segments, &store::SegmentEntry::earlier),
      .sums = {}};
  std::vector<std::uint32_t> documents;
  for (const auto& segment : segments) documents.push_back(segment.documents);
  out.documents = std::accumulate(documents.begin(), documents.end(), 0U);
  const auto note = [&](std::string_view part, store::FileSum sum) { out.sums.emplace(part, sum); };
  namespace part = store::part;
  // Words take about as long as all the rest, and share nothing with it.
  auto words = std::async(std::launch::async, [&] {
    return concatenate_words(inputs(part::words), folder / part::words);
  });
  concatenate_postings(writer, inputs(part::xapian), folder / part::xapian);
  note(part::texts, concatenate_texts(inputs(part::texts), folder / part::texts));
  note(part::columns, store::concatenate_columns(folder / part::columns, inputs(part::columns)));
  note(part::sources,
       store::concatenate_sources(folder / part::sources, inputs(part::sources), documents));
  note(part::words, words.get());
  return out;
}

}  // namespace ae::indexing
