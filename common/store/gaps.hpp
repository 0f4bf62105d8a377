// SPDX-License-Identifier: GPL-2.0-or-later
/// Ascending docids as the gaps between them, in bits: each gap with as many as those before it
/// suggest. A list of half of all articles takes some two bits a docid, one of a thousandth twelve.
#pragma once

#include "common/store/bits.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace ae::store {

/// What is expected of the next gap; the same to writer and reader.
class ExpectedGap {
 public:
  /// For BitWriter::put.
  [[nodiscard]] unsigned bits() const noexcept {
    const auto width = static_cast<unsigned>(std::bit_width(sum_ >> memory));
    return width == 0 ? 0 : width - 1;
  }
  void saw(std::uint32_t gap) noexcept { sum_ += gap - (sum_ >> memory); }

 private:
  static constexpr unsigned memory = 4;             // the last 2^4 gaps or so count
  std::uint64_t sum_ = std::uint64_t{8} << memory;  ///< mean gap * 2^memory
};

class GapWriter {
 public:
  /// \param docid  larger than the one before; the first is at least 1
  void add(std::uint32_t docid) {
    const std::uint32_t gap = docid - last_ - 1;
    bits_.put(gap, expected_.bits());
    expected_.saw(gap);
    last_ = docid;
    ++count_;
  }

  [[nodiscard]] std::uint32_t last() const noexcept { return last_; }  ///< 0: none yet
  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

  /// All of them, in whole bytes. Call it once.
  [[nodiscard]] std::string take() { return bits_.take(); }

 private:
  BitWriter bits_;
  ExpectedGap expected_;
  std::uint32_t last_ = 0;
  std::uint32_t count_ = 0;
};

/// Reads what GapWriter wrote, and of other bytes something: docids that ascend.
class GapReader {
 public:
  explicit GapReader(std::string_view bytes) noexcept : bits_(bytes) {}

  /// The next docid; 0 where there is none up to \p last, and from then on.
  [[nodiscard]] std::uint32_t next(std::uint32_t last) noexcept {
    const std::uint64_t gap = bits_.get(expected_.bits());
    if (!bits_.ok() || gap >= last - docid_) {
      bits_ = BitReader({});
      return 0;
    }
    expected_.saw(static_cast<std::uint32_t>(gap));
    return docid_ += static_cast<std::uint32_t>(gap) + 1;
  }

 private:
  BitReader bits_;
  ExpectedGap expected_;
  std::uint32_t docid_ = 0;
};

}  // namespace ae::store
