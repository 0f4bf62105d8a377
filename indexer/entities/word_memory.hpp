// SPDX-License-Identifier: GPL-2.0-or-later
/// What the letters of a word alone tell, whatever stands around it: looked up once for many
/// articles, as nearly every word of one stood in another before.
#pragma once

#include "indexer/entities/large_pages.hpp"
#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/token.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace ae::indexing {

/// Remembers words, and forgets all of them when they become too many. They are told apart by 63
/// bits of hash: chance makes no two alike, a hostile text can. Not thread-safe.
class WordMemory {
 public:
  /// Numbers of words are from 1 to this; the one in slot 0 has none.
  static constexpr std::size_t most_words = (1U << 17U) - 1;

  /// \p lexicon must outlive it.
  explicit WordMemory(const Lexicon& lexicon);

  [[nodiscard]] const Lexicon& lexicon() const noexcept { return lexicon_; }

  /// To be called for each word of \p text while it is cut: asks for the memory that describe()
  /// will read, for it has left the caches since the last article. \p token knows its bytes and its
  /// shape, and no key yet.
  void announce(std::string_view text, Token& token) const noexcept;

  /// Sets what each word alone decides of its token: key, kinds, casing, pattern, whether it links
  /// or is a cue, and the number by which it is remembered. All were announced.
  void describe(std::string_view text, std::span<Token> tokens);

  /// To be called between two texts. \returns whether all was forgotten: numbers of words have
  /// another meaning from here on
  bool make_room();

 private:
  struct Known {
    std::uint64_t hash = 0;  ///< of the bytes as they are; 0: free
    std::uint64_t key = 0;
    Kinds kinds{};
    std::uint32_t pattern = 0;
    Casing casing = 0;
    bool links = false;
    bool cue = false;
  };
  static_assert(sizeof(Known) == 32);

  void describe(std::string_view word, Token& token);
  [[nodiscard]] Known learn(std::string_view word, std::uint64_t hash) const;

  const Lexicon& lexicon_;
  LargeTable<Known> known_;  ///< open addressing; a power of two, never full
  std::size_t taken_ = 0;
};

}  // namespace ae::indexing
