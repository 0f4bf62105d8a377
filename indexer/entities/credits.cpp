// SPDX-License-Identifier: GPL-2.0-or-later
/// Credits are recognised by their cues ("Photograph:", "Reporting by", "contributed to this
/// report"), each with its own reach; addresses on the web by how they begin.
#include "indexer/entities/credits.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_credit = 120;        // tokens; some texts have no line ends
constexpr std::size_t longest_byline = 14;         // tokens
constexpr std::size_t longest_reported_from = 12;  // tokens
constexpr std::size_t longest_dateline = 12;       // tokens

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 3> address_cues{"http", "https", "www"};
constexpr std::array<std::string_view, 7> photo_cues{
    "photo", "photos", "photograph", "photographs", "picture", "image", "credit"};
constexpr std::array<std::string_view, 7> desk_cues{"reporting", "editing", "writing", "compiled",
                                                    "written",   "edited",  "produced"};
constexpr std::array<std::string_view, 2> report_cues{"contributed", "reported"};

/// \p lower is in lower case.
bool same_folded(std::string_view word, std::string_view lower) {
  return std::equal(word.begin(), word.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool is_one_of(std::string_view word, Words words) {
  return std::any_of(words.begin(), words.end(),
                     [word](std::string_view each) { return same_folded(word, each); });
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const Token> tokens) : text_(text), tokens_(tokens) {}

  std::vector<Span> run() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].after_break) line_ = i;
      if (tokens_[i].starts_sentence && (i == 0 || tokens_[i].shape != Shape::mark)) sentence_ = i;
      if (i >= done_ && may_begin_credit(i)) look_at(i);
    }
    return std::move(found_);
  }

 private:
  // What look_at() can find there at all: nearly every word is none of these.
  [[nodiscard]] bool may_begin_credit(std::size_t i) const {
    const auto& token = tokens_[i];
    return token.cue || i == line_ || is_in_capitals(i) || token.mark == '.' ||
           (token.shape == Shape::number && i > 0 && tokens_[i - 1].mark == '(');
  }

  void look_at(std::size_t i) {
    if (i == line_) agency_of_dateline(i);
    if (is_address(i)) {
      add(i, end_of_address(i));
    } else if (const auto after = end_of_ticker(i); after > i) {
      add(i, after);
    } else if (is_in_capitals(i) && mark_at(i + 1, '$') && is_glued(i + 1)) {
      add(i, i + 1);  // HK$12 billion
    } else if (photo_cue(i) || desk_cue(i)) {
      add(i, end_of_line(i));
    } else if (i == line_ && is(i, "by") && end_of_line(i) - i <= longest_byline) {
      add(i, end_of_line(i));
    } else if (is(i, "contributed") && is(i + 1, "to") && (is(i + 2, "this") || is(i + 2, "the")) &&
               (is(i + 3, "report") || is(i + 3, "story") || is(i + 3, "article"))) {
      add(std::max(sentence_, done_), i + 4);
    } else if (is(i, "reported") && is(i + 1, "from")) {
      const auto end = end_of_sentence(i);
      const bool only_that = i - sentence_ <= 6 && end - sentence_ <= longest_reported_from;
      if (only_that) add(std::max(sentence_, done_), end);
    }
  }

  // "https://example.org/Iceland", "www.example.org"
  [[nodiscard]] bool is_address(std::size_t i) const {
    if (tokens_[i].shape != Shape::lower || i + 1 >= tokens_.size()) return false;
    return is_one_of(i, address_cues) && is_glued(i + 1) &&
           (mark_at(i + 1, ':') || mark_at(i + 1, '.'));
  }

  [[nodiscard]] std::size_t end_of_address(std::size_t i) const {
    for (++i; i < tokens_.size() && is_glued(i); ++i) {
    }
    return i;
  }

  // "NESN.VX", "(GM.N)", "(C.N)", "(0700.HK)": a share and its exchange; ".SPX": an index of
  // shares. Returns i where there is none.
  [[nodiscard]] std::size_t end_of_ticker(std::size_t i) const {
    constexpr std::size_t longest_exchange = 2;  // letters
    const bool index = mark_at(i, '.') && !is_glued(i) && is_glued(i + 1) &&
                       i + 1 < tokens_.size() && is_in_capitals(i + 1);
    if (index) return i + 2;
    const bool opened = i > 0 && mark_at(i - 1, '(');
    const bool numbered = opened && tokens_[i].shape == Shape::number;
    if (!is_in_capitals(i) && !numbered) return i;
    const bool apart = i + 2 < tokens_.size() && mark_at(i + 1, '.') && is_glued(i + 1) &&
                       is_glued(i + 2) && is_in_capitals(i + 2) &&
                       tokens_[i + 2].bytes.size() <= longest_exchange;
    if (apart) return i + 3;
    // "C.N" is one word, as "U.S" is: only brackets tell.
    const auto word = tokens_[i].bytes.of(text_);
    const auto dot = word.find('.');
    const bool bracketed = opened && !numbered && mark_at(i + 1, ')');
    return bracketed && dot != std::string_view::npos && word.back() != '.' ? i + 1 : i;
  }

  [[nodiscard]] bool is_in_capitals(std::size_t i) const {
    return tokens_[i].shape == Shape::caps || tokens_[i].shape == Shape::initial;
  }

  /// No white space before it?
  [[nodiscard]] bool is_glued(std::size_t i) const {
    return i > 0 && i < tokens_.size() && tokens_[i - 1].bytes.to == tokens_[i].bytes.from;
  }

  // "Photograph: A B/Agency", "Photo by A B", "(Photo: ...", "Photo credit: ..."
  [[nodiscard]] bool photo_cue(std::size_t i) const {
    if (!is_capitalised(i) || !is_one_of(i, photo_cues)) return false;
    return mark_at(i + 1, ':') || is(i + 1, "by") || is(i + 1, "courtesy") ||
           (is(i + 1, "credit") && mark_at(i + 2, ':'));
  }

  // "(Reporting by A B; Editing by C D)"
  [[nodiscard]] bool desk_cue(std::size_t i) const {
    if (!is(i + 1, "by") || !is_one_of(i, desk_cues)) return false;
    const bool opens = i == line_ || is_capitalised(i) || mark_at(i - 1, '(') ||
                       mark_at(i - 1, ';') || is(i - 1, "additional");
    return opens && i + 2 < tokens_.size() && tokens_[i + 2].named();
  }

  // "BIRMINGHAM, Ala. (AP) -": the agency is a credit, the place is not.
  void agency_of_dateline(std::size_t from) {
    const auto end = std::min(tokens_.size(), from + longest_dateline);
    for (auto i = from; i + 3 < end; ++i) {
      if (mark_at(i, '(')) {
        const auto close = mark_at(i + 2, ')') ? i + 2 : i + 3;
        if (mark_at(close, ')') && mark_at(close + 1, '-')) add(i, close + 1);
        return;
      }
      if (!tokens_[i].named() && !mark_at(i, ',')) return;
    }
  }

  [[nodiscard]] bool is(std::size_t i, std::string_view word) const {
    return i < tokens_.size() && same_folded(tokens_[i].bytes.of(text_), word);
  }

  [[nodiscard]] bool is_one_of(std::size_t i, Words words) const {
    return tokens_[i].cue && indexing::is_one_of(tokens_[i].bytes.of(text_), words);
  }

  // As written: its shape may have been settled to lower.
  [[nodiscard]] bool is_capitalised(std::size_t i) const {
    const char first = text_[tokens_[i].bytes.from];
    return first >= 'A' && first <= 'Z';
  }

  [[nodiscard]] bool mark_at(std::size_t i, char mark) const {
    return i < tokens_.size() && tokens_[i].mark == mark;
  }

  [[nodiscard]] std::size_t end_of_line(std::size_t i) const {
    const auto limit = std::min(tokens_.size(), i + longest_credit);
    for (++i; i < limit && !tokens_[i].after_break; ++i) {
    }
    return i;
  }

  [[nodiscard]] std::size_t end_of_sentence(std::size_t i) const {
    const auto limit = std::min(tokens_.size(), i + longest_reported_from + 1);
    for (++i; i < limit && !tokens_[i].starts_sentence; ++i) {
    }
    return i;
  }

  void add(std::size_t from, std::size_t to) {
    found_.push_back({from, to});
    done_ = to;
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<Span> found_;
  std::size_t line_ = 0;      ///< first token of the line or paragraph
  std::size_t sentence_ = 0;  ///< first token of the sentence
  std::size_t done_ = 0;      ///< end of the last credit
};

}  // namespace

bool is_credit_cue(std::string_view word) noexcept {
  return is_one_of(word, address_cues) || is_one_of(word, photo_cues) ||
         is_one_of(word, desk_cues) || is_one_of(word, report_cues);
}

std::vector<Span> find_credits(std::string_view text, std::span<const Token> tokens) {
  return Finder(text, tokens).run();
}

}  // namespace ae::indexing
