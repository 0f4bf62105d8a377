// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/sealed_file.hpp"

#include "ae/error.hpp"
#include "common/store/begin_sync.hpp"
#include "common/store/codec.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace ae::store {
namespace {

constexpr std::string_view head = "AESEALED";
constexpr std::string_view tail = "DELAESEA";
constexpr std::size_t trailer_size = 32;
constexpr std::size_t buffer_size = 64 * block_size;  // 1 MiB

constexpr std::uint64_t blocks_of(std::uint64_t size) {
  return size / block_size + (size % block_size != 0);
}

std::string encode_directory(std::string_view kind, std::uint32_t version,
                             const std::vector<Section>& sections) {
  std::string out;
  append_counted(out, kind);
  append_varint(out, version);
  append_varint(out, sections.size());
  for (const auto& section : sections) {
    append_counted(out, section.name);
    append_varint(out, section.offset);
    append_varint(out, section.length);
  }
  return out;
}

}  // namespace

SealedFileWriter::SealedFileWriter(std::filesystem::path path, std::string kind,
                                   std::uint32_t version)
    : path_(std::move(path)), kind_(std::move(kind)), version_(version), file_(create_file(path_)) {
  buffer_.reserve(buffer_size);
  put(head);
}

void SealedFileWriter::begin_section(std::string name) {
  end_section();
  assert(!name.empty());
  assert(std::ranges::find(sections_, name, &Section::name) == sections_.end());
  sections_.push_back({.name = std::move(name), .offset = written_ + buffer_.size()});
}

void SealedFileWriter::append(std::string_view bytes) {
  assert(!sections_.empty());
  sections_.back().length += bytes.size();
  put(bytes);
}

std::uint64_t SealedFileWriter::section_length() const noexcept {
  return sections_.empty() ? 0 : sections_.back().length;
}

FileSum SealedFileWriter::finish() {
  end_section();
  write_out();
  const std::uint64_t body_size = written_;
  std::string rest;
  rest.reserve(sums_.size() * sizeof(std::uint64_t) + 4096);
  for (const auto sum : sums_) append_fixed(rest, sum);
  const std::string directory = encode_directory(kind_, version_, sections_);
  rest += directory;
  append_fixed(rest, body_size);
  append_fixed(rest, std::uint64_t{directory.size()});
  append_fixed(rest, xxh3(rest));
  rest += tail;
  write_all(file_, path_, rest);
  whole_.update(rest);
  file_ = FileHandle();
  return {.size = body_size + rest.size(), .xxh3 = whole_.digest()};
}

void SealedFileWriter::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.substr(0, buffer_size - buffer_.size());
    buffer_.append(part);
    bytes.remove_prefix(part.size());
    if (buffer_.size() == buffer_size) write_out();
  }
}

void SealedFileWriter::end_section() {
  constexpr std::string_view zeros("\0\0\0\0\0\0\0", section_alignment - 1);
  put(zeros.substr(0, -(written_ + buffer_.size()) % section_alignment));
}

void SealedFileWriter::write_out() {
  const std::string_view all = buffer_;
  for (std::size_t at = 0; at < all.size(); at += block_size) {
    sums_.push_back(store::xxh3(all.substr(at, block_size)));
  }
  whole_.update(all);
  write_all(file_, path_, all);
  begin_sync(file_, written_, all.size());
  written_ += all.size();
  buffer_.clear();
}

