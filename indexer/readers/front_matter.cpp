// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/front_matter.hpp"

#include "indexer/readers/normalise.hpp"
#include "indexer/readers/record_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace ae::indexing {
namespace {

constexpr std::string_view blanks = " \t";
constexpr auto npos = std::string_view::npos;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\n");
  if (from == npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\n") + 1 - from);
}

/// Takes the first line, without its "\n", off \p text.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == npos ? text.size() : end + 1);
  return line;
}

struct Entry {
  std::string_view key;
  std::string_view value;
};

/// `key: value` or `key = value`, by \p separator; no quoted or dotted keys.
std::optional<Entry> entry_of(std::string_view line, char separator) {
  line = trimmed(line);
  const auto key_end = std::ranges::find_if_not(line, [](char c) {
    return c == '_' || c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
  });
  const auto key = line.substr(0, static_cast<std::size_t>(key_end - line.begin()));
  const auto rest = separator == '=' ? trimmed(line.substr(key.size())) : line.substr(key.size());
  if (key.empty() || !rest.starts_with(separator)) return {};
  const bool apart = rest.size() == 1 || blanks.find(rest[1]) != npos;
  if (separator == ':' && !apart) return {};  // as in https://...
  return Entry{key, trimmed(rest.substr(1))};
}

/// The inside of the quoted text that \p rest begins with, which is taken off it.
std::string take_quoted(std::string_view& rest) {
  const char quote = rest.front();
  std::string text;
  std::size_t at = 1;
  for (; at < rest.size(); ++at) {
    if (rest[at] == '\\' && quote == '"' && at + 1 < rest.size()) {
      ++at;
      text += rest[at] == 'n' || rest[at] == 't' ? ' ' : rest[at];
    } else if (rest[at] == quote) {
      const bool doubled = quote == '\'' && at + 1 < rest.size() && rest[at + 1] == quote;
      if (!doubled) break;
      text += rest[at++];
    } else {
      text += rest[at];
    }
  }
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return text;
}

/// One value, up to a character of \p ends that stands outside quotation marks; taken off \p rest.
std::string take_value(std::string_view& rest, std::string_view ends) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\n"), rest.size()));
  if (rest.starts_with('"') || rest.starts_with('\'')) {
    auto value = take_quoted(rest);
    rest.remove_prefix(std::min(rest.find_first_of(ends), rest.size()));
    return value;
  }
  const auto end = std::min(rest.find_first_of(ends), rest.size());
  const auto value = trimmed(rest.substr(0, end));
  rest.remove_prefix(end);
  if (value.starts_with('{') || value == "~" || value == "null") return {};
  return std::string(value);
}

std::string_view without_comment(std::string_view value) {
  for (auto at = value.find('#'); at != npos; at = value.find('#', at + 1))
    if (at == 0 || blanks.find(value[at - 1]) != npos) return trimmed(value.substr(0, at));
  return value;
}

class Parser {
 public:
  Parser(std::string_view block, char separator) : rest_(block), separator_(separator) {}

  std::vector<Claim> claims() {
    while (!rest_.empty()) {
      const auto line = take_line(rest_);
      const auto content = trimmed(line);
      if (content.empty() || content.front() == '#') continue;
      if (separator_ == '=')
        read_toml(content);
      else
        read_yaml(line, content);
    }
    return std::move(claims_);
  }

  [[nodiscard]] bool any_entry() const noexcept { return any_entry_; }

 private:
  void read_toml(std::string_view content) {
    if (content.front() == '[') {  // [table] or [[array of tables]]
      table_ = trimmed(content.substr(0, content.find(']')));
      table_.remove_prefix(std::min(table_.find_first_not_of('['), table_.size()));
      return;
    }
    const auto entry = entry_of(content, '=');
    if (!entry) return;
    any_entry_ = true;
    if (table_.empty())
      key_ = entry->key;
    else if (entry->key == "name")
      key_ = table_;
    else
      return;
    read_value(entry->value);
  }

  void read_yaml(std::string_view line, std::string_view content) {
    if (content == "-" || content.starts_with("- ")) {
      const auto item = trimmed(content.substr(1));
      const auto entry = entry_of(item, ':');
      if (!entry || entry->key == "name") read_value(entry ? entry->value : item);
      return;
    }
    const auto entry = entry_of(content, ':');
    if (!entry) return;
    const bool below = blanks.find(line.front()) != npos;
    if (below && entry->key != "name") return;
    any_entry_ = true;
    if (!below) key_ = entry->key;
    read_value(entry->value);
  }

  void read_value(std::string_view value) {
    if (value.empty()) return;
    if (value.front() == '[')
      read_list(value);
    else if (separator_ == ':' && (value.front() == '|' || value.front() == '>'))
      add(take_indented());
    else if (value.front() == '"' || value.front() == '\'')
      add(take_value(value, "\n"));
    else if (value = without_comment(value); !value.empty())
      add(take_value(value, "\n"));
  }

  /// `[a, "b"]`; the closing bracket may stand some lines further down.
  void read_list(std::string_view value) {
    const char* begin = value.data() + 1;
    std::string_view list(begin, static_cast<std::size_t>(rest_.data() + rest_.size() - begin));
    while (true) {
      add(take_value(list, ",]"));
      if (list.empty() || list.front() == ']') break;
      list.remove_prefix(1);
    }
    // Go on after the line of the bracket, which may be the present one.
    take_line(list);
    if (list.size() < rest_.size()) rest_ = list;
  }

  /// The lines after `|` or `>`, as one line.
  std::string take_indented() {
    std::string text;
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\n'))
      text.append(trimmed(take_line(rest_))).append(1, ' ');
    return text;
  }

  void add(std::string_view value) {
    const auto* key = std::ranges::find(record_keys, key_, &RecordKey::name);
    auto line = normalise_line(value);
    if (key == record_keys.end() || line.empty()) return;
    claims_.push_back({.key = key->key,
                       .value = std::move(line),
                       .source = Source::record,
                       .rule = fmt::format("front matter {}", key->name),
                       .bytes = {},
                       .confidence = 1});
  }

  std::string_view rest_;
  char separator_;
  std::string_view key_;    ///< to which values belong
  std::string_view table_;  ///< of TOML; empty at the top
  std::vector<Claim> claims_;
  bool any_entry_ = false;
};

std::string_view right_trimmed(std::string_view line) {
  return line.substr(0, line.find_last_not_of(blanks) + 1);
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  auto rest = text;
  const auto fence = right_trimmed(take_line(rest));
  const bool yaml = fence == "---";
  if (!yaml && fence != "+++") return {};
  const char* begin = rest.data();
  while (!rest.empty()) {
    const char* line_begin = rest.data();
    const auto line = right_trimmed(take_line(rest));
    if (line != fence && !(yaml && line == "...")) continue;
    const std::string_view block(begin, static_cast<std::size_t>(line_begin - begin));
    Parser parser(block, yaml ? ':' : '=');
    auto claims = parser.claims();
    if (!parser.any_entry()) return {};
    return {.claims = std::move(claims), .size = text.size() - rest.size()};
  }
  return {};
}

}  // namespace ae::indexing
