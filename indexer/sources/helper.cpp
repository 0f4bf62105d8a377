// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/helper.hpp"

#include "ae/error.hpp"
#include "indexer/sources/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <optional>
#include <system_error>

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(std::string_view what) {
  throw Error(ErrorCode::io, fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

/// Beside the program that runs, as in a build, or where the installation has its helpers.
std::optional<std::string> path_of(std::string_view name) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (const fs::path& folder : {program.parent_path(), program.parent_path() / AE_HELPERS}) {
    const std::string path = (folder / name).lexically_normal().string();
    if (::access(path.c_str(), X_OK) == 0) return path;
  }
  return {};
}

/// Above the standard streams, so that none of these is put in another's place.
Descriptor above_standard(Descriptor opened) {
  Descriptor moved(::fcntl(opened.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (!moved) fail("cannot move a descriptor");
  return moved;
}

/// \p bytes as a file that stands nowhere: unlike a pipe it never makes the writer wait.
Descriptor file_of(std::string_view bytes) {
  Descriptor file(::memfd_create("input", MFD_CLOEXEC));
  if (!file) fail("cannot make a file in memory");
  while (!bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("cannot write a file in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file.get(), 0, SEEK_SET);
  return above_standard(std::move(file));
}

struct Pipe {
  Descriptor out, in;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("cannot make a pipe");
  Descriptor out(ends[0]);
  Descriptor in(ends[1]);
  return {above_standard(std::move(out)), above_standard(std::move(in))};
}

/// What posix_spawn() is told, freed when it goes out of scope.
class Spawning {
 public:
  Spawning() {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
  }
  ~Spawning() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  Spawning(const Spawning&) = delete;
  Spawning& operator=(const Spawning&) = delete;

  /// \returns the process id; -1 where it cannot be started
  pid_t start(const std::string& path, int input, int output) {
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    sigset_t none{};
    sigset_t all{};
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::string name = path;
    std::string locale = "LC_ALL=C";
    const std::array<char*, 2> arguments{name.data(), nullptr};
    const std::array<char*, 2> environment{locale.data(), nullptr};
    pid_t process = -1;
    const int error = ::posix_spawn(&process, path.c_str(), &actions_, &attributes_,
                                    arguments.data(), environment.data());
    return error == 0 ? process : -1;
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

/// Takes what comes until the end, or until a limit is met.
HelperRun::End take_output(int from, const HelperLimits& limits, std::string& output) {
  const auto deadline = Clock::now() + limits.time;
  std::array<char, 64 << 10> piece{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return HelperRun::End::took_too_long;
    pollfd ready{.fd = from, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(left.count())) <= 0) continue;
    const auto got = ::read(from, piece.data(), piece.size());
    if (got == 0 || (got < 0 && errno != EINTR)) return HelperRun::End::exited;
    if (got > 0) output.append(piece.data(), static_cast<std::size_t>(got));
    if (output.size() > limits.output) return HelperRun::End::too_much;
  }
}

int wait_for(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

HelperRun run_helper(std::string_view name, std::string_view input, const HelperLimits& limits) {
  const auto path = path_of(name);
  if (!path) return {};
  const Descriptor file = file_of(input);
  Pipe pipe = make_pipe();
  const pid_t process = Spawning().start(*path, file.get(), pipe.in.get());
  pipe.in = Descriptor();
  if (process < 0) return {};
  HelperRun run;
  run.end = take_output(pipe.out.get(), limits, run.output);
  if (run.end != HelperRun::End::exited) ::kill(process, SIGKILL);
  const int status = wait_for(process);
  if (run.end != HelperRun::End::exited) return run;
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (signal != 0) run.end = HelperRun::End::broke_down;
  if (signal == SIGXCPU) run.end = HelperRun::End::took_too_long;
  run.status = signal != 0 ? signal : WEXITSTATUS(status);
  return run;
}

}  // namespace ae::indexing
