// SPDX-License-Identifier: GPL-2.0-or-later
/// Brotli by libbrotlidec, as web servers send pages.
#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"

#include <brotli/decode.h>
#include <fmt/format.h>

#include <new>

namespace ae::indexing {
namespace {

class Brotli final : public Decoder {
 public:
  Brotli(std::unique_ptr<ByteStream> packed, UnpackLimits limits)
      : Decoder(std::move(packed), limits),
        state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr),
               &BrotliDecoderDestroyInstance) {
    if (!state_) throw std::bad_alloc();
  }

 protected:
  Step decode(std::string_view packed, std::span<char> out) override {
    if (complete() && !packed.empty())
      throw Error(ErrorCode::io, "other bytes follow the Brotli data");
    const auto* next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
    auto* next_out = reinterpret_cast<std::uint8_t*>(out.data());
    std::size_t in_size = packed.size();
    std::size_t out_size = out.size();
    const auto status = BrotliDecoderDecompressStream(state_.get(), &in_size, &next_in, &out_size,
                                                      &next_out, nullptr);
    if (status == BROTLI_DECODER_RESULT_ERROR)
      throw Error(ErrorCode::io,
                  fmt::format("damaged Brotli data: {}",
                              BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state_.get()))));
    return {.consumed = packed.size() - in_size, .produced = out.size() - out_size};
  }
  [[nodiscard]] bool complete() const override {
    return BrotliDecoderIsFinished(state_.get()) != BROTLI_FALSE;
  }

 private:
  std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state_;
};

}  // namespace

std::unique_ptr<ByteStream> unpack_brotli(std::unique_ptr<ByteStream> packed, UnpackLimits limits) {
  return std::make_unique<Brotli>(std::move(packed), limits);
}

}  // namespace ae::indexing
