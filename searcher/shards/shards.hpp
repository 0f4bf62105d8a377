// SPDX-License-Identifier: GPL-2.0-or-later
/// All shards of a search: connected, asked side by side, and left out where they fail and the rest
/// is to go on.
#pragma once

#include "searcher/match/budget.hpp"
#include "searcher/match/elsewhere.hpp"
#include "searcher/match/open_segment.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/shards/translate.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Not thread-safe, although it has threads of its own: one a shard, while they are asked.
class Shards {
 public:
  /// Connects. \throws Error io, where one fails and Sources::partial does not hold
  explicit Shards(const Sources& sources);

  /// None was asked for.
  [[nodiscard]] bool none() const noexcept { return remotes_.empty(); }

  /// Of each that answers.
  [[nodiscard]] std::vector<ArchiveInfo> info() const;

  /// Numbers of the languages that they hold articles in, and 0.
  [[nodiscard]] std::vector<std::uint8_t> languages() const;

  /// Those that failed, told to people.
  [[nodiscard]] std::vector<Note> notes() const;

  /// Connects anew with one that was lost: servers end connections that nothing is asked over.
  /// \returns whether that was possible
  bool reconnect(const ShardFailed& failed);

  /// Leaves one out from now on. \throws as check()
  void leave_out(const ShardFailed& failed);

  /// Before a search. \throws Error io, where one was left out, unless Sources::partial holds and
  /// something is left
  void check() const;

  /// Between searches: bounds what is remembered of what was asked.
  void tidy();

  /// One that answers.
  struct Open {
    std::unique_ptr<Shard> shard;
    WordFinder finder;
  };
  [[nodiscard]] std::span<Open> open() noexcept { return open_; }

  /// Calls \p work for each that answers, side by side, with its place in open().
  /// \throws what the first of them throws, when all have ended
  void each(const std::function<void(std::size_t)>& work);

 private:
  std::vector<RemoteArchive> remotes_;
  std::chrono::milliseconds timeout_;
  bool partial_;
  bool local_;  ///< there are archives on this machine, too
  std::vector<Open> open_;
  std::vector<ShardFailed> failed_;
};

/// What the whole archive would have to be at hand for. \throws Error bad_usage
[[noreturn]] void refuse_over_shards(std::string_view what);

/// The vocabulary of shards. \see SegmentLexicon, which has it of segments
class ShardLexicon final : public Lexicon {
 public:
  /// \param here  of archives on this machine; asked first
  ShardLexicon(Shards& shards, WordFinder& finder, const Lexicon& here)
      : shards_(shards), finder_(finder), here_(here) {}

  [[nodiscard]] bool is_hyphenated(std::string_view word) const override;
  [[nodiscard]] bool is_known(std::string_view word) const override;
  [[nodiscard]] bool adds(std::string_view variant, std::string_view word) const override;
  [[nodiscard]] bool is_printed(std::string_view word) const override;
  /// Of archives on this machine only: a shard's words would all have to be sent.
  [[nodiscard]] std::vector<std::string> corrections(std::string_view word,
                                                     std::size_t most) const override;
  [[nodiscard]] Fields fields_naming(std::string_view name) const override;

 private:
  template <class Test>
  [[nodiscard]] bool any(Test test) const;
  [[nodiscard]] std::vector<std::string> stems(std::string_view word) const;
  [[nodiscard]] bool is_stem(const std::string& stem) const;

  Shards& shards_;
  WordFinder& finder_;
  const Lexicon& here_;
};

}  // namespace ae::searching
