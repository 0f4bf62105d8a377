// SPDX-License-Identifier: GPL-2.0-or-later
/// Lets the disk work while we do: what is being written need not wait for its sync.
#pragma once

#include "common/store/files.hpp"

#include <cstdint>

namespace ae::store {

/// Asks the system to begin to write \p size bytes from \p from on to disk, and does not wait:
/// sync_file() will have less to wait for. No promise, and nothing where the system knows no such
/// request.
void begin_sync(const FileHandle& file, std::uint64_t from, std::uint64_t size) noexcept;

}  // namespace ae::store
