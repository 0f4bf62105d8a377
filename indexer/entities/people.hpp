// SPDX-License-Identifier: GPL-2.0-or-later
/// The people of one article: full names joined to persons, lone names attached to them.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::indexing {

/// First all full names are added in order, then all names are looked up in order.
class People {
 public:
  People(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon)
      : text_(text), tokens_(tokens), lexicon_(lexicon) {}

  /// A name of two words or more becomes a person, or another way to write one.
  void add_full(const NameSpan& name);

  /// The person whom \p name means: by its full form; else, for a lone surname or first name, the
  /// one of that name last mentioned, or the first to come. Remembers the mention.
  [[nodiscard]] std::optional<std::size_t> find(const NameSpan& name);

  /// The name to show: the most frequent full form, the longest of those equally frequent.
  [[nodiscard]] std::string display(std::size_t person) const;

  /// Does anybody added so far bear this surname (the key of its word)?
  [[nodiscard]] bool has_surname(std::uint64_t key) const { return by_last_.contains(key); }

  /// Does \p name have a first name and a surname?
  [[nodiscard]] bool is_full(const NameSpan& name) const;

 private:
  struct Form {
    std::uint64_t key = 0;
    Span bytes;
    std::uint32_t count = 0;
  };
  struct Person {
    std::uint64_t first = 0;   ///< key of the first name
    std::uint64_t middle = 0;  ///< key of the middle initial or name; 0: none written
    char middle_initial = 0;
    char initial = 0;
    bool only_initial = false;  ///< the first name is known as an initial only
    Kinds gender;
    std::string_view formal;  ///< of a nickname: the formal name
    std::vector<Form> forms;
  };
  struct Shared {
    std::vector<std::size_t> people;  ///< at most a few: the ones that one surname is tried with
    std::size_t current = 0;          ///< who was mentioned last
    bool mentioned = false;
  };

  [[nodiscard]] Person read(const NameSpan& name, std::size_t last) const;
  [[nodiscard]] std::size_t surname_of(const NameSpan& name) const;
  [[nodiscard]] static bool same(const Person& a, const Person& b);
  [[nodiscard]] std::optional<std::size_t> pick(Shared& shared, const NameSpan& name);
  void remember(std::uint64_t first, std::uint64_t last, std::size_t person);
  void count_form(Person& person, const NameSpan& name) const;

  std::string_view text_;
  std::span<const Token> tokens_;
  const Lexicon& lexicon_;
  std::vector<Person> people_;
  std::unordered_map<std::uint64_t, std::size_t> by_full_;  ///< key of a full form
  std::unordered_map<std::uint64_t, Shared> by_last_;
  std::unordered_map<std::uint64_t, Shared> by_first_;
};

}  // namespace ae::indexing
