// SPDX-License-Identifier: GPL-2.0-or-later
/// A case: commands as a person types them, and what must come back.
///
///     # a phrase matches only in order
///     $ ae-search --db $DB --count '"write-in votes"'
///     > 4
///
/// A line's first character says what it is:
///
///     $ command     given to /bin/sh; lines indented by two spaces go on with it
///     > line        standard output, all of it, line by line; `...` stands for any text,
///                   and alone on a line for any lines
///     ! line        standard error, likewise
///     = 1           exit status (0 where it is left out)
///     @ a b c       the output is JSON Lines of hits: these, in any order, by short name
///     @@ a b c      these, in this order
///     ~ write-in    every hit marks this text, as one piece
///     - photograph  stands nowhere in standard output
///     # comment
///
/// What no line speaks of must be empty. Short names: `000` for a file 000_66e5.txt, else the
/// file's name without its endings, with `#LINE` where it is a record.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ae::test {

struct Step {
  std::size_t line = 0;  ///< in the file, from 1
  std::string command;
  std::vector<std::string> output{}, errors{};  ///< expected lines
  bool any_output = false;                      ///< judged by its hits or by what it lacks
  int status = 0;
  bool has_hits = false;
  bool in_order = false;
  std::vector<std::string> hits{};
  std::vector<std::string> marks{};
  std::vector<std::string> absent{};
};

/// \throws std::runtime_error naming the line, where it is none of the above
[[nodiscard]] std::vector<Step> read_case(const std::filesystem::path& file);

/// Whether \p text consists of \p expected, where `...` stands for any text.
[[nodiscard]] bool matches(const std::string& text, const std::vector<std::string>& expected);

/// One hit of JSON Lines output.
struct HitLine {
  std::string name;                  ///< short
  std::vector<std::string> marks{};  ///< in title and snippets
};

/// \throws std::runtime_error where a line is no hit
[[nodiscard]] std::vector<HitLine> read_hits(const std::string& output);

}  // namespace ae::test
