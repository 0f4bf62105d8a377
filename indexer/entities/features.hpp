// SPDX-License-Identifier: GPL-2.0-or-later
/// The features of a token: numbers that name what is true of it and its surroundings.
#pragma once

#include "indexer/entities/facts.hpp"
#include "indexer/entities/votes.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ae::indexing {

/// Hashes of the features that hold for one token; a model masks them to its rows.
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): one for each token, hardly ever full
class Features {
 public:
  static constexpr std::size_t most = 160;  ///< more are dropped

  void clear() noexcept { size_ = 0; }
  void add(std::uint32_t hash) noexcept {
    if (size_ < most) hashes_[size_++] = hash;
  }
  [[nodiscard]] std::span<std::uint32_t> all() noexcept { return {hashes_.data(), size_}; }
  [[nodiscard]] std::span<const std::uint32_t> all() const noexcept {
    return {hashes_.data(), size_};
  }

 private:
  std::array<std::uint32_t, most> hashes_;  // only those before size_ are set
  std::size_t size_ = 0;
};

/// The features of the words around a token, by what they depend on.
enum class Part : std::uint8_t {
  own,     ///< on the word, how its sentence begins, and what lists and rules make of it
  before,  ///< on it and the word before
  after,   ///< on it and the word behind
  around,  ///< on more of them
};

/// Says all that the features of one part depend on, so that their sum can be kept under it. Made
/// of the words' numbers in one WordMemory. 0: nothing short does, as with numbers.
[[nodiscard]] std::uint64_t part_key(const Sight& sight, std::size_t at, Part part);

/// Those of one part of token \p at, which stands in a run.
void add_part(const Sight& sight, std::size_t at, Part part, Features& features);

/// Those of all parts.
void add_word_features(const Sight& sight, std::size_t at, Features& features);

/// Of what the first pass said here and of the same words elsewhere in the article.
void add_vote_features(const Sight& sight, const Votes& votes, std::size_t at, Features& features);

}  // namespace ae::indexing
