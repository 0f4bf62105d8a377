// SPDX-License-Identifier: GPL-2.0-or-later
/// What the pages of documentation show: commands with their output, and names of files.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ae::test {

/// A `$ command` of a ```console block and the lines shown below it.
struct Example {
  std::size_t line = 0;  ///< of the command, from 1
  std::string command;
  std::vector<std::string> shown;
};

[[nodiscard]] std::vector<Example> read_examples(std::string_view page);

/// Whether \p output is what is shown. A shown line `...` stands for any lines, `...` at the end of
/// a line for any rest of it.
[[nodiscard]] bool agrees(const std::vector<std::string>& shown, std::string_view output);

/// Every file or folder of the repository that \p page names by its path from the root, and every
/// relative link.
[[nodiscard]] std::vector<std::string> read_paths(std::string_view page);

/// README.md, CHANGELOG.md, CONTRIBUTING.md and docs/*.md.
[[nodiscard]] std::vector<std::filesystem::path> pages();

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// Runs commands of a shell from the root of the sources, as somebody would who begins with no
/// archive: home is an empty folder.
class Shell {
 public:
  explicit Shell(std::filesystem::path home) : home_(std::move(home)) {}

  struct Result {
    int status = 0;
    std::string output;  ///< standard output and standard error as they come
  };
  [[nodiscard]] Result run(const std::string& command) const;

 private:
  std::filesystem::path home_;
};

}  // namespace ae::test
