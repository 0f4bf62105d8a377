// SPDX-License-Identifier: GPL-2.0-or-later
/// Which format an input has: by its first bytes, then by its name.
#pragma once

#include "indexer/readers/reader.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Enough of an input to tell what it is. Bytes.
inline constexpr std::size_t sniffed_bytes = 64 << 10;

struct Sniffed {
  std::optional<Format> format;  ///< nothing: no reader takes it
  std::string_view rule;         ///< of the fault, where no reader takes it
  std::string reason;            ///< likewise
};

/// \param head   the first bytes
/// \param whole  whether \p head is all there is
/// \param name   Blob::name
/// \param asked  automatic, or what the user says it is: then only bytes that are no text at all
///               are refused
[[nodiscard]] Sniffed sniff(std::string_view head, bool whole, std::string_view name, Format asked);

}  // namespace ae::indexing
