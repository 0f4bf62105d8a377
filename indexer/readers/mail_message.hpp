// SPDX-License-Identifier: GPL-2.0-or-later
/// One mail (RFC 5322, MIME) as its headers and its text.
#pragma once

#include <string>
#include <string_view>

namespace ae::indexing {

/// Headers that say something about an article; UTF-8, encoded words decoded, on one line.
struct MailMessage {
  std::string subject{}, from{}, date{}, message_id{}, list{};
  std::string address{};  ///< `Archived-At`, `Content-Location`: where the same stands on the web
  std::string html{};     ///< the first HTML part, UTF-8; empty where there is none
  std::string text{};     ///< the first plain part, likewise
};

/// Takes \p message apart, in time linear in its size; parts within parts up to a depth of eight.
[[nodiscard]] MailMessage read_message(std::string_view message);

}  // namespace ae::indexing
