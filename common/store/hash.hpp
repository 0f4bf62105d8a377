// SPDX-License-Identifier: GPL-2.0-or-later
/// XXH3, 64 bits: the checksum of everything that stands in an archive. It finds accidents, not
/// forgeries.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace ae::store {

[[nodiscard]] std::uint64_t xxh3(std::string_view bytes) noexcept;

/// The XXH3 of bytes that arrive in pieces.
class Xxh3Stream {
 public:
  Xxh3Stream();
  void update(std::string_view bytes) noexcept;
  [[nodiscard]] std::uint64_t digest() const noexcept;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const noexcept;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

/// Sixteen lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::uint64_t value);

/// Reads exactly what to_hex writes; nothing else.
[[nodiscard]] std::optional<std::uint64_t> from_hex(std::string_view text) noexcept;

}  // namespace ae::store
