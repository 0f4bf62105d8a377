// SPDX-License-Identifier: GPL-2.0-or-later
/// Preloaded into a program: kills it, or fills its disk, at a chosen one of the calls that change
/// files. A write is cut in half. Standard input, output and error do not count.
///
///     AE_CRASH_AT=n    the n-th call is the program's last
///     AE_FULL_AT=n     from the n-th call on nothing that needs room succeeds
///     AE_CRASH_LOG=F   the fatal call and its file; or, where the program ends by itself, how many
///                      calls there were
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

long number_of(const char* variable) noexcept {
  const char* const text = std::getenv(variable);
  return text == nullptr ? 0 : std::atol(text);
}

std::atomic<long> calls{0};

/// Past all that is interposed here.
void log(const std::string& line) noexcept {
  const char* const path = std::getenv("AE_CRASH_LOG");
  if (path == nullptr) return;
  const auto file =
      static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0644));
  ::syscall(SYS_write, file, line.data(), line.size());
  ::syscall(SYS_close, file);
}

std::string path_of(int file) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
  return {path, size < 0 ? 0 : static_cast<std::size_t>(size)};
}

struct Verdict {
  bool dies = false;
  bool is_full = false;
};

Verdict judge(const char* call, const std::string& path) {
  static const long crash_at = number_of("AE_CRASH_AT");
  static const long full_at = number_of("AE_FULL_AT");
  const long now = ++calls;
  const Verdict verdict{.dies = now == crash_at, .is_full = full_at != 0 && now >= full_at};
  if (verdict.dies) log(std::string(call) + ' ' + path + '\n');
  return verdict;
}

[[noreturn]] void die() noexcept {
  ::kill(::getpid(), SIGKILL);
  ::pause();
  std::abort();
}

/// For calls that need no room on the disk.
void judge_small(const char* call, const std::string& path) {
  if (judge(call, path).dies) die();
}

/// \returns whether there is no room for it
bool judge_growing(const char* call, const std::string& path) {
  const Verdict verdict = judge(call, path);
  if (verdict.dies) die();
  if (verdict.is_full) errno = ENOSPC;
  return verdict.is_full;
}

template <class Function>
Function* next(Function* /*own*/, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

template <class Write>
ssize_t judged_write(const char* call, int file, std::size_t size, Write write) {
  if (file <= STDERR_FILENO) return write(size);
  const Verdict verdict = judge(call, path_of(file));
  if (!verdict.dies && !verdict.is_full) return write(size);
  if (verdict.dies) {
    static_cast<void>(write(size / 2));
    die();
  }
  errno = ENOSPC;
  return -1;
}

__attribute__((destructor)) void log_calls() {
  log("ended " + std::to_string(calls.load()) + '\n');
}

}  // namespace

// The names and types are those of the C library.
extern "C" {

ssize_t write(int file, const void* bytes, std::size_t size) {
  static const auto real = next(&::write, "write");
  return judged_write("write", file, size,
                      [&](std::size_t part) { return real(file, bytes, part); });
}

ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
  static const auto real = next(&::pwrite, "pwrite");
  return judged_write("pwrite", file, size,
                      [&](std::size_t part) { return real(file, bytes, part, at); });
}

ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
  static const auto real = next(&::pwrite64, "pwrite64");
  return judged_write("pwrite", file, size,
                      [&](std::size_t part) { return real(file, bytes, part, at); });
}

int open(const char* path, int flags, ...) {
  static const auto real = next(&::open, "open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if ((flags & O_CREAT) != 0 && judge_growing("open", path)) return -1;
  return real(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  static const auto real = next(&::open64, "open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if ((flags & O_CREAT) != 0 && judge_growing("open", path)) return -1;
  return real(path, flags, mode);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static const auto real = next(&::mkdir, "mkdir");
  return judge_growing("mkdir", path) ? -1 : real(path, mode);
}

int fsync(int file) {
  static const auto real = next(&::fsync, "fsync");
  judge_small("fsync", path_of(file));
  return real(file);
}

int fdatasync(int file) {
  static const auto real = next(&::fdatasync, "fdatasync");
  judge_small("fdatasync", path_of(file));
  return real(file);
}

int ftruncate(int file, off_t size) noexcept {
  static const auto real = next(&::ftruncate, "ftruncate");
  judge_small("ftruncate", path_of(file));
  return real(file, size);
}

int rename(const char* from, const char* to) noexcept {
  static const auto real = next(&::rename, "rename");
  judge_small("rename", to);
  return real(from, to);
}

int unlink(const char* path) noexcept {
  static const auto real = next(&::unlink, "unlink");
  judge_small("unlink", path);
  return real(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  static const auto real = next(&::unlinkat, "unlinkat");
  judge_small("unlink", path_of(folder) + '/' + path);
  return real(folder, path, flags);
}

int remove(const char* path) noexcept {
  static const auto real = next(&::remove, "remove");
  judge_small("remove", path);
  return real(path);
}
}
