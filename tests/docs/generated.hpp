// SPDX-License-Identifier: GPL-2.0-or-later
/// The files under docs/ that are made from the tables of options.
#pragma once

#include <string>
#include <vector>

namespace ae::test {

struct GeneratedFile {
  std::string path;  ///< below docs/
  std::string text;
};

[[nodiscard]] std::vector<GeneratedFile> generated_files();

}  // namespace ae::test
