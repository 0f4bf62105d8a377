// SPDX-License-Identifier: GPL-2.0-or-later
/// The inline syntax of Markdown: one pass finds the marks, a second leaves them out.
#include "indexer/readers/markdown_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace ae::indexing {
namespace {

constexpr auto npos = std::string_view::npos;
/// Above this no paragraph is written by hand; it stays as it is. Bytes.
constexpr std::size_t longest_paragraph = 64 << 10;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
         (c >= '{' && c <= '~');
}

/// Part of a word: ASCII letters and digits, and all beyond ASCII.
bool is_word(char c) {
  return !is_space(c) && !is_punctuation(c) && static_cast<unsigned char>(c) >= ' ';
}

/// Bytes to be left out, and what happens in their place.
struct Edit {
  enum class Kind : std::uint8_t { remove, image_begins, image_ends };
  std::size_t at = 0;
  std::size_t size = 0;
  Kind kind = Kind::remove;
};

/// Answers "where is the next c from here on" for growing positions, in linear time altogether.
class Next {
 public:
  Next(std::string_view text, std::string_view wanted) : text_(text), wanted_(wanted) {}

  std::size_t from(std::size_t at) {
    if (!known_ || found_ < at) found_ = std::min(text_.find_first_of(wanted_, at), text_.size());
    known_ = true;
    return found_;
  }

 private:
  std::string_view text_;
  std::string_view wanted_;
  std::size_t found_ = 0;
  bool known_ = false;
};

class Marks {
 public:
  explicit Marks(std::string_view text)
      : text_(text), space_(text, " \t\n"), bracket_(text, "]\n"), angle_(text, "> \t\n") {}

  std::vector<Edit> find() {
    while (at_ < text_.size()) step();
    std::ranges::sort(edits_, {}, &Edit::at);
    return std::move(edits_);
  }

 private:
  struct Bracket {
    std::size_t at;
    bool image;
  };

  [[nodiscard]] char char_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }

  void step() {
    switch (text_[at_]) {
      case '\\':
        return escape();
      case '`':
        return code();
      case '<':
        return address();
      case '*':
      case '_':
      case '~':
        return emphasis();
      case ']':
        return close_bracket();
      case '!':
        if (char_at(at_ + 1) != '[') break;
        brackets_.push_back({.at = at_, .image = true});
        ++at_;
        break;
      case '[':
        brackets_.push_back({.at = at_, .image = false});
        break;
      default:
        break;
    }
    ++at_;
  }

  void remove(std::size_t at, std::size_t size) { edits_.push_back({.at = at, .size = size}); }

  void escape() {
    const char next = char_at(at_ + 1);
    if (is_punctuation(next) || next == '\n') remove(at_, 1);
    at_ += 2;
  }

  [[nodiscard]] std::size_t run_at(std::size_t at) const {
    return std::min(text_.find_first_not_of(text_[at], at), text_.size()) - at;
  }

  /// `code` and ``code``; what is inside stays as it is.
  void code() {
    const auto size = run_at(at_);
    const auto end = size <= 2 ? code_end(at_ + size, size) : npos;
    if (end == npos) {
      at_ += size;
      return;
    }
    remove(at_, size);
    remove(end, size);
    at_ = end + size;
  }

  std::size_t code_end(std::size_t from, std::size_t size) {
    if (from >= no_code_end_[size]) return npos;
    for (auto at = text_.find('`', from); at != npos; at = text_.find('`', at)) {
      const auto run = run_at(at);
      if (run == size) return at;
      at += run;
    }
    no_code_end_[size] = from;  // nor for any mark further on
    return npos;
  }

  /// <https://...>
  void address() {
    const auto inside = text_.substr(at_ + 1, 8);
    const auto end = angle_.from(at_);
    if (char_at(end) == '>' && (inside.starts_with("http://") || inside.starts_with("https://") ||
                                inside.starts_with("mailto:"))) {
      remove(at_, 1);
      remove(end, 1);
      at_ = end;
    }
    ++at_;
  }

  /// Runs of one, two or three marks pair with the last one like them; so `5 * 3`, `snake_case`
  /// and a lone asterisk stay.
  void emphasis() {
    const char mark = text_[at_];
    const auto size = run_at(at_);
    const char before = at_ == 0 ? '\n' : text_[at_ - 1];
    const char after = char_at(at_ + size);
    const bool inside_word = is_word(before) && is_word(after);
    if (size <= 3 && !inside_word && (mark != '~' || size == 2)) {
      auto& opener = openers_[mark == '*' ? 0U : mark == '_' ? 1U : 2U][size - 1];
      if (!is_space(before) && opener != npos) {
        remove(opener, size);
        remove(at_, size);
        opener = npos;
      } else if (!is_space(after)) {
        opener = at_;
      }
    }
    at_ += size;
  }

  void close_bracket() {
    const auto closing = at_++;
    if (brackets_.empty()) return;
    const auto open = brackets_.back();
    brackets_.pop_back();
    const auto end = target_end(at_);
    if (end == npos) return;
    at_ = end;
    if (open.image) {
      edits_.push_back({.at = open.at, .size = 2, .kind = Edit::Kind::image_begins});
      edits_.push_back({.at = closing, .size = end - closing, .kind = Edit::Kind::image_ends});
    } else {
      remove(open.at, 1);
      remove(closing, end - closing);
    }
  }

  /// The end of `(target)`, `(target "title")` or `[label]` at \p from.
  std::size_t target_end(std::size_t from) {
    if (char_at(from) == '[') {
      const auto end = bracket_.from(from);
      return char_at(end) == ']' ? end + 1 : npos;
    }
    const auto end = char_at(from) == '(' ? closing_parenthesis(from) : npos;
    if (end == npos) return npos;
    const auto space = space_.from(from);
    if (space >= end) return end + 1;
    const char quote = char_at(space + 1);
    const bool title =
        (quote == '"' || quote == '\'') && space + 2 < end && text_[end - 1] == quote;
    return title ? end + 1 : npos;
  }

  /// All pairs are found at once, at the first question.
  std::size_t closing_parenthesis(std::size_t open) {
    if (pairs_.empty()) {
      pairs_.assign(text_.size(), npos);
      std::vector<std::size_t> waiting;
      for (std::size_t at = open; at < text_.size(); ++at) {
        if (text_[at] == '\\') {
          ++at;
        } else if (text_[at] == '(') {
          waiting.push_back(at);
        } else if (text_[at] == ')' && !waiting.empty()) {
          pairs_[waiting.back()] = at;
          waiting.pop_back();
        }
      }
    }
    return pairs_[open];
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Next space_;
  Next bracket_;
  Next angle_;
  std::vector<Edit> edits_;
  std::vector<Bracket> brackets_;
  std::vector<std::size_t> pairs_;  ///< where the parenthesis opened here is closed
  std::array<std::array<std::size_t, 3>, 3> openers_{
      {{npos, npos, npos}, {npos, npos, npos}, {npos, npos, npos}}};  ///< by mark and size
  std::array<std::size_t, 3> no_code_end_{npos, npos, npos};
};

