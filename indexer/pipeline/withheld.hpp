// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles that the user has taken out by hand, and that no run takes in again.
#pragma once

#include "common/store/manifest.hpp"

#include <cstdint>
#include <map>
#include <utility>

namespace ae::indexing {

/// Kept in the manifest's settings: ids and hashes, nothing of the articles themselves.
class Withheld {
 public:
  enum class How { purged, removed };

  Withheld() = default;
  explicit Withheld(const store::Settings& settings);

  /// The whole article, whatever its source comes to say.
  void add(std::uint64_t id, How how) { articles_[id] = how; }
  /// That text of the article only.
  void add(std::uint64_t id, std::uint64_t text_hash, How how) { versions_[{id, text_hash}] = how; }

  /// Forgets all that was said of the article \p id, or of the one version that has this id.
  /// \returns false where nothing was said
  bool forget(std::uint64_t id);

  /// Null where it is not withheld.
  [[nodiscard]] const How* find(std::uint64_t id, std::uint64_t text_hash) const;

  /// Whether something was said of the article, or the version, of that id.
  [[nodiscard]] bool knows(std::uint64_t id) const;

  void save(store::Settings& settings) const;

 private:
  std::map<std::uint64_t, How> articles_;
  std::map<std::pair<std::uint64_t, std::uint64_t>, How> versions_;  // id, text hash
};

}  // namespace ae::indexing
