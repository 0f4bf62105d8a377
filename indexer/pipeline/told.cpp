// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/told.hpp"

#include "common/store/packed.hpp"

#include <algorithm>

namespace ae::indexing {

std::string packed(const Told& told) {
  if (told.text.empty()) return {};
  return store::pack(told.file + '\n' + told.text);
}

Told unpacked_told(const store::Settings& settings) {
  constexpr std::size_t longest_name = 1 << 16;
  const auto kept = settings.find(told_setting);
  if (kept == settings.end()) return {};
  const auto text = store::unpack(kept->second, largest_told + longest_name);
  if (!text) return {};
  const std::size_t end = std::min(text->find('\n'), text->size());
  return {.file = text->substr(0, end), .text = text->substr(std::min(end + 1, text->size()))};
}

}  // namespace ae::indexing