SealedFile::SealedFile(std::filesystem::path path, std::string_view kind, std::uint32_t version)
    : path_(std::move(path)), map_(path_) {
  const std::string_view all = map_.bytes();
  if (all.size() < head.size() + trailer_size || !all.ends_with(tail)) {
    throw_damaged("is cut short");
  }
  Cursor trailer(all.substr(all.size() - trailer_size));
  body_size_ = trailer.fixed<std::uint64_t>();
  const auto directory_size = trailer.fixed<std::uint64_t>();
  const auto sum = trailer.fixed<std::uint64_t>();
  const std::uint64_t room = all.size() - trailer_size;
  const std::uint64_t sums_size = blocks_of(body_size_) * sizeof(std::uint64_t);
  if (body_size_ > room || sums_size > room - body_size_ ||
      directory_size != room - body_size_ - sums_size) {
    throw_damaged("its trailer was altered");
  }
  const auto summed = all.substr(body_size_, all.size() - body_size_ - tail.size() - sizeof(sum));
  if (store::xxh3(summed) != sum) throw_damaged("its directory was altered");
  sums_ = summed.substr(0, sums_size);
  verified_ = std::make_unique<std::atomic<std::uint64_t>[]>(blocks_of(body_size_) / 64 + 1);
  read_directory(summed.substr(sums_size, directory_size), kind, version);
}

void SealedFile::read_directory(std::string_view directory, std::string_view kind,
                                std::uint32_t version) {
  Cursor cursor(directory);
  const auto its_kind = cursor.counted();
  const auto its_version = cursor.varint();
  if (!cursor.ok() || its_kind != kind) throw_damaged(fmt::format("does not hold {}", kind));
  if (its_version != version) {
    throw Error(ErrorCode::format_mismatch,
                fmt::format("{}: has format {} of {}, this program reads {}", path_.string(),
                            its_version, kind, version),
                "build the archive anew with: ae-index --rebuild FOLDER");
  }
  for (auto count = cursor.varint(); count > 0 && cursor.ok(); --count) {
    Section section{.name = std::string(cursor.counted())};
    section.offset = cursor.varint();
    section.length = cursor.varint();
    if (section.offset % section_alignment != 0 || section.offset > body_size_ ||
        section.length > body_size_ - section.offset) {
      throw_damaged(fmt::format("section {} lies outside the file", section.name));
    }
    sections_.push_back(std::move(section));
  }
  if (!cursor.ok() || !cursor.at_end()) throw_damaged("its directory makes no sense");
}

const Section* SealedFile::find_section(std::string_view name) const noexcept {
  const auto found = std::ranges::find(sections_, name, &Section::name);
  return found == sections_.end() ? nullptr : &*found;
}

const Section& SealedFile::section(std::string_view name) const {
  const Section* const found = find_section(name);
  if (found == nullptr) throw_damaged(fmt::format("has no section {}", name));
  return *found;
}

std::string_view SealedFile::bytes(const Section& section, std::uint64_t offset,
                                   std::uint64_t length) const {
  if (offset > section.length || length > section.length - offset) {
    throw_damaged(fmt::format("section {} is shorter than it should be", section.name));
  }
  const std::uint64_t from = section.offset + offset;
  verify(from, from + length);
  return map_.bytes().substr(from, length);
}

std::string_view SealedFile::bytes(std::string_view section_name, std::uint64_t offset,
                                   std::uint64_t length) const {
  return bytes(section(section_name), offset, length);
}

std::string_view SealedFile::bytes(const Section& section) const {
  return bytes(section, 0, section.length);
}

void SealedFile::verify_all() const { verify(0, body_size_); }

void SealedFile::throw_damaged(std::string_view what) const { store::throw_damaged(path_, what); }

void SealedFile::verify(std::uint64_t from, std::uint64_t to) const {
  if (from == to) return;
  for (std::uint64_t block = from / block_size; block <= (to - 1) / block_size; ++block) {
    const std::uint64_t bit = std::uint64_t{1} << (block % 64);
    // Relaxed: the bytes never change, so at worst two threads verify the same block.
    if ((verified_[block / 64].load(std::memory_order_relaxed) & bit) != 0) continue;
    verify_block(block);
    verified_[block / 64].fetch_or(bit, std::memory_order_relaxed);
  }
}

void SealedFile::verify_block(std::uint64_t block) const {
  const auto body = map_.bytes().substr(0, body_size_);
  const auto expected = load_fixed<std::uint64_t>(sums_.data() + block * sizeof(std::uint64_t));
  if (store::xxh3(body.substr(block * block_size, block_size)) != expected) {
    throw_damaged(fmt::format("the block at byte {} was altered", block * block_size));
  }
}

}  // namespace ae::store
