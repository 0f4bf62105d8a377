// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/segment_builder.hpp"

#include <utility>

namespace ae::indexing {

SegmentBuilder::SegmentBuilder(std::filesystem::path folder, Writer writer,
                               store::SharedDictionary dictionary,
                               std::shared_ptr<KnownWords> known)
    : folder_(std::move(folder)),
      vocabulary_(std::move(known)),
      postings_(write_postings(writer, folder_ / store::part::xapian, vocabulary_.terms())),
      texts_(folder_ / store::part::texts, std::move(dictionary)) {}

std::uint32_t SegmentBuilder::add(Document document) {
  postings_->add(document.terms);
  texts_.add(document.stored, store::incompressible(document.stored));
  document.columns.prints = document.prints;
  columns_.add(document.columns);
  sequences_.push_back(std::move(document.words));
  return documents();
}

store::FileSum SegmentBuilder::write_words() {
  std::vector<store::WordForms> words;
  words.reserve(vocabulary_.size());
  for (std::uint32_t number = 1; number <= vocabulary_.size(); ++number)
    words.push_back(vocabulary_.word(number));
  std::vector<std::uint32_t> counts(words.size());
  for (const auto& sequence : sequences_)
    for (const auto& zone : sequence)
      for (const std::uint32_t word : zone)
        if (word != 0) ++counts[word - 1];
  store::WordsWriter writer(folder_ / store::part::words, words, counts);
  for (const auto& sequence : sequences_) writer.add(sequence);
  return writer.finish();
}

store::NewSegment SegmentBuilder::finish(const store::Sources& sources) {
  store::NewSegment segment{.folder = folder_, .documents = documents()};
  postings_->finish();
  const auto note = [&](std::string_view part, store::FileSum sum) {
    segment.sums.emplace(part, sum);
  };
  note(store::part::words, write_words());
  note(store::part::texts, texts_.finish());
  note(store::part::columns, columns_.finish(folder_ / store::part::columns));
  note(store::part::sources, store::write_sources(folder_ / store::part::sources, sources));
  return segment;
}

}  // namespace ae::indexing
