// SPDX-License-Identifier: GPL-2.0-or-later
/// Reads bytes in memory as the readers read files.
#pragma once

#include "ae/error.hpp"
#include "indexer/readers/reader.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::test {

/// Bytes in memory as a stream; with \p breaks_off it ends in Error io.
class TextStream final : public indexing::ByteStream {
 public:
  explicit TextStream(std::string bytes, bool breaks_off = false)
      : bytes_(std::move(bytes)), breaks_off_(breaks_off) {}

  std::size_t read(std::string& out, std::size_t wanted) override {
    const auto given = std::min(wanted, bytes_.size() - at_);
    if (given == 0 && breaks_off_) throw Error(ErrorCode::io, "the wire broke");
    out.append(bytes_, at_, given);
    at_ += given;
    return given;
  }

 private:
  std::string bytes_;
  bool breaks_off_;
  std::size_t at_ = 0;
};

struct Reading {
  std::vector<indexing::Article> articles;
  std::vector<indexing::Fault> faults;

  [[nodiscard]] const indexing::Article& only() const {
    if (articles.size() != 1 || !faults.empty()) throw std::runtime_error("not one article");
    return articles.front();
  }
};

[[nodiscard]] inline indexing::Blob blob_of(std::string_view bytes, std::string_view name,
                                            bool breaks_off = false) {
  return {.where = {.path = std::string(name), .member = {}, .line = 0},
          .name = std::string(name),
          .bytes = std::make_unique<TextStream>(std::string(bytes), breaks_off)};
}

[[nodiscard]] inline Reading read_all(indexing::Blob blob,
                                      const indexing::ReadOptions& options = {}) {
  Reading all;
  const auto sink = [&](const indexing::Fault& fault) { all.faults.push_back(fault); };
  if (const auto reader = indexing::open_reader(std::move(blob), options, sink))
    while (auto article = reader->next(sink)) all.articles.push_back(std::move(*article));
  return all;
}

[[nodiscard]] inline Reading read_all(std::string_view bytes, std::string_view name,
                                      indexing::Format format = indexing::Format::automatic) {
  return read_all(blob_of(bytes, name), {.format = format});
}

/// "date=2017-12-13; author=Ana Reyes": the claims of \p article in order.
[[nodiscard]] inline std::string claims_of(const indexing::Article& article) {
  constexpr std::string_view names[] = {"title", "date", "outlet",   "author",
                                        "lang",  "url",  "source_id"};
  std::string text;
  for (const auto& claim : article.claims) {
    if (!text.empty()) text += "; ";
    text.append(names[static_cast<std::size_t>(claim.key)]).append("=").append(claim.value);
  }
  return text;
}

}  // namespace ae::test
