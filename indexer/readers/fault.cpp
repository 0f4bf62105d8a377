// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/fault.hpp"

namespace ae::indexing {
namespace {

std::string written(const Location& where, char before_line) {
  std::string text = where.path;
  if (!where.member.empty()) text.append(1, '!').append(where.member);
  if (where.line > 0) text.append(1, before_line).append(std::to_string(where.line));
  return text;
}

}  // namespace

std::string Location::to_string() const { return written(*this, '#'); }

std::string Location::to_message() const { return written(*this, ':'); }

}  // namespace ae::indexing
