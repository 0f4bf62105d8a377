// SPDX-License-Identifier: GPL-2.0-or-later
/// A byte stream whose beginning can be looked at before it is read.
#pragma once

#include "ae/error.hpp"
#include "indexer/sources/blob.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ae::indexing {

class PeekedStream final : public ByteStream {
 public:
  explicit PeekedStream(std::unique_ptr<ByteStream> bytes) : bytes_(std::move(bytes)) {}

  /// The next \p wanted bytes, fewer at the end or before a break; they stay unread. Valid until
  /// the next call.
  /// \throws ae::Error io, where not one byte can be read
  [[nodiscard]] std::string_view peek(std::size_t wanted) {
    try {
      while (ahead_.size() < wanted && bytes_->read(ahead_, wanted - ahead_.size()) > 0) {
      }
    } catch (const Error&) {
      if (ahead_.empty()) throw;  // else read() meets it again, after what came before
    }
    return std::string_view(ahead_).substr(0, wanted);
  }

  std::size_t read(std::string& out, std::size_t wanted) override {
    if (ahead_.empty()) return bytes_->read(out, wanted);
    const auto given = std::min(wanted, ahead_.size());
    out.append(ahead_, 0, given);
    ahead_.erase(0, given);
    return given;
  }

  bool resume() override { return bytes_->resume(); }
  [[nodiscard]] std::uint64_t sound() const noexcept override { return bytes_->sound(); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  std::string ahead_;
};

}  // namespace ae::indexing
