// SPDX-License-Identifier: GPL-2.0-or-later
/// Numbers for strings, so that what follows counts and compares numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {

/// Gives every distinct string a number: 0, 1, 2 ... in the order of first sight. An open table of
/// hashes and numbers beside one store of bytes: a lookup costs two cache misses at most, where a
/// map of strings costs three or four. Not thread-safe.
class StringNumbers {
 public:
  /// \returns the number of \p text, and whether it is new
  std::pair<std::uint32_t, bool> number(std::string_view text);

  /// \p number below size(). The view lives as long as this.
  [[nodiscard]] std::string_view string(std::uint32_t number) const { return strings_[number]; }
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(strings_.size());
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next = 0;  ///< 1 + the number; 0: free
  };

  [[nodiscard]] std::size_t place(std::uint64_t hash) const noexcept {
    return hash & (slots_.size() - 1);
  }
  std::string_view keep(std::string_view text);
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // a power of two, at most half full
  std::vector<std::string_view> strings_;
  std::deque<std::string> bytes_;  // what strings_ look at; a full one is never touched again
};

}  // namespace ae::indexing
