// SPDX-License-Identifier: GPL-2.0-or-later
/// xz by liblzma, check sums verified.
#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"

#include <fmt/format.h>
#include <lzma.h>

#include <new>

namespace ae::indexing {
namespace {

class Xz final : public Decoder {
 public:
  Xz(std::unique_ptr<ByteStream> packed, UnpackLimits limits) : Decoder(std::move(packed), limits) {
    constexpr std::uint64_t most_memory = std::uint64_t{256} << 20;  // xz -9 needs 65 MiB
    if (lzma_stream_decoder(&lzma_, most_memory, LZMA_CONCATENATED) != LZMA_OK)
      throw std::bad_alloc();
  }
  ~Xz() override { lzma_end(&lzma_); }
  Xz(const Xz&) = delete;
  Xz& operator=(const Xz&) = delete;

 protected:
  Step decode(std::string_view packed, std::span<char> out) override {
    if (complete_) return {.consumed = packed.size(), .produced = 0};
    lzma_.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    lzma_.avail_in = packed.size();
    lzma_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    lzma_.avail_out = out.size();
    const auto status = lzma_code(&lzma_, packed.empty() ? LZMA_FINISH : LZMA_RUN);
    complete_ = status == LZMA_STREAM_END;
    if (status != LZMA_OK && status != LZMA_STREAM_END && status != LZMA_BUF_ERROR)
      throw Error(ErrorCode::io,
                  fmt::format("damaged xz data (liblzma says {})", static_cast<int>(status)));
    return {.consumed = packed.size() - lzma_.avail_in, .produced = out.size() - lzma_.avail_out};
  }
  [[nodiscard]] bool complete() const override { return complete_; }

 private:
  lzma_stream lzma_ = LZMA_STREAM_INIT;
  bool complete_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> unpack_xz(std::unique_ptr<ByteStream> packed, UnpackLimits limits) {
  return std::make_unique<Xz>(std::move(packed), limits);
}

}  // namespace ae::indexing
