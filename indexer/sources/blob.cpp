// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/blob.hpp"

#include "ae/error.hpp"
#include "indexer/sources/decompress.hpp"
#include "indexer/sources/file.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <new>

namespace ae::indexing {
namespace {

constexpr std::size_t chunk_size = 256 << 10;

}  // namespace

std::string format_name(std::string_view path) {
  auto name = path.substr(path.rfind('/') + 1);
  for (const std::string_view packed : {".gz", ".zst", ".xz", ".bz2"})
    if (name.size() > packed.size() && name.ends_with(packed)) {
      name.remove_suffix(packed.size());
      break;
    }
  return std::string(name);
}

Blob open_blob(const SourceFile& file) {
  // Before the Blob: g++ 12 frees members twice where a later one of an aggregate throws.
  auto bytes = unpacked(stream_from(open_regular(file)));
  return {.where = {.path = file.path, .member = {}, .line = 0},
          .name = format_name(file.path),
          .bytes = std::move(bytes)};
}

Blob open_standard_input() {
  Descriptor own(::dup(STDIN_FILENO));
  if (!own) throw Error(ErrorCode::io, "-: standard input is closed");
  auto bytes = unpacked(stream_from(std::move(own)));
  return {.where = {.path = "-", .member = {}, .line = 0},
          .name = "-.jsonl",
          .bytes = std::move(bytes)};
}

std::uint64_t content_hash(const SourceFile& file) {
  const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(),
                                                                       &XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_64bits_reset(state.get());
  const auto add_place = [&](std::uint64_t place) {
    XXH3_64bits_update(state.get(), &place, sizeof place);
  };
  const Descriptor opened = open_regular(file);
  const auto bytes = stream_from(Descriptor(::dup(opened.get())));
  std::string chunk;
  std::uint64_t at = 0;
  try {
    while (const auto run = next_stored(opened, at)) {
      if (run->from > at) add_place(run->from);
      for (at = run->from; at < run->to; at += chunk.size()) {
        chunk.clear();
        const auto wanted = std::min<std::uint64_t>(chunk_size, run->to - at);
        if (bytes->read(chunk, static_cast<std::size_t>(wanted)) == 0) break;
        XXH3_64bits_update(state.get(), chunk.data(), chunk.size());
      }
      if (at < run->to) break;  // the end, which moved or was not known
    }
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", file.path, error.what()), error.hint());
  }
  if (at < file.size) add_place(file.size);
  return XXH3_64bits_digest(state.get());
}

}  // namespace ae::indexing
