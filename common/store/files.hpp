// SPDX-License-Identifier: GPL-2.0-or-later
/// Files that must survive a power cut, and files read through the page cache. Every failure
/// leaves as an Error io that names the path, what was being done and what the system said.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace ae::store {

/// Size and checksum of a whole file, as the manifest remembers them.
struct FileSum {
  std::uint64_t size = 0;  ///< bytes
  std::uint64_t xxh3 = 0;

  friend bool operator==(const FileSum&, const FileSum&) = default;
};

/// Owns a file descriptor.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int descriptor) noexcept : descriptor_(descriptor) {}
  FileHandle(FileHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileHandle();

  [[nodiscard]] int get() const noexcept { return descriptor_; }
  [[nodiscard]] explicit operator bool() const noexcept { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

/// A whole file mapped read-only. Its bytes stay valid until the map is destroyed, also when the
/// file is unlinked meanwhile; a file cut short by somebody else meanwhile raises SIGBUS.
class MappedFile {
 public:
  /// \throws Error io; archive_damaged, when there is no such file or it is no regular file
  explicit MappedFile(const std::filesystem::path& path);
  MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  [[nodiscard]] std::string_view bytes() const noexcept { return bytes_; }

 private:
  std::string_view bytes_;
};

/// \param doing  what failed, as "cannot write" or "cannot sync to disk"
/// \param error  an errno
[[noreturn]] void throw_io(const std::filesystem::path& path, std::string_view doing, int error);

/// What to do about damage.
inline constexpr auto repair_hint =
    "list the damage with: ae-index --check; mend what can be mended with: ae-index --check "
    "--repair";

/// An Error archive_damaged: \p path, then \p what, as "is missing"; the hint says how to go on.
[[noreturn]] void throw_damaged(const std::filesystem::path& path, std::string_view what);

/// Opens a regular file for reading; never hangs on a pipe.
/// \throws Error io; archive_damaged, when there is no such file or it is no regular file
[[nodiscard]] FileHandle open_for_reading(const std::filesystem::path& path);

/// Creates \p path, or empties it.
/// \throws Error io
[[nodiscard]] FileHandle create_file(const std::filesystem::path& path);

/// Writes all of \p bytes. \throws Error io
void write_all(const FileHandle& file, const std::filesystem::path& path, std::string_view bytes);

/// \throws Error io
void sync_file(const FileHandle& file, const std::filesystem::path& path);

/// Makes names created, renamed or removed in \p directory survive a power cut.
/// \throws Error io
void sync_directory(const std::filesystem::path& directory);

/// All of a small file. \throws Error io, archive_damaged (absent, or larger than \p limit bytes)
[[nodiscard]] std::string read_small_file(const std::filesystem::path& path, std::size_t limit);

/// Replaces \p path as a whole: a reader, or whoever comes after a power cut, finds the old text
/// or the new one. Writes PATH.tmp, syncs, renames, syncs the directory.
/// \throws Error io
void replace_file(const std::filesystem::path& path, std::string_view text);

/// Copies a file that was just opened, whole, to \p to, and syncs that.
/// \param path  of \p from, for messages
/// \returns what was read, for whoever knows what it ought to be
/// \throws Error io
[[nodiscard]] FileSum copy_file(const FileHandle& from, const std::filesystem::path& path,
                                const std::filesystem::path& to);

/// Reads the whole file. \throws Error io, archive_damaged
[[nodiscard]] FileSum sum_file(const std::filesystem::path& path);

}  // namespace ae::store
