// SPDX-License-Identifier: GPL-2.0-or-later
/// Bytes that are in memory already, as a stream.
#pragma once

#include "indexer/sources/blob.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace ae::indexing {

class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) {}

  std::size_t read(std::string& out, std::size_t wanted) override {
    const auto given = std::min(wanted, bytes_.size() - at_);
    out.append(bytes_, at_, given);
    at_ += given;
    return given;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace ae::indexing
