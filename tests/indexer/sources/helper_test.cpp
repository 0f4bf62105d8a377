// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/helper.hpp"

#include <catch2/catch.hpp>

#include <chrono>

using namespace ae::indexing;
using namespace std::chrono_literals;
using End = HelperRun::End;

namespace {

/// A shell that is told \p commands on its standard input.
HelperRun shell(std::string_view commands, const HelperLimits& limits = {}) {
  return run_helper("/bin/sh", commands, limits);
}

}  // namespace

TEST_CASE("what a helper prints and how it ends is known", "[indexer][sources]") {
  const HelperRun run = shell("echo read; echo told >&2; exit 3");
  CHECK(run.end == End::exited);
  CHECK(run.status == 3);
  CHECK(run.output == "read\n");
  CHECK(shell("kill -SEGV $$").end == End::broke_down);
  CHECK(run_helper("no-such-helper", "").end == End::not_there);
}

TEST_CASE("a helper that does not end is ended", "[indexer][sources]") {
  CHECK(shell("while :; do :; done", {.time = 1s}).end == End::took_too_long);
  CHECK(shell("ulimit -S -t 1; while :; do :; done").end == End::took_too_long);
  CHECK(shell("while :; do echo more; done", {.output = 1000}).end == End::too_much);
}

TEST_CASE("a helper is told nothing of its parent", "[indexer][sources]") {
  const HelperRun run = shell("echo \"<$HOME>\"; ls /proc/self/fd | wc -l");
  CHECK(run.end == End::exited);
  // Three standard streams and the folder that is listed.
  CHECK(run.output == "<>\n4\n");
}
