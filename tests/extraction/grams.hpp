// SPDX-License-Identifier: GPL-2.0-or-later
/// How much of the right text was found, by runs of four words.
#pragma once

#include <optional>
#include <string_view>

namespace ae::test {

/// Of one page. Empty output has no precision and no recall.
struct Overlap {
  std::optional<double> precision;  ///< nothing where nothing was given
  double recall = 0;
};

/// Compares multisets of 4-grams of words (runs of letters, digits and `_`); a text of fewer words
/// is one gram.
[[nodiscard]] Overlap overlap(std::string_view found, std::string_view right);

/// Means over pages, and the F1 of the two means.
struct Means {
  double precision = 0;  ///< sums until mean() is asked
  double recall = 0;
  std::size_t given = 0;
  std::size_t pages = 0;

  void add(const Overlap& page);
  [[nodiscard]] double mean_precision() const;
  [[nodiscard]] double mean_recall() const;
  [[nodiscard]] double f1() const;
};

}  // namespace ae::test
