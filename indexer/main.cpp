// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-index: argv -> Command -> work -> report -> exit status.
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/command.hpp"
#include "indexer/options.hpp"

#include <csignal>
#include <cstdio>

namespace {

volatile std::sig_atomic_t interrupted = 0;  // the one thing that a signal handler may touch

/// The second signal of a kind ends the program at once; the archive stays whole even then.
extern "C" void note_interrupt(int signal) {
  interrupted = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

int main(int argc, char** argv) {
  return ae::cli::run_program("ae-index", [&] {
    std::signal(SIGINT, note_interrupt);
    std::signal(SIGTERM, note_interrupt);
    const auto command = ae::indexing::parse_arguments(argc, argv, ae::cli::system_environment());
    ae::cli::Output out(stdout);
    return ae::indexing::carry_out(command, out, [] { return interrupted != 0; });
  });
}
