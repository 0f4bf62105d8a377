// SPDX-License-Identifier: GPL-2.0-or-later
/// Words made up from a seed: the same ones on every machine.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace ae::test {

class RandomWords {
 public:
  explicit RandomWords(std::uint32_t seed) : random_(seed) {}

  /// From 0 to \p below - 1.
  std::size_t number(std::size_t below) { return random_() % below; }

  /// \p shortest to \p longest of \p letters.
  std::string word(std::string_view letters, std::size_t shortest, std::size_t longest) {
    std::string out;
    for (std::size_t left = shortest + number(longest - shortest + 1); left > 0; --left)
      out += letters[number(letters.size())];
    return out;
  }

 private:
  std::mt19937 random_;  // its numbers are laid down by the standard, unlike distributions
};

}  // namespace ae::test
