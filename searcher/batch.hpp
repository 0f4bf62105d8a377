// SPDX-License-Identifier: GPL-2.0-or-later
/// Files of queries, one a line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace ae::searching {

struct BatchQuery {
  std::uint64_t line = 0;  ///< 1 for the first
  std::string id;          ///< what stands before the first tab; else the line's number
  std::string text;
};

/// The query in \p line, which may end in a carriage return.
[[nodiscard]] BatchQuery read_batch_query(std::string_view line, std::uint64_t number);

/// Hands every line of \p file ("-": standard input) to \p answer.
/// \throws Error bad_usage, where \p file cannot be read; as \p answer
void for_each_query(const std::string& file, const std::function<void(BatchQuery&&)>& answer);

}  // namespace ae::searching
