// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles have one common word directly before another. Nearly all articles hold both, so
/// that a phrase of such words would be looked for in all of them; this answers it.
///
/// Sections of the file of words: "pair_words" uint32, the common words as string numbers of their
/// folded forms, ascending; "pair_keys" uint32, the place of a pair's first word there times 2^16
/// and that of its second, ascending; "pair_counts" uint32 (articles, one or more) and "pair_ends"
/// uint64, one a pair; and "pair_articles", which these ends lie in: docids (gaps.hpp).
#pragma once

#include "common/store/gaps.hpp"
#include "common/store/sealed_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::store {

/// How many words count as common, by their folded forms. Of 105,359 articles of Reuters the pairs
/// of 64 take 3.0 MB, and those of twice as many 2.6 MB more.
inline constexpr std::size_t most_common_words = 64;

/// Gathers the pairs of articles that come in the order of their docids.
class PairsWriter {
 public:
  /// \param folded  forms of all words, by falling frequency: the entry n-1 is of the number n.
  ///   The strings must outlive this.
  explicit PairsWriter(std::span<const std::string_view> folded);

  /// What add() wants to know of a word by its number: 0 of one that is not common, and of 0.
  [[nodiscard]] std::uint8_t place(std::uint32_t number) const { return place_of_[number]; }

  /// \param places  of the words of an article's title or of its body, in order
  void add(std::uint32_t docid, std::span<const std::uint8_t> places);

  /// Writes the sections. Call it once.
  /// \param strings  that string numbers count, ascending; all folded forms are among them
  /// \throws Error io
  void finish(SealedFileWriter& file, std::span<const std::string_view> strings);

 private:
  void note(std::uint32_t docid, std::uint8_t first, std::uint8_t second);

  std::vector<std::string_view> common_;  // folded forms, ascending
  std::vector<std::uint8_t> place_of_;    // by number: place in common_, counted from 1; or 0
  std::vector<GapWriter> pairs_;          // by place of the first * size of common_ + of the second
};

/// The articles of one pair.
class PairArticles {
 public:
  /// \param bytes  of docids up to \p documents
  PairArticles(std::string_view bytes, std::uint32_t count, std::uint32_t documents) noexcept
      : bytes_(bytes), count_(count), documents_(documents) {}

  /// How many there are.
  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

  /// Calls \p visit with each docid, ascending. \returns whether there were as many as count(), and
  /// no more
  template <class Visit>
  [[nodiscard]] bool each(Visit visit) const {
    GapReader gaps(bytes_);
    for (std::uint32_t left = count_; left > 0; --left) {
      const std::uint32_t docid = gaps.next(documents_);
      if (docid == 0) return false;
      visit(docid);
    }
    return gaps.next(documents_) == 0;
  }

 private:
  std::string_view bytes_;
  std::uint32_t count_;
  std::uint32_t documents_;
};

/// The articles of the pair of two folded forms, by their string numbers; nothing where one of them
/// is not common, so that nothing is known.
/// \param file  of words; must outlive what is returned
/// \throws Error archive_damaged
[[nodiscard]] std::optional<PairArticles> find_pair(const SealedFile& file, std::uint32_t first,
                                                    std::uint32_t second, std::uint32_t documents);

}  // namespace ae::store
