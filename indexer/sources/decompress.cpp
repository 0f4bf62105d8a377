// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/decompress.hpp"

#include "ae/error.hpp"
#include "indexer/sources/peeked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t input_size = 64 << 10;
constexpr std::size_t magic_size = 6;
constexpr std::size_t held_size = 1 << 20;  ///< of a member, packed; a page of a crawl is smaller

}  // namespace

Compression compression_of(std::string_view head) noexcept {
  using namespace std::string_view_literals;
  if (head.starts_with("\x1f\x8b\x08"sv)) return Compression::gzip;
  if (head.starts_with("\x28\xb5\x2f\xfd"sv)) return Compression::zstd;
  if (head.starts_with("\xfd\x37\x7a\x58\x5a\x00"sv)) return Compression::xz;
  if (head.starts_with("BZh"sv) && head.size() >= 4 && head[3] >= '1' && head[3] <= '9')
    return Compression::bzip2;
  // A skippable frame, with which the parallel writers of Zstandard begin.
  if (head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xf0U) == 0x50U &&
      head.substr(1, 3) == "\x2a\x4d\x18"sv)
    return Compression::zstd;
  return Compression::none;
}

std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> bytes) {
  auto peeked = std::make_unique<PeekedStream>(std::move(bytes));
  switch (compression_of(peeked->peek(magic_size))) {
    case Compression::gzip:
      return unpack_gzip(std::move(peeked));
    case Compression::zstd:
      return unpack_zstd(std::move(peeked));
    case Compression::xz:
      return unpack_xz(std::move(peeked));
    case Compression::bzip2:
      return unpack_bzip2(std::move(peeked));
    case Compression::none:
      break;
  }
  return peeked;
}

Decoder::Decoder(std::unique_ptr<ByteStream> packed, UnpackLimits limits)
    : packed_(std::move(packed)), limits_(limits) {}

Decoder::~Decoder() = default;

std::size_t Decoder::read(std::string& out, std::size_t wanted) {
  const auto start = out.size();
  out.resize(start + wanted);
  std::size_t filled = 0;
  try {
    while (filled < wanted && !ended_ && !broken_) {
      filled += step(std::span(out).subspan(start + filled));
      check_limits();
    }
  } catch (const Error& error) {
    broken_ = std::make_unique<Error>(error);
  }
  out.resize(start + filled);
  if (broken_ && filled == 0) throw Error(*broken_);
  return filled;
}

/// One call of the decoder. \returns the bytes produced
std::size_t Decoder::step(std::span<char> out) {
  if (used_ == input_.size() && !input_ended_) refill();
  const auto done = decode_some(out);
  used_ += done.consumed;
  bytes_out_ += done.produced;
  if (complete()) {
    member_ = used_;
    sound_ = bytes_out_;
    resumed_ = false;
  }
  if (input_ended_ && used_ == input_.size() && done.produced == 0) {
    sound_ = bytes_out_;  // what is missing says nothing against what came
    if (!complete()) throw Error(ErrorCode::io, "the compressed data break off early");
    ended_ = true;
  }
  return done.produced;
}

Decoder::Step Decoder::decode_some(std::span<char> out) {
  try {
    return decode(std::string_view(input_).substr(used_), out);
  } catch (const Error&) {
    damaged_ = true;
    throw;
  }
}

/// Damage is often met past the end of the member that has it. So what was read of a member is held
/// for a while: the next one is looked for right behind the beginning of this one.
void Decoder::refill() {
  const std::size_t done = used_ - member_ > held_size ? used_ : member_;
  input_.erase(0, done);
  used_ -= done;
  member_ = 0;
  const auto got = packed_->read(input_, input_size);
  input_ended_ = got == 0;
  bytes_in_ += got;
}

/// A place that only looks like the beginning of a member is damaged as well. Behind such a place
/// reading never goes back, so that hostile data take linear time.
bool Decoder::resume() {
  if (!std::exchange(damaged_, false)) return false;
  const std::size_t behind = std::min(member_ + 1, input_.size());
  used_ = resumed_ ? std::max(used_, behind) : behind;
  while (true) {
    const auto at = find_member(std::string_view(input_).substr(used_));
    if (at != npos) {
      used_ = member_ = used_ + at;
      resumed_ = true;
      begin_member();
      broken_.reset();
      return true;
    }
    if (input_ended_) return false;
    used_ = member_ = std::max(used_, input_.size() - std::min(input_.size(), magic_size));
    refill();
  }
}

std::size_t Decoder::find_member(std::string_view /*packed*/) const { return npos; }

void Decoder::check_limits() const {
  if (bytes_out_ > limits_.total)
    throw Error(ErrorCode::io, fmt::format("unpacks to more than {} bytes", limits_.total),
                "unpack it yourself and split it");
  if (bytes_out_ > limits_.ratio_from && bytes_out_ / limits_.ratio > bytes_in_)
    throw Error(ErrorCode::io, fmt::format("unpacks to more than {} times its size", limits_.ratio),
                "unpack it yourself, should it be no trap");
}

}  // namespace ae::indexing
