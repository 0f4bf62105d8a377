// SPDX-License-Identifier: GPL-2.0-or-later
/// See gold.hpp.
#include "entities/gold.hpp"

#include "indexer/entities/mention.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace ae::test {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 3> type_keys{"people", "orgs", "places"};

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string plain(std::string_view name) {
  std::string result;
  for (const char c : name.substr(0, name.find(','))) {
    if (c != '.') result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result.rfind("the ", 0) == 0 ? result.substr(4) : result;
}

// Gold marks boilerplate in the text; the cleaning stage takes it out before entities are sought.
std::string without(std::string text, const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    const auto at = text.find(line);
    if (at == std::string::npos) continue;
    auto end = at + line.size();
    if (line.front() == '{') end = text.size();
    text.replace(at, end - at, "\n\n");
  }
  return text;
}

std::vector<std::string> strings(simdjson::dom::element list) {
  std::vector<std::string> result;
  for (const auto item : list.get_array()) {
    result.emplace_back(std::string_view(item.get_string()));
  }
  return result;
}

/// What gold says of one type in one article: every accepted name -> the entity's number.
struct Wanted {
  std::map<std::string, std::size_t> names;
  std::vector<std::string> shown;
};

Wanted wanted_of(simdjson::dom::object entities) {
  Wanted wanted;
  for (const auto entity : entities) {
    const auto number = wanted.shown.size();
    wanted.shown.emplace_back(entity.key);
    wanted.names.emplace(plain(entity.key), number);
    for (const auto form : entity.value.get_object()) {
      const auto name = plain(form.key);
      if (name.find(' ') != std::string::npos) wanted.names.emplace(name, number);
    }
  }
  return wanted;
}

void compare(const Wanted& wanted, const std::set<std::string>& optional,
             const std::set<std::string>& found, training::Score& score, const std::string& label,
             std::vector<std::string>& errors) {
  std::set<std::size_t> hit;
  for (const auto& name : found) {
    const auto entity = wanted.names.find(plain(name));
    const bool known = entity != wanted.names.end();
    const auto shown = known ? plain(wanted.shown[entity->second]) : plain(name);
    if (optional.count(shown) != 0) continue;
    if (known && !hit.insert(entity->second).second) continue;
    ++score.found;
    if (known) {
      ++score.right;
    } else {
      errors.push_back(label + " + " + name);
    }
  }
  for (std::size_t i = 0; i < wanted.shown.size(); ++i) {
    if (optional.count(plain(wanted.shown[i])) != 0) continue;
    ++score.wanted;
    if (hit.count(i) == 0) errors.push_back(label + " - " + wanted.shown[i]);
  }
}

void score_article(const fs::path& folder, simdjson::dom::element gold, const std::string& name,
                   DocumentScores& scores) {
  const auto text = without(read_file(folder / std::string(std::string_view(gold["file"]))),
                            strings(gold["boilerplate"]));
  std::array<std::set<std::string>, 3> found;
  for (const auto& mention : indexing::find_mentions(text, {})) {
    found[static_cast<std::size_t>(mention.type)].insert(mention.canonical);
  }
  std::set<std::string> optional;
  for (const auto& line : strings(gold["optional"])) optional.insert(plain(line));
  for (std::size_t type = 0; type < type_keys.size(); ++type) {
    compare(wanted_of(gold[type_keys[type]].get_object()), optional, found[type],
            scores.types[type], name + " " + type_keys[type], scores.errors);
  }
}

}  // namespace

std::optional<fs::path> seeds_folder() {
  const auto folder = fs::path(AE_SOURCE_DIR) / ".." / "shared" / "seeds";
  if (!fs::exists(folder / "gold.json")) return std::nullopt;
  return folder;
}

DocumentScores score_seeds(const fs::path& folder) {
  DocumentScores scores;
  simdjson::dom::parser parser;
  const simdjson::dom::object gold = parser.load((folder / "gold.json").string());
  for (const auto article : gold) {
    if (article.key.front() == '_') continue;
    score_article(folder, article.value, std::string(article.key), scores);
  }
  return scores;
}

}  // namespace ae::test
