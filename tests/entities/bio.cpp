// SPDX-License-Identifier: GPL-2.0-or-later
/// See bio.hpp.
#include "entities/bio.hpp"

#include <algorithm>
#include <istream>
#include <optional>
#include <string_view>

namespace ae::test {
namespace {

using indexing::EntityType;

std::optional<EntityType> type_named(std::string_view name) {
  if (name == "PER") return EntityType::person;
  if (name == "ORG") return EntityType::org;
  if (name == "LOC") return EntityType::place;
  return std::nullopt;
}

bool follows_closely(std::string_view token) {
  static constexpr std::string_view marks = ".,;:!?)]}%'";
  return !token.empty() && (marks.find(token.front()) != std::string_view::npos || token == "n't" ||
                            token == "\u2019s" || token == "\u2019");
}

bool binds_next(std::string_view token) {
  return token == "(" || token == "[" || token == "$" || token == "#" || token == "@";
}

void add_token(BioDocument& document, std::string_view token, std::string_view tag) {
  const auto& tokens = document.tokens;
  const bool first = document.text.empty() || document.text.back() == '\n';
  const bool bound = !tokens.empty() && binds_next(tokens.back().of(document.text));
  if (!first && !bound && !follows_closely(token)) document.text += ' ';
  const auto from = document.text.size();
  document.text += token;
  const auto index = tokens.size();
  document.tokens.push_back({from, document.text.size()});
  const auto type = tag.size() > 2 ? type_named(tag.substr(2)) : std::nullopt;
  if (!type) return;
  auto& names = document.names;
  const bool goes_on = tag.front() == 'I' && !names.empty() && names.back().to == index &&
                       names.back().type == *type;
  if (goes_on) {
    ++names.back().to;
  } else {
    names.push_back({index, index + 1, *type});
  }
}

// The names that \p mentions are, in tokens.
std::vector<BioName> in_tokens(const BioDocument& document,
                               const std::vector<indexing::Mention>& mentions) {
  std::vector<BioName> names;
  std::size_t at = 0;
  for (const auto& mention : mentions) {
    while (at < document.tokens.size() && document.tokens[at].to <= mention.bytes.from) ++at;
    auto end = at;
    while (end < document.tokens.size() && document.tokens[end].from < mention.bytes.to) ++end;
    if (at < end) names.push_back({at, end, mention.type});
  }
  return names;
}

}  // namespace

std::vector<BioDocument> read_bio(std::istream& in) {
  std::vector<std::vector<std::string>> sentences(1);
  bool marked = false;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    marked = marked || line.rfind("-DOCSTART-", 0) == 0;
    if (line.empty()) {
      sentences.emplace_back();
    } else {
      sentences.back().push_back(line);
    }
  }
  std::vector<BioDocument> documents(1);
  for (const auto& sentence : sentences) {
    const bool start = !sentence.empty() && sentence.front().rfind("-DOCSTART-", 0) == 0;
    if ((start || !marked) && !documents.back().tokens.empty()) documents.emplace_back();
    auto& document = documents.back();
    for (const auto& line : sentence) {
      const auto tab = line.find('\t');
      if (tab == std::string::npos || line.rfind("-DOCSTART-", 0) == 0) continue;
      add_token(document, std::string_view(line).substr(0, tab),
                std::string_view(line).substr(tab + 1));
    }
    if (!document.text.empty() && document.text.back() != '\n') document.text += "\n\n";
  }
  return documents;
}

double Score::precision() const {
  return found == 0 ? 0 : static_cast<double>(right) / static_cast<double>(found);
}

double Score::recall() const {
  return wanted == 0 ? 0 : static_cast<double>(right) / static_cast<double>(wanted);
}

double Score::f1() const {
  return found + wanted == 0 ? 0
                             : 2 * static_cast<double>(right) / static_cast<double>(found + wanted);
}

void score(const BioDocument& document, Scores& scores) {
  const auto found = in_tokens(document, indexing::find_mentions(document.text, {}));
  for (const auto& name : document.names) ++scores[static_cast<std::size_t>(name.type)].wanted;
  for (const auto& name : found) {
    auto& of_type = scores[static_cast<std::size_t>(name.type)];
    ++of_type.found;
    const auto same =
        std::lower_bound(document.names.begin(), document.names.end(), name,
                         [](const BioName& a, const BioName& b) { return a.from < b.from; });
    if (same != document.names.end() && *same == name) ++of_type.right;
  }
}

Score total(const Scores& scores) {
  Score all;
  for (const auto& one : scores) {
    all.right += one.right;
    all.found += one.found;
    all.wanted += one.wanted;
  }
  return all;
}

}  // namespace ae::test
