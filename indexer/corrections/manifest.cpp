// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/manifest.hpp"

#include "common/text/ascii.hpp"
#include "common/text/wildcard.hpp"
#include "indexer/corrections/fields.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"
#include "indexer/readers/table_rows.hpp"
#include "indexer/sources/memory.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_row = 1 << 16;         // bytes
constexpr std::size_t most_with_wildcards = 10'000;  // each is tried with every file

bool has_wildcard(std::string_view pattern) {
  return pattern.find_first_of("*?") != std::string_view::npos;
}

/// "./a.txt" and "../a.txt" name files as they stood for whoever typed it: what follows is kept.
std::string_view without_dots(std::string_view pattern) {
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view dots : {"./", "../"})
      if (pattern.starts_with(dots)) {
        pattern.remove_prefix(dots.size());
        more = true;
      }
  }
  while (pattern.size() > 1 && pattern.ends_with('/')) pattern.remove_suffix(1);
  return pattern;
}

/// "wire.jsonl#3" -> "wire.jsonl", "crawl.zip!a.txt#2" -> "crawl.zip"
std::string_view file_part(std::string_view pattern) {
  if (const auto mark = pattern.find('!'); mark != std::string_view::npos)
    return pattern.substr(0, mark);
  const auto mark = pattern.rfind('#');
  if (mark == std::string_view::npos || mark + 1 == pattern.size()) return pattern;
  const bool number = std::ranges::all_of(
      pattern.substr(mark + 1), [](char c) { return ascii::is_digit(c) || c == '*' || c == '?'; });
  return number ? pattern.substr(0, mark) : pattern;
}

/// Calls \p see with \p path as a whole, and with what follows each of its slashes, until it says
/// yes.
template <class See>
bool any_end(std::string_view path, See see) {
  for (std::size_t at = 0; at != std::string_view::npos;) {
    if (see(path.substr(at))) return true;
    const std::size_t slash = path.find('/', at);
    at = slash == std::string_view::npos ? slash : slash + 1;
  }
  return false;
}

bool matches(std::string_view path, std::string_view pattern) {
  const std::string below = std::string(pattern) + "/*";
  return any_end(path, [&](std::string_view end) {
    return text::matches_wildcard(end, pattern) || text::matches_wildcard(end, below);
  });
}

/// Of each column the field it sets; the one of paths sets none.
struct Header {
  std::optional<std::size_t> path;
  std::vector<std::optional<Key>> fields;
};

Header read_header(const std::vector<std::string>& row, const Location& where,
                   const FaultSink& faults) {
  Header header;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string_view name = ascii::trim(row[i]);
    header.fields.push_back(settable_field(name));
    if (ascii::same(name, "path"))
      header.path = i;
    else if (!header.fields.back() && !name.empty() && !ascii::same(name, "note"))
      faults(failed(where, "meta-column",
                    fmt::format("column '{}' is none that can be set; there are path, {}, and note "
                                "for yourself",
                                name, settable_fields)));
  }
  if (!header.path)
    faults(failed(where, "meta-column",
                  "no column 'path': the first line must name the columns, as path,date,outlet"));
  return header;
}

}  // namespace

Manifest Manifest::parse(std::string_view text, const std::string& file, const FaultSink& faults) {
  Manifest manifest;
  manifest.name_ = file;
  TableRows rows(std::make_unique<MemoryStream>(std::string(text)), longest_row);
  std::vector<std::string> row;
  std::optional<Header> header;
  for (;;) {
    const auto outcome = rows.next(row);
    if (outcome == TableRows::Outcome::end) break;
    const Location where{.path = file, .member = {}, .line = rows.line()};
    if (outcome == TableRows::Outcome::too_long) {
      faults(failed(where, "meta-line", "the line is too long; is a quotation mark not closed?"));
    } else if (!header) {
      header = read_header(row, where, faults);
      if (!header->path) break;
    } else {
      Line line{.number = where.line, .pattern = {}, .file = {}, .article = {}};
      for (std::size_t i = 0; i < std::min(row.size(), header->fields.size()); ++i) {
        const std::string value = normalise_line(repair_utf8(row[i]).text);
        // Names of files may be any bytes.
        if (i == *header->path) line.pattern = without_dots(ascii::trim(row[i]));
        if (!header->fields[i] || value.empty()) continue;
        if (const auto problem = problem_of(*header->fields[i], value); !problem.empty())
          faults(failed(where, "meta-value", problem));
        else
          line.claims.push_back(told(*header->fields[i], value, Source::manifest, {}));
      }
      manifest.add(std::move(line), faults);
    }
  }
  return manifest;
}

