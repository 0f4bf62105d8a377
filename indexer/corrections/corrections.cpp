// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/corrections.hpp"

#include "common/store/hash.hpp"
#include "indexer/corrections/fields.hpp"
#include "indexer/corrections/sidecar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ae::indexing {
namespace {

/// Names add up where they come from one source, so that only the first who speaks of authors is
/// heard.
void add(const Claim& claim, std::vector<Claim>& claims) {
  const bool said = std::ranges::any_of(claims, [&](const Claim& other) {
    return other.key == claim.key && other.source == claim.source;
  });
  if (claim.key != Key::author || !said) claims.push_back(claim);
}

std::string written(const std::vector<Claim>& claims) {
  std::string out;
  for (const Claim& claim : claims)
    out += fmt::format("\n{} {}", static_cast<int>(claim.key), claim.value);
  return out;
}

}  // namespace

std::uint64_t Corrections::hash(const SourceFile& file) {
  const std::uint64_t meta = manifest_.hash(manifest_.lines_for(file.absolute));
  std::string key = meta == 0 ? "" : fmt::format("meta {}", meta);
  if (!set_.empty()) key += "set" + written(set_);
  if (file.sidecar) key += fmt::format("sidecar {} {}", file.sidecar->size, file.sidecar->modified);
  if (pattern_) {
    tried_ = true;
    const std::vector<Claim> claims = pattern_->claims(file.below);
    if (!claims.empty()) key += "path" + written(claims);
    fitted_ = fitted_ || !claims.empty();
  }
  return key.empty() ? 0 : store::xxh3(key);
}

FileCorrections Corrections::of(const SourceFile& file, const FaultSink& faults) {
  FileCorrections out{
      .path = file.absolute, .lines = manifest_.lines_for(file.absolute), .beside = {}};
  if (file.sidecar) out.beside = read_sidecar(file, faults);
  if (pattern_) std::ranges::move(pattern_->claims(file.below), std::back_inserter(out.beside));
  return out;
}

std::vector<Claim> Corrections::claims(const FileCorrections& file, const Location& where) const {
  std::vector<Claim> claims = manifest_.claims(file.lines, file.path, where);
  for (const Claim& claim : set_) add(claim, claims);
  const bool one_of_many = where.line != 0 || !where.member.empty();
  for (const Claim& claim : file.beside)
    if (!one_of_many || !is_of_one(claim.key)) claims.push_back(claim);
  return claims;
}

}  // namespace ae::indexing
