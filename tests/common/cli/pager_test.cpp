// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/pager.hpp"

#include "support/environment.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using ae::cli::pager_command;
using ae::test::environment;

TEST_CASE("the pager is the reader's own", "[common][cli]") {
  CHECK(pager_command(environment({{"AE_PAGER", "more"}, {"PAGER", "most"}})) == "more");
  CHECK(pager_command(environment({{"PAGER", "most -s"}})) == "most -s");
  CHECK(pager_command(environment({{"PAGER", "cat"}})).empty());
  CHECK(pager_command(environment({{"AE_PAGER", ""}, {"PAGER", "most"}})).empty());
  CHECK(pager_command(environment({})).find("less") != std::string::npos);
}

TEST_CASE("a pager shows what is written to it", "[common][cli]") {
  const ae::test::TempDir dir;
  const auto file = dir.path() / "shown";
  {
    const ae::cli::Pager pager("cat > '" + file.string() + "'");
    std::fputs("one\ntwo\n", pager.stream());
  }
  std::ifstream in(file);
  CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "one\ntwo\n");
}

TEST_CASE("a pager that ends early does no harm", "[common][cli]") {
  CHECK_NOTHROW(ae::cli::Pager("true"));
  CHECK_NOTHROW(ae::cli::Pager("exit 3"));
}
