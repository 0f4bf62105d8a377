// SPDX-License-Identifier: GPL-2.0-or-later
/// See model.hpp.
#include "indexer/entities/model.hpp"

#include "ae/error.hpp"
#include "common/store/codec.hpp"
#include "common/store/hash.hpp"

#include <fmt/core.h>

#include <bit>
#include <cassert>

namespace ae::indexing {
namespace {

constexpr std::string_view magic = "AENAMES\n";
constexpr std::uint32_t format = 1;
constexpr std::size_t header_size = 64;
constexpr std::size_t sum_at = 24;  // the checksum covers all that follows it
constexpr std::size_t alignment = 64;
constexpr std::uint32_t most_bits = 24;  // of a number of rows or slots

constexpr std::size_t padded(std::size_t size) {
  return (size + alignment - 1) / alignment * alignment;
}

struct Header {
  std::uint32_t slot_bits = 0;
  std::uint32_t row_bits = 0;
  std::uint32_t passes = 0;

  [[nodiscard]] std::size_t words_size() const {
    return (std::size_t{1} << slot_bits) * sizeof(WordTable::Slot);
  }
  [[nodiscard]] std::size_t transitions_size() const { return passes * sizeof(Transitions); }
  [[nodiscard]] std::size_t rows() const { return (std::size_t{1} << row_bits) * passes; }
  [[nodiscard]] std::size_t file_size() const {
    return header_size + padded(words_size()) + padded(transitions_size()) +
           padded(rows() * sizeof(Row));
  }
};

[[noreturn]] void damaged(std::string_view name, std::string_view what) {
  throw Error(ErrorCode::archive_damaged, fmt::format("{}: {}", name, what),
              "make it anew with: ae-entities train");
}

Header read_header(std::string_view bytes, std::string_view name) {
  if (bytes.size() < header_size || bytes.substr(0, magic.size()) != magic) {
    damaged(name, "is no model of names");
  }
  const auto version = store::load_fixed<std::uint32_t>(bytes.data() + 8);
  if (version != format) {
    throw Error(ErrorCode::format_mismatch,
                fmt::format("{}: has format {}, not {}", name, version, format),
                "make it anew with: ae-entities train");
  }
  Header header;
  header.slot_bits = store::load_fixed<std::uint32_t>(bytes.data() + 12);
  header.row_bits = store::load_fixed<std::uint32_t>(bytes.data() + 16);
  header.passes = store::load_fixed<std::uint32_t>(bytes.data() + 20);
  const bool sane = header.slot_bits <= most_bits && header.row_bits <= most_bits &&
                    header.passes >= 1 && header.passes <= 2;
  if (!sane) damaged(name, "has a damaged header");
  if (bytes.size() != header.file_size()) damaged(name, "is cut off or too long");
  return header;
}

std::uint64_t sum_of(std::string_view bytes) { return store::xxh3(bytes.substr(sum_at + 8)); }

// The file is mapped and its sections are aligned, so that they are used in place.
template <class T>
std::span<const T> in_place(std::string_view bytes, std::size_t at, std::size_t count) {
  static_assert(alignment % alignof(T) == 0 && std::endian::native == std::endian::little);
  return {reinterpret_cast<const T*>(bytes.data() + at), count};
}

}  // namespace

Model open_model(std::string_view bytes, std::string_view name, Trust trust) {
  assert(reinterpret_cast<std::uintptr_t>(bytes.data()) % 16 == 0);
  const auto header = read_header(bytes, name);
  const auto sum = store::load_fixed<std::uint64_t>(bytes.data() + sum_at);
  if (trust == Trust::checksum && sum != sum_of(bytes)) damaged(name, "was altered");
  Model model;
  auto at = header_size;
  model.words = WordTable(in_place<WordTable::Slot>(bytes, at, std::size_t{1} << header.slot_bits));
  at += padded(header.words_size());
  model.weights.transitions = in_place<Transitions>(bytes, at, header.passes);
  at += padded(header.transitions_size());
  model.weights.rows = in_place<Row>(bytes, at, header.rows());
  return model;
}

std::string pack_model(std::span<const WordTable::Slot> words,
                       std::span<const PassWeights> passes) {
  const auto bits = [](std::size_t size) {
    assert(std::has_single_bit(size));
    return static_cast<std::uint32_t>(std::countr_zero(size));
  };
  const auto append = [](std::string& out, const auto& section) {
    const auto size = section.size() * sizeof(section[0]);
    out.append(reinterpret_cast<const char*>(section.data()), size);
    out.append(padded(size) - size, '\0');
  };
  std::string out(magic);
  store::append_fixed(out, format);
  store::append_fixed(out, bits(words.size()));
  store::append_fixed(out, bits(passes.front().rows.size()));
  store::append_fixed(out, static_cast<std::uint32_t>(passes.size()));
  out.resize(header_size, '\0');
  append(out, words);
  std::vector<Transitions> transitions;
  for (const auto& pass : passes) transitions.push_back(pass.transitions);
  append(out, transitions);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < passes.front().rows.size(); ++i) {
    for (const auto& pass : passes) rows.push_back(pass.rows[i]);
  }
  append(out, rows);
  std::string sum;
  store::append_fixed(sum, sum_of(out));
  return out.replace(sum_at, sum.size(), sum);
}

}  // namespace ae::indexing
