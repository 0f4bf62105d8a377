// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/program.hpp"

#include <algorithm>

namespace ae::cli {

std::vector<std::string_view> choices(const Option& option) {
  std::vector<std::string_view> words;
  if (!option.is_choice()) return words;
  std::string_view rest = option.argument;
  for (std::size_t bar = rest.find('|'); bar != std::string_view::npos; bar = rest.find('|')) {
    words.push_back(rest.substr(0, bar));
    rest.remove_prefix(bar + 1);
  }
  words.push_back(rest);
  return words;
}

const Option* find(std::span<const Option> options, std::string_view name) noexcept {
  const auto it = std::ranges::find(options, name, &Option::name);
  return it == options.end() ? nullptr : &*it;
}

}  // namespace ae::cli
