// SPDX-License-Identifier: GPL-2.0-or-later
#include "docs/pages.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace ae::test {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

constexpr std::string_view any_rest = "...";

bool line_agrees(std::string_view shown, std::string_view line) {
  if (!shown.ends_with(any_rest)) return shown == line;
  return line.starts_with(shown.substr(0, shown.size() - any_rest.size()));
}

bool is_path_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("._-/").find(c) != std::string_view::npos;
}

/// The path at the beginning of \p text, punctuation that ends a sentence left out.
std::string_view path_at(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_path_character(text[size])) ++size;
  while (size > 0 && text[size - 1] == '.') --size;
  return text.substr(0, size);
}

void read_links(std::string_view page, std::vector<std::string>& paths) {
  for (std::size_t at = 0; (at = page.find("](", at)) != std::string_view::npos;) {
    at += 2;
    const std::string_view target = page.substr(at, page.find_first_of(")#", at) - at);
    if (!target.empty() && target.find(':') == std::string_view::npos)
      paths.push_back("./" + std::string(target));
  }
}

/// \p text as one word of the shell, whatever it holds.
std::string as_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

}  // namespace

std::vector<Example> read_examples(std::string_view page) {
  std::vector<Example> examples;
  bool inside = false;
  std::size_t number = 0;
  for (const std::string_view line : lines_of(page)) {
    ++number;
    if (line.starts_with("```")) {
      inside = !inside && line == "```console";
    } else if (inside && line.starts_with("$ ")) {
      examples.push_back({number, std::string(line.substr(2)), {}});
    } else if (inside && !examples.empty()) {
      examples.back().shown.emplace_back(line);
    }
  }
  return examples;
}

bool agrees(const std::vector<std::string>& shown, std::string_view output) {
  const auto lines = lines_of(output);
  std::size_t at = 0;
  bool any_lines = false;
  for (const std::string& line : shown) {
    if (line == any_rest) {
      any_lines = true;
      continue;
    }
    while (any_lines && at < lines.size() && !line_agrees(line, lines[at])) ++at;
    if (at == lines.size() || !line_agrees(line, lines[at])) return false;
    any_lines = false;
    ++at;
  }
  return any_lines || at == lines.size();
}

std::vector<std::string> read_paths(std::string_view page) {
  constexpr std::array<std::string_view, 8> roots{"common/", "indexer/", "searcher/", "tests/",
                                                  "docs/",   "corpus/",  ".ci/",      "build/"};
  std::vector<std::string> paths;
  read_links(page, paths);
  for (std::size_t at = 0; at < page.size(); ++at) {
    const bool begins = at == 0 || std::string_view(" \n`(").find(page[at - 1]) != page.npos;
    const std::string_view rest = page.substr(at);
    if (!begins || !std::ranges::any_of(roots, [&](auto root) { return rest.starts_with(root); }))
      continue;
    const std::string_view path = path_at(rest);
    if (!path.starts_with("build/")) paths.emplace_back(path);
  }
  return paths;
}

std::vector<std::filesystem::path> pages() {
  const std::filesystem::path root = AE_SOURCE_DIR;
  std::vector<std::filesystem::path> paths{root / "README.md", root / "CHANGELOG.md",
                                           root / "CONTRIBUTING.md"};
  for (const auto& entry : std::filesystem::directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") paths.push_back(entry.path());
  std::ranges::sort(paths);
  return paths;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(path.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

Shell::Result Shell::run(const std::string& command) const {
  const std::string programs = std::filesystem::path(AE_INDEX_BINARY).parent_path().string() + ":" +
                               std::filesystem::path(AE_SEARCH_BINARY).parent_path().string();
  const std::string whole =
      "cd " + as_word(AE_SOURCE_DIR) +
      " && unset AE_DB && export LC_ALL=C.UTF-8 NO_COLOR=1 HOME=" + as_word(home_.string()) +
      " XDG_DATA_HOME=" + as_word(home_.string()) + " PATH=" + as_word(programs) +
      ":\"$PATH\" && { " + command + "\n} 2>&1";
  std::FILE* pipe = ::popen(whole.c_str(), "r");
  if (!pipe) throw std::runtime_error("no shell");
  Result result;
  std::array<char, 4096> piece{};
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe))
    result.output.append(piece.data(), got);
  const int ended = ::pclose(pipe);
  result.status = WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
  return result;
}

}  // namespace ae::test
