// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/shard.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <tuple>

namespace ae::searching {

Shard::Shard(std::size_t number, const RemoteArchive& where, std::chrono::milliseconds timeout)
    : number_(number) {
  std::string about;
  ask([&](const Xapian::Database&) {
    database_ = store::open_remote(where.host, where.port, timeout);
    documents_ = database_.get_doccount();
    words_ = database_.get_avlength() * documents_;
    about = database_.get_metadata(std::string(store::exported::about_key));
  });
  if (about.empty())
    throw ShardFailed{number_, "it serves no database that ae-index --for-remote wrote"};
  if (!store::exported::decode(about, about_))
    throw ShardFailed{number_,
                      "it serves what another version of ae-index exported: export it anew"};
  if (!std::isfinite(words_) || words_ < 0 || about_.articles > documents_) fail_on_nonsense();
}

void Shard::fail(std::string_view type, std::string_view message) const {
  const std::string_view what = type == "NetworkTimeoutError" ? "no answer in time: " : "";
  throw ShardFailed{number_, fmt::format("{}{}", what, message), type == "NetworkError"};
}

void Shard::fail_on_nonsense() const { throw ShardFailed{number_, "what it sends makes no sense"}; }

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
  const auto [at, is_new] = frequencies_.try_emplace(terms);
  if (!is_new) return at->second;
  Frequency sum;
  ask([&](const Xapian::Database& database) {
    for (const std::string& term : terms) sum.occurrences += database.get_collection_freq(term);
    if (terms.size() == 1) sum.articles = database.get_termfreq(terms.front());
  });
  if (terms.size() > 1)
    sum.articles = count(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  if (sum.articles > documents_) fail_on_nonsense();
  return at->second = sum;
}

const std::vector<std::string>& Shard::list(const std::string& key) const {
  const auto [at, is_new] = lists_.try_emplace(key);
  if (!is_new) return at->second;
  auto found = store::exported::unpack_list(
      ask([&](const Xapian::Database& database) { return database.get_metadata(key); }));
  if (!found) fail_on_nonsense();
  return at->second = *std::move(found);
}

const std::vector<std::string>& Shard::words_of(std::string_view stem) const {
  return list(store::exported::stem_key(stem));
}

const std::vector<std::string>& Shard::stems_of(std::string_view word) const {
  return list(store::exported::word_key(word));
}

const std::vector<std::string>& Shard::words_from(std::string_view start) const {
  const auto [at, is_new] = starts_.try_emplace(std::string(start));
  if (!is_new) return at->second;
  ask([&](const Xapian::Database& database) {
    const std::size_t before = store::exported::word_key("").size();
    const std::string from = store::exported::word_key(start);
    for (auto key = database.metadata_keys_begin(from); key != database.metadata_keys_end(from);
         ++key)
      at->second.push_back((*key).substr(before));
  });
  return at->second;
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
