// SPDX-License-Identifier: GPL-2.0-or-later
/// A program that shows output page by page, between ours and the terminal.
#pragma once

#include "common/cli/terminal.hpp"

#include <cstdio>
#include <string>

namespace ae::cli {

/// The command that $AE_PAGER names, else $PAGER, else less; empty where that is empty or `cat`.
[[nodiscard]] std::string pager_command(const Environment& environment);

/// A pager at work. Standard error goes to it, too, where it went to the terminal, and interrupts
/// are the pager's. Waits at its end until the reader has left it.
class Pager {
 public:
  /// \param command  for the shell; less gets the options FRX unless $LESS says otherwise
  /// \throws Error io
  explicit Pager(const std::string& command);
  ~Pager();
  Pager(const Pager&) = delete;
  Pager& operator=(const Pager&) = delete;

  /// What it shows. The caller flushes it.
  [[nodiscard]] std::FILE* stream() const noexcept { return stream_; }

 private:
  std::FILE* stream_;
  int errors_ = -1;  ///< the terminal that standard error went to
  void (*interrupted_)(int);
};

}  // namespace ae::cli
