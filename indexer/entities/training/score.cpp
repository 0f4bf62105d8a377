// SPDX-License-Identifier: GPL-2.0-or-later
/// See score.hpp.
#include "indexer/entities/training/score.hpp"

#include "indexer/entities/extractor.hpp"
#include "indexer/entities/reading.hpp"
#include "indexer/entities/tagger.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace ae::training {
namespace {

using namespace indexing;  // NOLINT(google-build-using-namespace)

constexpr std::array<std::string_view, 3> type_names{"PER", "ORG", "LOC"};

struct Found {
  Span bytes;
  EntityType type;
};

std::vector<Found> extract(std::string_view text, const Extraction& extraction) {
  std::vector<Found> found;
  if (extraction.resolved) {
    for (const auto& mention : find_mentions_by(text, {}, extraction.lexicon, extraction.weights)) {
      found.push_back({mention.bytes, mention.type});
    }
    return found;
  }
  NameMemory memory(extraction.lexicon);
  const Reading reading(text, {}, memory.words);
  const auto& tokens = reading.tokens();
  for (const auto& name : tag_names(reading.text(), tokens, extraction.weights, memory)) {
    if (name.type) {
      found.push_back({{tokens[name.from].bytes.from, tokens[name.to - 1].bytes.to}, *name.type});
    }
  }
  return found;
}

// \p found in gold's tokens.
std::vector<BioName> in_tokens(const BioDocument& document, const std::vector<Found>& found) {
  std::vector<BioName> names;
  std::size_t at = 0;
  for (const auto& name : found) {
    while (at < document.tokens.size() && document.tokens[at].to <= name.bytes.from) ++at;
    auto end = at;
    while (end < document.tokens.size() && document.tokens[end].from < name.bytes.to) ++end;
    if (at < end) names.push_back({at, end, static_cast<NameType>(name.type)});
  }
  return names;
}

std::string line_of(char sign, const BioDocument& document, const BioName& name) {
  const Span bytes{document.tokens[name.from].from, document.tokens[name.to - 1].to};
  return fmt::format("{} {} {}", sign, type_names[static_cast<std::size_t>(name.type)],
                     bytes.of(document.text));
}

bool holds(const std::vector<BioName>& names, const BioName& name) {
  const auto same =
      std::lower_bound(names.begin(), names.end(), name,
                       [](const BioName& a, const BioName& b) { return a.from < b.from; });
  return same != names.end() && *same == name;
}

}  // namespace

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

Score& Score::operator+=(const Score& more) {
  right += more.right;
  found += more.found;
  wanted += more.wanted;
  return *this;
}

Score total(const Scores& scores) {
  Score all;
  for (const auto& one : scores) all += one;
  return all;
}

void score(const BioDocument& document, const Extraction& extraction, Scores& scores,
           std::vector<std::string>* errors) {
  const auto found = in_tokens(document, extract(document.text, extraction));
  for (const auto& name : document.names) {
    if (name.type == NameType::other) continue;
    ++scores[static_cast<std::size_t>(name.type)].wanted;
    if (errors != nullptr && !holds(found, name)) errors->push_back(line_of('-', document, name));
  }
  for (const auto& name : found) {
    auto& of_type = scores[static_cast<std::size_t>(name.type)];
    ++of_type.found;
    if (holds(document.names, name)) {
      ++of_type.right;
    } else if (errors != nullptr) {
      errors->push_back(line_of('+', document, name));
    }
  }
}

}  // namespace ae::training
