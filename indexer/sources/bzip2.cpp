// SPDX-License-Identifier: GPL-2.0-or-later
/// bzip2 by libbz2, check sums verified; streams one after another, as parallel writers make them.
#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"

#include <bzlib.h>
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <new>

namespace ae::indexing {
namespace {

class Bzip2 final : public Decoder {
 public:
  Bzip2(std::unique_ptr<ByteStream> packed, UnpackLimits limits)
      : Decoder(std::move(packed), limits) {
    begin();
  }
  ~Bzip2() override { BZ2_bzDecompressEnd(&bzip2_); }
  Bzip2(const Bzip2&) = delete;
  Bzip2& operator=(const Bzip2&) = delete;

 protected:
  Step decode(std::string_view packed, std::span<char> out) override {
    if (packed.empty() && complete_) return {};
    if (complete_) {
      BZ2_bzDecompressEnd(&bzip2_);
      begin();
    }
    constexpr std::size_t most = std::numeric_limits<unsigned>::max();
    const auto given = static_cast<unsigned>(std::min(packed.size(), most));
    const auto room = static_cast<unsigned>(std::min(out.size(), most));
    bzip2_.next_in = const_cast<char*>(packed.data());  // libbz2 does not write to it
    bzip2_.avail_in = given;
    bzip2_.next_out = out.data();
    bzip2_.avail_out = room;
    const int status = BZ2_bzDecompress(&bzip2_);
    if (status != BZ_OK && status != BZ_STREAM_END)
      throw Error(ErrorCode::io, fmt::format("damaged bzip2 data (libbz2 says {})", status));
    complete_ = status == BZ_STREAM_END;
    return {.consumed = given - bzip2_.avail_in, .produced = room - bzip2_.avail_out};
  }
  [[nodiscard]] bool complete() const override { return complete_; }

 private:
  void begin() {
    bzip2_ = {};
    if (BZ2_bzDecompressInit(&bzip2_, 0, 0) != BZ_OK) throw std::bad_alloc();
    complete_ = false;
  }

  bz_stream bzip2_{};
  bool complete_ = false;
};

}  // namespace

std::unique_ptr<ByteStream> unpack_bzip2(std::unique_ptr<ByteStream> packed, UnpackLimits limits) {
  return std::make_unique<Bzip2>(std::move(packed), limits);
}

}  // namespace ae::indexing
