// SPDX-License-Identifier: GPL-2.0-or-later
/// A query tree -> the query that a shard's server answers.
#pragma once

#include "searcher/match/importance.hpp"
#include "searcher/match/word_set.hpp"
#include "searcher/query/plan.hpp"
#include "searcher/shards/shard.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ae::searching {

/// What a server knows of a tree: it has no articles as sequences of words. Where that does not
/// decide, more match than should, and whoever asked looks at the articles themselves.
struct Translated {
  Xapian::Query query;
  bool exact = true;
};

/// Not thread-safe; what it is given must outlive it. Everything may throw ShardFailed, and
/// LimitReached where a pattern stands for too many words.
class Translator {
 public:
  Translator(const Shard& shard, WordFinder& finder) : shard_(shard), finder_(finder) {}

  [[nodiscard]] Translated translate(const Node& node);

  /// The query and those filters that are not of the field \p left_out, for articles in force.
  [[nodiscard]] Translated translate(const Plan& plan, std::string_view left_out);

  /// \p node in articles in force. \param versions  earlier versions, too
  [[nodiscard]] Translated in_force(Translated node, bool versions) const;

  /// The words of \p node that rank, without their sets; in an order that depends on \p node alone.
  [[nodiscard]] std::vector<RankedWord> words_to_rank_by(const Node& node);

 private:
  /// A word as the shard's dictionary has it.
  struct Known {
    std::vector<std::string> stems;  ///< all that have such a word
    /// Of a word in any form: its own stems. The others have it with other accents.
    std::vector<std::string> own;
    std::vector<std::string> words;  ///< as compared
    bool whole = true;               ///< all words of those stems are such words
    bool sure = true;                ///< and none of those words is left out as printed
  };

  [[nodiscard]] Known known(const Word& word);
  [[nodiscard]] bool is_closed(const Known& known) const;
  [[nodiscard]] Known known_by_stem(const Word& word);
  [[nodiscard]] std::vector<std::string> meant(const Word& word);
  [[nodiscard]] Translated word(const Node& node);
  [[nodiscard]] Translated words_in_body(const Known& known) const;
  [[nodiscard]] Translated sequence(const Node& node);
  [[nodiscard]] Translated near(const Node& node);
  [[nodiscard]] Translated all_words(const Node& node);
  [[nodiscard]] Translated all(const std::vector<Node>& children);
  [[nodiscard]] Translated joined(Xapian::Query::op how, const std::vector<Node>& children);
  [[nodiscard]] Translated value(const Node& node) const;
  void collect(const Node& node, std::vector<RankedWord>& words);

  const Shard& shard_;
  WordFinder& finder_;
};

}  // namespace ae::searching
