// SPDX-License-Identifier: GPL-2.0-or-later
/// All that the user says of articles, in one place: --meta, --set, sidecars, --path-pattern.
#pragma once

#include "indexer/corrections/manifest.hpp"
#include "indexer/corrections/path_pattern.hpp"
#include "indexer/readers/article.hpp"
#include "indexer/sources/folder.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What is said of one file, ready for its articles.
struct FileCorrections {
  std::string path;           ///< absolute
  Manifest::Lines lines;      ///< of the manifest
  std::vector<Claim> beside;  ///< of its sidecar and its path
};

/// Not thread-safe.
class Corrections {
 public:
  Corrections() = default;
  Corrections(Manifest manifest, std::vector<Claim> set, std::optional<PathPattern> pattern)
      : manifest_(std::move(manifest)), set_(std::move(set)), pattern_(std::move(pattern)) {}

  /// All that is said of the articles of \p file, as one number; 0 where nothing is. Opens nothing.
  [[nodiscard]] std::uint64_t hash(const SourceFile& file);

  /// Reads what is said of \p file; what is wrong with its sidecar goes to \p faults.
  [[nodiscard]] FileCorrections of(const SourceFile& file, const FaultSink& faults);

  /// What is said of one of its articles.
  [[nodiscard]] std::vector<Claim> claims(const FileCorrections& file, const Location& where) const;

  /// There is a file at \p path, though nobody asks what is said of it.
  void note_known(std::string_view path) { static_cast<void>(manifest_.lines_for(path)); }

  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  /// Whether the pattern fitted none of the files it was tried with.
  [[nodiscard]] bool pattern_unused() const noexcept { return tried_ && !fitted_; }

 private:
  Manifest manifest_;
  std::vector<Claim> set_;
  std::optional<PathPattern> pattern_;
  bool tried_ = false;
  bool fitted_ = false;
};

}  // namespace ae::indexing
