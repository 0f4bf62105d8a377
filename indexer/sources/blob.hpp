// SPDX-License-Identifier: GPL-2.0-or-later
/// A run of bytes from outside: a file, or what a compressed file holds.
#pragma once

#include "indexer/readers/fault.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Bytes that arrive piece by piece, so that an input larger than memory can be read.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// Appends up to \p wanted further bytes to \p out (fewer only at the end).
  /// \returns how many were appended; 0 at the end
  /// \throws ae::Error io, when the input breaks off or exceeds a limit, once all bytes before were
  ///         given; and again at every further call. Says what is wrong, not where.
  virtual std::size_t read(std::string& out, std::size_t wanted) = 0;

  /// After read() threw: takes the bytes up again behind the damage, where they can be, as at the
  /// next member of gzip data. \returns false where there is nothing more to be had
  virtual bool resume() { return false; }

  /// How many of the bytes given are known to be as they were written: those behind them, up to the
  /// place where read() threw, failed a check or were not checked yet.
  [[nodiscard]] virtual std::uint64_t sound() const noexcept { return unchecked; }
  static constexpr auto unchecked = static_cast<std::uint64_t>(-1);  ///< nothing to check them by
};

struct Blob {
  Location where;
  std::string name;  ///< file name that decides the format: no folder, no .gz, .zst, .xz or .bz2
  std::unique_ptr<ByteStream> bytes;
};

/// The Blob::name of the file at \p path.
[[nodiscard]] std::string format_name(std::string_view path);

}  // namespace ae::indexing
