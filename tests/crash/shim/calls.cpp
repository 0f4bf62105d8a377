// SPDX-License-Identifier: GPL-2.0-or-later
/// Preloaded into a program: kills it, lets calls fail, fills its disk, or writes down what it does
/// to files. See judge.hpp and record.hpp. A write that kills is cut in half.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstdio>

#include "judge.hpp"
#include "raw.hpp"
#include "record.hpp"

namespace {

using namespace ae::crash;

template <class Function>
Function* next(Function* /*own*/, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// \param write  called with the number of bytes
/// \param offset  called before it
template <class Offset, class Write>
ssize_t judged_write(const char* call, int file, const void* bytes, std::size_t size, Offset offset,
                     Write write) {
  if (file <= STDERR_FILENO) return write(size);
  const auto lock = in_order();
  const std::string path = path_of(file);
  const Verdict verdict = judge(call, path, Need::room, size);
  const off_t at = offset();
  if (verdict.error != 0) {
    errno = verdict.error;
    return -1;
  }
  const ssize_t written = write(verdict.dies ? size / 2 : size);
  if (verdict.dies) die();
  if (written > 0)
    record_write(path, at, {static_cast<const char*>(bytes), static_cast<std::size_t>(written)});
  return written;
}

template <class Open>
int judged_open(const char* path, int flags, Open open) {
  const bool writes = (flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0;
  const Need need = (flags & O_CREAT) != 0 ? Need::room : writes ? Need::nothing : Need::reading;
  const auto lock = in_order();
  if (!may("open", path, need)) return -1;
  const int file = open();
  if (file < 0 || !writes) return file;
  record("open", path_of(file));
  if ((flags & O_TRUNC) != 0) record_truncate(path_of(file), 0);
  return file;
}

mode_t mode_of(int flags, va_list rest) {
  return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : mode_t{0};
}

template <class Sync>
int judged_sync(const char* call, int file, Sync sync) {
  const auto lock = in_order();
  const std::string path = path_of(file);
  if (!may(call, path, Need::nothing)) return -1;
  const int result = sync();
  if (result == 0) record_sync(path);
  return result;
}

/// \param what  as it is recorded
template <class Call>
int judged_name(const char* call, const char* what, const std::string& path, Need need, Call make) {
  const auto lock = in_order();
  if (!may(call, path, need)) return -1;
  const int result = make();
  if (result == 0) record(what, path);
  return result;
}

}  // namespace

// The names and types are those of the C library.
extern "C" {

ssize_t write(int file, const void* bytes, std::size_t size) {
  static const auto real = next(&::write, "write");
  const auto here = [file] {
    const bool appends = (::fcntl(file, F_GETFL) & O_APPEND) != 0;
    return ::lseek(file, 0, appends ? SEEK_END : SEEK_CUR);
  };
  return judged_write("write", file, bytes, size, here,
                      [&](std::size_t part) { return real(file, bytes, part); });
}

ssize_t pwrite(int file, const void* bytes, std::size_t size, off_t at) {
  static const auto real = next(&::pwrite, "pwrite");
  return judged_write(
      "pwrite", file, bytes, size, [at] { return at; },
      [&](std::size_t part) { return real(file, bytes, part, at); });
}

ssize_t pwrite64(int file, const void* bytes, std::size_t size, off64_t at) {
  static const auto real = next(&::pwrite64, "pwrite64");
  return judged_write(
      "pwrite", file, bytes, size, [at] { return at; },
      [&](std::size_t part) { return real(file, bytes, part, at); });
}

int open(const char* path, int flags, ...) {
  static const auto real = next(&::open, "open");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return judged_open(path, flags, [&] { return real(path, flags, mode); });
}

int open64(const char* path, int flags, ...) {
  static const auto real = next(&::open64, "open64");
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return judged_open(path, flags, [&] { return real(path, flags, mode); });
}

int mkdir(const char* path, mode_t mode) noexcept {
  static const auto real = next(&::mkdir, "mkdir");
  return judged_name("mkdir", "mkdir", path, Need::room, [&] { return real(path, mode); });
}

int fsync(int file) {
  static const auto real = next(&::fsync, "fsync");
  return judged_sync("fsync", file, [&] { return real(file); });
}

int fdatasync(int file) {
  static const auto real = next(&::fdatasync, "fdatasync");
  return judged_sync("fdatasync", file, [&] { return real(file); });
}

int ftruncate(int file, off_t size) noexcept {
  static const auto real = next(&::ftruncate, "ftruncate");
  const auto lock = in_order();
  const std::string path = path_of(file);
  if (!may("ftruncate", path, Need::nothing)) return -1;
  const int result = real(file, size);
  if (result == 0) record_truncate(path, size);
  return result;
}

int rename(const char* from, const char* to) noexcept {
  static const auto real = next(&::rename, "rename");
  const auto lock = in_order();
  if (!may("rename", to, Need::nothing)) return -1;
  const int result = real(from, to);
  if (result == 0) record_rename(from, to);
  return result;
}

int unlink(const char* path) noexcept {
  static const auto real = next(&::unlink, "unlink");
  return judged_name("unlink", "unlink", path, Need::nothing, [&] { return real(path); });
}

int unlinkat(int folder, const char* path, int flags) noexcept {
  static const auto real = next(&::unlinkat, "unlinkat");
  const std::string whole = *path == '/' ? path : path_of(folder) + '/' + path;
  return judged_name("unlink", "unlink", whole, Need::nothing,
                     [&] { return real(folder, path, flags); });
}

int remove(const char* path) noexcept {
  static const auto real = next(&::remove, "remove");
  return judged_name("remove", "unlink", path, Need::nothing, [&] { return real(path); });
}

int rmdir(const char* path) noexcept {
  static const auto real = next(&::rmdir, "rmdir");
  return judged_name("rmdir", "unlink", path, Need::nothing, [&] { return real(path); });
}
}
