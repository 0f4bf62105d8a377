// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/markdown_text.hpp"

#include <algorithm>
#include <optional>

namespace ae::indexing {
namespace {

constexpr auto npos = std::string_view::npos;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\n");
  if (from == npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\n") + 1 - from);
}

std::size_t run_of(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

/// Without up to three spaces; four make no block mark.
std::string_view unindented(std::string_view line) {
  return line.substr(std::min<std::size_t>(run_of(line, ' '), 3));
}

struct Fence {
  char mark = '\0';
  std::size_t size = 0;
};

std::optional<Fence> fence_of(std::string_view line) {
  line = unindented(line);
  if (line.empty() || (line.front() != '`' && line.front() != '~')) return {};
  const auto size = run_of(line, line.front());
  // `code` in one line is no fence.
  if (size < 3 || (line.front() == '`' && line.find('`', size) != npos)) return {};
  return Fence{line.front(), size};
}

bool is_closing(std::string_view line, Fence open) {
  const auto marks = trimmed(line);
  return marks.size() >= open.size && run_of(marks, open.mark) == marks.size();
}

/// The level of `## Heading`, or 0.
std::size_t heading_level(std::string_view line) {
  const auto level = run_of(line, '#');
  const bool apart = level == line.size() || line[level] == ' ' || line[level] == '\t';
  return level <= 6 && apart ? level : 0;
}

std::string_view heading_text(std::string_view line) {
  auto text = trimmed(line.substr(run_of(line, '#')));
  const auto kept = text.find_last_not_of('#') + 1;  // closing marks after a space
  if (kept < text.size() && (kept == 0 || text[kept - 1] == ' ')) text = text.substr(0, kept);
  return trimmed(text);
}

/// `---`, `* * *`, `___`
bool is_rule(std::string_view line) {
  std::size_t marks = 0;
  char mark = '\0';
  for (const char c : line) {
    if (c == ' ' || c == '\t') continue;
    if ((c != '-' && c != '*' && c != '_') || (mark != '\0' && c != mark)) return false;
    mark = c;
    ++marks;
  }
  return marks >= 3;
}

/// `[label]: https://...`. Footnotes are text, and so is `[Update]: more to come`.
bool is_definition(std::string_view line) {
  const auto end = line.find("]:");
  if (!line.starts_with('[') || line.starts_with("[^") || end == npos) return false;
  const auto target = trimmed(line.substr(end + 2));
  return target.starts_with("https://") || target.starts_with("http://") ||
         target.starts_with("mailto:") || target.starts_with('/') || target.starts_with('#') ||
         target.starts_with('<');
}

bool all_of(std::string_view line, char c) {
  line = trimmed(line);
  return !line.empty() && run_of(line, c) == line.size();
}

/// Line by line: paragraphs are gathered for the inline syntax, the rest is dealt with at once.
class Blocks {
 public:
  explicit Blocks(std::size_t size) { plain_.text.reserve(size); }

  void add(std::string_view line) {
    if (fence_) {
      if (is_closing(line, *fence_))
        fence_.reset();
      else
        emit(line);
    } else if ((fence_ = fence_of(line))) {
      flush();
    } else {
      add_outside_code(line);
    }
  }

  PlainMarkdown finish() {
    flush();
    return std::move(plain_);
  }

 private:
  void add_outside_code(std::string_view line) {
    const auto content = unindented(line);
    if (trimmed(line).empty()) {
      flush();
      emit({});
    } else if (const auto level = heading_level(content); level > 0) {
      flush();
      paragraph_ = heading_text(content);
      flush(level == 1);
    } else if (!paragraph_.empty() && all_of(content, '=')) {
      flush(true);
    } else if (is_rule(content)) {
      flush();
      emit({});
    } else if (!paragraph_.empty() || !is_definition(content)) {
      add_to_paragraph(line);
    }
  }

  void add_to_paragraph(std::string_view line) {
    auto content = unindented(line);
    while (content.starts_with('>')) content = unindented(content.substr(1));
    const bool bullet = content.size() > 1 && content[1] == ' ' &&
                        (content[0] == '*' || content[0] == '+' || content[0] == '-');
    if (bullet) flush();
    if (!paragraph_.empty()) paragraph_ += '\n';
    paragraph_ += bullet ? "- " : "";
    paragraph_ += bullet ? content.substr(2) : content;
  }

  void emit(std::string_view line) {
    begun_ = begun_ || !trimmed(line).empty();
    plain_.text.append(line).append(1, '\n');
  }

  void flush(bool first_level = false) {
    if (paragraph_.empty()) return;
    const auto from = plain_.text.size();
    append_inline(plain_.text, paragraph_);
    if (first_level && !begun_) plain_.heading = {from, plain_.text.size()};
    begun_ = begun_ || !trimmed(std::string_view(plain_.text).substr(from)).empty();
    plain_.text += '\n';
    paragraph_.clear();
  }

  PlainMarkdown plain_;
  std::string paragraph_;
  std::optional<Fence> fence_;
  bool begun_ = false;  ///< something but white space was written
};

}  // namespace

PlainMarkdown markdown_to_text(std::string_view markdown) {
  Blocks blocks(markdown.size());
  while (!markdown.empty()) {
    const auto end = markdown.find('\n');
    blocks.add(markdown.substr(0, end));
    markdown.remove_prefix(end == npos ? markdown.size() : end + 1);
  }
  return blocks.finish();
}

}  // namespace ae::indexing
