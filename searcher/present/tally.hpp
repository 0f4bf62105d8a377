// SPDX-License-Identifier: GPL-2.0-or-later
/// How many of the matches in one segment have each value of a field.
#pragma once

#include "common/schema/fields.hpp"
#include "searcher/match/archives.hpp"
#include "searcher/match/doc_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ae::searching {

/// A value and its articles. A view into the segment's columns: an archive has many values, and few
/// of them are shown.
struct Counted {
  std::string_view value;
  std::uint64_t count = 0;
  bool selected = false;
};

/// Whether \p matches are so few that they are better looked at one by one than with columns that
/// are read and verified as a whole.
[[nodiscard]] bool are_few(const DocSet& matches) noexcept;

/// Ordinals mean something in their segment only: counted here, to be added up by value.
/// \param limit  at least so many of the most frequent values are wanted, equally frequent ones in
///   bytewise order; 0: all
/// \returns how many values there are
/// \throws Error archive_damaged
std::size_t count_values(const OpenSegment& open, const DocSet& matches, const schema::Field& field,
                         std::uint64_t limit, std::vector<Counted>& counts);

/// Calls \p visit with the day of each match. \throws Error archive_damaged
template <class Visit>
void for_each_day(const OpenSegment& open, const DocSet& matches, Visit visit) {
  const store::Columns& columns = open.segment.columns();
  if (are_few(matches)) {
    matches.for_each([&](std::uint32_t docid) { visit(columns.day(docid)); });
  } else {
    const auto days = columns.days();
    matches.for_each([&](std::uint32_t docid) { visit(days[docid - 1]); });
  }
}

}  // namespace ae::searching
