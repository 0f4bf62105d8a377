// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles that share a value, as one hit.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::searching {

/// The groups that a set of articles falls into; articles of unknown outlet are one. The segments
/// must outlive it.
class Groups {
 public:
  /// \param matches  of each segment, beside \p segments
  /// \param by  not none
  Groups(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
         Request::Collapse by);

  [[nodiscard]] std::uint64_t count() const noexcept { return sizes_.size(); }

  /// Articles beyond the first of their group. Of the first `n + surplus()` articles of any order,
  /// at least n belong to different groups.
  [[nodiscard]] std::uint64_t surplus() const noexcept { return articles_ - sizes_.size(); }

  /// How many articles \p article's group has.
  [[nodiscard]] std::uint64_t size(const Ranked& article) const;

  /// Where in \p articles the first of each group stands; \p most of them at most.
  [[nodiscard]] std::vector<std::size_t> firsts(std::span<const Ranked> articles,
                                                std::uint64_t most) const;

 private:
  /// What an article's group goes by, in one segment: the hash of a text, or its outlet.
  struct Keys {
    std::vector<std::uint64_t> hashes;  ///< empty where it is the outlet
    store::Facet outlets;
    std::vector<std::uint64_t> numbers;  ///< of outlets, by ordinal
  };
  [[nodiscard]] std::uint64_t key(std::size_t segment, std::uint32_t docid) const;
  void number_outlets(std::span<const OpenSegment> segments);

  std::vector<Keys> keys_;  ///< by segment
  std::unordered_map<std::uint64_t, std::uint64_t> sizes_;
  std::uint64_t articles_ = 0;
};

}  // namespace ae::searching
