// SPDX-License-Identifier: GPL-2.0-or-later
/// Zstandard by libzstd, check sums verified where the writer made them (RFC 8878).
#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <new>

namespace ae::indexing {
namespace {

class Zstd final : public Decoder {
 public:
  Zstd(std::unique_ptr<ByteStream> packed, UnpackLimits limits)
      : Decoder(std::move(packed), limits), stream_(ZSTD_createDStream(), &ZSTD_freeDStream) {
    if (!stream_) throw std::bad_alloc();
  }

 protected:
  Step decode(std::string_view packed, std::span<char> out) override {
    if (packed.empty() && complete_) return {};
    ZSTD_inBuffer from{.src = packed.data(), .size = packed.size(), .pos = 0};
    ZSTD_outBuffer to{.dst = out.data(), .size = out.size(), .pos = 0};
    const auto status = ZSTD_decompressStream(stream_.get(), &to, &from);
    if (ZSTD_isError(status) != 0)
      throw Error(ErrorCode::io,
                  fmt::format("damaged Zstandard data: {}", ZSTD_getErrorName(status)));
    complete_ = status == 0;  // a frame ended, and all of it was handed out
    return {.consumed = from.pos, .produced = to.pos};
  }
  [[nodiscard]] bool complete() const override { return complete_; }

 private:
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream_;
  bool complete_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> unpack_zstd(std::unique_ptr<ByteStream> packed, UnpackLimits limits) {
  return std::make_unique<Zstd>(std::move(packed), limits);
}

}  // namespace ae::indexing
