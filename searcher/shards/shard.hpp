// SPDX-License-Identifier: GPL-2.0-or-later
/// One part of the articles that another machine serves: what it is asked, and whether it answers.
///
/// The server is Xapian's own (docs/scaling.md) and what it serves ae-index exported
/// (common/store/exported.hpp). Nothing that it sends is believed: what makes no sense is a
/// ShardFailed as what does not come at all.
#pragma once

#include "ae/searcher.hpp"
#include "common/store/database.hpp"
#include "common/store/exported.hpp"
#include "searcher/match/population.hpp"

#include <chrono>
#include <cstdint>
#include <exception>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::searching {

/// A shard gives no answer, or none that makes sense. Ends a search; goes no further than
/// `Searcher`.
struct ShardFailed {
  std::size_t shard = 0;
  std::string why;
  bool lost = false;  ///< the connection was: another one may do
};

/// Used by one thread at a time. Everything may throw ShardFailed; once something has, everything
/// does.
class Shard final : public Population {
 public:
  /// Connects. \param number  for ShardFailed
  Shard(std::size_t number, const RemoteArchive& where, std::chrono::milliseconds timeout);

  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  [[nodiscard]] const store::exported::About& about() const noexcept { return about_; }
  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] double articles() const override { return documents_; }
  [[nodiscard]] double words() const override { return words_; }

  /// Runs \p work on the connection; whatever goes wrong there leaves as ShardFailed.
  template <class Work>
  auto ask(Work work) const {
    if (failed_) throw *failed_;  // what it still sends may answer an earlier question
    try {
      return work(database_);
    } catch (const Xapian::Error& error) {
      fail(error.get_type(), error.get_msg());
    } catch (const std::exception& error) {
      fail("", error.what());
    }
  }

  /// It sends what makes no sense.
  [[noreturn]] void fail_on_nonsense() const;

  /// Whether some article has \p term.
  [[nodiscard]] bool has(const std::string& term) const;
  [[nodiscard]] const Frequency& frequency(const std::vector<std::string>& terms) const override;
  /// How many articles match.
  [[nodiscard]] std::uint64_t count(const Xapian::Query& query) const;

  /// The words, as compared, that have \p stem. And the stems of \p word.
  [[nodiscard]] const std::vector<std::string>& words_of(std::string_view stem) const;
  [[nodiscard]] const std::vector<std::string>& stems_of(std::string_view word) const;
  /// Words that begin so, as compared.
  [[nodiscard]] const std::vector<std::string>& words_from(std::string_view start) const;
  /// What terms go on with after \p prefix.
  [[nodiscard]] std::vector<std::string> terms_after(const std::string& prefix) const;

  /// Forgets what was asked where that has become much. What was returned by reference goes.
  void tidy();

 private:
  [[noreturn]] void fail(std::string_view type, std::string_view message) const;
  [[noreturn]] void fail(ShardFailed failure) const;
  [[nodiscard]] const std::vector<std::string>& list(const std::string& key) const;

  std::size_t number_;
  Xapian::Database database_;
  store::exported::About about_;
  std::uint32_t documents_ = 0;
  double words_ = 0;
  // What was asked once: the server keeps its snapshot as long as we are connected.
  mutable std::map<std::string, std::vector<std::string>> lists_;
  mutable std::map<std::string, std::vector<std::string>> starts_;
  mutable std::map<std::vector<std::string>, Frequency> frequencies_;
  mutable std::size_t remembered_ = 0;  ///< strings in all of them
  mutable std::optional<ShardFailed> failed_;
};

}  // namespace ae::searching
