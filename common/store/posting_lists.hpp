// SPDX-License-Identifier: GPL-2.0-or-later
/// The posting lists of a glass database, read where they stand in its file. Xapian's iterators
/// give the same and take some 15 ns for an entry; this takes two or three.
#pragma once

#include "common/store/codec.hpp"
#include "common/store/files.hpp"
#include "common/store/glass.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::store {

/// Entries of a list that stand together: the count of the first, then gap and count of each other.
struct PostingChunk {
  std::uint32_t first = 0;  ///< docid
  std::string_view body{};
};

/// Goes through a list from front to back. What makes no sense ends it; \see ok.
class PostingCursor {
 public:
  PostingCursor() = default;  ///< at the end
  /// \param chunks  ascending
  /// \param entries  how many they hold together
  PostingCursor(std::vector<PostingChunk> chunks, std::uint64_t entries) noexcept
      : chunks_(std::move(chunks)), entries_(entries) {
    enter(0);
  }

  /// Of the whole list.
  [[nodiscard]] std::uint64_t entries() const noexcept { return entries_; }

  [[nodiscard]] bool at_end() const noexcept { return at_end_; }
  /// Whether all that was read made sense.
  [[nodiscard]] bool ok() const noexcept { return ok_; }

  /// Of the entry, unless at the end.
  [[nodiscard]] std::uint32_t docid() const noexcept { return docid_; }
  [[nodiscard]] std::uint32_t count() const noexcept { return count_; }

  /// Calls \p visit with docid and count of the entry and all behind it that stand before docid
  /// \p end, and goes on behind them. Quicker than next(): what changes stands in registers.
  template <class Visit>
  void each_before(std::uint32_t end, Visit visit) {
    for (; !at_end_ && docid_ < end; next()) {
      visit(docid_, count_);
      Cursor left = left_;
      std::uint32_t docid = docid_, gap = 0, count = 0;
      for (std::uint64_t four = 0; left.peek_eight_small(four);) {
        if (gaps_of(four) >= end - docid) break;
        left.skip_eight();
        for (unsigned shift = 0; shift < 64; shift += 16) {
          docid += static_cast<std::uint32_t>(four >> shift & 0x7f) + 1;
          visit(docid, static_cast<std::uint32_t>(four >> (shift + 8) & 0x7f));
        }
      }
      while (left.peek_small(gap, count) && gap + std::uint64_t{1} < end - docid) {
        left.skip_small();
        docid += gap + 1;
        visit(docid, count);
      }
      left_ = left;
      docid_ = docid;
    }
  }

  void next() noexcept {
    if (left_.at_end()) return enter(chunk_ + 1);
    const std::uint64_t docid = std::uint64_t{docid_} + left_.varint_as<std::uint32_t>() + 1;
    count_ = left_.varint_as<std::uint32_t>();
    if (!left_.ok() || docid >= std::numeric_limits<std::uint32_t>::max())
      return fail();  // the one behind it must be a number, too
    docid_ = static_cast<std::uint32_t>(docid);
  }

  /// To the first entry from \p docid on, past whole chunks unread.
  void skip_to(std::uint32_t docid) noexcept {
    if (at_end_ || docid_ >= docid) return;
    std::size_t chunk = chunk_;
    while (chunk + 1 < chunks_.size() && chunks_[chunk + 1].first <= docid) ++chunk;
    if (chunk != chunk_) enter(chunk);
    while (!at_end_ && docid_ < docid) {
      for (std::uint64_t four = 0; left_.peek_eight_small(four);) {
        if (gaps_of(four) >= docid - docid_) break;
        left_.skip_eight();
        docid_ += gaps_of(four);
      }
      next();
    }
  }

 private:
  /// From an entry to the fourth behind it, of which gap and count take a byte each.
  static constexpr std::uint32_t gaps_of(std::uint64_t four) noexcept {
    constexpr std::uint64_t all = 0x0001000100010001;
    return static_cast<std::uint32_t>((four & 0x7f * all) * all >> 48) + 4;
  }

