// SPDX-License-Identifier: GPL-2.0-or-later
/// What the program that reads PDFs cannot do, whatever a PDF makes of it: each row is tried in a
/// child that has confined itself.
#include "indexer/pdf/confine.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <linux/landlock.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // which needs what is forbidden here
#else
constexpr bool sanitized = false;
#endif

namespace {

using ae::test::TempDir;

/// What \p attempt comes to after confine(): 0 where it succeeds, else errno. A signal that ends
/// the child counts as 1000 and its number.
int tried(int (*attempt)(const char* file), const std::string& file,
          std::chrono::seconds processor = std::chrono::seconds(20)) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ae::indexing::confine(processor);
    errno = 0;
    const int result = attempt(file.c_str());
    ::_exit(result >= 0 ? 0 : errno);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool skipped() {
  if (sanitized) WARN("skipped: sanitizers cannot be confined");
  return sanitized;
}

struct Row {
  const char* what;
  int (*attempt)(const char* file);
};

}  // namespace

TEST_CASE("who reads PDFs can write, start and reach nothing", "[indexer][pdf]") {
  if (skipped()) return;
  const TempDir dir;
  const auto file = dir.write("a.txt", "a secret");
  const auto row = GENERATE(values<Row>({
      {"write a file", [](const char* path) { return ::open(path, O_WRONLY); }},
      {"empty a file", [](const char* path) { return ::open(path, O_RDONLY | O_TRUNC); }},
      {"make a file", [](const char*) { return ::open("/tmp/made", O_CREAT | O_WRONLY, 0600); }},
      {"remove a file", [](const char* path) { return ::unlink(path); }},
      {"rename a file", [](const char* path) { return ::rename(path, "/tmp/moved"); }},
      {"reach a host", [](const char*) { return ::socket(AF_INET, SOCK_STREAM, 0); }},
      {"reach a program", [](const char*) { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
      {"start a program",
       [](const char*) {
         char name[] = "/bin/true";
         char* arguments[] = {name, nullptr};
         return ::execv(name, arguments);
       }},
      {"start a process", [](const char*) { return static_cast<int>(::fork()); }},
      {"end a process", [](const char*) { return ::kill(::getppid(), 0); }},
      {"look into a process",
       [](const char*) {
         return static_cast<int>(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr));
       }},
      {"lift its limits", [](const char*) { return ::setuid(0); }},
  }));
  CAPTURE(row.what);
  CHECK(tried(row.attempt, file.string()) == EPERM);
  CHECK(std::filesystem::file_size(file) == 8);
}

TEST_CASE("who reads PDFs has no more memory than it may", "[indexer][pdf]") {
  if (skipped()) return;
  const auto map = [](const char*) {
    const std::size_t size = std::size_t{2} << 30;
    return ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1
                                                                                              : 0;
  };
  CHECK(tried(map, "") == ENOMEM);
}

TEST_CASE("who reads PDFs ends when the time of the processor is up", "[indexer][pdf]") {
  if (skipped()) return;
  const auto spin = [](const char*) -> int {
    std::atomic<unsigned> turns{0};
    for (;;) ++turns;
  };
  // Not by SIGKILL, which could mean anything.
  CHECK(tried(spin, "", std::chrono::seconds(1)) == 1000 + SIGXCPU);
}

TEST_CASE("who reads PDFs may read fonts and no file of the user's", "[indexer][pdf]") {
  if (skipped()) return;
  const TempDir dir;
  const auto file = dir.write("a.txt", "a secret");
  const auto open = [](const char* path) { return ::open(path, O_RDONLY); };
  CHECK(tried(open, "/usr/bin/env") == 0);
  if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) {
    WARN("skipped: this kernel cannot keep a program from reading files");
    return;
  }
  CHECK(tried(open, file.string()) == EACCES);
  CHECK(tried(open, "/etc/passwd") == EACCES);
}
