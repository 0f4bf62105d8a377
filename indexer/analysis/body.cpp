// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"

namespace ae::indexing {

Body join_body(std::string_view text, const std::vector<Span>& runs) {
  Body body;
  for (const Span run : runs) {
    const std::string_view part = ascii::trim(run.of(text));
    if (part.empty()) continue;
    if (!body.text.empty()) {
      body.text += "\n\n";
      body.breaks.push_back(body.text.size());
    }
    body.text += part;
  }
  return body;
}

}  // namespace ae::indexing
