// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/packed.hpp"

#include "ae/error.hpp"

#include <zstd.h>

namespace ae::store {

std::string pack(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), ZSTD_defaultCLevel());
  if (ZSTD_isError(size) != 0) throw Error(ErrorCode::internal, ZSTD_getErrorName(size));
  packed.resize(size);
  return packed;
}

std::optional<std::string> unpack(std::string_view packed, std::size_t limit) {
  const auto size = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > limit) return {};
  std::string text(size, '\0');
  if (ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size()) != size) return {};
  return text;
}

}  // namespace ae::store
