// SPDX-License-Identifier: GPL-2.0-or-later
/// What the model says of one token: where in a name of which type it stands, or in none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ae::indexing {

/// The types of EntityType, in its order, and the names that are of none of them.
enum class NameType : std::uint8_t { person, org, place, other };
inline constexpr std::size_t name_type_count = 4;

/// A label is 4 * type + position, or `outside`.
using Label = std::uint8_t;
enum class Position : std::uint8_t { begin, inside, last, unit };
inline constexpr Label outside = 16;
inline constexpr std::size_t label_count = 17;

[[nodiscard]] constexpr Label label_of(NameType type, Position position) noexcept {
  return static_cast<Label>(4 * static_cast<unsigned>(type) + static_cast<unsigned>(position));
}

/// Of any label but `outside`.
[[nodiscard]] constexpr NameType type_of(Label label) noexcept {
  return static_cast<NameType>(label / 4);
}
[[nodiscard]] constexpr Position position_of(Label label) noexcept {
  return static_cast<Position>(label % 4);
}

/// Of the word \p index of a name of \p size words.
[[nodiscard]] constexpr Position position_in(std::size_t index, std::size_t size) noexcept {
  if (size == 1) return Position::unit;
  if (index == 0) return Position::begin;
  return index + 1 == size ? Position::last : Position::inside;
}

/// Does a name go on behind a token of this label?
[[nodiscard]] constexpr bool is_open(Label label) noexcept {
  return label != outside && position_of(label) <= Position::inside;
}

/// May \p next follow \p label? Before the first token and behind the last one is `outside`.
[[nodiscard]] constexpr bool may_follow(Label label, Label next) noexcept {
  const bool continues = next != outside && (position_of(next) == Position::inside ||
                                             position_of(next) == Position::last);
  if (!is_open(label)) return !continues;
  return continues && type_of(label) == type_of(next);
}

/// For every label those that may stand before it, `count` of them.
struct Predecessors {
  std::array<Label, label_count> of{};
  std::size_t count = 0;
};
inline constexpr auto predecessors = [] {
  std::array<Predecessors, label_count> all{};
  for (Label next = 0; next < label_count; ++next) {
    for (Label label = 0; label < label_count; ++label) {
      if (may_follow(label, next)) all[next].of[all[next].count++] = label;
    }
  }
  return all;
}();

}  // namespace ae::indexing
