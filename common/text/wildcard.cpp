// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/wildcard.hpp"

#include "common/text/unicode.hpp"

#include <cstddef>

namespace ae::text {

bool matches_wildcard(std::string_view text, std::string_view pattern) noexcept {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;  // the last * seen,
  std::size_t resume = 0;                     // and where the text goes on if it takes one more
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      resume = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == '?') {
      ++in_pattern;
      at += decode(text, at).size;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      resume += decode(text, resume).size;
      at = resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

}  // namespace ae::text
