// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles as the archive keeps them, for whoever makes something else of them.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/record.hpp"

#include <cstdint>
#include <memory>

namespace ae::indexing {

/// Opens segments as they are asked for. Not thread-safe.
class StoredArticles {
 public:
  /// \param snapshot  must outlive this
  explicit StoredArticles(const store::Snapshot& snapshot);
  StoredArticles(StoredArticles&&) noexcept;
  ~StoredArticles();

  /// \param segment  index into the snapshot's segments
  /// \throws Error archive_damaged, io
  [[nodiscard]] store::StoredArticle read(std::uint32_t segment, std::uint32_t docid);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae::indexing
