// SPDX-License-Identifier: GPL-2.0-or-later
#include "raw.hpp"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace ae::crash {
namespace {

int open_raw(const char* path, int flags) noexcept {
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0644));
}

std::string text_of(const char* buffer, ssize_t size) {
  return {buffer, size < 0 ? 0 : static_cast<std::size_t>(size)};
}

}  // namespace

void append_raw(const char* path, std::string_view text) noexcept {
  const int file = open_raw(path, O_WRONLY | O_CREAT | O_APPEND);
  while (!text.empty()) {
    const long n = ::syscall(SYS_write, file, text.data(), text.size());
    if (n <= 0) break;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  ::syscall(SYS_close, file);
}

std::string read_raw(const std::string& path) {
  char bytes[4096];
  const int file = open_raw(path.c_str(), O_RDONLY);
  const auto size = static_cast<ssize_t>(::syscall(SYS_read, file, bytes, sizeof bytes));
  ::syscall(SYS_close, file);
  return text_of(bytes, size);
}

std::string path_of(int file) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  return text_of(path, ::readlink(link.c_str(), path, sizeof path));
}

}  // namespace ae::crash
