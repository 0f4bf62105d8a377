// SPDX-License-Identifier: GPL-2.0-or-later
/// Counts the values of a field over a set of articles, exactly.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/elsewhere.hpp"
#include "searcher/match/open_segment.hpp"

#include <span>
#include <string>
#include <vector>

namespace ae::searching {

struct FacetOptions {
  std::uint64_t limit = 10;           ///< values; 0 for all
  std::string find;                   ///< only values that contain this, folded; empty: all
  std::vector<std::string> selected;  ///< values that filters name
};

/// \param matches  of each segment, beside \p segments; those of samples are not counted
/// \param elsewhere  but this is
/// \throws OutOfTime
[[nodiscard]] Facet count_facet(std::span<const OpenSegment> segments,
                                std::span<const DocSet> matches, const FacetRequest& request,
                                const FacetOptions& options, Deadline& deadline,
                                const FacetTally& elsewhere = {});

}  // namespace ae::searching
