// SPDX-License-Identifier: GPL-2.0-or-later
/// Decides, over a whole archive, which names are one.
#pragma once

#include "common/store/names.hpp"
#include "indexer/names/aliases.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>

namespace ae::indexing {

/// A name as articles settle it for themselves.
struct NameCount {
  store::TypedName name;
  std::uint32_t articles = 0;  ///< in force, that name it so
};

struct Settled {
  /// The names that do not stand for themselves, and why.
  std::map<store::TypedName, store::Meaning> meanings;
  /// Lone surname, as shown -> the one full name of the archive that bears it, where there are too
  /// few articles to say that it always means that one.
  std::map<std::string, std::string> open_surnames;
  /// A person, as shown -> folded, without the middle initial or by the formal first name.
  std::multimap<std::string, std::string> short_names;
};

/// In this order: what the user says; names of one key, shown as most articles write them; names of
/// several types, by majority; people by initials and nicknames; lone surnames that one full name
/// dominates. \p names are distinct.
[[nodiscard]] Settled settle(std::span<const NameCount> names, const Aliases& aliases);

}  // namespace ae::indexing
