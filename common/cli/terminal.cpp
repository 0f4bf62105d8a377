// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

namespace ae::cli {
namespace {

std::string_view text_of(const Environment& environment, const char* name) {
  const char* const value = environment(name);
  return value ? std::string_view(value) : std::string_view();
}

}  // namespace

Environment system_environment() {
  return [](const char* name) -> const char* { return std::getenv(name); };
}

bool is_terminal(std::FILE* stream) noexcept { return ::isatty(::fileno(stream)) == 1; }

std::size_t terminal_width(std::FILE* stream, const Environment& environment) {
  constexpr std::size_t narrowest = 20, usual = 80;
  winsize size{};
  if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::max<std::size_t>(size.ws_col, narrowest);
  const std::string_view text = text_of(environment, "COLUMNS");
  std::size_t columns = 0;
  std::from_chars(text.data(), text.data() + text.size(), columns);
  return columns == 0 ? usual : std::max(columns, narrowest);
}

bool use_colour(When when, bool terminal, const Environment& environment) {
  if (when != When::automatic) return when == When::always;
  if (!text_of(environment, "NO_COLOR").empty()) return false;
  const std::string_view force = text_of(environment, "CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  if (text_of(environment, "TERM") == "dumb" || text_of(environment, "CLICOLOR") == "0")
    return false;
  return terminal;
}

}  // namespace ae::cli
