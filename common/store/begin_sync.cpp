// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/begin_sync.hpp"

#include <fcntl.h>

namespace ae::store {

void begin_sync([[maybe_unused]] const FileHandle& file, [[maybe_unused]] std::uint64_t from,
                [[maybe_unused]] std::uint64_t size) noexcept {
#ifdef SYNC_FILE_RANGE_WRITE
  static_cast<void>(::sync_file_range(file.get(), static_cast<off_t>(from),
                                      static_cast<off_t>(size), SYNC_FILE_RANGE_WRITE));
#endif
}

}  // namespace ae::store
