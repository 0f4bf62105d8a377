// SPDX-License-Identifier: GPL-2.0-or-later
/// Opening and reading one file of the system, with nothing but a regular file ever read.
#pragma once

#include "ae/span.hpp"
#include "indexer/sources/blob.hpp"
#include "indexer/sources/folder.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace ae::indexing {

/// An open file descriptor, closed when it goes out of scope.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) noexcept : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int get() const noexcept { return number_; }
  [[nodiscard]] explicit operator bool() const noexcept { return number_ >= 0; }
  /// Hands the descriptor over to a caller who closes it.
  [[nodiscard]] int release() noexcept { return std::exchange(number_, -1); }

 private:
  int number_;
};

/// \throws ae::Error io, when it cannot be opened or is no regular file (any more)
[[nodiscard]] Descriptor open_regular(const SourceFile& file);

/// The next run of bytes that \p descriptor holds from \p from on, which is where it stands
/// afterwards; what lies between such runs are holes, that read as NUL. Nothing where no more
/// follows.
[[nodiscard]] std::optional<Span> next_stored(const Descriptor& descriptor, std::uint64_t from);

/// What \p descriptor gives, from where it stands.
[[nodiscard]] std::unique_ptr<ByteStream> stream_from(Descriptor descriptor);

}  // namespace ae::indexing
