// SPDX-License-Identifier: GPL-2.0-or-later
/// See shown_name.hpp.
#include "indexer/entities/shown_name.hpp"

#include <algorithm>
#include <cstddef>

namespace ae::indexing {

std::string tidy(std::string_view form) {
  std::string plain;
  for (const char c : form) {
    const bool space = c == ' ' || (c >= 9 && c <= 13);
    if (!space) {
      plain += c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  return plain;
}

std::string without_shouting(std::string name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
    return name;
  }
  for (std::size_t i = name.size(); i-- > 1;) {
    if (is_upper(name[i]) && is_upper(name[i - 1])) name[i] = static_cast<char>(name[i] + 32);
  }
  return name;
}

}  // namespace ae::indexing
