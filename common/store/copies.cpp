// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/copies.hpp"

#include <algorithm>
#include <functional>

namespace ae::store {
namespace {

constexpr std::uint32_t format_version = 1;

}  // namespace

FileSum write_copies(const std::filesystem::path& path, const NearCopies& copies) {
  std::vector<std::uint32_t> docids;
  std::vector<std::uint64_t> groups;
  for (const NearCopy& copy : copies) {
    docids.push_back(copy.docid);
    groups.push_back(copy.group);
  }
  SealedFileWriter file(path, "copies", format_version);
  file.begin_section("docid");
  file.append(std::span<const std::uint32_t>(docids));
  file.begin_section("group");
  file.append(std::span<const std::uint64_t>(groups));
  return file.finish();
}

Copies::Copies(const std::filesystem::path& path)
    : file_(path, "copies", format_version),
      docids_(file_.array<std::uint32_t>(file_.section("docid"))),
      groups_(file_.array<std::uint64_t>(file_.section("group"))) {
  if (docids_.size() != groups_.size() ||
      std::ranges::adjacent_find(docids_, std::greater_equal{}) != docids_.end())
    file_.throw_damaged("its groups make no sense");
}

NearCopies Copies::all() const {
  NearCopies all;
  for (std::size_t i = 0; i < docids_.size(); ++i) all.push_back({docids_[i], groups_[i]});
  return all;
}

std::optional<std::uint64_t> Copies::group(std::uint32_t docid) const {
  const auto at = std::ranges::lower_bound(docids_, docid);
  if (at == docids_.end() || *at != docid) return std::nullopt;
  return groups_[static_cast<std::size_t>(at - docids_.begin())];
}

std::vector<std::uint32_t> Copies::of(std::uint64_t group) const {
  std::vector<std::uint32_t> docids;
  for (std::size_t i = 0; i < docids_.size(); ++i)
    if (groups_[i] == group) docids.push_back(docids_[i]);
  return docids;
}

}  // namespace ae::store
