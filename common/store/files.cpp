// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/files.hpp"

#include "ae/error.hpp"
#include "common/store/hash.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace ae::store {
namespace {

std::string hint_for(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space there, then run it again";
    case EFBIG:
      return "raise the limit on file sizes (ulimit -f), then run it again";
    case EACCES:
    case EPERM:
      return "ask for permission, or name another folder";
    case EROFS:
      return "mount it for writing, or name another folder";
    case EMFILE:
    case ENFILE:
      return "raise the limit on open files (ulimit -n)";
    default:
      return {};
  }
}

struct stat status_of(const FileHandle& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw_io(path, "cannot read", errno);
  return status;
}

/// Up to \p wanted bytes, fewer only at the end of the file.
std::size_t read_some(const FileHandle& file, const std::filesystem::path& path, char* to,
                      std::size_t wanted) {
  std::size_t got = 0;
  while (got < wanted) {
    const ssize_t n = ::read(file.get(), to + got, wanted - got);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_io(path, "cannot read", errno);
    if (n == 0) break;
    got += static_cast<std::size_t>(n);
  }
  return got;
}

/// Hands on a whole file in parts. \returns its sum
template <class Take>
FileSum read_through(const FileHandle& file, const std::filesystem::path& path, Take take) {
  std::string buffer(std::size_t{1} << 16, '\0');
  Xxh3Stream stream;
  FileSum sum;
  while (const std::size_t got = read_some(file, path, buffer.data(), buffer.size())) {
    const std::string_view part(buffer.data(), got);
    stream.update(part);
    take(part);
    sum.size += got;
  }
  sum.xxh3 = stream.digest();
  return sum;
}

}  // namespace

FileHandle::~FileHandle() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const FileHandle file = open_for_reading(path);
  const auto size = static_cast<std::size_t>(status_of(file, path).st_size);
  if (size == 0) return;
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
  if (at == MAP_FAILED) throw_io(path, "cannot map", errno);
  bytes_ = {static_cast<const char*>(at), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void throw_io(const std::filesystem::path& path, std::string_view doing, int error) {
  throw Error(ErrorCode::io,
              fmt::format("{}: {}: {}", path.string(), doing,
                          std::error_code(error, std::generic_category()).message()),
              hint_for(error));
}

void throw_damaged(const std::filesystem::path& path, std::string_view what) {
  throw Error(ErrorCode::archive_damaged, fmt::format("{}: {}", path.string(), what), repair_hint);
}

FileHandle open_for_reading(const std::filesystem::path& path) {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file && (errno == ENOENT || errno == ENOTDIR)) throw_damaged(path, "is missing");
  if (!file) throw_io(path, "cannot read", errno);
  if (!S_ISREG(status_of(file, path).st_mode)) throw_damaged(path, "is no regular file");
  return file;
}

FileHandle create_file(const std::filesystem::path& path) {
  FileHandle file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file) throw_io(path, "cannot create", errno);
  return file;
}

void write_all(const FileHandle& file, const std::filesystem::path& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw_io(path, "cannot write", errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
}

void sync_file(const FileHandle& file, const std::filesystem::path& path) {
  if (::fsync(file.get()) != 0) throw_io(path, "cannot sync to disk", errno);
}

void sync_directory(const std::filesystem::path& directory) {
  const FileHandle handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!handle) throw_io(directory, "cannot open the folder", errno);
  sync_file(handle, directory);
}

std::string read_small_file(const std::filesystem::path& path, std::size_t limit) {
  const FileHandle file = open_for_reading(path);
  const auto size = static_cast<std::uint64_t>(status_of(file, path).st_size);
  if (size > limit) throw_damaged(path, "is larger than it can be");
  std::string text(size, '\0');
  text.resize(read_some(file, path, text.data(), text.size()));
  return text;
}

void replace_file(const std::filesystem::path& path, std::string_view text) {
  auto aside = path;
  aside += ".tmp";
  const FileHandle file = create_file(aside);
  write_all(file, aside, text);
  sync_file(file, aside);
  if (::rename(aside.c_str(), path.c_str()) != 0) throw_io(path, "cannot replace", errno);
  sync_directory(path.parent_path());
}

FileSum copy_file(const FileHandle& from, const std::filesystem::path& path,
                  const std::filesystem::path& to) {
  const FileHandle copy = create_file(to);
  const FileSum sum =
      read_through(from, path, [&](std::string_view part) { write_all(copy, to, part); });
  sync_file(copy, to);
  return sum;
}

FileSum sum_file(const std::filesystem::path& path) {
  return read_through(open_for_reading(path), path, [](std::string_view) {});
}

}  // namespace ae::store
