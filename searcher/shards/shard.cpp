// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/shard.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace ae::searching {
namespace {

/// The vocabulary of a large part and more, some hundred megabytes for each shard: searches share
/// it, but a program may search for years.
constexpr std::size_t most_remembered = 3'000'000;  // strings

}  // namespace

Shard::Shard(std::size_t number, const RemoteArchive& where, std::chrono::milliseconds timeout)
    : number_(number) {
  std::string about;
  ask([&](const Xapian::Database&) {
    database_ = store::open_remote(where.host, where.port, timeout);
    documents_ = database_.get_doccount();
    words_ = database_.get_avlength() * documents_;
    about = database_.get_metadata(std::string(store::exported::about_key));
  });
  if (about.empty()) fail({number_, "it serves no database that ae-index --for-remote wrote"});
  if (!store::exported::decode(about, about_))
    fail({number_, "it serves what another version of ae-index exported: export it anew"});
  if (!std::isfinite(words_) || words_ < 0 || about_.articles > documents_) fail_on_nonsense();
}

void Shard::fail(std::string_view type, std::string_view message) const {
  const std::string_view what = type == "NetworkTimeoutError" ? "no answer in time: " : "";
  fail({number_, fmt::format("{}{}", what, message), type == "NetworkError"});
}

void Shard::fail(ShardFailed failure) const {
  failed_ = std::move(failure);
  throw ShardFailed(*failed_);
}

void Shard::fail_on_nonsense() const { fail({number_, "what it sends makes no sense"}); }

void Shard::tidy() {
  if (remembered_ <= most_remembered) return;
  lists_.clear();
  starts_.clear();
  frequencies_.clear();
  remembered_ = 0;
}

bool Shard::has(const std::string& term) const {
  return ask([&](const Xapian::Database& database) { return database.term_exists(term); });
}

std::uint64_t Shard::count(const Xapian::Query& query) const {
  return ask([&](const Xapian::Database& database) -> std::uint64_t {
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, documents_).get_matches_estimated();  // exact: all are looked at
  });
}

const Frequency& Shard::frequency(const std::vector<std::string>& terms) const {
  if (const auto known = frequencies_.find(terms); known != frequencies_.end())
    return known->second;
  Frequency sum;
  ask([&](const Xapian::Database& database) {
    for (const std::string& term : terms) sum.occurrences += database.get_collection_freq(term);
    if (terms.size() == 1) sum.articles = database.get_termfreq(terms.front());
  });
  if (terms.size() > 1)
    sum.articles = count(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  if (sum.articles > documents_) fail_on_nonsense();
  remembered_ += terms.size();
  return frequencies_.emplace(terms, sum).first->second;
}

const std::vector<std::string>& Shard::list(const std::string& key) const {
  if (const auto known = lists_.find(key); known != lists_.end()) return known->second;
  auto found = store::exported::unpack_list(
      ask([&](const Xapian::Database& database) { return database.get_metadata(key); }));
  if (!found) fail_on_nonsense();
  remembered_ += 1 + found->size();
  return lists_.emplace(key, *std::move(found)).first->second;
}

const std::vector<std::string>& Shard::words_of(std::string_view stem) const {
  return list(store::exported::stem_key(stem));
}

const std::vector<std::string>& Shard::stems_of(std::string_view word) const {
  return list(store::exported::word_key(word));
}

const std::vector<std::string>& Shard::words_from(std::string_view start) const {
  const std::string key(start);
  if (const auto known = starts_.find(key); known != starts_.end()) return known->second;
  auto found = ask([&](const Xapian::Database& database) {
    const std::size_t before = store::exported::word_key("").size();
    const std::string from = store::exported::word_key(start);
    std::vector<std::string> words;
    for (auto each = database.metadata_keys_begin(from); each != database.metadata_keys_end(from);
         ++each)
      words.push_back((*each).substr(before));
    return words;
  });
  remembered_ += 1 + found.size();
  return starts_.emplace(key, std::move(found)).first->second;
}

std::vector<std::string> Shard::terms_after(const std::string& prefix) const {
  return ask([&](const Xapian::Database& database) {
    std::vector<std::string> out;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
      out.push_back((*term).substr(prefix.size()));
    return out;
  });
}

}  // namespace ae::searching
