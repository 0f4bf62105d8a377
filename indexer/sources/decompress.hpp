// SPDX-License-Identifier: GPL-2.0-or-later
/// Streams that unpack gzip, Zstandard, xz, bzip2 and Brotli data, whole members and frames one
/// after another.
///
/// The libraries themselves rather than libarchive's filters: those skip gzip's check sum, so
/// that altered text passes for sound, and drop up to 64 KiB before the place where data break off.
#pragma once

#include "indexer/sources/blob.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ae {
class Error;
}

namespace ae::indexing {

enum class Compression { none, gzip, zstd, xz, bzip2 };

/// By the first bytes (six will do).
[[nodiscard]] Compression compression_of(std::string_view head) noexcept;

/// Against inputs made to fill the memory or the disk.
struct UnpackLimits {
  std::uint64_t total = std::uint64_t{64} << 30;  ///< bytes unpacked
  std::uint64_t ratio = 1000;                     ///< unpacked bytes per packed byte, ...
  std::uint64_t ratio_from = 16 << 20;            ///< ... looked at from so many bytes on
};

/// What the decoders share. Bytes unpacked before the data break off are always delivered first.
class Decoder : public ByteStream {
 public:
  Decoder(std::unique_ptr<ByteStream> packed, UnpackLimits limits);
  ~Decoder() override;

  std::size_t read(std::string& out, std::size_t wanted) final;
  bool resume() final;
  [[nodiscard]] std::uint64_t sound() const noexcept final { return sound_; }

 protected:
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
  };
  /// Unpacks some of \p packed, which is empty after the last byte of the input.
  /// \throws ae::Error io, when the data are damaged
  virtual Step decode(std::string_view packed, std::span<char> out) = 0;
  /// Whether the data may end here.
  [[nodiscard]] virtual bool complete() const = 0;
  /// Where in \p packed a further member seems to begin; npos where nothing shows that.
  [[nodiscard]] virtual std::size_t find_member(std::string_view packed) const;
  /// Makes ready for the first byte of a member, whatever came before.
  virtual void begin_member() {}
  static constexpr auto npos = std::string_view::npos;

 private:
  std::size_t step(std::span<char> out);
  Step decode_some(std::span<char> out);
  void refill();
  void check_limits() const;

  std::unique_ptr<ByteStream> packed_;
  UnpackLimits limits_;
  std::string input_;
  std::size_t member_ = 0;  ///< of input_, where the member at hand begins or what is held of it
  std::size_t used_ = 0;    ///< of input_
  bool input_ended_ = false;
  bool damaged_ = false;  ///< found by decode()
  bool resumed_ = false;  ///< the member at hand was found by its look
  bool ended_ = false;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  std::uint64_t sound_ = 0;
  std::unique_ptr<Error> broken_;
};

[[nodiscard]] std::unique_ptr<ByteStream> unpack_gzip(std::unique_ptr<ByteStream> packed,
                                                      UnpackLimits limits = {});
[[nodiscard]] std::unique_ptr<ByteStream> unpack_zstd(std::unique_ptr<ByteStream> packed,
                                                      UnpackLimits limits = {});
[[nodiscard]] std::unique_ptr<ByteStream> unpack_xz(std::unique_ptr<ByteStream> packed,
                                                    UnpackLimits limits = {});
[[nodiscard]] std::unique_ptr<ByteStream> unpack_bzip2(std::unique_ptr<ByteStream> packed,
                                                       UnpackLimits limits = {});

/// Brotli has neither a mark at its beginning nor check sums (RFC 7932).
[[nodiscard]] std::unique_ptr<ByteStream> unpack_brotli(std::unique_ptr<ByteStream> packed,
                                                        UnpackLimits limits = {});

/// What \p bytes unpack to, by their first bytes; they themselves where they are not packed.
/// \throws ae::Error io, where not one byte can be read
[[nodiscard]] std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> bytes);

}  // namespace ae::indexing
