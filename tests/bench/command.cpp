// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-command FILE COMMAND...: runs the command and writes to FILE what it took: seconds by
/// the clock, seconds of processor time, and its peak memory in bytes (all of it, then what is its
/// own: without the files it has mapped, which the system takes back when it needs room).
#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <thread>

namespace {

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// RssAnon of a process that runs, in bytes; 0 where the system does not tell.
std::uint64_t own_memory(pid_t process) {
  std::ifstream status(fmt::format("/proc/{}/status", process));
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("RssAnon:")) return std::stoull(line.substr(8)) * 1024;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: ae-bench-command FILE COMMAND...\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t process = ::fork();
  if (process == 0) {
    ::execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    ::_exit(127);
  }
  int status = 0;
  rusage used{};
  std::uint64_t own = 0;
  while (::wait4(process, &status, WNOHANG, &used) == 0) {
    own = std::max(own, own_memory(process));
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
  std::ofstream(argv[1]) << fmt::format("{:.3f} {:.3f} {} {}\n", wall.count(),
                                        seconds(used.ru_utime) + seconds(used.ru_stime),
                                        used.ru_maxrss * 1024, own);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
