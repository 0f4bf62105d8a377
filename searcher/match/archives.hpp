// SPDX-License-Identifier: GPL-2.0-or-later
/// The archives a searcher holds open: all their segments, side by side.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/open_segment.hpp"
#include "searcher/match/word_set.hpp"
#include "searcher/query/expand.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// The newest state of each archive. \throws Error as store::Snapshot::open
struct Archives {
  /// \param room  of segments, for so many more: what refers to them stays valid
  Archives(const std::vector<std::filesystem::path>& paths, Verify verify, std::size_t room = 0);

  std::vector<ArchiveInfo> info;
  std::vector<OpenSegment> segments;
};

/// Numbers of the languages that \p segments hold articles in; English is always among them.
[[nodiscard]] std::vector<std::uint8_t> languages_of(std::span<const OpenSegment> segments);

/// The articles in force that have \p term.
[[nodiscard]] std::vector<Ranked> articles_with(std::span<const OpenSegment> segments,
                                                const std::string& term);

/// The vocabulary of all segments together.
class SegmentLexicon final : public Lexicon {
 public:
  SegmentLexicon(std::span<const OpenSegment> segments, WordFinder& finder)
      : segments_(segments), finder_(finder) {}

  [[nodiscard]] bool is_hyphenated(std::string_view word) const override;
  [[nodiscard]] bool is_known(std::string_view word) const override;
  [[nodiscard]] bool adds(std::string_view variant, std::string_view word) const override;
  [[nodiscard]] bool is_printed(std::string_view word) const override;
  [[nodiscard]] std::vector<std::string> corrections(std::string_view word,
                                                     std::size_t most) const override;
  [[nodiscard]] Fields fields_naming(std::string_view name) const override;

 private:
  [[nodiscard]] std::vector<std::string> stems(std::string_view word) const;
  [[nodiscard]] bool is_stem(std::string_view stem) const;

  std::span<const OpenSegment> segments_;
  WordFinder& finder_;
};

}  // namespace ae::searching