  void enter(std::size_t chunk) noexcept {
    chunk_ = chunk;
    at_end_ = chunk >= chunks_.size();
    if (at_end_) return;
    if (chunk > 0 && chunks_[chunk].first <= docid_) return fail();
    docid_ = chunks_[chunk].first;
    left_ = Cursor(chunks_[chunk].body);
    count_ = left_.varint_as<std::uint32_t>();
    if (!left_.ok()) fail();
  }

  void fail() noexcept {
    ok_ = false;
    at_end_ = true;
  }

  std::vector<PostingChunk> chunks_;
  std::uint64_t entries_ = 0;
  std::size_t chunk_ = 0;
  Cursor left_{{}};
  std::uint32_t docid_ = 0, count_ = 0;
  bool at_end_ = true, ok_ = true;
};

/// The lengths of articles that follow each other, in words.
class Lengths {
 public:
  Lengths() = default;  ///< of none
  /// \param lengths  from that of \p first on
  Lengths(std::uint32_t first, std::span<const std::uint32_t> lengths) noexcept
      : first_(first), lengths_(lengths) {}

  [[nodiscard]] bool holds(std::uint32_t docid) const noexcept {
    return docid - first_ < lengths_.size();
  }
  /// \pre holds(docid)
  [[nodiscard]] std::uint32_t operator[](std::uint32_t docid) const noexcept {
    return lengths_[docid - first_];
  }

 private:
  std::uint32_t first_ = 0;
  std::span<const std::uint32_t> lengths_;
};

/// Not thread-safe. Cursors and lengths live as long as this.
class PostingLists {
 public:
  /// Nothing where only Xapian can read the database in \p folder.
  /// \throws Error io, archive_damaged
  [[nodiscard]] static std::optional<PostingLists> open(const std::filesystem::path& folder);

  /// At the first entry of a term's list; at the end where no article has it. Nothing where only
  /// Xapian can read it. \throws Error archive_damaged
  [[nodiscard]] std::optional<PostingCursor> list(std::string_view term) const;

  /// Whether lengths_at() tells those of docids up to \p documents; else only Xapian does. Goes by
  /// the first part of their list: one that is cut further back is taken for damage.
  /// \throws Error archive_damaged
  [[nodiscard]] bool has_lengths(std::uint32_t documents) const;

  /// Of some articles, that of \p docid among them: what stands with it in the file is read, once.
  /// \pre has_lengths(docid) \throws Error archive_damaged
  [[nodiscard]] Lengths lengths_at(std::uint32_t docid) const;

  /// For a cursor that is not ok.
  [[noreturn]] void throw_damaged() const;

 private:
  /// A block on the way down, and the item there.
  struct Step {
    std::string_view block{};
    std::size_t item = 0;
  };
  using Way = std::vector<Step>;  ///< from the root to a leaf
  /// What an entry of the table holds of a list.
  struct Part {
    PostingChunk chunk;
    std::uint64_t entries = 0;  ///< of the whole list, if this is its first part
    bool is_last = false;
  };
  struct Free {
    void operator()(std::uint32_t* lengths) const noexcept { std::free(lengths); }
  };

  PostingLists(std::filesystem::path path, const glass::Version& version);

  [[nodiscard]] std::string_view block(std::uint32_t number, std::size_t level) const;
  [[nodiscard]] Way find(std::string_view key) const;
  bool next(Way& way) const;
  bool previous(Way& way) const;
  void descend(Way& way, std::size_t from, bool to_last) const;
  [[nodiscard]] glass::LeafItem item(const Way& way) const;
  [[nodiscard]] std::optional<glass::LeafItem> found(Way& way, std::string_view key) const;
  [[nodiscard]] std::optional<Part> part(const glass::LeafItem& entry,
                                         std::optional<std::string_view> number) const;
  [[nodiscard]] Part lengths_part(const Way& way) const;
  [[nodiscard]] Way lengths_way(std::uint32_t docid) const;
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> read_lengths(std::uint32_t docid) const;

  std::filesystem::path path_;
  MappedFile file_;
  glass::Version version_;
  /// Memory is taken up only where lengths were written: an archive has many articles, and most
  /// searches ask for few. From each docid that is the first of those read, to behind their last.
  mutable std::unique_ptr<std::uint32_t[], Free> lengths_;
  mutable std::map<std::uint32_t, std::uint32_t> lengths_read_;
};

}  // namespace ae::store
