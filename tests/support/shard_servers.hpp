// SPDX-License-Identifier: GPL-2.0-or-later
/// Xapian's own servers on loopback, for as long as a test needs them.
#pragma once

#include "ae/searcher.hpp"
#include "common/store/archive.hpp"
#include "support/temp_dir.hpp"

#include <netinet/in.h>
#include <sys/types.h>

#include <filesystem>
#include <vector>

namespace ae::test {

/// Whether this machine has xapian-tcpsrv (Debian: xapian-tools); says so where it has not.
[[nodiscard]] bool can_serve();

[[nodiscard]] sockaddr_in loopback(unsigned port);

/// A port on loopback that nobody listens at.
[[nodiscard]] unsigned free_port();

class ShardServers {
 public:
  /// Exports \p snapshot to so many databases and serves each.
  ShardServers(const store::Snapshot& snapshot, unsigned shards);

  /// Serves databases that stand already.
  explicit ShardServers(const std::vector<std::filesystem::path>& databases);
  ShardServers(const ShardServers&) = delete;
  ShardServers& operator=(const ShardServers&) = delete;
  ~ShardServers();

  [[nodiscard]] const std::vector<RemoteArchive>& remotes() const noexcept { return remotes_; }
  [[nodiscard]] Searcher searcher() const { return Searcher(Sources{.remotes = remotes_}); }

  /// Ends one of them, and with it the connections that it serves.
  void kill(std::size_t server);

  /// Ends one and starts another in its place.
  void restart(std::size_t server);

 private:
  void serve(const std::filesystem::path& database);
  void start(std::size_t server);

  TempDir dir_;
  std::vector<std::filesystem::path> databases_;
  std::vector<RemoteArchive> remotes_;
  std::vector<pid_t> processes_;
};

}  // namespace ae::test
