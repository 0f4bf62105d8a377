// SPDX-License-Identifier: GPL-2.0-or-later
/// Which archive is meant: `--db`, else $AE_DB, else the default one.
#pragma once

#include "common/cli/terminal.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace ae::cli {

/// The archive that \p given (the value of --db) names. A value with `/`, `.`, `..` or the name of
/// an existing folder is a path; any other stands in ${XDG_DATA_HOME:-~/.local/share}/ae/.
/// \throws Error bad_usage, for an empty value, NAME:PORT, or where no home folder is known
[[nodiscard]] std::filesystem::path archive_path(const std::optional<std::string>& given,
                                                 const Environment& environment);

/// A machine and a port there.
struct HostPort {
  std::string host;
  unsigned port = 0;
};

/// Where the archive stands that \p given means, if it is on another machine: NAME:PORT without
/// `/`, which is no folder's name. An IPv6 address stands in brackets.
/// \throws Error bad_usage, for a port that is none
[[nodiscard]] std::optional<HostPort> remote_archive(const std::optional<std::string>& given,
                                                     const Environment& environment);

}  // namespace ae::cli