void Manifest::add(Line line, const FaultSink& faults) {
  const Location where{.path = name_, .member = {}, .line = line.number};
  if (line.pattern.empty()) {
    faults(failed(where, "meta-line", "the path is missing"));
    return;
  }
  if (line.claims.empty()) return;  // nothing filled in: no instruction
  const auto number = static_cast<std::uint32_t>(lines_.size());
  line.file = file_part(line.pattern);
  for (Claim& claim : line.claims)
    claim.rule = fmt::format("{}:{} ({})", name_, line.number, line.pattern);
  if (!has_wildcard(line.file)) {
    by_path_.emplace(line.file, number);
    if (line.file != line.pattern)
      by_path_.emplace(line.pattern, number);  // a '#' in a file's name
  } else if (with_wildcards_.size() < most_with_wildcards) {
    with_wildcards_.push_back(number);
  } else {
    faults(failed(
        where, "meta-line",
        fmt::format("more than {} lines with * or ?; name folders instead", most_with_wildcards)));
    return;
  }
  if (std::string rest = line.pattern.substr(line.file.size()); !has_wildcard(rest)) {
    if (!rest.empty()) by_article_.emplace(rest, number);
    line.article = std::move(rest);
  }
  lines_.push_back(std::move(line));
}

Manifest::Lines Manifest::lines_for(std::string_view path) {
  Lines lines;
  auto& found = lines.all;
  // A line may name the file, from any slash on, or a folder it lies in.
  any_end(path, [&](std::string_view end) {
    for (auto size = end.size(); size != 0 && size != std::string_view::npos;
         size = end.substr(0, size).rfind('/')) {
      const auto [first, last] = by_path_.equal_range(end.substr(0, size));
      for (auto at = first; at != last; ++at) found.push_back(at->second);
    }
    return by_path_.empty();
  });
  for (const std::uint32_t number : with_wildcards_) {
    const Line& line = lines_[number];
    if (matches(path, line.file) || (line.file != line.pattern && matches(path, line.pattern)))
      found.push_back(number);
  }
  std::ranges::sort(found, std::greater{});
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const std::uint32_t number : found) {
    lines_[number].used = true;
    if (lines_[number].article.empty()) lines.of_many.push_back(number);
  }
  return lines;
}

/// Of \p lines those that may speak of the article at \p whole, the last first: a table may have a
/// line for each article of a large file.
std::vector<std::uint32_t> Manifest::about(const Lines& lines, std::string_view path,
                                           std::string_view whole) const {
  std::vector<std::uint32_t> found = lines.of_many;
  if (found.size() == lines.all.size()) return found;
  const auto take = [&](std::string_view article) {
    const auto [first, last] = by_article_.equal_range(article);
    for (auto at = first; at != last; ++at)
      if (std::ranges::binary_search(lines.all, at->second, std::greater{}))
        found.push_back(at->second);
  };
  // Names of files and folders, too, may hold what parts an article from them.
  for (std::size_t at = 0; at < whole.size(); ++at) {
    if (whole[at] != '#' && whole[at] != '!') continue;
    take(whole.substr(at));
    if (at < path.size()) take(path.substr(at));
    for (std::size_t end = whole.find('/', at); end != whole.npos; end = whole.find('/', end + 1))
      take(whole.substr(at, end - at));
  }
  std::ranges::sort(found, std::greater{});
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<Claim> Manifest::claims(const Lines& lines, std::string_view path,
                                    const Location& where) const {
  const Location place{.path = std::string(path), .member = where.member, .line = where.line};
  const std::string whole = place.to_string();
  const bool alone = whole.size() == path.size();
  std::vector<Claim> claims;
  std::vector<Key> said;
  for (const std::uint32_t number : about(lines, path, whole)) {
    const Line& line = lines_[number];
    const bool names_article = matches(whole, line.pattern);
    if (!names_article && !matches(path, line.pattern)) continue;
    const std::size_t before = claims.size();
    for (const Claim& claim : line.claims) {
      if (is_of_one(claim.key) && !alone && !names_article) continue;
      if (std::ranges::find(said, claim.key) == said.end()) claims.push_back(claim);
    }
    for (std::size_t i = before; i < claims.size(); ++i) said.push_back(claims[i].key);
  }
  return claims;
}

std::uint64_t Manifest::hash(const Lines& lines) const {
  if (lines.all.empty()) return 0;
  std::string key;
  for (const std::uint32_t number : lines.all) {
    key.append(lines_[number].pattern).append(1, '\0');
    for (const Claim& claim : lines_[number].claims)
      key.append(1, static_cast<char>(claim.key)).append(claim.value).append(1, '\0');
  }
  return XXH3_64bits(key.data(), key.size());
}

void Manifest::note_unused(const FaultSink& faults) const {
  for (const Line& line : lines_)
    if (!line.used)
      faults(failed({.path = name_, .member = {}, .line = line.number}, "meta-unused",
                    fmt::format("no file of these paths is '{}'; ae-index --audit and ae-search "
                                "show paths as they are known",
                                line.pattern)));
}

}  // namespace ae::indexing
