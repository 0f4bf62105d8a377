// SPDX-License-Identifier: GPL-2.0-or-later
#include "cases/case_file.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace ae::test {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Behind the sign and its space.
std::string content(std::string_view line, std::size_t sign) {
  line.remove_prefix(sign);
  if (line.starts_with(' ')) line.remove_prefix(1);
  return std::string(line);
}

void read_hits_line(const std::string& line, Step& step) {
  step.in_order = line.starts_with("@@");
  step.hits = words_of(content(line, step.in_order ? 2 : 1));
  step.has_hits = step.any_output = true;
}

void read_expectation(const std::string& line, Step& step) {
  switch (line[0]) {
    case '>':
      step.output.push_back(content(line, 1));
      return;
    case '!':
      step.errors.push_back(content(line, 1));
      return;
    case '=':
      step.status = std::stoi(content(line, 1));
      return;
    case '@':
      return read_hits_line(line, step);
    case '~':
      step.marks.push_back(content(line, 1));
      step.any_output = true;
      return;
    case '-':
      step.absent.push_back(content(line, 1));
      step.any_output = true;
      return;
    default:
      throw std::runtime_error("no such sign");
  }
}

/// `...` stands for any text. What stands between two gaps may be taken where it first occurs.
bool line_matches(std::string_view line, std::string_view pattern) {
  constexpr std::string_view any = "...";
  std::size_t gap = pattern.find(any);
  if (gap == std::string_view::npos) return line == pattern;
  if (!line.starts_with(pattern.substr(0, gap))) return false;
  line.remove_prefix(gap);
  for (;;) {
    pattern.remove_prefix(gap + any.size());
    gap = pattern.find(any);
    if (gap == std::string_view::npos) return line.ends_with(pattern);
    const std::size_t at = line.find(pattern.substr(0, gap));
    if (at == std::string_view::npos) return false;
    line.remove_prefix(at + gap);
  }
}

bool lines_match(const std::vector<std::string>& lines, std::size_t line,
                 const std::vector<std::string>& expected, std::size_t next) {
  if (next == expected.size()) return line == lines.size();
  if (expected[next] == "...") {
    for (std::size_t at = line; at <= lines.size(); ++at)
      if (lines_match(lines, at, expected, next + 1)) return true;
    return false;
  }
  return line < lines.size() && line_matches(lines[line], expected[next]) &&
         lines_match(lines, line + 1, expected, next + 1);
}

std::string short_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const bool numbered =
      name.size() > 3 && name[3] == '_' && name.find_first_not_of("0123456789") == 3;
  if (numbered) return std::string(name.substr(0, 3));
  const std::size_t record = std::min(name.find('#'), name.size());
  const std::string_view file = name.substr(0, record);
  return fmt::format("{}{}", file.substr(0, file.find('.')), name.substr(record));
}

void append_marks(std::string_view text, simdjson::dom::array marks, HitLine& hit) {
  for (const simdjson::dom::array mark : marks) {
    const auto from = std::uint64_t(mark.at(0));
    const auto to = std::uint64_t(mark.at(1));
    if (from >= to || to > text.size()) throw std::runtime_error("a mark outside its text");
    hit.marks.emplace_back(text.substr(from, to - from));
  }
}

HitLine to_hit(simdjson::dom::element line) {
  HitLine hit{.name = short_name(line["path"]), .marks = {}};
  append_marks(line["title"], line["title_marks"], hit);
  for (const simdjson::dom::element snippet : simdjson::dom::array(line["snippets"]))
    append_marks(snippet["text"], snippet["marks"], hit);
  return hit;
}

}  // namespace

std::vector<Step> read_case(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<Step> steps;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '$')
      steps.push_back({.line = number, .command = content(line, 1)});
    else if (steps.empty())
      throw std::runtime_error(fmt::format("{}:{}: no command yet", file.string(), number));
    else if (line.starts_with("  "))
      steps.back().command += '\n' + line.substr(2);
    else
      read_expectation(line, steps.back());
  }
  if (steps.empty()) throw std::runtime_error(file.string() + ": no command");
  return steps;
}

bool matches(const std::string& text, const std::vector<std::string>& expected) {
  return lines_match(lines_of(text), 0, expected, 0);
}

std::vector<HitLine> read_hits(const std::string& output) {
  simdjson::dom::parser parser;
  std::vector<HitLine> hits;
  for (const std::string& line : lines_of(output)) hits.push_back(to_hit(parser.parse(line)));
  return hits;
}

}  // namespace ae::test
