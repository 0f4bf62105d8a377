// SPDX-License-Identifier: GPL-2.0-or-later
/// Scores whole articles: which entities they name, whatever the number of mentions.
#pragma once

#include "indexer/entities/training/score.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ae::test {

struct DocumentScores {
  training::Scores types;
  std::vector<std::string> errors;  ///< "001 person - Cory Booker": missed (-) or wrong (+)
};

/// ../shared/seeds beside the source tree, if it is there.
[[nodiscard]] std::optional<std::filesystem::path> seeds_folder();

/// Entities per article against gold.json in \p folder: names are compared without case, dots and
/// a leading "the"; a city equals "City, State"; a person also equals a longer form that the
/// article writes (gold lists them). What gold calls optional counts neither way.
[[nodiscard]] DocumentScores score_seeds(const std::filesystem::path& folder);

}  // namespace ae::test
