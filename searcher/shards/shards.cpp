// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/shards/shards.hpp"

#include "common/schema/terms.hpp"
#include "common/store/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <future>
#include <set>
#include <utility>

namespace ae::searching {
namespace {

std::string name_of(const RemoteArchive& remote) {
  return fmt::format("{}:{}", remote.host, remote.port);
}

}  // namespace

Shards::Shards(const Sources& sources)
    : remotes_(sources.remotes),
      timeout_(sources.timeout),
      partial_(sources.partial),
      local_(!sources.archives.empty()) {
  std::vector<std::future<std::unique_ptr<Shard>>> connecting;
  for (std::size_t i = 0; i < remotes_.size(); ++i)
    connecting.push_back(std::async(std::launch::async, [this, i, &sources] {
      return std::make_unique<Shard>(i, remotes_[i], sources.timeout);
    }));
  std::vector<std::unique_ptr<Shard>> shards;
  std::vector<ShardFailed> failed;
  for (auto& each : connecting) {
    try {
      shards.push_back(each.get());
    } catch (const ShardFailed& failure) {
      failed.push_back(failure);
    }
  }
  // All stem words as one: what any of them holds decides which languages a word may be of.
  for (auto& shard : shards) open_.push_back({std::move(shard), WordFinder({})});
  for (const ShardFailed& failure : failed) leave_out(failure);
  for (Open& each : open_) each.finder = WordFinder(languages());
}

std::vector<ArchiveInfo> Shards::info() const {
  std::vector<ArchiveInfo> info;
  for (const Open& each : open_)
    info.push_back({.path = name_of(remotes_[each.shard->number()]),
                    .revision = each.shard->about().revision,
                    .articles = each.shard->about().articles});
  return info;
}

std::vector<std::uint8_t> Shards::languages() const {
  std::set<std::uint8_t> numbers{0};
  for (const Open& each : open_)
    for (const std::string& code : each.shard->about().languages)
      numbers.insert(text::language_number(code));
  return {numbers.begin(), numbers.end()};
}

std::vector<Note> Shards::notes() const {
  std::vector<Note> notes;
  for (const ShardFailed& each : failed_)
    notes.push_back({"partial", fmt::format("{} is not in this answer: {}",
                                            name_of(remotes_[each.shard]), each.why)});
  return notes;
}

bool Shards::reconnect(const ShardFailed& failed) {
  const auto at = std::ranges::find_if(
      open_, [&](const Open& each) { return each.shard->number() == failed.shard; });
  if (!failed.lost || at == open_.end()) return false;
  try {
    at->shard = std::make_unique<Shard>(failed.shard, remotes_[failed.shard], timeout_);
    return true;
  } catch (const ShardFailed&) {
    return false;
  }
}

void Shards::leave_out(const ShardFailed& failed) {
  std::erase_if(open_, [&](const Open& each) { return each.shard->number() == failed.shard; });
  failed_.push_back(failed);
  check();
}

void Shards::check() const {
  if (failed_.empty() || (partial_ && (local_ || !open_.empty()))) return;
  const ShardFailed& last = failed_.back();
  throw Error(ErrorCode::io, fmt::format("{}: {}", name_of(remotes_[last.shard]), last.why),
              partial_ ? "no archive is left to search"
                       : "does xapian-tcpsrv run there? --partial goes on without it");
}

void Shards::tidy() {
  for (Open& each : open_) each.shard->tidy();
}

void Shards::each(const std::function<void(std::size_t)>& work) {
  std::vector<std::future<void>> working;
  for (std::size_t i = 0; i < open_.size(); ++i)
    working.push_back(std::async(std::launch::async, [&work, i] { work(i); }));
  std::exception_ptr first;
  for (auto& one : working) {
    try {
      one.get();
    } catch (...) {
      if (!first) first = std::current_exception();
    }
  }
  if (first) std::rethrow_exception(first);
}

void refuse_over_shards(std::string_view what) {
  throw Error(ErrorCode::bad_usage, fmt::format("{}: not over archives on other machines", what),
              "ask over there");
}

// ---- vocabulary

template <class Test>
bool ShardLexicon::any(Test test) const {
  return std::ranges::any_of(shards_.open(),
                             [&](const Shards::Open& each) { return test(*each.shard); });
}

std::vector<std::string> ShardLexicon::stems(std::string_view word) const {
  return finder_.stems({.surface = std::string(word), .folded = std::string(word)});
}

bool ShardLexicon::is_stem(const std::string& stem) const {
  return any([&](const Shard& shard) { return !shard.words_of(stem).empty(); });
}

bool ShardLexicon::is_hyphenated(std::string_view word) const {
  if (here_.is_hyphenated(word)) return true;
  return std::ranges::any_of(stems(word), [&](const std::string& stem) {
    return any(
        [&](const Shard& shard) { return shard.has(schema::term(schema::prefix::joined, stem)); });
  });
}

bool ShardLexicon::is_known(std::string_view word) const {
  return here_.is_known(word) || is_printed(word) ||
         std::ranges::any_of(stems(word), [&](const auto& stem) { return is_stem(stem); });
}

bool ShardLexicon::adds(std::string_view variant, std::string_view word) const {
  if (here_.adds(variant, word)) return true;
  const auto reached = stems(word);
  return std::ranges::any_of(stems(variant), [&](const auto& stem) {
    return std::ranges::find(reached, stem) == reached.end() && is_stem(stem);
  });
}

bool ShardLexicon::is_printed(std::string_view word) const {
  return here_.is_printed(word) ||
         any([&](const Shard& shard) { return !shard.stems_of(word).empty(); });
}

std::vector<std::string> ShardLexicon::corrections(std::string_view word, std::size_t most) const {
  return here_.corrections(word, most);
}

Lexicon::Fields ShardLexicon::fields_naming(std::string_view name) const {
  Fields fields = here_.fields_naming(name);
  const std::uint64_t hash = store::xxh3(schema::fold_value(name));
  Fields all;
  for (std::size_t type = 0; type < store::mention_types; ++type) {
    const schema::Field* field = schema::find(store::name_facets[type]);
    if (std::ranges::find(fields, field) != fields.end() ||
        any([&](const Shard& shard) { return shard.has(store::exported::known_term(type, hash)); }))
      all.push_back(field);
  }
  return all;
}

}  // namespace ae::searching
