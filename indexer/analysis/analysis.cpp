// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/analysis.hpp"

#include "indexer/analysis/steps.hpp"

namespace ae::indexing {

Analysis analyse(const Article& article, const AnalysisOptions& options) {
  Analysis analysis = read_metadata(article, options.today);
  if (options.entities) {
    analysis.mentions = find_mentions(analysis.text, analysis.breaks, analysis.lang);
  }
  return analysis;
}

}  // namespace ae::indexing
