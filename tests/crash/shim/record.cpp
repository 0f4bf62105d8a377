// SPDX-License-Identifier: GPL-2.0-or-later
#include "record.hpp"

#include <cstdlib>

#include "raw.hpp"

namespace ae::crash {
namespace {

constexpr std::string_view current = "/CURRENT";
constexpr std::string_view marker = "/ae-archive";

/// The archive whose CURRENT or marker was replaced and whose folder was not synced since.
std::string& unsynced_archive() {
  static std::string path;
  return path;
}

void put(const std::string& line) {
  static const char* const file = std::getenv("AE_RECORD");
  if (file != nullptr) append_raw(file, line + '\n');
}

void note_published(const std::string& archive) {
  static const char* const file = std::getenv("AE_PUBLISHED");
  const bool is_archive = !read_raw(archive + std::string(marker)).empty();
  if (file != nullptr && is_archive) append_raw(file, read_raw(archive + std::string(current)));
}

}  // namespace

std::unique_lock<std::mutex> in_order() {
  static std::mutex one_at_a_time;
  return std::unique_lock(one_at_a_time);
}

void record(std::string_view what, const std::string& path) { put(std::string(what) + ' ' + path); }

void record_write(const std::string& path, off_t offset, std::string_view bytes) {
  put("write " + std::to_string(offset) + ' ' + std::to_string(bytes.size()) + ' ' + path + '\n' +
      std::string(bytes));
}

void record_truncate(const std::string& path, off_t size) {
  put("truncate " + std::to_string(size) + ' ' + path);
}

void record_rename(const std::string& from, const std::string& to) {
  put("rename " + from + '\n' + to);
  for (const std::string_view name : {current, marker})
    if (to.ends_with(name)) unsynced_archive() = to.substr(0, to.size() - name.size());
}

void record_sync(const std::string& path) {
  put("sync " + path);
  if (path.empty() || path != unsynced_archive()) return;
  note_published(path);
  unsynced_archive().clear();
}

}  // namespace ae::crash
