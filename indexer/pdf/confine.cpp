// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pdf/confine.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

namespace ae::indexing {
namespace {

// Sanitizers reserve terabytes of address space and open files of their own.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

void limit(__rlimit_resource_t what, rlim_t most) {
  const rlimit both{.rlim_cur = most, .rlim_max = most};
  static_cast<void>(::setrlimit(what, &both));
}

/// By SIGXCPU, which tells our parent why; at the hard limit SIGKILL would come first.
void limit_processor(std::chrono::seconds most) {
  const auto seconds = static_cast<rlim_t>(most.count());
  const rlimit soft_first{.rlim_cur = seconds, .rlim_max = seconds + 1};
  static_cast<void>(::setrlimit(RLIMIT_CPU, &soft_first));
}

/// What malloc, stdio and reading a file come to. All else fails with EPERM, as if forbidden.
constexpr std::array allowed{
    SCMP_SYS(brk),           SCMP_SYS(clock_gettime), SCMP_SYS(close),    SCMP_SYS(exit),
    SCMP_SYS(exit_group),    SCMP_SYS(fstat),         SCMP_SYS(futex),    SCMP_SYS(getdents64),
    SCMP_SYS(getpid),        SCMP_SYS(getrandom),     SCMP_SYS(gettid),   SCMP_SYS(lseek),
    SCMP_SYS(madvise),       SCMP_SYS(mmap),          SCMP_SYS(mprotect), SCMP_SYS(mremap),
    SCMP_SYS(munmap),        SCMP_SYS(newfstatat),    SCMP_SYS(pread64),  SCMP_SYS(read),
    SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigreturn),  SCMP_SYS(stat),     SCMP_SYS(statx),
    SCMP_SYS(tgkill),        SCMP_SYS(write),         SCMP_SYS(writev),   SCMP_SYS(access),
    SCMP_SYS(rt_sigprocmask)};

/// What fonts and maps of characters are read from.
constexpr std::array<const char*, 3> readable{"/usr", "/etc/fonts", "/var/cache/fontconfig"};

void allow_reading(int rules, const char* path) {
  const int file = ::open(path, O_PATH | O_CLOEXEC);
  if (file < 0) return;
  const landlock_path_beneath_attr beneath{
      .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
      .parent_fd = file};
  static_cast<void>(
      ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0));
  ::close(file);
}

/// Nothing of the user's can be opened, not even to be read; where the kernel knows how.
void limit_files() {
  landlock_ruleset_attr handled{};
  handled.handled_access_fs = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  const auto rules = static_cast<int>(
      ::syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.handled_access_fs, 0));
  if (rules < 0) return;
  for (const char* path : readable) allow_reading(rules, path);
  static_cast<void>(::syscall(SYS_landlock_restrict_self, rules, 0));
  ::close(rules);
}

/// Opening is allowed for reading: maps of characters of East Asian fonts are files.
void filter_calls() {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter(
      seccomp_init(SCMP_ACT_ERRNO(EPERM)), &seccomp_release);
  if (!filter) return;
  for (const int call : allowed)
    static_cast<void>(seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0));
  constexpr scmp_datum_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
  const scmp_arg_cmp opened_to_read{
      .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = writing, .datum_b = O_RDONLY};
  static_cast<void>(
      seccomp_rule_add_array(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, &opened_to_read));
  static_cast<void>(seccomp_load(filter.get()));
}

}  // namespace

void confine(std::chrono::seconds processor) {
  constexpr rlim_t mebibyte = 1 << 20;
  if (!sanitized) limit(RLIMIT_AS, 1024 * mebibyte);
  limit_processor(processor);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_NOFILE, 32);
  limit(RLIMIT_NPROC, 0);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (!sanitized) limit_files();
  if (!sanitized) filter_calls();
}

}  // namespace ae::indexing
