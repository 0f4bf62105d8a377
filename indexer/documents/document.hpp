// SPDX-License-Identifier: GPL-2.0-or-later
/// One article in the form a segment takes: terms, words, columns and record.
#pragma once

#include "common/store/columns.hpp"
#include "common/store/record.hpp"
#include "common/store/words.hpp"
#include "indexer/analysis/analysis.hpp"
#include "indexer/documents/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct TermCount {
  std::string term;
  std::uint32_t count = 0;  ///< within-document frequency; 0 for terms that only filter

  friend auto operator<=>(const TermCount&, const TermCount&) = default;
};

struct Document {
  std::uint64_t id = 0;
  std::vector<TermCount> terms;  ///< ascending, distinct, each one that Xapian takes
  store::Sequence words;         ///< numbers of the vocabulary it was made with
  store::Prints prints;
  store::DocumentColumns columns;  ///< but for the prints
  std::string stored;              ///< the encoded store::StoredArticle
};

/// The article's id: of its URL where it has one, else of its source id and file, else of its
/// place. \param file  absolute path of the file it was read from
[[nodiscard]] std::uint64_t article_id(const Analysis& analysis, const std::string& file);

/// Equal for texts that differ in case, accents and white space only.
[[nodiscard]] std::uint64_t text_hash(std::string_view text);

/// Equal for articles whose archived form would be the same.
[[nodiscard]] std::uint64_t fingerprint(const Article& article);

/// What of \p analysis the archive keeps.
[[nodiscard]] store::StoredArticle to_stored(Analysis analysis);

[[nodiscard]] Document to_document(const store::StoredArticle& article, std::uint64_t id,
                                   Vocabulary& vocabulary);

}  // namespace ae::indexing
