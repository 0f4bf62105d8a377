// SPDX-License-Identifier: GPL-2.0-or-later
/// An HTTP answer as a crawl keeps it (RFC 9112).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ae::indexing {

struct HttpMessage {
  int status = 0;              ///< 0: there is no status line
  std::string content_type{};  ///< as declared; may be empty
  std::string body{};          ///< with transfer and content codings taken off
  std::string trouble{};       ///< why the body cannot be read, one clause; empty where it can
};

/// Takes \p message apart. A body that is not coded as its headers say is taken as it stands: many
/// crawlers store bodies decoded and headers as they came.
/// \param most  bytes that a body may have unpacked
[[nodiscard]] HttpMessage read_http(std::string_view message, std::size_t most);

}  // namespace ae::indexing
