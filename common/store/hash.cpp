// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/hash.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <charconv>
#include <new>

namespace ae::store {

std::uint64_t xxh3(std::string_view bytes) noexcept {
  return XXH3_64bits(bytes.data(), bytes.size());
}

Xxh3Stream::Xxh3Stream() : state_(XXH3_createState()) {
  if (!state_) throw std::bad_alloc();
  XXH3_64bits_reset(state_.get());
}

void Xxh3Stream::update(std::string_view bytes) noexcept {
  XXH3_64bits_update(state_.get(), bytes.data(), bytes.size());
}

std::uint64_t Xxh3Stream::digest() const noexcept { return XXH3_64bits_digest(state_.get()); }

void Xxh3Stream::Free::operator()(XXH3_state_s* state) const noexcept { XXH3_freeState(state); }

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

std::optional<std::uint64_t> from_hex(std::string_view text) noexcept {
  constexpr std::string_view digits = "0123456789abcdef";
  if (text.size() != 16 || text.find_first_not_of(digits) != text.npos) return {};
  std::uint64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, 16);
  return value;
}

}  // namespace ae::store
