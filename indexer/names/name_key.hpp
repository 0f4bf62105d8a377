// SPDX-License-Identifier: GPL-2.0-or-later
/// Names reduced to what tells them apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Without case, accents, dots, a leading "the" and, for organisations, a word such as "Inc."
/// behind: two names of one key are one name. Empty where \p name holds no letter or digit.
/// \param type  index into store::name_facets
[[nodiscard]] std::string name_key(std::string_view name, unsigned type);

/// A person's name in words, all folded.
struct PersonName {
  std::string first;   ///< the formal one where the name has a nickname; empty for a lone surname
  std::string middle;  ///< all between first and last; may be an initial
  std::string last;

  [[nodiscard]] bool is_full() const noexcept { return !first.empty(); }
};

/// Reads a key of a person. "Jr.", "III" and the like belong to no part.
[[nodiscard]] PersonName read_person(std::string_view key);

}  // namespace ae::indexing
