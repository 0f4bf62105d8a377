// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes down, in their order, the calls that changed files, and what was acknowledged.
///
///     AE_RECORD=FILE     a line each: "write OFFSET SIZE PATH" and, in lines of their own, the
///                        bytes; "truncate SIZE PATH", "open PATH" (created, or opened to write),
///                        "mkdir PATH", "unlink PATH", "sync PATH"; "rename FROM" and a line "TO"
///     AE_PUBLISHED=FILE  the text of CURRENT each time that the folder of an archive was synced
///                        after CURRENT or the marker had been replaced: from then on it must not
///                        be lost
#pragma once

#include <sys/types.h>

#include <mutex>
#include <string>
#include <string_view>

namespace ae::crash {

/// Held around a call and its record, so that the order written down is the order that was.
[[nodiscard]] std::unique_lock<std::mutex> in_order();

void record_write(const std::string& path, off_t offset, std::string_view bytes);
void record_truncate(const std::string& path, off_t size);
void record_rename(const std::string& from, const std::string& to);
void record_sync(const std::string& path);

/// \param what  "open", "mkdir" or "unlink"
void record(std::string_view what, const std::string& path);

}  // namespace ae::crash
