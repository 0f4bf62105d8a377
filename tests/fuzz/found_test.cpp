// SPDX-License-Identifier: GPL-2.0-or-later
/// Runs the fuzzers' targets over their seeds and over everything that they ever broke.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.hpp"

TEST_CASE("what fuzzers found stays mended", "[searcher][fuzz]") {
  const auto target =
      GENERATE(from_range(std::begin(ae::fuzz::targets), std::end(ae::fuzz::targets)));
  CAPTURE(target.name);
  const auto root = std::filesystem::path(AE_SOURCE_DIR) / "tests" / "fuzz";
  std::size_t files = 0;
  for (const auto& folder : {root / "seeds" / target.name, root / "found" / target.name}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      CAPTURE(entry.path());
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      CHECK_NOTHROW(target.run(bytes));
      ++files;
    }
  }
  CHECK(files > 0);
}
