// SPDX-License-Identifier: GPL-2.0-or-later
/// Permissions that hold for tests as well where these are run by root.
#pragma once

#include <sys/fsuid.h>
#include <unistd.h>

namespace ae::test {

/// As long as it stands, this thread opens files as a user without rights.
class AsNobody {
 public:
  AsNobody() {
    if (!is_root_) return;
    ::setfsgid(nobody);
    ::setfsuid(nobody);
  }
  ~AsNobody() {
    if (!is_root_) return;
    ::setfsuid(0);
    ::setfsgid(0);
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  static constexpr unsigned nobody = 65534;
  bool is_root_ = ::geteuid() == 0;
};

}  // namespace ae::test
