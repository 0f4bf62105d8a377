// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/version.hpp"
#include "common/cli/help.hpp"

#include <fmt/format.h>

#include <cctype>

namespace ae::cli {
namespace {

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

/// \p text as roff prints it literally: a hyphen that can be copied, no request at a line's start.
std::string literal(std::string_view text) {
  std::string out;
  if (text.starts_with('.') || text.starts_with('\'')) out += "\\&";
  for (const char c : text) {
    if (c == '-')
      out += "\\-";
    else if (c == '\\')
      out += "\\e";
    else if (c == '"')
      out += "\\(dq";
    else if (c == '~')
      out += "\\(ti";
    else
      out += c;
  }
  return out;
}

std::string entry(std::string_view term, std::string_view meaning) {
  return fmt::format(".TP\n.B {}\n{}\n", literal(term), literal(meaning));
}

}  // namespace

std::string man_page(const Program& program) {
  std::string out = ".\\\" Made from the table of options: do not edit.\n";
  out += fmt::format(".TH {} 1 \"\" \"ae {}\" \"User Commands\"\n", upper(program.name), version);
  out += fmt::format(".SH NAME\n{} \\- {}\n", literal(program.name), literal(program.summary));
  out += fmt::format(".SH SYNOPSIS\n.B {}\n{}\n", literal(program.name), literal(program.synopsis));
  out += fmt::format(".SH DESCRIPTION\n{}\n.SH OPTIONS\n", literal(program.description));
  for (const std::string_view group : groups(program)) {
    out += fmt::format(".SS {}\n", literal(group));
    for (const Option& option : program.options)
      if (option.group == group) out += entry(term_of(option), option.help);
  }
  for (const Section& section : program.sections) {
    out += fmt::format(".SH {}\n", literal(upper(section.title)));
    for (const Row& row : section.rows) out += entry(row.term, row.meaning);
  }
  return out;
}

}  // namespace ae::cli
