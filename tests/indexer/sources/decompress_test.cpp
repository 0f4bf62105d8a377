// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/decompress.hpp"

#include "support/packed.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;

namespace {

struct Unpacked {
  std::string text;
  std::string error;
};

std::unique_ptr<ByteStream> open(std::unique_ptr<ByteStream> bytes, Compression compression,
                                 UnpackLimits limits) {
  if (compression == Compression::xz) return unpack_xz(std::move(bytes), limits);
  if (compression == Compression::bzip2) return unpack_bzip2(std::move(bytes), limits);
  if (compression == Compression::zstd) return unpack_zstd(std::move(bytes), limits);
  return unpack_gzip(std::move(bytes), limits);
}

Unpacked unpack(const std::string& packed, UnpackLimits limits = {}, std::size_t piece = 1000) {
  auto bytes = std::make_unique<ae::test::TextStream>(packed);
  const auto stream = open(std::move(bytes), compression_of(packed), limits);
  Unpacked result;
  try {
    while (stream->read(result.text, piece) > 0) {
    }
  } catch (const ae::Error& error) {
    result.error = error.what();
    CHECK(error.code() == ae::ErrorCode::io);
    CHECK_THROWS_AS(stream->read(result.text, piece), ae::Error);
  }
  return result;
}

std::string sample() {
  std::string text;
  for (int line = 0; line < 20'000; ++line)
    text += std::to_string(line * 7919 % 10'007) + " votes counted\n";
  return text;
}

using Pack = std::string (*)(std::string_view);

}  // namespace

TEST_CASE("packed data are told by their first bytes", "[indexer][sources]") {
  CHECK(compression_of(ae::test::gzip("a")) == Compression::gzip);
  CHECK(compression_of(ae::test::zstd("a")) == Compression::zstd);
  CHECK(compression_of(ae::test::xz("a")) == Compression::xz);
  CHECK(compression_of(ae::test::bzip2("a")) == Compression::bzip2);
  CHECK(compression_of("\x52\x2a\x4d\x18") == Compression::zstd);
  CHECK(compression_of("plain") == Compression::none);
  CHECK(compression_of("") == Compression::none);
}

TEST_CASE("packed text comes back whole, member after member", "[indexer][sources]") {
  const auto pack = GENERATE(Pack{ae::test::gzip}, Pack{ae::test::zstd}, Pack{ae::test::xz},
                             Pack{ae::test::bzip2});
  const std::size_t piece = GENERATE(1U, 1000U, 10'000'000U);
  const auto text = piece == 1 ? std::string("a few bytes") : sample();
  const auto all = unpack(pack(text) + pack("") + pack(text), {}, piece);
  CHECK(all.error.empty());
  CHECK(all.text == text + text);
  CHECK(unpack(pack(""), {}, piece).error.empty());
}

TEST_CASE("data cut short give what came before, then an error", "[indexer][sources]") {
  const auto pack = GENERATE(Pack{ae::test::gzip}, Pack{ae::test::zstd}, Pack{ae::test::xz},
                             Pack{ae::test::bzip2});
  const auto text = sample();
  const auto packed = pack(text);
  const auto cut = unpack(packed.substr(0, packed.size() * 9 / 10));
  CHECK(cut.error == "the compressed data break off early");
  CHECK(cut.text.size() < text.size());
  CHECK(text.starts_with(cut.text));
  CHECK(unpack(packed.substr(0, packed.size() - 1)).error == "the compressed data break off early");
  CHECK(unpack(packed.substr(0, 7)).error == "the compressed data break off early");
}

TEST_CASE("a small gzip file cut short still gives its beginning", "[indexer][sources]") {
  const auto packed = ae::test::gzip("one line\n");
  CHECK(unpack(packed.substr(0, packed.size() - 8)).text == "one line\n");
}

TEST_CASE("altered data are noticed by their check sum", "[indexer][sources]") {
  const auto pack = GENERATE(Pack{ae::test::gzip}, Pack{ae::test::zstd}, Pack{ae::test::xz},
                             Pack{ae::test::bzip2});
  auto packed = pack(sample());
  const auto at = GENERATE(0.3, 0.6, 0.9);
  packed[static_cast<std::size_t>(at * static_cast<double>(packed.size()))] ^= 0x10;
  CHECK_FALSE(unpack(packed).error.empty());

  auto sum = ae::test::gzip("one line\n");
  sum[sum.size() - 6] ^= 1;
  CHECK(unpack(sum).error.starts_with("damaged gzip data"));
}

TEST_CASE("padding after gzip data is passed over, other bytes are not", "[indexer][sources]") {
  const auto packed = ae::test::gzip("text");
  CHECK(unpack(packed + std::string(5000, '\0')).error.empty());
  const auto junk = unpack(packed + "junk");
  CHECK(junk.text == "text");
  CHECK(junk.error == "other bytes follow the gzip data");
  CHECK_FALSE(unpack(ae::test::zstd("text") + "junk and more junk").error.empty());
}

TEST_CASE("data made to fill the memory are given up", "[indexer][sources]") {
  const auto pack = GENERATE(Pack{ae::test::gzip}, Pack{ae::test::zstd}, Pack{ae::test::xz},
                             Pack{ae::test::bzip2});
  const std::string zeros(4 << 20U, '\0');
  const UnpackLimits ratio{.total = 1U << 30U, .ratio = 100, .ratio_from = 1 << 20U};
  CHECK(unpack(pack(zeros), ratio).error == "unpacks to more than 100 times its size");
  const UnpackLimits total{.total = 1'000'000, .ratio = 1'000'000, .ratio_from = 1 << 20U};
  const auto all = unpack(pack(zeros), total);
  CHECK(all.error == "unpacks to more than 1000000 bytes");
  CHECK(all.text.size() <= 1'001'000);
  CHECK(unpack(pack(zeros)).error.empty());
}
