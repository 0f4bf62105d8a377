// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/help.hpp"

#include "ae/version.hpp"
#include "common/cli/layout.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::cli {
namespace {

std::string options_of(const Program& program, std::string_view group, std::size_t width) {
  std::vector<Pair> rows;
  for (const Option& option : program.options)
    if (option.group == group) rows.push_back({term_of(option), std::string(option.help)});
  return two_columns(rows, width);
}

std::string rows_of(const Section& section, std::size_t width) {
  std::vector<Pair> rows;
  for (const Row& row : section.rows)
    rows.push_back({std::string(row.term), std::string(row.meaning)});
  return two_columns(rows, width);
}

}  // namespace

std::string term_of(const Option& option) {
  std::string term;
  if (option.letter != '\0') term += fmt::format("-{}, ", option.letter);
  term += fmt::format("--{}", option.name);
  if (option.optional) return term + fmt::format("[={}]", option.argument);
  if (option.takes_value()) term += fmt::format(" {}", option.argument);
  return term;
}

std::vector<std::string_view> groups(const Program& program) {
  std::vector<std::string_view> result;
  for (const Option& option : program.options)
    if (std::ranges::find(result, option.group) == result.end()) result.push_back(option.group);
  return result;
}

std::string help(const Program& program, std::size_t width) {
  std::string out =
      wrapped(fmt::format("{}: {}", program.name, program.summary), width, 0) + "\n\n";
  out += fmt::format("Usage: {} {}\n\n", program.name, program.synopsis);
  out += wrapped(program.description, width, 0) + '\n';
  for (const std::string_view group : groups(program))
    out += fmt::format("\n{}:\n{}", group, options_of(program, group, width));
  for (const Section& section : program.sections)
    out += fmt::format("\n{}:\n{}", section.title, rows_of(section, width));
  return out;
}

std::string version_text(const Program& program) {
  return fmt::format("{} {}\nLicence GPL-2.0-or-later\n", program.name, version);
}

}  // namespace ae::cli
