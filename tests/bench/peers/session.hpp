// SPDX-License-Identifier: GPL-2.0-or-later
/// Times the answers of an engine that runs in this process; the same clock and the same order for
/// each of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "tests/bench/peers/query.hpp"

namespace ae::bench {

/// An index that is open. Belongs to one thread.
class Session {
 public:
  virtual ~Session() = default;

  /// How many articles match, exactly.
  virtual std::uint64_t count(const Query& query) = 0;

  /// The first ten articles, with their titles, and what else is asked for.
  /// \return bytes of all that came back, so that no part of it can be left out
  virtual std::size_t answer(const Query& query, bool snippets) = 0;
};

/// Makes a session on the index in that place.
/// \param threads  that an answer may use: 0 for all that the machine has, where nothing else is
///   asked meanwhile; 1 where several sessions answer side by side
using Open =
    std::function<std::unique_ptr<Session>(const std::filesystem::path& index, unsigned threads)>;
/// Makes an index of the articles in a file.
using Index =
    std::function<void(const std::filesystem::path& articles, const std::filesystem::path& index)>;

/// The whole program of a peer:
///
///     index ARTICLES INDEX              makes the index
///     times INDEX QUERIES SNIPPETS      prints "count, wall µs, CPU µs" for each query; SNIPPETS
///     is
///                                       0 or 1. Each is answered once before it is timed
///     throughput INDEX QUERIES THREADS  that many threads answer all queries; prints the µs from
///                                       the first answer to the last
///
/// \return exit status; what goes wrong is on standard error
int peer_main(int argc, char** argv, const Index& index, const Open& open);

}  // namespace ae::bench
