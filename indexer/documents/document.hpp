// SPDX-License-Identifier: GPL-2.0-or-later
/// One article in the form a segment takes: terms, words, columns and record.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/record.hpp"
#include "common/store/words.hpp"
#include "indexer/analysis/analysis.hpp"
#include "indexer/documents/vocabulary.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct TermCount {
  std::uint32_t term = 0;   ///< its number in the vocabulary
  std::uint32_t count = 0;  ///< within-document frequency; 0 for terms that only filter
};

struct Document {
  std::uint64_t id = 0;
  std::vector<TermCount> terms;  ///< distinct, each one that Xapian takes
  store::Sequence words;         ///< numbers of the vocabulary it was made with
  store::Prints prints;
  store::DocumentColumns columns;  ///< but for the prints
  std::string stored;              ///< the encoded store::StoredArticle
};

/// The article's id: of its URL where it has one, else of its source id and file, else of its
/// place. \param file  absolute path of the file it was read from
[[nodiscard]] std::uint64_t article_id(std::string_view url, std::string_view source_id,
                                       const Location& place, std::string_view file);

/// Equal for texts that differ in case, accents and white space only.
[[nodiscard]] std::uint64_t text_hash(std::string_view text);

/// Equal for articles whose archived form would be the same but for what the user says of them.
[[nodiscard]] std::uint64_t fingerprint(const Article& article);

/// Equal where the user says the same; 0 where he says nothing.
[[nodiscard]] std::uint64_t fingerprint(const std::vector<Claim>& told);

/// What of \p analysis the archive keeps.
[[nodiscard]] store::StoredArticle to_stored(Analysis analysis);

/// Settles the metadata of a stored article anew, now that the user says \p told: the same comes
/// out as if it were read again.
void retell(store::StoredArticle& article, const std::vector<Claim>& told,
            const AnalysisOptions& options);

/// Adds up the terms of one article after the other. Not thread-safe.
class TermCounter {
 public:
  void add(std::uint32_t term, std::uint32_t count) {
    if (term >= place_.size()) [[unlikely]]
      place_.resize(std::max<std::size_t>(term + std::size_t{1}, 2 * place_.size()));
    std::uint32_t& place = place_[term];
    if (place == 0) {
      counts_.push_back({term, 0});
      place = static_cast<std::uint32_t>(counts_.size());
    }
    counts_[place - 1].count += count;
  }

  /// Those of the article, each once; begins the next one.
  [[nodiscard]] std::vector<TermCount> take();

 private:
  std::vector<std::uint32_t> place_;  // by term: 1 + index into counts_; 0: not there yet
  std::vector<TermCount> counts_;
};

/// Counts the words of one article after the other. Not thread-safe.
class WordCounter {
 public:
  /// Each of \p words counts \p count, at least 1. \param size  of their vocabulary
  void add(std::span<const std::uint32_t> words, std::uint32_t count, std::uint32_t size);

  /// Adds those of the article to \p terms, by the terms they are in the body; begins the next one.
  void move_to(TermCounter& terms, const Vocabulary& vocabulary);

 private:
  std::vector<std::uint32_t> counts_;    // by number
  std::vector<std::uint32_t> distinct_;  // room for all of an article
  std::size_t distinct_size_ = 0;
};

/// Makes the documents of one segment. Not thread-safe.
class DocumentMaker {
 public:
  /// \param vocabulary  of the segment; must outlive this
  explicit DocumentMaker(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  [[nodiscard]] Document make(const store::StoredArticle& article, std::uint64_t id) {
    return make(article, id, text_hash(article.body.text));
  }
  /// The same where the text_hash() of the article is known.
  [[nodiscard]] Document make(const store::StoredArticle& article, std::uint64_t id,
                              std::uint64_t text_hash);

 private:
  Vocabulary& vocabulary_;
  WordCounter words_;  // reused, as are the next two
  TermCounter terms_;
  std::vector<text::Token> tokens_;
};

}  // namespace ae::indexing
