// SPDX-License-Identifier: GPL-2.0-or-later
/// Reads a command line by the rules of both programs.
///
/// Options are never abbreviated; only -h and -V have one dash, so `ae-search -recount` is a query;
/// an optional value is taken only after `=`; `--` ends options.
#pragma once

#include "common/cli/program.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::cli {

/// Options as given, checked against the table, and the words between them.
struct Arguments {
  std::map<std::string, std::vector<std::string>, std::less<>> options;  ///< by name, in order
  std::vector<std::string> words;

  [[nodiscard]] bool given(std::string_view name) const { return options.contains(name); }
  /// The last value of \p name. Empty where an optional value was left out.
  [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
  /// All values of \p name.
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;
};

/// \param line  argv without the program's name
/// \throws Error bad_usage, for an unknown option (with the nearest), a missing or surplus value,
///         or a value that the table does not allow
[[nodiscard]] Arguments parse(const Program& program, std::span<const char* const> line);

/// argv without the program's name, whatever argc is.
[[nodiscard]] std::span<const char* const> command_line(int argc, const char* const* argv) noexcept;

struct Range {
  std::uint64_t from = 0;
  std::uint64_t to = UINT64_MAX;  ///< included
};

/// The value of \p name as a whole number, or \p fallback where it was not given.
/// \throws Error bad_usage
[[nodiscard]] std::uint64_t number(const Arguments& arguments, std::string_view name,
                                   std::uint64_t fallback, Range range = {});

/// As number(), in bytes, with an optional K, M or G (powers of 1024): "128M".
/// \throws Error bad_usage
[[nodiscard]] std::uint64_t byte_size(const Arguments& arguments, std::string_view name,
                                      std::uint64_t fallback, Range range = {});

/// "FIELD=VALUE", the value of option \p name, taken apart at the first `=`.
/// \throws Error bad_usage, where either side is empty
[[nodiscard]] std::pair<std::string, std::string> field_and_value(std::string_view name,
                                                                  std::string_view text);

/// Which of the table's choices was given, from 0; \p fallback where none was.
[[nodiscard]] std::size_t choice_index(const Program& program, const Arguments& arguments,
                                       std::string_view name, std::size_t fallback);

/// The choice as an enumerator of \p Enum, whose order must be that of the table.
template <class Enum>
[[nodiscard]] Enum choice(const Program& program, const Arguments& arguments, std::string_view name,
                          Enum fallback) {
  return static_cast<Enum>(
      choice_index(program, arguments, name, static_cast<std::size_t>(fallback)));
}

}  // namespace ae::cli
