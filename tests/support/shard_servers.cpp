// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/shard_servers.hpp"

#include "indexer/segments/for_remote.hpp"

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

namespace ae::test {

sockaddr_in loopback(unsigned port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

namespace {

constexpr const char* program = "xapian-tcpsrv";

/// A busy machine starts a server late.
constexpr std::chrono::seconds patience{30};

bool answers(unsigned port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool open =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return open;
}

/// Leaves what is to be known of its end where it is.
bool has_ended(pid_t process) {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         ended.si_pid == process;
}

bool answers_soon(pid_t process, unsigned port) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (!answers(port)) {
    if (std::chrono::steady_clock::now() >= until || has_ended(process)) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

}  // namespace

bool can_serve() {
  const std::string path = std::getenv("PATH") == nullptr ? "" : std::getenv("PATH");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    if (::access((path.substr(at, end - at) + "/" + program).c_str(), X_OK) == 0) return true;
    at = end + 1;
  }
  WARN("skipped: " << program << " is not here (Debian: xapian-tools)");
  return false;
}

unsigned free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  REQUIRE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0);
  REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  ::close(socket);
  return ntohs(address.sin_port);
}

ShardServers::ShardServers(const store::Snapshot& snapshot, unsigned shards) {
  const auto folder = dir_.path() / "shards";
  const auto done = indexing::export_for_remote(snapshot, folder, shards, [] { return false; });
  REQUIRE_FALSE(done.interrupted);
  for (unsigned i = 1; i <= shards; ++i) serve(shards == 1 ? folder : folder / std::to_string(i));
}

ShardServers::ShardServers(const std::vector<std::filesystem::path>& databases) {
  for (const auto& database : databases) serve(database);
}

ShardServers::~ShardServers() {
  for (std::size_t i = 0; i < processes_.size(); ++i) kill(i);
}

/// The server makes a process for each connection; they form a group.
void ShardServers::kill(std::size_t server) {
  if (processes_[server] <= 0) return;
  ::kill(-processes_[server], SIGKILL);
  ::waitpid(processes_[server], nullptr, 0);
  processes_[server] = 0;
}

void ShardServers::restart(std::size_t server) {
  kill(server);
  start(server);
}

void ShardServers::serve(const std::filesystem::path& database) {
  databases_.push_back(database);
  remotes_.push_back({.host = "127.0.0.1", .port = free_port()});
  processes_.push_back(0);
  start(processes_.size() - 1);
}

void ShardServers::start(std::size_t server) {
  const unsigned port = remotes_[server].port;
  const std::string number = std::to_string(port);
  const std::string path = databases_[server].string();
  const pid_t process = ::fork();
  REQUIRE(process >= 0);
  if (process == 0) {
    ::setpgid(0, 0);
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
    ::execlp(program, program, "--quiet", "--interface", "127.0.0.1", "--port", number.c_str(),
             path.c_str(), nullptr);
    ::_exit(127);
  }
  ::setpgid(process, process);
  processes_[server] = process;
  const bool started = answers_soon(process, port);
  if (!started) kill(server);
  INFO(program << " on port " << port << ", of " << path);
  REQUIRE(started);
}

}  // namespace ae::test
