// SPDX-License-Identifier: GPL-2.0-or-later
/// A set of docids of one segment, as bits.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace ae::searching {

/// Docids go from 1 to documents(). They stand in stretches: several threads may change one set
/// where each has stretches of its own.
class DocSet {
 public:
  DocSet() = default;
  explicit DocSet(std::uint32_t documents) : documents_(documents), bits_(documents / 64 + 1) {}

  /// Every docid.
  [[nodiscard]] static DocSet all(std::uint32_t documents);

  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] bool contains(std::uint32_t docid) const noexcept {
    return docid <= documents_ && (bits_[docid / 64] >> (docid % 64) & 1U) != 0;
  }
  void add(std::uint32_t docid) noexcept { bits_[docid / 64] |= std::uint64_t{1} << (docid % 64); }
  void remove(std::uint32_t docid) noexcept {
    bits_[docid / 64] &= ~(std::uint64_t{1} << (docid % 64));
  }

  /// Adds the docids from \p docid on whose bits are set, of 64; all are up to documents().
  void add(std::uint32_t docid, std::uint64_t bits) noexcept {
    bits_[docid / 64] |= bits << (docid % 64);
    if (const std::uint64_t rest = docid % 64 == 0 ? 0 : bits >> (64 - docid % 64); rest != 0)
      bits_[docid / 64 + 1] |= rest;
  }

  DocSet& operator&=(const DocSet& other) noexcept;
  DocSet& operator|=(const DocSet& other) noexcept;
  DocSet& operator-=(const DocSet& other) noexcept;

  [[nodiscard]] std::uint32_t count() const noexcept;
  [[nodiscard]] bool empty() const noexcept;

  /// The first docid from \p docid on; 0 where there is none.
  [[nodiscard]] std::uint32_t next(std::uint32_t docid) const noexcept;

  /// Calls \p visit with each docid, ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    visit_words(0, bits_.size(), visit);
  }

  /// Docids of a stretch: the first is of those below this, and so on.
  static constexpr std::uint32_t stretch = 256;

  [[nodiscard]] std::size_t stretches() const noexcept {
    return (bits_.size() + stretch_words - 1) / stretch_words;
  }

  /// The same for one stretch. \param number  below stretches()
  template <class Visit>
  void for_each_in(std::size_t number, Visit visit) const {
    const std::size_t from = number * stretch_words;
    visit_words(from, std::min(from + stretch_words, bits_.size()), visit);
  }

 private:
  static constexpr std::size_t stretch_words = stretch / 64;

  template <class Visit>
  void visit_words(std::size_t from, std::size_t to, Visit& visit) const {
    for (std::size_t i = from; i < to; ++i)
      for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1)
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(left))));
  }

  friend class AscendingDocs;

  std::uint32_t documents_ = 0;
  std::vector<std::uint64_t> bits_;  ///< bit 0 of the first word is never set
};

/// Adds docids that ascend. Quicker than DocSet::add where they stand close together: bits gather
/// in a register. All are added when this goes.
class AscendingDocs {
 public:
  /// \param set  must outlive this and is not to be looked at before it goes
  explicit AscendingDocs(DocSet& set) noexcept : set_(set) {}
  ~AscendingDocs() { flush(); }
  AscendingDocs(const AscendingDocs&) = delete;
  AscendingDocs& operator=(const AscendingDocs&) = delete;

  void add(std::uint32_t docid) noexcept {
    if (docid / 64 != at_) flush();
    at_ = docid / 64;
    bits_ |= std::uint64_t{1} << (docid % 64);
  }

 private:
  void flush() noexcept { set_.bits_[at_] |= std::exchange(bits_, 0); }

  DocSet& set_;
  std::size_t at_ = 0;  ///< the word that the bits belong to
  std::uint64_t bits_ = 0;
};

}  // namespace ae::searching
