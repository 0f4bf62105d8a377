// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/repeats.hpp"

#include <algorithm>
#include <cstddef>

namespace ae::store {
namespace {

constexpr std::size_t most_known = 120;     // so that all numbers are varints of one byte
constexpr std::size_t longest_known = 256;  // bytes

constexpr std::uint64_t as_printed = 0;
constexpr std::uint64_t first_known = 2;

bool can_be_guessed(std::string_view printed) {
  return !printed.empty() && printed.size() <= longest_known;
}

}  // namespace

void Repeats::note(std::string_view string) {
  if (known_.size() == most_known || string.empty() || string.size() > longest_known) return;
  if (std::ranges::find(known_, string) == known_.end()) known_.push_back(string);
}

std::uint64_t Repeats::number_of(std::string_view string, std::string_view printed) {
  const auto at = std::ranges::find(known_, string);
  const auto place = static_cast<std::uint64_t>(at - known_.begin());
  const bool known = at != known_.end();
  note(string);
  if (can_be_guessed(printed) && string == printed) return as_printed;
  return known ? first_known + place : unknown;
}

std::optional<std::string_view> Repeats::string_of(std::uint64_t number,
                                                   std::string_view printed) const {
  if (number == as_printed && can_be_guessed(printed)) return printed;
  if (number < first_known || number - first_known >= known_.size()) return {};
  return known_[number - first_known];
}

}  // namespace ae::store
