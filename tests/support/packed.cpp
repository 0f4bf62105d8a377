// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/packed.hpp"

#include <brotli/encode.h>
#include <bzlib.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <stdexcept>

namespace ae::test {

std::string gzip(std::string_view text) {
  z_stream zlib{};
  constexpr int gzip_wrapper = MAX_WBITS + 16;
  if (deflateInit2(&zlib, Z_BEST_SPEED, Z_DEFLATED, gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  std::string packed(deflateBound(&zlib, text.size()) + 64, '\0');
  zlib.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  zlib.avail_in = static_cast<uInt>(text.size());
  zlib.next_out = reinterpret_cast<Bytef*>(packed.data());
  zlib.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&zlib, Z_FINISH);
  packed.resize(zlib.total_out);
  deflateEnd(&zlib);
  if (status != Z_STREAM_END) throw std::runtime_error("deflate");
  return packed;
}

std::string zstd(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

std::string xz(std::string_view text) {
  std::string packed(lzma_stream_buffer_bound(text.size()), '\0');
  std::size_t size = 0;
  const auto status = lzma_easy_buffer_encode(
      1, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
      reinterpret_cast<std::uint8_t*>(packed.data()), &size, packed.size());
  if (status != LZMA_OK) throw std::runtime_error("lzma_easy_buffer_encode");
  packed.resize(size);
  return packed;
}

std::string brotli(std::string_view text) {
  std::size_t size = BrotliEncoderMaxCompressedSize(text.size());
  std::string packed(size, '\0');
  const auto* in = reinterpret_cast<const std::uint8_t*>(text.data());
  auto* out = reinterpret_cast<std::uint8_t*>(packed.data());
  if (BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(), in, &size,
                            out) == BROTLI_FALSE)
    throw std::runtime_error("BrotliEncoderCompress");
  packed.resize(size);
  return packed;
}

std::string bzip2(std::string_view text) {
  std::string packed(text.size() + text.size() / 100 + 600, '\0');
  auto size = static_cast<unsigned>(packed.size());
  const int status = BZ2_bzBuffToBuffCompress(packed.data(), &size, const_cast<char*>(text.data()),
                                              static_cast<unsigned>(text.size()), 9, 0, 0);
  if (status != BZ_OK) throw std::runtime_error("BZ2_bzBuffToBuffCompress");
  packed.resize(size);
  return packed;
}

std::string tar(std::string_view name, std::string_view text) {
  constexpr std::size_t block = 512;
  std::string header(block, '\0');
  const auto put = [&](std::size_t at, std::string_view field) {
    header.replace(at, field.size(), field);
  };
  std::array<char, 16> digits{};
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  std::snprintf(digits.data(), digits.size(), "%011zo", text.size());
  put(124, digits.data());
  put(136, "00000000000");
  put(148, "        ");
  put(156, "0");
  put(257, std::string_view("ustar\00000", 8));
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  std::snprintf(digits.data(), digits.size(), "%06o", sum);
  put(148, std::string_view(digits.data(), 7));
  std::string file = header + std::string(text);
  file.resize((file.size() + block - 1) / block * block, '\0');
  return file;
}

std::string zip(std::string_view name, std::string_view text, bool encrypted) {
  std::string file;
  const auto number = [&](std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i)
      file += static_cast<char>((value >> (8U * static_cast<unsigned>(i))) & 0xffU);
  };
  const auto entry = [&](bool central) {
    file += central ? "PK\x01\x02" : "PK\x03\x04";
    if (central) number(20, 2);
    number(20, 2);
    number(encrypted ? 1 : 0, 2);
    number(0, 2 + 2 + 2);  // stored; time and day
    number(crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size())),
           4);
    number(text.size(), 4);
    number(text.size(), 4);
    number(name.size(), 2);
    for (int i = 0; i < (central ? 8 : 1); ++i) number(0, 2);
    file += name;
  };
  entry(false);
  file += text;
  const auto directory = file.size();
  entry(true);
  const auto size = file.size() - directory;
  file += "PK\x05\x06";
  number(0, 4);
  number(1, 2);
  number(1, 2);
  number(size, 4);
  number(directory, 4);
  number(0, 2);
  return file;
}

}  // namespace ae::test
