// SPDX-License-Identifier: GPL-2.0-or-later
/// How good one ranked list is, by the usual measures.
#pragma once

#include <map>
#include <span>
#include <string>

namespace ae::test {

/// Grades by article; those above 0 are relevant.
using Judgements = std::map<std::string, int, std::less<>>;

struct Measures {
  double average_precision = 0;
  double ndcg_10 = 0;  ///< the grade is the gain, log2(1 + rank) the discount
  double precision_10 = 0;
  double reciprocal_rank = 0;

  Measures& operator+=(const Measures& other);
  [[nodiscard]] Measures operator/(double count) const;
};

/// \param run  articles, best first
[[nodiscard]] Measures measure(std::span<const std::string> run, const Judgements& judgements);

}  // namespace ae::test
