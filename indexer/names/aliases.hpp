// SPDX-License-Identifier: GPL-2.0-or-later
/// What the user says of names: lines `variant = name`.
#pragma once

#include "common/store/names.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A line that cannot be followed.
struct AliasProblem {
  std::size_t line = 0;  ///< from 1
  std::string reason;
};

/// One line: \ref variant stands for \ref name.
struct Alias {
  std::size_t line = 0;
  std::optional<std::uint8_t> from_type;  ///< index into store::name_facets; absent: any
  std::string variant;                    ///< folded
  std::optional<std::uint8_t> type;       ///< absent: as the variant's
  std::string name;                       ///< as displayed; empty: the variant is no name at all
};

/// Instructions by variant; a later line for the same variant and type holds.
class Aliases {
 public:
  Aliases() = default;

  /// Reads lines `[TYPE:]variant = [TYPE:]name`, TYPE one of person, org, place, outlet. Nothing
  /// behind `=` hides the variant; empty lines and lines that begin with `#` say nothing.
  [[nodiscard]] static Aliases parse(std::string_view text, std::vector<AliasProblem>& problems);

  /// What the user says of \p name, if anything.
  [[nodiscard]] const Alias* find(const store::TypedName& name) const;

  [[nodiscard]] const std::vector<Alias>& lines() const noexcept { return lines_; }

 private:
  std::vector<Alias> lines_;
  std::multimap<std::string, std::size_t, std::less<>> by_variant_;  // folded -> index into lines_
};

}  // namespace ae::indexing
