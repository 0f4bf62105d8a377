// SPDX-License-Identifier: GPL-2.0-or-later
/// Where a score comes from, for people.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

namespace ae::searching::render {
namespace {

std::string detail(const ScorePart& part) {
  if (part.name == "word")
    return fmt::format(
        "{}: {} times in {:.2f} mean lengths; idf {:.3f}, bursts {:.3f}, query {:.3f}",
        cli::one_line(part.word), part.count, part.length, part.idf, part.burst, part.repeat);
  if (part.name == "near") return "words close to each other";
  if (part.name == "exact") return "words as typed";
  if (part.name == "lead") return "words in the first sentences";
  if (part.name == "recency") return "taken away for age";
  if (part.name == "smoothing") return "from the scores of similar articles";
  return part.name;
}

}  // namespace

std::string explanation_text(const Hit& hit) {
  if (hit.explanation.empty()) return {};
  std::string out = fmt::format("score {:.6f}\n", hit.score);
  for (const ScorePart& part : hit.explanation)
    out += fmt::format("{:+12.6f}  {}\n", part.value, detail(part));
  return out;
}

}  // namespace ae::searching::render
