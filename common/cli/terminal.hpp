// SPDX-License-Identifier: GPL-2.0-or-later
/// What stands at the other end of a stream, and what the environment says about it.
#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>

namespace ae::cli {

/// Looks up an environment variable; null where it is not set. Tests give their own.
using Environment = std::function<const char*(const char*)>;

[[nodiscard]] Environment system_environment();

enum class When { automatic, always, never };

[[nodiscard]] bool is_terminal(std::FILE* stream) noexcept;

/// Columns of the terminal behind \p stream: what it says, else $COLUMNS, else 80. At least 20.
[[nodiscard]] std::size_t terminal_width(std::FILE* stream, const Environment& environment);

/// Whether to colour: \p when, then NO_COLOR, CLICOLOR_FORCE, TERM=dumb and CLICOLOR=0, then
/// whether it is a terminal (no-color.org, bixense.com/clicolors).
[[nodiscard]] bool use_colour(When when, bool terminal, const Environment& environment);

}  // namespace ae::cli
