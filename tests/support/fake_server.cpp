// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/fake_server.hpp"

#include "support/shard_servers.hpp"

#include <catch2/catch.hpp>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace ae::test {
namespace {

/// Nothing at the end.
std::string_view hear(int from, std::array<char, 65536>& room) {
  const auto size = ::recv(from, room.data(), room.size(), 0);
  return {room.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

FakeServer::FakeServer(std::function<void(int)> talk) : talk_(std::move(talk)), port_(free_port()) {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port_);
  REQUIRE(::bind(listening_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(listening_, 8) == 0);
  thread_ = std::thread([this] {
    for (int one = 0; (one = ::accept(listening_, nullptr, nullptr)) >= 0; ::close(one)) talk_(one);
  });
}

FakeServer::~FakeServer() {
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  ::close(listening_);
}

void say(int to, std::string_view bytes) {
  static_cast<void>(::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

Relay::Relay(const RemoteArchive& server)
    : server_(server), here_([this](int client) { pass_on(client); }) {}

/// Both only speak when the other has: each piece that comes from the client while the server is
/// silent begins a question.
void Relay::pass_on(int client) {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(server_.port);
  std::array<char, 65536> room{};
  bool ended = ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0;
  bool answered = true;
  while (!ended) {
    std::array<pollfd, 2> ends{
        {{client, POLLIN, 0}, {held_ ? -1 : server, POLLIN, 0}}};  // -1: not looked at
    ::poll(ends.data(), ends.size(), 10);
    if (ends[0].revents != 0) {
      const auto bytes = hear(client, room);
      ended = bytes.empty();
      if (std::exchange(answered, false)) ++asked_;
      say(server, bytes);
    }
    if (ends[1].revents != 0) {
      const auto bytes = hear(server, room);
      ended = ended || bytes.empty();
      answered = true;
      say(client, bytes);
    }
  }
  ::close(server);
}

}  // namespace ae::test
