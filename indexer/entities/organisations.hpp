// SPDX-License-Identifier: GPL-2.0-or-later
/// The organisations of one article: long names, and the acronyms and first words short for them.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ae::indexing {

/// First all long names are added in order, then all names are looked up.
class Organisations {
 public:
  Organisations(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon);

  /// A name of two words or more: its initials, and its first word, may stand for it anywhere.
  void add_long(const NameSpan& name);

  /// The name to show: by the list, where need be without the country before it and "Inc." behind;
  /// else by an acronym's long form, or of a lone word the firm whose name it begins: Goldman is
  /// Goldman Sachs; else as written, "Inc." left out.
  [[nodiscard]] std::string display(NameSpan name) const;

  /// What a lone word may be short for; empty: nothing.
  [[nodiscard]] std::string_view by_acronym(const Token& word) const;
  [[nodiscard]] std::string_view by_first_word(const Token& word) const;

 private:
  [[nodiscard]] Entry listed(NameSpan name) const;
  [[nodiscard]] std::string listed_name(const Entry& entry, const NameSpan& name) const;
  [[nodiscard]] bool is_legal_tail(std::size_t i) const;
  [[nodiscard]] std::string written(const NameSpan& name) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  const Lexicon& lexicon_;
  std::unordered_map<std::uint64_t, std::string> by_acronym_;
  std::unordered_map<std::uint64_t, std::string> by_first_word_;
  std::unordered_map<std::uint64_t, std::string> firms_;  ///< a lone word, if it is a firm at all
  bool in_us_;  ///< a bare "Senate" is that of the United States
};

}  // namespace ae::indexing
