// SPDX-License-Identifier: GPL-2.0-or-later
/// Servers on loopback that do what a test wants of them.
#pragma once

#include "ae/searcher.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string_view>
#include <thread>

namespace ae::test {

/// Lets one after the other speak to it as \p talk says; it is given the connection.
class FakeServer {
 public:
  explicit FakeServer(std::function<void(int)> talk);
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;
  /// Once the last connection has ended.
  ~FakeServer();
  [[nodiscard]] RemoteArchive remote() const { return {.host = "127.0.0.1", .port = port_}; }

 private:
  std::function<void(int)> talk_;
  unsigned port_;
  int listening_ = -1;
  std::thread thread_;
};

void say(int to, std::string_view bytes);

/// Stands between a searcher and a server.
class Relay {
 public:
  explicit Relay(const RemoteArchive& server);
  [[nodiscard]] RemoteArchive remote() const { return here_.remote(); }

  /// How many times the server was asked.
  [[nodiscard]] std::uint64_t asked() const { return asked_; }

  /// Whether answers are held back; they come when they are no longer.
  void hold(bool back) { held_ = back; }

 private:
  void pass_on(int client);

  RemoteArchive server_;
  std::atomic<std::uint64_t> asked_ = 0;
  std::atomic<bool> held_ = false;
  FakeServer here_;
};

}  // namespace ae::test
