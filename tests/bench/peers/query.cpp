// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/peers/query.hpp"

#include <array>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace ae::bench {
namespace {

Op read_op(std::string_view name) {
  constexpr std::array ops{std::pair{"all", Op::all},   std::pair{"and", Op::both},
                           std::pair{"or", Op::any},    std::pair{"phrase", Op::phrase},
                           std::pair{"near", Op::near}, std::pair{"prefix", Op::prefix}};
  for (const auto& [known, op] : ops)
    if (name == known) return op;
  throw std::runtime_error("no such kind of query: " + std::string(name));
}

Query read_query(const std::string& line) {
  const auto columns = split(line, '\t');
  if (columns.size() != 6) throw std::runtime_error("a query has six columns: " + line);
  return {.op = read_op(columns[0]),
          .words = split(columns[1], ' '),
          .person = columns[2],
          .from = columns[3],
          .to = columns[4],
          .newest = columns[5].find("newest") != std::string::npos,
          .facets = columns[5].find("facets") != std::string::npos};
}

}  // namespace

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; (end = text.find(by, begin)) != std::string::npos; begin = end + 1)
    parts.push_back(text.substr(begin, end - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<Query> read_queries(const std::filesystem::path& file) {
  std::ifstream input(file);
  if (!input) throw std::runtime_error(file.string() + ": cannot be read");
  std::vector<Query> queries;
  for (std::string line; std::getline(input, line);) queries.push_back(read_query(line));
  return queries;
}

}  // namespace ae::bench
