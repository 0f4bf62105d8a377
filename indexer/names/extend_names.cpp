// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/extend_names.hpp"

#include "common/store/columns.hpp"
#include "common/store/names.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// What the segments that are settled say of names.
class Settled {
 public:
  void add(const std::filesystem::path& path) { all_.emplace_back(path); }

  /// Nothing where \p name stands for itself, or is not known.
  [[nodiscard]] std::optional<store::Meaning> meaning(const store::TypedName& name) const {
    constexpr std::uint32_t no_docid = 0;  // in general, not in one article
    for (const store::Names& names : all_)
      if (store::Meaning found = names.meaning(no_docid, name); found.is != name) return found;
    return {};
  }

  /// By what else somebody may ask for \p wanted.
  [[nodiscard]] std::vector<std::pair<store::TypedName, std::uint64_t>> known(
      const std::set<store::TypedName>& wanted) const {
    std::vector<std::pair<store::TypedName, std::uint64_t>> known;
    for (const store::Names& names : all_)
      for (std::uint8_t type = 0; type < store::name_facets.size(); ++type) {
        const store::Facet facet = names.facet(type);
        std::unordered_map<std::uint32_t, const store::TypedName*> ordinals;
        for (const store::TypedName& name : wanted) {
          if (name.type != type) continue;
          if (const auto found = facet.find(name.name)) ordinals.emplace(*found, &name);
        }
        if (ordinals.empty()) continue;
        for (const auto& [hash, ordinal] : names.known(type))
          if (const auto found = ordinals.find(ordinal); found != ordinals.end())
            known.emplace_back(*found->second, hash);
      }
    return known;
  }

 private:
  std::vector<store::Names> all_;
};

store::Meanings meanings_of(const store::Columns& columns, const Settled& settled) {
  store::Meanings meanings;
  std::set<store::TypedName> shown;
  for (std::uint8_t type = 0; type < store::name_facets.size(); ++type) {
    const store::Facet facet = columns.facet(store::name_facets[type]);
    for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal) {
      store::TypedName name{type, std::string(facet.value(ordinal))};
      auto meaning = settled.meaning(name);
      shown.insert(meaning ? meaning->is : name);
      if (meaning) meanings.general.emplace(std::move(name), *std::move(meaning));
    }
  }
  meanings.also_hashed = settled.known(shown);
  return meanings;
}

}  // namespace

void extend_names(const store::ArchiveWriter& archive, store::Edit& edit) {
  const store::Snapshot& snapshot = archive.snapshot();
  Settled settled;
  std::vector<const store::SegmentEntry*> fresh;
  for (const auto& segment : snapshot.segments()) {
    const auto path = snapshot.newest_of(segment, store::part::names);
    path.empty() ? fresh.push_back(&segment) : settled.add(path);
  }
  for (const store::SegmentEntry* segment : fresh) {
    const store::Columns columns(snapshot.path_of(*segment, store::part::columns));
    edit.replaced[{segment->name, store::part::names}] = store::write_names(
        archive.begin_part(*segment, store::part::names), columns, meanings_of(columns, settled));
  }
}

}  // namespace ae::indexing
