// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/archive_path.hpp"

#include "ae/error.hpp"
#include "support/environment.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

namespace {

std::string path(const std::optional<std::string>& given, const ae::test::Variables& variables) {
  return ae::cli::archive_path(given, ae::test::environment(variables)).string();
}

}  // namespace

TEST_CASE("an archive is found by path or by name", "[common][cli]") {
  const ae::test::Variables home{{"HOME", "/home/ana"}};
  CHECK(path("./news", home) == "./news");
  CHECK(path("a/b", home) == "a/b");
  CHECK(path(".", home) == ".");
  CHECK(path("..", home) == "..");
  CHECK(path("news-of-2017", home) == "/home/ana/.local/share/ae/news-of-2017");
  CHECK(path("news", {{"XDG_DATA_HOME", "/data"}}) == "/data/ae/news");
  CHECK(path("news", {{"XDG_DATA_HOME", "relative"}, {"HOME", "/h"}}) == "/h/.local/share/ae/news");
}

TEST_CASE("without --db the environment names the archive", "[common][cli]") {
  CHECK(path({}, {{"HOME", "/h"}}) == "/h/.local/share/ae/default");
  CHECK(path({}, {{"HOME", "/h"}, {"AE_DB", "/tmp/x"}}) == "/tmp/x");
  CHECK(path({}, {{"HOME", "/h"}, {"AE_DB", "named"}}) == "/h/.local/share/ae/named");
  CHECK(path({}, {{"HOME", "/h"}, {"AE_DB", ""}}) == "/h/.local/share/ae/default");
  CHECK(path("/a", {{"AE_DB", "/b"}}) == "/a");
}

TEST_CASE("the name of an existing folder is a path", "[common][cli]") {
  const ae::test::TempDir dir;
  const auto before = std::filesystem::current_path();
  std::filesystem::create_directory(dir.path() / "here");
  std::filesystem::current_path(dir.path());
  CHECK(path("here", {{"HOME", "/h"}}) == "here");
  std::filesystem::current_path(before);
}

TEST_CASE("a name that means no archive is refused", "[common][cli]") {
  CHECK_THROWS_AS(path("", {{"HOME", "/h"}}), ae::Error);
  CHECK_THROWS_AS(path("host:9999", {{"HOME", "/h"}}), ae::Error);
  CHECK_THROWS_AS(path("news", {}), ae::Error);
  CHECK(path("3:x", {{"HOME", "/h"}}) == "/h/.local/share/ae/3:x");
}

TEST_CASE("HOST:PORT means an archive on another machine", "[common][cli]") {
  const auto remote = [](const std::optional<std::string>& given,
                         const ae::test::Variables& variables = {}) -> std::string {
    const auto found = ae::cli::remote_archive(given, ae::test::environment(variables));
    return found ? found->host + " " + std::to_string(found->port) : "none";
  };
  CHECK(remote("news.example:7101") == "news.example 7101");
  CHECK(remote("[::1]:7101") == "::1 7101");
  CHECK(remote({}, {{"AE_DB", "10.0.0.1:80"}}) == "10.0.0.1 80");
  CHECK(remote("./news:7101") == "none");
  CHECK(remote("news") == "none");
  CHECK(remote("3:x") == "none");
  CHECK(remote({}) == "none");
  CHECK_THROWS_AS(remote("news:0"), ae::Error);
  CHECK_THROWS_AS(remote("news:65536"), ae::Error);
  CHECK_THROWS_AS(remote("news:99999999999999999999"), ae::Error);
  CHECK_THROWS_AS(remote(":7101"), ae::Error);
}
