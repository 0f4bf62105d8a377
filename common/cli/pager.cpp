// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/pager.hpp"

#include "ae/error.hpp"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

namespace ae::cli {
namespace {

/// Where there is no less, the answer must be seen all the same.
constexpr std::string_view less_or_cat =
    "if command -v less >/dev/null 2>&1; then exec less; else exec cat; fi";

/// FRX: leaves at once where all fits on the screen, passes colours, does not clear the screen.
constexpr std::string_view less_options = "LESS=\"${LESS-FRX}\"; export LESS; ";

}  // namespace

std::string pager_command(const Environment& environment) {
  for (const char* name : {"AE_PAGER", "PAGER"})
    if (const char* value = environment(name))
      return std::string_view(value) == "cat" ? std::string() : value;
  return std::string(less_or_cat);
}

Pager::Pager(const std::string& command)
    : stream_(::popen(std::string(less_options).append(command).c_str(), "w")) {
  if (stream_ == nullptr)
    throw Error(ErrorCode::io, "the pager does not start: " + std::string(std::strerror(errno)),
                "--pager never does without");
  if (is_terminal(stderr)) {
    errors_ = ::dup(STDERR_FILENO);
    ::dup2(::fileno(stream_), STDERR_FILENO);
  }
  interrupted_ = std::signal(SIGINT, SIG_IGN);
}

Pager::~Pager() {
  if (errors_ >= 0) {
    ::dup2(errors_, STDERR_FILENO);
    ::close(errors_);
  }
  ::pclose(stream_);
  std::signal(SIGINT, interrupted_);
}

}  // namespace ae::cli
