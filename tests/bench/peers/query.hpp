// SPDX-License-Identifier: GPL-2.0-or-later
/// A query that every peer understands, before it is put into a peer's own language.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ae::bench {

enum class Op { all, both, any, phrase, near, prefix };

/// The first ten articles are asked for: title, and what shows the match.
struct Query {
  Op op = Op::all;
  std::vector<std::string> words{};  ///< lower case; one with both: that word; none with all
  std::string person{};              ///< a whole name that articles must have; empty: any
  std::string from{}, to{};          ///< days as 20070302, both ends included; empty: any
  bool newest = false;               ///< newest first, else by relevance
  bool facets = false;               ///< count five facets of all that match, too
};

/// How many places apart the words of Op::near may stand, in either order.
inline constexpr int near_reach = 5;

/// A line a query: op, words, person, from, to, flags, with tabs between; flags are "newest" and
/// "facets". tests/bench/peers/harness/queries.py writes them.
/// \throws std::runtime_error where the file cannot be read or a line is none of this
[[nodiscard]] std::vector<Query> read_queries(const std::filesystem::path& file);

/// The parts of \p text between each two \p by; of the empty text, none.
[[nodiscard]] std::vector<std::string> split(const std::string& text, char by);

}  // namespace ae::bench
