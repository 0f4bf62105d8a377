// SPDX-License-Identifier: GPL-2.0-or-later
/// Strings of one record that come again: written out the first time, then as a number.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ae::store {

/// Writer and reader tell it the same strings in the same order, which must outlive it. Few are
/// kept, and short ones: looking for one is quick, its number is small, and what a number
/// stands for is at most 256 bytes.
class Repeats {
 public:
  /// The number of a string that has none: it is written out.
  static constexpr std::uint64_t unknown = 1;

  /// Gives \p string a number from now on, if it has none.
  void note(std::string_view string);

  /// What to write for \p string, which is noted.
  /// \param printed  what both ends guess that it is; empty: nothing
  [[nodiscard]] std::uint64_t number_of(std::string_view string, std::string_view printed = {});

  /// What \p number was written for; nothing where it is unknown, or makes no sense.
  [[nodiscard]] std::optional<std::string_view> string_of(std::uint64_t number,
                                                          std::string_view printed = {}) const;

 private:
  std::vector<std::string_view> known_;
};

}  // namespace ae::store
