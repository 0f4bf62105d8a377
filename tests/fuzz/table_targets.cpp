// SPDX-License-Identifier: GPL-2.0-or-later
/// What is promised of the files that a user gives beside the articles, and of a model of names.
#include "ae/error.hpp"
#include "indexer/corrections/manifest.hpp"
#include "indexer/corrections/path_pattern.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/names/aliases.hpp"
#include "indexer/readers/export_rules.hpp"

#include <cstdint>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace ae::fuzz {
namespace {

using namespace indexing;

const FaultSink reasons = [](const Fault& fault) {
  if (fault.reason.empty()) throw Broken("a fault says why");
};

/// Runs \p read, which may refuse what it is given by an Error of that code and by nothing else.
template <class Read>
void sense_or(ErrorCode code, Read read) {
  try {
    read();
  } catch (const Error& error) {
    if (error.code() != code && error.code() != ErrorCode::format_mismatch) throw;
  }
}

}  // namespace

void meta(std::string_view bytes) {
  Manifest table = Manifest::parse(bytes, "meta.csv", reasons);
  for (const char* path : {"a.txt", "news/2017/b.html", "a.zip"}) {
    const auto lines = table.lines_for(path);
    static_cast<void>(table.claims(lines, path, {.path = path, .member = {}}));
    static_cast<void>(table.hash(lines));
  }
  table.note_unused(reasons);
  sense_or(ErrorCode::bad_usage, [&] {
    static_cast<void>(PathPattern(std::string(bytes.substr(0, 200))).claims("news/2017-12-13/b"));
  });
}

void aliases(std::string_view bytes) {
  std::vector<AliasProblem> problems;
  const Aliases read = Aliases::parse(bytes, problems);
  for (const AliasProblem& problem : problems)
    if (problem.line == 0 || problem.reason.empty())
      throw Broken("a problem has a line and reason");
  for (const Alias& line : read.lines()) static_cast<void>(read.find({0, line.variant}));
}

void rules(std::string_view bytes) {
  sense_or(ErrorCode::bad_usage, [&] {
    const auto styles = read_export_rules(bytes);
    static_cast<void>(export_style_of(bytes, &styles));
    for (const ExportStyle& style : styles)
      static_cast<void>(style.field_of("HEADLINE: Snow on the hills"));
  });
}

void model(std::string_view bytes) {
  // As a mapped file would be: on a boundary.
  struct alignas(64) Line {
    char bytes[64];
  };
  std::vector<Line> lines(bytes.size() / sizeof(Line) + 1);
  std::memcpy(lines.front().bytes, bytes.data(), bytes.size());
  const std::string_view aligned(lines.front().bytes, bytes.size());
  for (const Trust trust : {Trust::checksum, Trust::structure})
    sense_or(ErrorCode::archive_damaged, [&] {
      const Model read = open_model(aligned, "names.model", trust);
      static_cast<void>(read.words.find(0x5f0c8e1b7a9d2e34));
      for (std::uint32_t feature = 1; feature != 0; feature <<= 1) {
        std::uint32_t row = feature;
        read.weights.to_rows({&row, 1});
        static_cast<void>(read.weights.rows[row + read.weights.passes() - 1][0]);
      }
    });
}

}  // namespace ae::fuzz
