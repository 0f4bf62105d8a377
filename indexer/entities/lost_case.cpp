// SPDX-License-Identifier: GPL-2.0-or-later
/// See lost_case.hpp.
#include "indexer/entities/lost_case.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ae::indexing {
namespace {

constexpr std::size_t few_words = 4;      // tell little of how a sentence is written
constexpr std::size_t longest_label = 9;  // tokens; "SEN. LOWTHER:" before what was said

/// A sentence, or a label before one.
struct Piece {
  std::size_t from = 0;  ///< index of its first token
  std::size_t to = 0;
  std::size_t lowers = 0;    ///< words in lower case
  std::size_t capitals = 0;  ///< words that begin with a capital and go on in lower case
  std::size_t shouts = 0;    ///< words of two capitals and more
  bool starts_lower = false;
  bool clean_start = false;  ///< a sentence ends before it, or a paragraph
  bool whole_line = false;
  LostCase lost = LostCase::no;

  [[nodiscard]] std::size_t words() const noexcept { return lowers + capitals + shouts; }
};

class Finder {
 public:
  Finder(std::string_view text, std::span<const Token> tokens) : text_(text), tokens_(tokens) {}

  std::vector<LostCase> run() {
    for (std::size_t i = 0; i < tokens_.size();) i = cut(i);
    const bool loose = is_loose();
    for (auto& piece : pieces_) judge(piece, loose);
    lend_to_neighbours();
    if (has_lower_person()) {
      for (auto& piece : pieces_) {
        if (piece.lost == LostCase::no) piece.lost = LostCase::some;
      }
    }
    return by_token();
  }

 private:
  std::size_t cut(std::size_t from) {
    auto to = from + 1;
    while (to < tokens_.size() && !starts_piece(from, to)) ++to;
    Piece piece{.from = from, .to = to};
    count(piece);
    piece.clean_start = from == 0 || ends_sentence(from - 1) || is_paragraph(from);
    piece.whole_line =
        tokens_[from].after_break && (to == tokens_.size() || tokens_[to].after_break);
    pieces_.push_back(piece);
    return to;
  }

  void count(Piece& piece) const {
    std::array<std::size_t, shape_count> shapes{};
    for (auto i = piece.from; i < piece.to; ++i)
      ++shapes[static_cast<std::size_t>(tokens_[i].shape)];
    piece.lowers = shapes[static_cast<std::size_t>(Shape::lower)];
    piece.capitals = shapes[static_cast<std::size_t>(Shape::capital)];
    piece.shouts = shapes[static_cast<std::size_t>(Shape::caps)];
    const auto first = std::find_if(at(piece.from), at(piece.to), [](const Token& token) {
      return token.shape == Shape::lower || token.shape == Shape::capital ||
             token.shape == Shape::caps;
    });
    piece.starts_lower = first != at(piece.to) && first->shape == Shape::lower;
  }

  [[nodiscard]] bool starts_piece(std::size_t from, std::size_t i) const {
    if (tokens_[i].after_break) return true;
    if (tokens_[i].shape == Shape::mark) return false;
    return ends_sentence(i - 1) || is_label(from, i);
  }

  // By a mark, quotation marks and brackets behind it left aside.
  [[nodiscard]] bool ends_sentence(std::size_t i) const {
    if (tokens_[i].mark == 0) return false;  // nearly always
    while (i > 0 && (tokens_[i].mark == '"' || tokens_[i].mark == ')')) --i;
    const char mark = tokens_[i].mark;
    return mark == '.' || mark == '!' || mark == '?';
  }

  // "THE CHAIR:", at the beginning of a line
  [[nodiscard]] bool is_label(std::size_t from, std::size_t i) const {
    if (tokens_[i - 1].mark != ':' || i - from > longest_label) return false;
    return std::none_of(at(from), at(i), [](const Token& token) {
      return token.shape == Shape::lower || token.shape == Shape::capital;
    });
  }

  [[nodiscard]] bool is_paragraph(std::size_t i) const {
    const Span gap{tokens_[i - 1].bytes.to, tokens_[i].bytes.from};
    const auto white = gap.of(text_);
    return std::count(white.begin(), white.end(), '\n') > 1;
  }

  // Do sentences of this article begin in lower case as a rule?
  [[nodiscard]] bool is_loose() const {
    std::size_t starts = 0;
    std::size_t lower = 0;
    for (const auto& piece : pieces_) {
      const bool counts = piece.clean_start && piece.lowers + piece.capitals > 2;
      starts += counts ? 1U : 0U;
      lower += counts && piece.starts_lower ? 1U : 0U;
    }
    return lower >= 2 && lower * 2 >= starts;
  }

  // "president trump": what else is a name?
  [[nodiscard]] bool has_lower_person() const {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      const auto& next = tokens_[i + 1];
      const bool name = next.shape == Shape::lower && next.kinds.any(kind::known_person);
      if (name && tokens_[i].kinds.any(kind::title) && !next.after_break) return true;
    }
    return false;
  }

  void judge(Piece& piece, bool loose) const {
    const auto words = piece.words();
    const bool label = tokens_[piece.to - 1].mark == ':';
    const bool enough = piece.shouts >= few_words || piece.whole_line || label;
    if (piece.shouts > (label ? 0U : 1U) && enough && piece.lowers * 10 <= words &&
        piece.capitals * 5 <= words) {
      piece.lost = LostCase::raised;
    } else if (loose) {
      piece.lost = piece.lowers > 0 ? LostCase::lowered : LostCase::no;
    } else if (piece.clean_start && piece.starts_lower && piece.capitals + piece.shouts == 0 &&
               piece.lowers >= few_words) {
      piece.lost = LostCase::lowered;
    }
  }

  // "mr." is cut off what follows: a few words are written as those around them.
  void lend_to_neighbours() {
    for (std::size_t i = 1; i < pieces_.size(); ++i) lend(pieces_[i - 1], pieces_[i], pieces_[i]);
    for (auto i = pieces_.size(); i-- > 1;) lend(pieces_[i], pieces_[i - 1], pieces_[i]);
  }

  void lend(const Piece& lender, Piece& borrower, const Piece& later) const {
    if (tokens_[later.from].after_break || borrower.lost != LostCase::no) return;
    if (borrower.words() >= few_words) return;
    const bool alike = lender.lost == LostCase::raised ? borrower.lowers + borrower.capitals == 0
                                                       : borrower.capitals + borrower.shouts == 0;
    if (alike) borrower.lost = lender.lost;
  }

  [[nodiscard]] std::vector<LostCase> by_token() const {
    std::vector<LostCase> lost;
    const bool any = std::any_of(pieces_.begin(), pieces_.end(),
                                 [](const Piece& piece) { return piece.lost != LostCase::no; });
    if (!any) return lost;
    lost.resize(tokens_.size(), LostCase::no);
    for (const auto& piece : pieces_) {
      for (auto i = piece.from; i < piece.to; ++i) lost[i] = piece.lost;
    }
    return lost;
  }

  [[nodiscard]] std::span<const Token>::iterator at(std::size_t i) const {
    return tokens_.begin() + static_cast<std::ptrdiff_t>(i);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<LostCase> find_lost_case(std::string_view text, std::span<const Token> tokens) {
  return Finder(text, tokens).run();
}

}  // namespace ae::indexing
