// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-entity-score [FILE.bio]...: strict precision, recall and F1 of the entity extractor over
/// annotated text (token, tab, BIO tag a line; "-DOCSTART-" between articles). Without a file it
/// reads standard input. --errors also prints what was missed (-) and what was wrong (+).
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "entities/bio.hpp"

namespace {

using namespace ae::test;  // NOLINT(google-build-using-namespace): a program of one file

constexpr std::array<std::string_view, 3> names{"PER", "ORG", "LOC"};

void print(std::string_view name, const Score& score) {
  fmt::print("  {:<4} P {:5.1f}  R {:5.1f}  F1 {:5.1f}   ({} right, {} found, {} wanted)\n", name,
             100 * score.precision(), 100 * score.recall(), 100 * score.f1(), score.right,
             score.found, score.wanted);
}

void print_errors(const BioDocument& document) {
  const auto mentions = ae::indexing::find_mentions(document.text, {});
  const auto span_of = [&](const BioName& name) {
    return ae::Span{document.tokens[name.from].from, document.tokens[name.to - 1].to};
  };
  for (const auto& name : document.names) {
    const bool hit = std::any_of(mentions.begin(), mentions.end(), [&](const auto& mention) {
      return mention.bytes == span_of(name) && mention.type == name.type;
    });
    if (!hit) {
      fmt::print("- {} {}\n", names[static_cast<std::size_t>(name.type)],
                 span_of(name).of(document.text));
    }
  }
  for (const auto& mention : mentions) {
    const bool hit =
        std::any_of(document.names.begin(), document.names.end(), [&](const auto& name) {
          return mention.bytes == span_of(name) && mention.type == name.type;
        });
    if (!hit) {
      fmt::print("+ {} {} [{}]\n", names[static_cast<std::size_t>(mention.type)],
                 mention.bytes.of(document.text), mention.rule);
    }
  }
}

void score_stream(std::istream& in, std::string_view label, bool errors) {
  Scores scores;
  for (const auto& document : read_bio(in)) {
    score(document, scores);
    if (errors) print_errors(document);
  }
  fmt::print("{}\n", label);
  for (std::size_t type = 0; type < names.size(); ++type) print(names[type], scores[type]);
  print("all", total(scores));
}

}  // namespace

int main(int argc, char** argv) {
  bool errors = false;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--errors") == 0) {
      errors = true;
    } else {
      files.emplace_back(argv[i]);
    }
  }
  if (files.empty()) score_stream(std::cin, "standard input", errors);
  for (const auto& file : files) {
    std::ifstream in(file);
    if (!in) {
      fmt::print(stderr, "ae-entity-score: {}: cannot be read\n", file);
      return 2;
    }
    score_stream(in, file, errors);
  }
  return 0;
}
