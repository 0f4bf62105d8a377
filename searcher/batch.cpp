// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/batch.hpp"

#include "ae/error.hpp"
#include "common/text/ascii.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iostream>

namespace ae::searching {

BatchQuery read_batch_query(std::string_view line, std::uint64_t number) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t tab = line.find('\t');
  const bool has_id = tab != std::string_view::npos && !ascii::trim(line.substr(0, tab)).empty();
  return {.line = number,
          .id = has_id ? std::string(ascii::trim(line.substr(0, tab))) : fmt::format("{}", number),
          .text = std::string(ascii::trim(has_id ? line.substr(tab + 1) : line))};
}

void for_each_query(const std::string& file, const std::function<void(BatchQuery&&)>& answer) {
  std::ifstream opened;
  if (file != "-") opened.open(file, std::ios::binary);
  std::istream& input = file == "-" ? std::cin : opened;
  std::string line;
  for (std::uint64_t number = 1; std::getline(input, line); ++number)
    answer(read_batch_query(line, number));
  if (input.bad() || (file != "-" && !opened.is_open()))
    throw Error(ErrorCode::bad_usage, fmt::format("{}: cannot be read", file));
}

}  // namespace ae::searching
