// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/help.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace ae::cli {
namespace {

std::string joined_choices(const Option& option) {
  return fmt::format("{}", fmt::join(choices(option), " "));
}

bool names_a_file(const Option& option) {
  return option.argument == "FILE" || option.argument == "ARCHIVE";
}

/// \p text with a backslash before every character of \p special.
std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// \p text inside single quotes of a POSIX shell.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else
      out += c;
  }
  return out + '\'';
}

std::string bash_word(const Option& option) {
  return fmt::format("--{}{}", option.name, option.optional ? "=" : "");
}

std::string zsh_spec(const Option& option) {
  std::string spec = option.repeats ? "*" : "";
  spec += fmt::format("--{}", option.name);
  if (option.takes_value()) spec += option.optional ? "=-" : "=";
  spec += fmt::format("[{}]", escaped(option.help, "[]\\:"));
  if (!option.takes_value()) return spec;
  const std::string action = option.is_choice()     ? fmt::format("({})", joined_choices(option))
                             : names_a_file(option) ? "_files"
                                                    : "";
  const std::string_view message = option.is_choice() ? option.name : option.argument;
  return spec + fmt::format("{}{}:{}", option.optional ? "::" : ":", message, action);
}

/// Bash takes words apart at colons, and replaces what stands behind the last one.
constexpr std::string_view bash_words =
    "    local line=\"${{COMP_LINE:0:COMP_POINT}}\" db=() i IFS=$'\\n'\n"
    "    local typed=\"${{line##* }}\"\n"
    "    local field=\"${{typed%\"${{typed##*:}}\"}}\"\n"
    "    for ((i = 1; i + 1 < COMP_CWORD; ++i)); do\n"
    "      [[ ${{COMP_WORDS[i]}} == --db && ${{COMP_WORDS[i+1]}} == = ]] && "
    "db+=(--db \"${{COMP_WORDS[i+2]}}\")\n"
    "      [[ ${{COMP_WORDS[i]}} == --db && ${{COMP_WORDS[i+1]}} != = ]] && "
    "db+=(--db \"${{COMP_WORDS[i+1]}}\")\n"
    "    done\n"
    "    COMPREPLY=($({0} \"${{db[@]}}\" --{1} \"$typed\" 2>/dev/null | cut -f1))\n"
    "    for i in \"${{!COMPREPLY[@]}}\"; do\n"
    "      if [[ ${{COMPREPLY[i]}} == \"${{field:-$typed}}\"* ]]; then\n"
    "        printf -v \"COMPREPLY[i]\" %q \"${{COMPREPLY[i]#\"$field\"}}\"\n"
    "      else  # a name that holds the word elsewhere\n"
    "        unset \"COMPREPLY[i]\"\n"
    "      fi\n"
    "    done\n"
    "    [[ ${{COMPREPLY[*]}} == *: ]] && compopt -o nospace\n";

/// What follows where the word is no option.
std::string bash_other_words(const Program& program) {
  if (program.complete.empty()) return "    COMPREPLY=($(compgen -f -- \"$word\"))\n";
  return fmt::format(bash_words, program.name, program.complete);
}

}  // namespace

std::string bash_completion(const Program& program) {
  std::string function = fmt::format("_{}", program.name);
  std::replace(function.begin(), function.end(), '-', '_');
  std::string cases, with_value, words;
  for (const Option& option : program.options) {
    words += fmt::format("{}{}", words.empty() ? "" : " ", bash_word(option));
    if (!option.takes_value() || option.optional) continue;
    if (option.is_choice())
      cases += fmt::format(
          "    --{})\n      COMPREPLY=($(compgen -W {} -- \"$word\"))\n      return ;;\n",
          option.name, quoted(joined_choices(option)));
    else if (names_a_file(option))
      cases +=
          fmt::format("    --{}) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n", option.name);
    else
      with_value += fmt::format("{}--{}", with_value.empty() ? "" : "|", option.name);
  }
  if (!with_value.empty()) cases += fmt::format("    {}) return ;;\n", with_value);
  return fmt::format(
      "# Made from the table of options: do not edit.\n{0}() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\"\n"
      "  COMPREPLY=()\n  case \"$before\" in\n{1}  esac\n"
      "  if [[ $word == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W {2} -- \"$word\"))\n"
      "  else\n{4}  fi\n}}\n"
      "complete{5} -F {0} {3}\n",
      function, cases, quoted(words), program.name, bash_other_words(program),
      program.complete.empty() ? " -o filenames" : "");
}

std::string zsh_completion(const Program& program) {
  std::string out = fmt::format(
      "#compdef {}\n# Made from the table of options: do not edit.\n_arguments \\\n", program.name);
  for (const Option& option : program.options) {
    if (option.letter != '\0')
      out += fmt::format("  {} \\\n", quoted(fmt::format("-{}[{}]", option.letter, option.help)));
    out += fmt::format("  {} \\\n", quoted(zsh_spec(option)));
  }
  return out + "  '*:words or files:_files'\n";
}

std::string fish_completion(const Program& program) {
  std::string out = "# Made from the table of options: do not edit.\n";
  for (const Option& option : program.options) {
    out += fmt::format("complete -c {} -l {}", program.name, option.name);
    if (option.letter != '\0') out += fmt::format(" -s {}", option.letter);
    if (option.is_choice())
      out += fmt::format(" -x -a '{}'", joined_choices(option));
    else if (names_a_file(option))
      out += " -r";
    else if (option.takes_value() && !option.optional)
      out += " -x";
    out += fmt::format(" -d '{}'\n", escaped(option.help, "'\\"));
  }
  if (!program.complete.empty())
    out += fmt::format(
        "complete -c {0} -f -a '({0} --{1} (commandline -ct) 2>/dev/null | cut -f1,2)'\n",
        program.name, program.complete);
  return out;
}

}  // namespace ae::cli
