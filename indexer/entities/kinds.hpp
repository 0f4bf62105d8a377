// SPDX-License-Identifier: GPL-2.0-or-later
/// What a word or phrase can be according to the lists: a set, as `Jackson` is a first name, a
/// surname and a city.
#pragma once

#include <cstdint>

namespace ae::indexing {

/// A set of kinds. Empty: no list knows it.
struct Kinds {
  std::uint32_t bits = 0;

  [[nodiscard]] constexpr bool any(Kinds of) const noexcept { return (bits & of.bits) != 0; }
  [[nodiscard]] constexpr bool empty() const noexcept { return bits == 0; }
  constexpr Kinds& operator|=(Kinds more) noexcept {
    bits |= more.bits;
    return *this;
  }
  friend constexpr Kinds operator|(Kinds a, Kinds b) noexcept { return {a.bits | b.bits}; }
  friend constexpr bool operator==(Kinds, Kinds) = default;
};

namespace kind {
inline constexpr Kinds male_name{1U << 0U};
inline constexpr Kinds female_name{1U << 1U};
inline constexpr Kinds first_name{1U << 2U};
inline constexpr Kinds surname{1U << 3U};
inline constexpr Kinds known_person{1U << 4U};  ///< Obama, JFK
inline constexpr Kinds nickname{1U << 5U};      ///< Steve; its formal name is Stephen
inline constexpr Kinds honorific{1U << 6U};     ///< Mr., Lady
inline constexpr Kinds title{1U << 7U};         ///< President, Secretary of State
inline constexpr Kinds role{1U << 8U};          ///< spokesman, in lower case before a name
inline constexpr Kinds speech{1U << 9U};        ///< said, told: a person stands beside it
inline constexpr Kinds particle{1U << 10U};     ///< van, bin: within a person's name
inline constexpr Kinds suffix{1U << 11U};       ///< Jr., III
inline constexpr Kinds country{1U << 12U};
inline constexpr Kinds state{1U << 13U};   ///< of the United States
inline constexpr Kinds postal{1U << 14U};  ///< AL: a state, but only behind a comma
inline constexpr Kinds region{1U << 15U};
inline constexpr Kinds city{1U << 16U};
inline constexpr Kinds place_head{1U << 17U};   ///< ends the name of a place: County, River
inline constexpr Kinds place_front{1U << 18U};  ///< begins one: Mount, South
inline constexpr Kinds org{1U << 19U};
inline constexpr Kinds us_chamber{1U << 20U};  ///< Senate: of the U.S. where the article is
inline constexpr Kinds org_head{1U << 21U};    ///< ends the name of an organisation: Committee
inline constexpr Kinds org_tail{1U << 22U};    ///< marks a firm whatever stands before: Inc.
inline constexpr Kinds of_head{1U << 23U};     ///< goes on with "of": University of
inline constexpr Kinds demonym{1U << 24U};     ///< Alabamian, Republican: neither place nor party
inline constexpr Kinds never{1U << 25U};       ///< Tuesday, Medicare: a name, but of no type here
inline constexpr Kinds stop{1U << 26U};        ///< The, But: in no name when capitalised
inline constexpr Kinds common{1U << 27U};      ///< an everyday word
inline constexpr Kinds prefix{1U << 28U};      ///< longer phrases of the lists begin so
inline constexpr Kinds town{1U << 29U};        ///< a smaller city, a region: told by the context
inline constexpr Kinds outlet{1U << 30U};      ///< a newspaper, a station
inline constexpr Kinds company{1U << 31U};

inline constexpr Kinds given = male_name | female_name | first_name;
inline constexpr Kinds sure_place = country | state | region;
inline constexpr Kinds place = sure_place | city;
inline constexpr Kinds any_org = org | us_chamber;
}  // namespace kind

}  // namespace ae::indexing
