// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/table_rows.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Takes a row apart. \returns false where a quoted value goes on behind its end
bool split(std::string_view row, char separator, std::vector<std::string>& values) {
  values.clear();
  std::size_t at = 0;
  while (true) {
    std::string& value = values.emplace_back();
    if (at < row.size() && row[at] == '"') {
      ++at;
      while (true) {
        const auto quote = row.find('"', at);
        value.append(row.substr(at, quote - at));
        if (quote == std::string_view::npos) return false;
        at = quote + 1;
        if (at == row.size() || row[at] != '"') break;
        value += '"';
        ++at;
      }
    }
    // The whole of an unquoted value; of a quoted one what stands, against the rules, behind it.
    const auto end = std::min(row.find(separator, at), row.size());
    value.append(row.substr(at, end - at));
    if (end == row.size()) return true;
    at = end + 1;
  }
}

}  // namespace

char separator_of(std::string_view header) noexcept {
  constexpr std::array candidates{'\t', ',', ';', '|'};
  const auto count = [&](char c) { return std::count(header.begin(), header.end(), c); };
  return *std::max_element(candidates.begin(), candidates.end(),
                           [&](char a, char b) { return count(a) < count(b); });
}

TableRows::Outcome TableRows::next(std::vector<std::string>& values) {
  row_.clear();
  std::size_t quotes = 0;
  while (true) {
    std::string_view line;
    const auto outcome = lines_.next(line);
    if (outcome == LineReader::Outcome::too_long) return Outcome::too_long;
    if (outcome == LineReader::Outcome::end) {
      if (row_.empty()) return Outcome::end;
      split(row_, separator_, values);  // its last value is never closed: taken as far as it goes
      return Outcome::row;
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (row_.empty()) {
      line_ = lines_.number();
      if (line_ == 1 && line.starts_with(byte_order_mark))
        line.remove_prefix(byte_order_mark.size());
      if (line.empty()) continue;
    } else {
      row_ += '\n';
    }
    row_ += line;
    if (separator_ == '\0') separator_ = separator_of(row_);
    if (row_.size() > most_) return Outcome::too_long;
    // Quotation marks come in pairs where the row is whole; counted so that a long value costs
    // no more than its length.
    quotes += static_cast<std::size_t>(std::count(line.begin(), line.end(), '"'));
    if (quotes % 2 == 0 && split(row_, separator_, values)) return Outcome::row;
  }
}

}  // namespace ae::indexing
