// SPDX-License-Identifier: GPL-2.0-or-later
#include "docs/generated.hpp"

#include "common/cli/help.hpp"
#include "indexer/options.hpp"
#include "searcher/options.hpp"

namespace ae::test {

std::vector<GeneratedFile> generated_files() {
  std::vector<GeneratedFile> files;
  for (const cli::Program& program : {indexing::index_program(), searching::search_program()}) {
    const std::string name(program.name);
    files.push_back({"man/" + name + ".1", cli::man_page(program)});
    files.push_back({"completions/" + name + ".bash", cli::bash_completion(program)});
    files.push_back({"completions/_" + name, cli::zsh_completion(program)});
    files.push_back({"completions/" + name + ".fish", cli::fish_completion(program)});
  }
  return files;
}

}  // namespace ae::test
