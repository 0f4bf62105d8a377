// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/archive_path.hpp"

#include "ae/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

bool is_path(const std::string& name) {
  std::error_code ignored;
  return name == "." || name == ".." || name.find('/') != std::string::npos ||
         fs::is_directory(name, ignored);
}

bool is_remote(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos || colon + 1 == name.size()) return false;
  return std::ranges::all_of(name.substr(colon + 1), [](char c) { return c >= '0' && c <= '9'; });
}

fs::path named(const std::string& name, const Environment& environment) {
  if (is_path(name)) return name;
  if (is_remote(name))
    throw Error(ErrorCode::bad_usage,
                fmt::format("{}: an archive on another machine can only be searched", name),
                "index it over there; a folder of that name is meant by ./NAME");
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

std::optional<HostPort> remote_archive(const std::optional<std::string>& given,
                                       const Environment& environment) {
  std::string name = given.value_or("");
  if (!given)
    if (const char* const variable = environment("AE_DB"); is_set(variable)) name = variable;
  if (is_path(name) || !is_remote(name)) return {};
  const std::size_t colon = name.rfind(':');
  HostPort found{.host = name.substr(0, colon)};
  const char* const end = name.data() + name.size();
  const auto [stop, problem] = std::from_chars(name.data() + colon + 1, end, found.port);
  if (problem != std::errc{} || stop != end || found.port == 0 || found.port > 65'535)
    throw Error(ErrorCode::bad_usage, fmt::format("{}: no such port", name),
                "ports go from 1 to 65535");
  if (found.host.starts_with('[') && found.host.ends_with(']'))
    found.host = found.host.substr(1, found.host.size() - 2);
  if (found.host.empty())
    throw Error(ErrorCode::bad_usage, fmt::format("{}: no machine is named", name),
                "as in news.example:7101");
  return found;
}

}  // namespace ae::cli
