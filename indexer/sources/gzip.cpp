// SPDX-License-Identifier: GPL-2.0-or-later
/// gzip by zlib, check sums verified (RFC 1952).
#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace ae::indexing {
namespace {

class Gzip final : public Decoder {
 public:
  Gzip(std::unique_ptr<ByteStream> packed, UnpackLimits limits)
      : Decoder(std::move(packed), limits) {
    if (inflateInit2(&zlib_, MAX_WBITS + gzip_only) != Z_OK) throw std::bad_alloc();
  }
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  ~Gzip() override { inflateEnd(&zlib_); }

 protected:
  Step decode(std::string_view packed, std::span<char> out) override {
    return in_member_ ? inflate_some(packed, out) : between_members(packed);
  }
  [[nodiscard]] bool complete() const override { return !in_member_; }

  [[nodiscard]] std::size_t find_member(std::string_view packed) const override {
    constexpr std::size_t flags = 3;  // behind the magic; the upper three are always 0
    auto at = packed.find("\x1f\x8b\x08");
    while (at != npos && at + flags < packed.size() &&
           (static_cast<unsigned char>(packed[at + flags]) & 0xe0U) != 0)
      at = packed.find("\x1f\x8b\x08", at + 1);
    return at != npos && at + flags < packed.size() ? at : npos;
  }

  void begin_member() override {
    inflateReset(&zlib_);
    in_member_ = true;
    padded_ = false;
  }

 private:
  static constexpr int gzip_only = 16;  ///< added to the window bits, as zlib.h has it

  Step inflate_some(std::string_view packed, std::span<char> out) {
    constexpr std::size_t most = std::numeric_limits<uInt>::max();
    const auto in_size = std::min(packed.size(), most);
    const auto out_size = std::min(out.size(), most);
    // zlib reads only: its interface is older than const.
    zlib_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    zlib_.avail_in = static_cast<uInt>(in_size);
    zlib_.next_out = reinterpret_cast<Bytef*>(out.data());
    zlib_.avail_out = static_cast<uInt>(out_size);
    const int status = inflate(&zlib_, Z_NO_FLUSH);
    const Step done{.consumed = in_size - zlib_.avail_in, .produced = out_size - zlib_.avail_out};
    if (status == Z_STREAM_END)
      in_member_ = false;
    else if (status == Z_MEM_ERROR)
      throw std::bad_alloc();
    else if (status != Z_OK && status != Z_BUF_ERROR && done.produced == 0)
      throw Error(ErrorCode::io,  // with bytes produced the next call fails again
                  fmt::format("damaged gzip data: {}", zlib_.msg != nullptr ? zlib_.msg : "?"));
    return done;
  }

  /// Another member may follow; so may zeros, with which tapes and some writers pad.
  Step between_members(std::string_view packed) {
    const auto zeros = std::min(packed.find_first_not_of('\0'), packed.size());
    if (zeros > 0) {
      padded_ = true;
      return {.consumed = zeros, .produced = 0};
    }
    if (packed.empty()) return {};
    if (padded_ || packed.front() != '\x1f')
      throw Error(ErrorCode::io, "other bytes follow the gzip data");
    begin_member();
    return {};
  }

  z_stream zlib_{};
  bool in_member_ = true;
  bool padded_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> unpack_gzip(std::unique_ptr<ByteStream> packed, UnpackLimits limits) {
  return std::make_unique<Gzip>(std::move(packed), limits);
}

}  // namespace ae::indexing
