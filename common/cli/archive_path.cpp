// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/archive_path.hpp"

#include "ae/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>

namespace ae::cli {
namespace {

namespace fs = std::filesystem;

bool is_set(const char* value) { return value && *value != '\0'; }

/// The folder of archives known by name. The XDG specification has relative paths ignored.
fs::path data_home(const Environment& environment) {
  if (const char* const xdg = environment("XDG_DATA_HOME"); is_set(xdg) && *xdg == '/')
    return fs::path(xdg) / "ae";
  if (const char* const home = environment("HOME"); is_set(home))
    return fs::path(home) / ".local/share/ae";
  throw Error(ErrorCode::bad_usage, "no home folder is known to keep archives in",
              "say where: --db FOLDER");
}

bool is_remote(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == name.size()) return false;
  return std::ranges::all_of(name.substr(colon + 1), [](char c) { return c >= '0' && c <= '9'; });
}

fs::path named(const std::string& name, const Environment& environment) {
  std::error_code ignored;
  if (name == "." || name == ".." || name.find('/') != std::string::npos ||
      fs::is_directory(name, ignored))
    return name;
  if (is_remote(name))
    throw Error(ErrorCode::bad_usage,
                fmt::format("{}: archives on other machines cannot be used yet", name),
                "a folder of that name is meant by ./NAME");
  return data_home(environment) / name;
}

}  // namespace

fs::path archive_path(const std::optional<std::string>& given, const Environment& environment) {
  if (given && given->empty())
    throw Error(ErrorCode::bad_usage, "--db: the name of the archive is empty");
  if (given) return named(*given, environment);
  const char* const variable = environment("AE_DB");
  return is_set(variable) ? named(variable, environment) : data_home(environment) / "default";
}

}  // namespace ae::cli
