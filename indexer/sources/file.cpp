// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/file.hpp"

#include "ae/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <system_error>

namespace ae::indexing {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

/// read(2), started again after a signal; waits where somebody else made the descriptor
/// non-blocking, as may be for standard input.
std::size_t read_some(int descriptor, char* to, std::size_t wanted) {
  while (true) {
    const auto got = ::read(descriptor, to, wanted);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EAGAIN) {
      pollfd ready{.fd = descriptor, .events = POLLIN, .revents = 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      throw Error(ErrorCode::io, fmt::format("reading failed: {}", reason(errno)));
    }
  }
}

class FileStream final : public ByteStream {
 public:
  explicit FileStream(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}

  std::size_t read(std::string& out, std::size_t wanted) override {
    const auto start = out.size();
    out.resize(start + wanted);
    std::size_t filled = 0;
    try {
      while (filled < wanted) {
        const auto got = read_some(descriptor_.get(), out.data() + start + filled, wanted - filled);
        if (got == 0) break;
        filled += got;
      }
    } catch (const Error&) {
      out.resize(start + filled);
      if (filled == 0) throw;
      return filled;  // the next call fails again
    }
    out.resize(start + filled);
    return filled;
  }

 private:
  Descriptor descriptor_;
};

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Descriptor open_regular(const SourceFile& file) {
  // O_NONBLOCK: should a pipe have taken the file's place, opening must not wait for a writer.
  const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (file.named ? 0 : O_NOFOLLOW);
  Descriptor opened(::open(file.path.c_str(), flags));
  if (!opened) {
    const auto why = errno == ELOOP ? std::string("a symbolic link took its place") : reason(errno);
    throw Error(ErrorCode::io, fmt::format("{}: {}", file.path, why));
  }
  struct stat status {};
  if (::fstat(opened.get(), &status) != 0)
    throw Error(ErrorCode::io, fmt::format("{}: {}", file.path, reason(errno)));
  if (!S_ISREG(status.st_mode))
    throw Error(ErrorCode::io, fmt::format("{}: no regular file", file.path));
  ::posix_fadvise(opened.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return opened;
}

std::optional<Span> next_stored(const Descriptor& descriptor, std::uint64_t from) {
  constexpr auto to_the_end = std::numeric_limits<std::uint64_t>::max();
  if (from == to_the_end) return {};
  const int file = descriptor.get();
  const off_t begin = ::lseek(file, static_cast<off_t>(from), SEEK_DATA);
  if (begin < 0 && errno == ENXIO) return {};
  if (begin < 0) {  // a file system that tells nothing of holes
    ::lseek(file, static_cast<off_t>(from), SEEK_SET);
    return Span{from, to_the_end};
  }
  const off_t end = ::lseek(file, begin, SEEK_HOLE);
  ::lseek(file, begin, SEEK_SET);
  return Span{static_cast<std::uint64_t>(begin),
              end < 0 ? to_the_end : static_cast<std::uint64_t>(end)};
}

std::unique_ptr<ByteStream> stream_from(Descriptor descriptor) {
  return std::make_unique<FileStream>(std::move(descriptor));
}

}  // namespace ae::indexing
