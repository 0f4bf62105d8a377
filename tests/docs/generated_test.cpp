// SPDX-License-Identifier: GPL-2.0-or-later
#include "docs/generated.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

TEST_CASE("man pages and completions are those of the tables", "[docs]") {
  for (const ae::test::GeneratedFile& file : ae::test::generated_files()) {
    CAPTURE(file.path);
    INFO("bring it up to date: cmake --build --preset dev --target docs");
    std::ifstream in(std::filesystem::path(AE_SOURCE_DIR) / "docs" / file.path, std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    CHECK((text == file.text));
  }
}
