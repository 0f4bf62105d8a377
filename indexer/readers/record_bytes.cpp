// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/record_bytes.hpp"

#include <algorithm>

namespace ae::indexing {
namespace {

constexpr std::size_t chunk = 64 << 10;
constexpr std::size_t longest_line = 64 << 10;

}  // namespace

bool RecordBytes::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  return bytes_->read(buffer_, chunk) > 0;
}

bool RecordBytes::line(std::string& out) {
  out.clear();
  if (std::exchange(has_pending_, false)) {
    out = std::move(pending_);
    return true;
  }
  line_begin_ = position_;
  bool any = false;
  while (begin_ < buffer_.size() || fill()) {
    any = true;
    const auto end = buffer_.find('\n', begin_);
    const auto stop = std::min(end, buffer_.size());
    if (out.size() < longest_line) out.append(buffer_, begin_, stop - begin_);
    const bool whole = end != std::string::npos;
    position_ += stop - begin_ + (whole ? 1 : 0);
    begin_ = stop + (whole ? 1 : 0);
    if (!whole) continue;
    break;
  }
  if (out.ends_with('\r')) out.pop_back();
  return any;
}

std::uint64_t RecordBytes::take(std::string& out, std::uint64_t size) {
  std::uint64_t left = size;
  while (left > 0 && (begin_ < buffer_.size() || fill())) {
    const auto part =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer_.size() - begin_));
    out.append(buffer_, begin_, part);
    begin_ += part;
    left -= part;
  }
  position_ += size - left;
  return size - left;
}

std::uint64_t RecordBytes::skip(std::uint64_t size) {
  std::uint64_t left = size;
  while (left > 0 && (begin_ < buffer_.size() || fill())) {
    const auto part =
        static_cast<std::size_t>(std::min<std::uint64_t>(left, buffer_.size() - begin_));
    begin_ += part;
    left -= part;
  }
  position_ += size - left;
  return size - left;
}

bool RecordBytes::resume() {
  has_pending_ = false;
  buffer_.clear();
  begin_ = 0;
  return bytes_->resume();
}

}  // namespace ae::indexing
