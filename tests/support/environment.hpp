// SPDX-License-Identifier: GPL-2.0-or-later
/// Environment variables of one test, so that those of the machine play no part.
#pragma once

#include "common/cli/terminal.hpp"

#include <map>
#include <string>

namespace ae::test {

using Variables = std::map<std::string, std::string>;

inline cli::Environment environment(const Variables& variables) {
  return [variables](const char* name) -> const char* {
    const auto it = variables.find(name);
    return it == variables.end() ? nullptr : it->second.c_str();
  };
}

}  // namespace ae::test
