// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/analysis.hpp"

#include "indexer/analysis/steps.hpp"

namespace ae::indexing {

Analysis analyse(const Article& article, const AnalysisOptions& options) {
  NameFinder names;
  return analyse(article, options, names);
}

Analysis analyse(const Article& article, const AnalysisOptions& options, NameFinder& names) {
  Analysis analysis = read_metadata(article, options.today);
  if (options.entities) {
    analysis.mentions = names.find(analysis.text, analysis.breaks, analysis.lang);
  }
  return analysis;
}

}  // namespace ae::indexing
