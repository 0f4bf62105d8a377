// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/http_message.hpp"

#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/sources/decompress.hpp"
#include "indexer/sources/memory.hpp"

#include <fmt/format.h>

#include <charconv>
#include <memory>

namespace ae::indexing {
namespace {

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// The chunks of \p body put together; nothing where it is not chunked. What is cut off within a
/// chunk keeps its beginning.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string whole;
  for (bool first = true;; first = false) {
    auto rest = body;
    const auto line = ascii::trim(take_line(rest).substr(0, 64));
    const auto digits = line.substr(0, line.find_first_of("; \t"));
    std::size_t size = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
    const bool good =
        !digits.empty() && parsed.ec == std::errc{} && parsed.ptr == digits.data() + digits.size();
    if (!good) return first ? std::nullopt : std::optional(std::move(whole));
    if (size == 0) return whole;
    whole.append(rest.substr(0, size));
    if (size >= rest.size()) return whole;
    rest.remove_prefix(size);
    take_line(rest);
    body = rest;
  }
}

using Unpack = std::unique_ptr<ByteStream> (*)(std::unique_ptr<ByteStream>, UnpackLimits);

/// How \p body is packed, whatever its headers say, as far as its first bytes tell. Brotli has no
/// mark: there the headers are asked, unless a page begins here after all.
Unpack unpacker_of(std::string_view body, std::string_view coding) {
  const auto packed = compression_of(body);
  if (packed == Compression::gzip) return unpack_gzip;
  if (packed == Compression::zstd) return unpack_zstd;
  const bool is_plain = ascii::trim_left(body.substr(0, 512)).starts_with('<');
  return coding == "br" && !is_plain ? unpack_brotli : nullptr;
}

void unpack(HttpMessage& message, std::string_view coding, std::size_t most) {
  const Unpack unpack_with = unpacker_of(message.body, coding);
  if (unpack_with == nullptr) {
    const bool plain = coding.empty() || coding == "identity" || coding == "gzip" ||
                       coding == "x-gzip" || coding == "zstd" || coding == "br";
    if (!plain) message.trouble = fmt::format("packed in a way not known here: {}", coding);
    return;
  }
  const auto stream =
      unpack_with(std::make_unique<MemoryStream>(std::move(message.body)), {.total = most});
  message.body.clear();
  try {
    while (stream->read(message.body, 256 << 10) > 0) {
    }
  } catch (const Error& error) {
    message.trouble = error.what();
  }
}

}  // namespace

HttpMessage read_http(std::string_view message, std::size_t most) {
  HttpMessage read;
  const auto status = take_line(message);
  if (!status.starts_with("HTTP/")) return read;
  const auto code = ascii::trim_left(status.substr(std::min(status.find(' '), status.size())));
  std::from_chars(code.data(), code.data() + std::min<std::size_t>(code.size(), 3), read.status);
  std::string transfer, coding;
  while (!message.empty()) {
    const auto line = take_line(message);
    if (line.empty()) break;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const auto name = ascii::lower(ascii::trim(line.substr(0, colon)));
    const auto value = ascii::trim(line.substr(colon + 1));
    if (name == "content-type") read.content_type = value;
    if (name == "transfer-encoding") transfer = ascii::lower(value);
    if (name == "content-encoding") coding = ascii::lower(value);
  }
  auto whole =
      transfer.find("chunked") != std::string::npos ? without_chunks(message) : std::nullopt;
  read.body = whole ? std::move(*whole) : std::string(message);
  unpack(read, coding, most);
  return read;
}

}  // namespace ae::indexing
