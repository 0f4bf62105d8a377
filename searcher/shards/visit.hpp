// SPDX-License-Identifier: GPL-2.0-or-later
/// One search's visit to the shards: what matches there is counted there, and the best articles are
/// fetched and stand beside the archives' segments as long as the visit lasts.
#pragma once

#include "searcher/match/deadline.hpp"
#include "searcher/shards/shards.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// What a search needs of the shards.
struct Wants {
  std::uint64_t articles = 0;         ///< the first so many; fewer where fewer match
  bool all = false;                   ///< every article that matches, as groups and pairs need
  std::vector<std::string> facets{};  ///< names of fields to count
};

/// Some part of a query needs more articles to be fetched than may be.
struct TooManyToFetch : LimitReached {};
[[nodiscard]] Note too_many_to_fetch();

/// So many articles a shard sends for one search, and so many copies of what all shards sent.
inline constexpr std::uint64_t most_fetched = 5000;

/// Takes away what stands behind segments by then.
class Borrowed {
 public:
  explicit Borrowed(std::vector<OpenSegment>& segments)
      : segments_(segments), own_(segments.size()) {}
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  ~Borrowed() {
    segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(own_), segments_.end());
  }

 private:
  std::vector<OpenSegment>& segments_;
  std::size_t own_;
};

/// Constructor and counts may throw ShardFailed and LimitReached; the constructor OutOfTime, too,
/// which it looks for between round trips.
class Visit final : public Elsewhere {
 public:
  /// \param segments  have room for one more a shard: what is fetched goes behind them until the
  ///   visit ends
  Visit(Shards& shards, std::vector<OpenSegment>& segments, const Plan& plan,
        const Request& request, const Wants& wants, Deadline& deadline);
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  [[nodiscard]] std::uint64_t total() const override;
  [[nodiscard]] std::uint64_t count(const Node& node) override;
  [[nodiscard]] std::uint64_t count_within(const Node& node) override;

  /// What articles that are not fetched have in \p field; its own filters left out.
  [[nodiscard]] FacetTally facet(std::string_view field) const;

 private:
  /// What became of one shard.
  struct Answer {
    Translated query;
    std::vector<RankedWord> words;  ///< none where nothing is ranked
    bool whole = false;             ///< all that matches was fetched
    std::uint64_t total = 0;
    std::map<std::string, FacetTally, std::less<>> facets;
    std::vector<std::uint32_t> docids;  ///< of what matches and was fetched
    std::vector<store::exported::Article> articles;
  };

  [[nodiscard]] bool ranks() const;
  void translate(std::size_t at);
  void add_up_frequencies();
  void ask(std::size_t at);
  void fetch_relatives();
  void count_facets(Shards::Open& open, Answer& answer) const;
  [[nodiscard]] Xapian::Query weighted(const Shard& shard, const Answer& answer) const;
  [[nodiscard]] std::vector<std::uint32_t> best(const Shard& shard, const Answer& answer,
                                                std::uint64_t most) const;
  [[nodiscard]] std::uint64_t count_where(const Node& node, bool matching);

  Shards& shards_;
  std::vector<OpenSegment>& segments_;
  Borrowed borrowed_;
  const Plan& plan_;
  const Request& request_;
  Wants wants_;
  std::vector<Answer> answers_;  ///< beside Shards::open()
  std::vector<double> factors_;  ///< beside the words that rank
};

/// The article of that id with its versions and copies, as far as shards have them, behind
/// \p segments. \throws ShardFailed
void fetch_article(Shards& shards, std::vector<OpenSegment>& segments, std::string_view id);

}  // namespace ae::searching
