// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/aliases.hpp"

#include "common/schema/terms.hpp"
#include "common/text/ascii.hpp"

#include <algorithm>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::uint8_t outlet = 3;  // nothing that an article's text names can become one

/// Takes "person:" and the like off the front of \p text.
std::optional<std::uint8_t> take_type(std::string_view& text) {
  for (std::uint8_t type = 0; type < store::name_facets.size(); ++type) {
    const std::string_view name = store::name_facets[type];
    if (!text.starts_with(name) || text.substr(name.size(), 1) != ":") continue;
    text = ascii::trim(text.substr(name.size() + 1));
    return type;
  }
  return {};
}

std::optional<Alias> read_line(std::string_view line, std::size_t number) {
  const auto equals = line.find('=');
  if (equals == line.npos) return {};
  auto variant = ascii::trim(line.substr(0, equals));
  auto name = ascii::trim(line.substr(equals + 1));
  Alias alias{
      .line = number, .from_type = take_type(variant), .variant = {}, .type = {}, .name = {}};
  alias.type = take_type(name);
  alias.variant = schema::fold_value(variant);
  alias.name = name;
  if (alias.variant.empty()) return {};
  return alias;
}

}  // namespace

Aliases Aliases::parse(std::string_view text, std::vector<AliasProblem>& problems) {
  Aliases aliases;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = ascii::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    auto alias = read_line(line, number);
    if (!alias) {
      problems.push_back({number, "no line of the form: variant = name"});
      continue;
    }
    aliases.by_variant_.emplace(alias->variant, aliases.lines_.size());
    aliases.lines_.push_back(*std::move(alias));
  }
  return aliases;
}

const Alias* Aliases::find(const store::TypedName& name) const {
  if (lines_.empty()) return nullptr;
  const auto [first, last] = by_variant_.equal_range(schema::fold_value(name.name));
  const Alias* found = nullptr;
  for (auto at = first; at != last; ++at) {
    const Alias& alias = lines_[at->second];
    if (alias.from_type && *alias.from_type != name.type) continue;
    if (alias.type && (*alias.type == outlet) != (name.type == outlet)) continue;
    const bool closer = found != nullptr && found->from_type && !alias.from_type;
    if (!closer) found = &alias;
  }
  return found;
}

}  // namespace ae::indexing
