// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/withheld.hpp"

#include "common/schema/terms.hpp"
#include "common/store/hash.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace ae::indexing {
namespace {

/// Of the manifest: entries with a blank between each two, as "p0123456789abcdef", or with a colon
/// and the hash of a text behind it.
constexpr std::string_view setting = "withheld";

constexpr char letter(Withheld::How how) { return how == Withheld::How::purged ? 'p' : 'r'; }

std::optional<Withheld::How> how_of(std::string_view entry) {
  for (const auto how : {Withheld::How::purged, Withheld::How::removed})
    if (entry.starts_with(letter(how))) return how;
  return std::nullopt;
}

}  // namespace

Withheld::Withheld(const store::Settings& settings) {
  const auto found = settings.find(setting);
  if (found == settings.end()) return;
  for (std::string_view rest = found->second; !rest.empty();) {
    const std::string_view entry = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), entry.size() + 1));
    const auto how = how_of(entry);
    if (!how || entry.size() < 17) continue;  // of a later program
    const auto id = store::from_hex(entry.substr(1, 16));
    if (!id) continue;
    if (entry.size() == 17) add(*id, *how);
    if (entry.size() != 34) continue;
    if (const auto text_hash = store::from_hex(entry.substr(18))) add(*id, *text_hash, *how);
  }
}

bool Withheld::forget(std::uint64_t id) {
  const auto of_version = [&](const auto& entry) {
    const auto& [article, text_hash] = entry.first;
    return article == id || schema::version_id(article, text_hash) == id;
  };
  return articles_.erase(id) + std::erase_if(versions_, of_version) > 0;
}

bool Withheld::knows(std::uint64_t id) const {
  Withheld copy = *this;
  return copy.forget(id);
}

const Withheld::How* Withheld::find(std::uint64_t id, std::uint64_t text_hash) const {
  if (const auto article = articles_.find(id); article != articles_.end()) return &article->second;
  const auto version = versions_.find({id, text_hash});
  return version == versions_.end() ? nullptr : &version->second;
}

void Withheld::save(store::Settings& settings) const {
  std::string text;
  const auto append = [&](How how, const std::string& entry) {
    text += fmt::format("{}{}{}", text.empty() ? "" : " ", letter(how), entry);
  };
  for (const auto& [id, how] : articles_) append(how, store::to_hex(id));
  for (const auto& [version, how] : versions_)
    append(how, fmt::format("{}:{}", store::to_hex(version.first), store::to_hex(version.second)));
  settings[std::string(setting)] = text;
}

}  // namespace ae::indexing
