// SPDX-License-Identifier: GPL-2.0-or-later
/// What a program tells about itself: the table that its parser, --help, man page and shell
/// completions are made from.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ae::cli {

/// One option. Its rows in the table are the only place that describes it.
struct Option {
  std::string_view name;  ///< without dashes
  char letter = '\0';     ///< single-dash form; only -h and -V have one
  std::string_view argument =
      {};                       ///< "FILE"; "a|b|c" allows these words only; empty: takes no value
  bool optional = false;        ///< the value may be left out, and is taken only after `=`
  bool repeats = false;         ///< every value counts; otherwise the last one does
  std::string_view group = {};  ///< heading in --help
  std::string_view help = {};   ///< a clause, lower case, no full stop

  [[nodiscard]] constexpr bool takes_value() const noexcept { return !argument.empty(); }
  [[nodiscard]] constexpr bool is_choice() const noexcept {
    return argument.find('|') != std::string_view::npos;
  }
};

/// The words that a choice allows, in the order of the table.
[[nodiscard]] std::vector<std::string_view> choices(const Option& option);

/// A term and what it means, shown in two columns.
struct Row {
  std::string_view term;
  std::string_view meaning;
};

/// A further part of --help and the man page: examples, the query language, exit status, ...
struct Section {
  std::string_view title;
  std::vector<Row> rows;
};

/// All views point at static text.
struct Program {
  std::string_view name;
  std::string_view summary;      ///< a clause: what it is for
  std::string_view synopsis;     ///< what follows the name on the usage line
  std::string_view description;  ///< a paragraph
  std::span<const Option> options;
  std::vector<Section> sections;
  std::string_view complete = {};  ///< the option that completes a word; empty: words are files
};

inline constexpr Option help_option{
    .name = "help", .letter = 'h', .group = "Other", .help = "print this text and exit"};
inline constexpr Option version_option{
    .name = "version", .letter = 'V', .group = "Other", .help = "print the version and exit"};

/// The option of that name, or null.
[[nodiscard]] const Option* find(std::span<const Option> options, std::string_view name) noexcept;

}  // namespace ae::cli
