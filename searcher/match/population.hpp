// SPDX-License-Identifier: GPL-2.0-or-later
/// What is counted of words, where the articles that have them stand elsewhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ae::searching {

/// What the archives hold of a word.
struct Frequency {
  std::uint64_t articles = 0;
  std::uint64_t occurrences = 0;
};

/// All articles of which a segment holds those that a search has fetched.
class Population {
 public:
  virtual ~Population() = default;

  [[nodiscard]] virtual double articles() const = 0;
  [[nodiscard]] virtual double words() const = 0;  ///< of all of them, those of titles twice

  /// Of articles with any of \p terms.
  [[nodiscard]] virtual const Frequency& frequency(const std::vector<std::string>& terms) const = 0;
};

}  // namespace ae::searching
