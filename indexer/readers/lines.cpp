// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/lines.hpp"

namespace ae::indexing {
namespace {

constexpr std::size_t chunk = 256 << 10;

}  // namespace

LineReader::Outcome LineReader::next(std::string_view& line) {
  ++number_;
  bool too_long = false;
  std::size_t looked_at = begin_;
  while (true) {
    const auto end = buffer_.find('\n', looked_at);
    const bool found = end != std::string::npos;
    const auto size = (found ? end : buffer_.size()) - begin_;
    too_long = too_long || size > most_;
    if (found) {
      line = std::string_view(buffer_).substr(begin_, size);
      begin_ = end + 1;
      return too_long ? Outcome::too_long : Outcome::line;
    }
    if (too_long) begin_ = buffer_.size();  // its bytes are not needed any more
    const auto unfinished = buffer_.size() - begin_;
    if (!fill()) {
      if (unfinished == 0 && !too_long) return Outcome::end;
      line = std::string_view(buffer_).substr(begin_);
      begin_ = buffer_.size();
      return too_long ? Outcome::too_long : Outcome::line;
    }
    looked_at = unfinished;
  }
}

/// Brings the unfinished line to the front and reads on after it.
bool LineReader::fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  return bytes_->read(buffer_, chunk) > 0;
}

}  // namespace ae::indexing
