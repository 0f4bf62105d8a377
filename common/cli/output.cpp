// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/output.hpp"

#include "common/cli/layout.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <new>

namespace ae::cli {
namespace {

int report(std::string_view program, const Error& error) {
  const std::string text = error_text(program, error);
  std::fwrite(text.data(), 1, text.size(), stderr);
  return exit_status(error.code());
}

/// Takes no memory.
int report_no_memory(std::string_view program) noexcept {
  for (const std::string_view text :
       {program,
        std::string_view(": out of memory\n"
                         "  free some, or raise the limit (ulimit -v), then run it again\n")})
    std::fwrite(text.data(), 1, text.size(), stderr);
  return unavailable;
}

}  // namespace

void Output::fail() {
  if (errno == EPIPE) throw BrokenPipe{};
  throw Error(ErrorCode::io, fmt::format("standard output: {}", std::strerror(errno)));
}

void Output::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) fail();
}

void Output::flush() {
  if (std::fflush(stream_) != 0) fail();
}

int exit_status(ErrorCode code) noexcept {
  return code == ErrorCode::bad_usage ? bad_usage : unavailable;
}

std::string error_text(std::string_view program, const Error& error) {
  std::string text = fmt::format("{}: {}\n", program, harmless(error.what()));
  if (!error.hint().empty()) text += fmt::format("  {}\n", harmless(error.hint()));
  return text;
}

int run_program(std::string_view name, const std::function<int()>& body) noexcept try {
  // Both fail as a write does, which is told; by default they kill.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    const int status = body();
    Output(stdout).flush();
    return status;
  } catch (const BrokenPipe&) {
    return success;
  } catch (const Error& error) {
    return report(name, error);
  } catch (const std::bad_alloc&) {
    return report_no_memory(name);
  } catch (const std::exception& error) {
    return report(name, Error(ErrorCode::internal, error.what()));
  }
} catch (...) {
  return unavailable;
}

}  // namespace ae::cli
