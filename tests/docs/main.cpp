// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-docs: writes the generated files below the folder it is given, which is docs/.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "docs/generated.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: ae-docs FOLDER\n", stderr);
    return 2;
  }
  for (const ae::test::GeneratedFile& file : ae::test::generated_files()) {
    const auto path = std::filesystem::path(argv[1]) / file.path;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    if (!(out << file.text).flush()) {
      std::fprintf(stderr, "ae-docs: %s: cannot be written\n", path.c_str());
      return 3;
    }
  }
}
