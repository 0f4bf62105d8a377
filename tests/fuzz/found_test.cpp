// SPDX-License-Identifier: GPL-2.0-or-later
/// Runs the fuzzers' targets over their seeds and over everything that they ever broke.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "fuzz/targets.hpp"

namespace {

struct Target {
  const char* name;
  void (*run)(std::string_view);
};

}  // namespace

TEST_CASE("what fuzzers found stays mended", "[searcher][fuzz]") {
  const auto target = GENERATE(values<Target>({{"query", ae::fuzz::query},
                                               {"tokenizer", ae::fuzz::tokenizer},
                                               {"snippet", ae::fuzz::snippet},
                                               {"page", ae::fuzz::page},
                                               {"reader", ae::fuzz::reader}}));
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
