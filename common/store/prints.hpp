// SPDX-License-Identifier: GPL-2.0-or-later
/// What tells of two articles how much of each stands in the other: a sample of their shingles, the
/// runs of five words.
///
/// A shingle is a number of 32 bits. Of a text with few shingles all numbers are kept, else those
/// below a limit that halves as texts get longer, down to a sixteenth of all: so two texts sample
/// the same shingles, and what their samples share tells what the texts share.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ae::store {

inline constexpr std::size_t shingle_words = 5;

/// The sample of one text.
struct Prints {
  std::uint32_t shingles = 0;            ///< of the whole text
  std::vector<std::uint32_t> numbers{};  ///< sampled ones, ascending, distinct
};

/// The same, where it stands.
struct PrintsView {
  std::uint32_t shingles = 0;
  std::span<const std::uint32_t> numbers;

  PrintsView() = default;
  PrintsView(std::uint32_t count, std::span<const std::uint32_t> sampled) noexcept
      : shingles(count), numbers(sampled) {}
  PrintsView(const Prints& prints) noexcept  // NOLINT(google-explicit-constructor): a view of it
      : shingles(prints.shingles), numbers(prints.numbers) {}
};

/// The largest number that the sample of a text of so many shingles keeps.
[[nodiscard]] std::uint32_t largest_print(std::size_t shingles) noexcept;

/// Which part of each text stands in the other, 0 to 1, as far as their samples tell.
struct Overlap {
  double of_first = 0;
  double of_second = 0;
};
[[nodiscard]] Overlap overlap(const PrintsView& first, const PrintsView& second) noexcept;

/// Whether two texts are near copies: four fifths of the shorter stand in the longer and make up
/// half of it, or more. So a digest is no near copy of what it is made of, nor a long article
/// of one that it quotes. Texts of a few words are near to nothing.
[[nodiscard]] bool are_near(const PrintsView& first, const PrintsView& second) noexcept;

}  // namespace ae::store
