// SPDX-License-Identifier: GPL-2.0-or-later
/// The lists of names and telling words: those of the project (lists/*.inc) and the packed ones of
/// the model, behind one lookup by key.
#pragma once

#include "indexer/entities/kinds.hpp"
#include "indexer/entities/token.hpp"
#include "indexer/entities/word_table.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What the lists know of one word or phrase.
struct Entry {
  Kinds kinds{};              ///< empty: no list knows it
  std::string_view place{};   ///< the name to show for it as a place; empty: it is none
  std::string_view org{};     ///< likewise as an organisation
  std::string_view person{};  ///< likewise as a person; the formal name of a nickname
};

/// A phrase found at some token.
struct Phrase {
  std::size_t size = 0;  ///< tokens; 0: nothing found
  Entry entry;
};

/// Immutable once built, so threads share it. Keys are trusted without comparing the words: with
/// 64 bits and fewer than 2^16 entries a false hit is not to be expected.
class Lexicon {
 public:
  /// \p words: the packed lists beside those of the project; what it views must live on.
  explicit Lexicon(WordTable words);

  /// What is known under \p key. Keys are those of split_tokens() and join_keys().
  [[nodiscard]] Entry find(std::uint64_t key) const noexcept;
  /// The same of annotated \p words, not none: the kinds of a single one are known.
  [[nodiscard]] Entry find(std::span<const Token> words) const noexcept;
  /// The same of what has a name to show; nothing of all else, and that sooner.
  [[nodiscard]] Entry find_shown(std::uint64_t key) const noexcept;

  /// What is known of a word that stands alone: less than find() says of it, and sooner.
  [[nodiscard]] WordFacts facts(std::uint64_t key) const noexcept;

  /// The longest phrase (one token or more) of any of the kinds \p wanted that begins at
  /// \p tokens[at] and ends before \p end.
  [[nodiscard]] Phrase longest(std::span<const Token> tokens, std::size_t at, std::size_t end,
                               Kinds wanted) const noexcept;

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t entry = 0;  ///< index in entries_ plus 1; 0: free
  };

  void add_list(std::string_view list);
  void add_form(std::string_view form, std::string_view shown, Kinds kinds);
  Entry& entry_for(std::uint64_t key);
  void grow();
  [[nodiscard]] const Entry* listed(std::uint64_t key) const noexcept;

  WordTable words_;
  std::vector<Slot> slots_;  ///< open addressing; a power of two, at most half full
  std::vector<Entry> entries_;
};

/// The one lexicon of the process, over the lists of the built-in model; built at first use.
[[nodiscard]] const Lexicon& lexicon();

}  // namespace ae::indexing
