// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/concatenate.hpp"

#include "common/store/columns.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "common/store/words.hpp"
#include "indexer/segments/postings.hpp"

#include <algorithm>
#include <numeric>
#include <string>
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

store::FileSum concatenate_texts(const std::vector<std::filesystem::path>& from,
                                 const std::filesystem::path& to) {
  // The largest segment's dictionary serves all; its own records need no compressing again.
  std::vector<store::Texts> inputs(from.begin(), from.end());
  const auto largest = std::ranges::max_element(inputs, {}, &store::Texts::documents);
  const std::string dictionary(largest->dictionary());
  store::TextsWriter writer(to, dictionary);
  for (const auto& input : inputs) {
    const bool same = !dictionary.empty() && input.dictionary() == dictionary;
    for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) {
      if (same)
        writer.append_raw(input.raw(docid));
      else
        writer.add(input.read(docid));
    }
  }
  return writer.finish();
}

store::FileSum concatenate_columns(const std::vector<std::filesystem::path>& from,
                                   const std::filesystem::path& to) {
  store::ColumnsWriter writer;
  for (const auto& path : from) {
    const store::Columns columns(path);
    std::vector<std::pair<std::string, store::Facet>> facets;
    for (const auto& name : columns.facets()) facets.emplace_back(name, columns.facet(name));
    for (std::uint32_t docid = 1; docid <= columns.documents(); ++docid) {
      store::DocumentColumns document{.day = columns.days()[docid - 1],
                                      .id = columns.ids()[docid - 1],
                                      .text_hash = columns.text_hashes()[docid - 1],
                                      .facets = {}};
      for (const auto& [name, facet] : facets) {
        std::vector<std::string> values;
        for (const std::uint32_t ordinal : facet.of(docid))
          values.emplace_back(facet.value(ordinal));
        if (!values.empty()) document.facets.emplace_back(name, std::move(values));
      }
      writer.add(document);
    }
  }
  return writer.finish(to);
}

/// Word numbers of one input follow those of the inputs before it; the writer unites equal words.
store::FileSum concatenate_words(const std::vector<std::filesystem::path>& from,
                                 const std::filesystem::path& to) {
  std::vector<store::Words> inputs(from.begin(), from.end());
  std::vector<store::WordForms> words;
  std::vector<std::uint32_t> counts;
  for (const auto& input : inputs)
    for (std::uint32_t number = 1; number <= input.size(); ++number) {
      words.push_back(input.forms(number));
      counts.push_back(input.count(number));
    }
  store::WordsWriter writer(to, std::move(words), std::move(counts));
  store::Sequence sequence;
  std::uint32_t base = 0;
  for (const auto& input : inputs) {
    for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) {
      input.read(docid, sequence);
      for (auto& zone : sequence)
        for (auto& word : zone)
          if (word != 0) word += base;
      writer.add(sequence);
    }
    base += input.size();
  }
  return writer.finish();
}

store::FileSum concatenate_sources(const std::vector<std::filesystem::path>& from,
                                   Segments segments, const std::filesystem::path& to) {
  store::Sources all;
  std::uint32_t base = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    auto sources = store::read_sources(from[i]);
    const auto first_file = static_cast<std::uint32_t>(all.files.size());
    std::ranges::move(sources.files, std::back_inserter(all.files));
    for (auto& article : sources.articles) {
      article.file += first_file;
      if (article.docid != 0) article.docid += base;
      all.articles.push_back(std::move(article));
    }
    base += segments[i].documents;
  }
  return store::write_sources(to, all);
}

std::vector<std::uint32_t> concatenate_tombstones(Segments segments) {
  std::vector<std::uint32_t> out;
  std::uint32_t base = 0;
  for (const auto& segment : segments) {
    for (const auto& range : segment.tombstones)
      for (std::uint32_t docid = range.first; docid <= range.last; ++docid)
        out.push_back(base + docid);
    base += segment.documents;
  }
  return out;
}

}  // namespace

store::NewSegment concatenate(const store::Snapshot& snapshot, Segments segments,
                              const std::filesystem::path& folder) {
  const auto inputs = [&](std::string_view part) { return paths(snapshot, segments, part); };
  store::NewSegment out{
      .folder = folder, .documents = 0, .tombstones = concatenate_tombstones(segments), .sums = {}};
  for (const auto& segment : segments) out.documents += segment.documents;
  const auto note = [&](std::string_view part, store::FileSum sum) { out.sums.emplace(part, sum); };
  using namespace store;
  concatenate_postings(inputs(part::xapian), folder / part::xapian);
  note(part::words, concatenate_words(inputs(part::words), folder / part::words));
  note(part::texts, concatenate_texts(inputs(part::texts), folder / part::texts));
  note(part::columns, concatenate_columns(inputs(part::columns), folder / part::columns));
  note(part::sources, concatenate_sources(inputs(part::sources), segments, folder / part::sources));
  return out;
}

}  // namespace ae::indexing
