// SPDX-License-Identifier: GPL-2.0-or-later
#include "judge.hpp"

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>

#include "raw.hpp"

namespace ae::crash {
namespace {

long number_of(const char* variable, long otherwise) noexcept {
  const char* const text = std::getenv(variable);
  return text == nullptr ? otherwise : std::atol(text);
}

struct Orders {
  long crash_at = number_of("AE_CRASH_AT", 0);
  long fail_at = number_of("AE_FAIL_AT", 0);
  int fail_with = static_cast<int>(number_of("AE_FAIL_WITH", EIO));
  long full_at = number_of("AE_FULL_AT", 0);
  long full_after = number_of("AE_FULL_AFTER", -1);
};

const Orders& orders() {
  static const Orders all;
  return all;
}

std::atomic<long> calls{0};
std::atomic<long> written{0};  // bytes

void note(const std::string& line) noexcept {
  const char* const path = std::getenv("AE_CALLS");
  if (path != nullptr) append_raw(path, line + '\n');
}

bool is_full(long call, long bytes) {
  const Orders& all = orders();
  return (all.full_at != 0 && call >= all.full_at) ||
         (all.full_after >= 0 && written.load() + bytes > all.full_after);
}

__attribute__((destructor)) void note_end() {
  note("ended " + std::to_string(calls.load()) + ' ' + std::to_string(written.load()));
}

}  // namespace

Verdict judge(const char* call, const std::string& path, Need need, std::size_t bytes) {
  const Orders& all = orders();
  if (need == Need::reading && all.fail_at == 0) return {};
  const long now = ++calls;
  const auto more = static_cast<long>(bytes);
  Verdict verdict{.dies = now == all.crash_at};
  if (now == all.fail_at) verdict.error = all.fail_with;
  if (need == Need::room && is_full(now, more)) verdict.error = ENOSPC;
  if (verdict.dies || now == all.fail_at) note(std::string(call) + ' ' + path);
  if (verdict.error == 0) written += more;
  return verdict;
}

void die() noexcept {
  ::kill(::getpid(), SIGKILL);
  ::pause();
  std::abort();
}

bool may(const char* call, const std::string& path, Need need) {
  const Verdict verdict = judge(call, path, need);
  if (verdict.dies) die();
  if (verdict.error != 0) errno = verdict.error;
  return verdict.error == 0;
}

}  // namespace ae::crash
