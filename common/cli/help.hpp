// SPDX-License-Identifier: GPL-2.0-or-later
/// --help, the man page and shell completions, all from a Program's table.
#pragma once

#include "common/cli/program.hpp"

#include <cstddef>
#include <string>

namespace ae::cli {

/// What --help prints, at most \p width columns wide.
[[nodiscard]] std::string help(const Program& program, std::size_t width = 80);

/// What --version prints: name, version, licence.
[[nodiscard]] std::string version_text(const Program& program);

/// "--facets[=LIST]", "-h, --help".
[[nodiscard]] std::string term_of(const Option& option);

/// Groups in the order in which the table first names them.
[[nodiscard]] std::vector<std::string_view> groups(const Program& program);

/// The page of section 1, in man(7) macros.
[[nodiscard]] std::string man_page(const Program& program);

[[nodiscard]] std::string bash_completion(const Program& program);
[[nodiscard]] std::string zsh_completion(const Program& program);
[[nodiscard]] std::string fish_completion(const Program& program);

}  // namespace ae::cli