/// Writes what is left, with every image in a paragraph of its own.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out), start_(out.size()) {}

  void add(std::string_view text) {
    if (in_image_) {
      for (const char c : text) out_ += c == '\n' ? ' ' : c;
      return;
    }
    if (after_image_) {
      const auto from = std::min(text.find_first_not_of(" \t\n"), text.size());
      text.remove_prefix(from);
      if (text.empty()) return;
      break_paragraph();
      after_image_ = false;
    }
    out_.append(text);
  }

  void begin_image() {
    if (in_image_) return;
    break_paragraph();
    in_image_ = true;
    out_ += label;
    image_ = out_.size();
  }

  void end_image() {
    if (!in_image_) return;
    in_image_ = false;
    after_image_ = true;
    if (out_.find_first_not_of(' ', image_) == npos) out_.resize(image_ - label.size());
  }

 private:
  static constexpr std::string_view label = "IMAGE: ";

  void break_paragraph() {
    while (out_.size() > start_ && is_space(out_.back())) out_.pop_back();
    if (out_.size() > start_) out_ += "\n\n";
  }

  std::string& out_;
  std::size_t start_;
  std::size_t image_ = 0;
  bool in_image_ = false;
  bool after_image_ = false;
};

}  // namespace

void append_inline(std::string& out, std::string_view paragraph) {
  if (paragraph.size() > longest_paragraph || paragraph.find_first_of("\\`<*_~]") == npos) {
    out.append(paragraph);
    return;
  }
  Writer writer(out);
  std::size_t at = 0;
  for (const auto& edit : Marks(paragraph).find()) {
    if (edit.at < at) continue;
    writer.add(paragraph.substr(at, edit.at - at));
    if (edit.kind == Edit::Kind::image_begins) writer.begin_image();
    if (edit.kind == Edit::Kind::image_ends) writer.end_image();
    at = edit.at + edit.size;
  }
  writer.add(paragraph.substr(at));
}

}  // namespace ae::indexing
