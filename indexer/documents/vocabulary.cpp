// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

#include <algorithm>
#include <cstddef>

namespace ae::indexing {
namespace {

/// The entry \p at, which may be new, as are some more then.
std::uint32_t& entry(std::vector<std::uint32_t>& numbers, std::uint32_t at) {
  if (at >= numbers.size())
    numbers.resize(std::max<std::size_t>(at + std::size_t{1}, 2 * numbers.size()));
  return numbers[at];
}

}  // namespace

void Vocabulary::add(std::uint32_t known) {
  words_.push_back(known);
  entry(numbers_, known) = size();
  hashes_.push_back(known_words_->hash(known));
  body_terms_.push_back(term(size(), store::Zone::body));
}

std::optional<std::uint32_t> Vocabulary::joined_term(std::span<const std::uint32_t> words,
                                                     std::uint8_t language) {
  chain_.clear();
  for (const std::uint32_t number : words) chain_.push_back(words_[number - 1]);
  const auto known = known_words_->joined_term(chain_, language);
  if (!known) return {};
  return own_term(*known);
}

std::uint32_t Vocabulary::own_term(std::uint32_t known) {
  std::uint32_t& number = entry(term_numbers_, known);
  if (number == 0) number = 1 + add_term(known_words_->spelling(known));
  return number - 1;
}

std::uint32_t Vocabulary::term(std::string_view term) {
  const auto [other, added] = other_terms_.number(term);
  if (added) other_numbers_.push_back(add_term(other_terms_.string(other)));
  return other_numbers_[other];
}

std::uint32_t Vocabulary::add_term(std::string_view spelling) {
  terms_.push_back(spelling);
  return static_cast<std::uint32_t>(terms_.size() - 1);
}

}  // namespace ae::indexing
