// SPDX-License-Identifier: GPL-2.0-or-later
/// One pass over the bytes: words, possessives, abbreviations with their dot, marks.
#include "indexer/entities/token.hpp"

#include "indexer/entities/word_memory.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace ae::indexing {
namespace {

// Abbreviations whose dot belongs to them and ends no sentence by itself; sorted.
constexpr std::array<std::string_view, 108> dotted{
    "Adm",  "Ala",   "Apr",    "Ariz", "Ark",  "Assoc", "Atty", "Aug",  "Ave",  "Blvd",  "Brig",
    "Bros", "Calif", "Capt",   "Cie",  "Cmdr", "Co",    "Col",  "Colo", "Cong", "Conn",  "Corp",
    "Cos",  "Cpl",   "DC",     "Dec",  "Del",  "Dept",  "Dr",   "Esq",  "Feb",  "Fla",   "Fr",
    "Fri",  "Ft",    "Ga",     "Gen",  "Gov",  "Govt",  "Hon",  "Ill",  "Inc",  "Ind",   "Intl",
    "Jan",  "Jr",    "Jul",    "Jun",  "Kan",  "Ky",    "La",   "Lt",   "Ltd",  "Maj",   "Mar",
    "Mass", "Md",    "Messrs", "Mich", "Minn", "Miss",  "Mo",   "Mon",  "Mont", "Mr",    "Mrs",
    "Ms",   "Mt",    "Neb",    "Nev",  "No",   "Nov",   "Oct",  "Okla", "Ore",  "Pa",    "Ph",
    "Pres", "Prof",  "Pvt",    "Rep",  "Reps", "Rev",   "Sec",  "Sen",  "Sens", "Sept",  "Sgt",
    "Spc",  "Sr",    "St",     "Ste",  "Sun",  "Supt",  "Tenn", "Tex",  "Thu",  "Thurs", "Tue",
    "Tues", "Univ",  "Va",     "Vt",   "Wash", "Wed",   "Wis",  "Wyo",  "vs"};
static_assert(std::is_sorted(dotted.begin(), dotted.end()));
constexpr std::size_t longest_dotted = std::ranges::max(dotted, {}, &std::string_view::size).size();

// A line shorter than this that ends without a full stop is a heading or a table's row: the next
// line continues no name. Longer ones are taken for wrapped text.
constexpr std::size_t short_line = 50;

enum class Letter : std::uint8_t { none, lower, upper, digit };

/// Small enough to be handed about in a register.
struct Char {
  char32_t point = 0;
  std::uint8_t size = 1;  ///< bytes
  Letter letter = Letter::none;
};

constexpr auto ascii_letters = [] {
  std::array<Letter, 256> letters{};
  for (unsigned char c = 'a'; c <= 'z'; ++c) letters[c] = Letter::lower;
  for (unsigned char c = 'A'; c <= 'Z'; ++c) letters[c] = Letter::upper;
  for (unsigned char c = '0'; c <= '9'; ++c) letters[c] = Letter::digit;
  return letters;
}();

Letter ascii_letter(char c) { return ascii_letters[static_cast<unsigned char>(c)]; }

Char wide_char_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t point = -1;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  const auto size = utf8proc_iterate(bytes, left, &point);
  if (size <= 0) return {};
  Char found{static_cast<char32_t>(point), static_cast<std::uint8_t>(size), Letter::none};
  const auto category = utf8proc_category(point);
  if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT) {
    found.letter = Letter::upper;
  } else if (category >= UTF8PROC_CATEGORY_LL && category <= UTF8PROC_CATEGORY_ME) {
    found.letter = Letter::lower;
  }
  return found;
}

Char char_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? Char{byte, 1, ascii_letters[byte]} : wide_char_at(text, at);
}

bool is_apostrophe(char32_t point) { return point == U'\'' || point == U'\u2019'; }

char plain_mark(char32_t point) {
  switch (point) {
    case U'\u2018':
    case U'\u2019':
    case U'\u201a':
      return '\'';
    case U'\u201c':
    case U'\u201d':
    case U'\u201e':
    case U'\u00ab':
    case U'\u00bb':
      return '"';
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
      return '-';
    case U'\u2026':
      return '.';
    default:
      return point < 0x80 ? static_cast<char>(point) : '?';
  }
}

bool is_space(char32_t point) {
  return point == U' ' || (point >= 9 && point <= 13) || point == U'\u00a0' || point == U'\u2028' ||
         point == U'\u2029' || (point >= 0x2000 && point <= 0x200b) || point == 0xfeff;
}

/// Does a word that is written in letters of ASCII end before this byte, whatever stands behind it?
constexpr auto plain_ends = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \n,;:!?()\"/")) ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();

/// The letters from a to z at the beginning of \p text.
std::size_t count_lower(std::string_view text) {
  static_assert(std::endian::native == std::endian::little);
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = 0x80 * ones;
  std::size_t count = 0;
  for (std::uint64_t eight = 0; count + sizeof eight <= text.size(); count += sizeof eight) {
    std::memcpy(&eight, text.data() + count, sizeof eight);
    const auto low = eight & ~tops;
    const auto from_a = low + (0x80 - 'a') * ones;
    const auto behind_z = low + (0x80 - 'z' - 1) * ones;
    const auto other = ~(from_a & ~behind_z & ~eight) & tops;
    if (other != 0) return count + static_cast<std::size_t>(std::countr_zero(other)) / 8;
  }
  while (count < text.size() && text[count] >= 'a' && text[count] <= 'z') ++count;
  return count;
}

/// Cuts tokens off one text. \p Tell is told the token of each word.
template <class Tell>
class Splitter {
 public:
  Splitter(std::string_view text, const std::vector<std::size_t>& breaks, Tell tell)
      : text_(text), breaks_(breaks), tell_(tell) {
    tokens_.reserve(text.size() / 5 + 8);
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) step();
    return std::move(tokens_);
  }

 private:
  void step() {
    if (text_[at_] == ' ') {
      ++at_;
      return;
    }
    if (add_plain_word()) return;
    const auto here = char_at(text_, at_);
    if (is_space(here.point)) {
      skip_space(here);
    } else if (here.letter == Letter::none) {
      add_mark(here);
    } else {
      add_word(here);
    }
  }

  void skip_space(const Char& here) {
    if (here.point == U'\n') end_line();
    at_ += here.size;
  }

  void end_line() {
    const bool blank = line_end_seen_;
    const bool heading = at_ - line_from_ < short_line && at_ != line_from_;
    if (blank || heading) break_pending_ = sentence_pending_ = true;
    line_end_seen_ = true;
    line_from_ = at_ + 1;
  }

  Token& add(std::size_t to, Shape shape) {
    while (next_break_ < breaks_.size() && breaks_[next_break_] <= at_) {
      break_pending_ = sentence_pending_ = true;
      ++next_break_;
    }
    auto& token = tokens_.emplace_back();
    token.bytes = {at_, to};
    token.shape = shape;
    token.after_break = break_pending_;
    token.starts_sentence = sentence_pending_;
    break_pending_ = line_end_seen_ = false;
    at_ = to;
    return token;
  }

  void add_mark(const Char& here) {
    const auto mark = plain_mark(here.point);
    auto& token = add(at_ + here.size, Shape::mark);
    token.mark = mark;
    token.key = static_cast<unsigned char>(mark);
    token.pattern = letter_pattern(token.bytes.of(text_));
    const bool ends = mark == '.' || mark == '!' || mark == '?' || mark == ':' || mark == '"' ||
                      mark == '*' || mark == '|' || mark == '{' || mark == '[';
    // Marks between the end of a sentence and the next word leave the start pending.
    sentence_pending_ = token.starts_sentence || ends;
  }

  // "senator", "Jones": most words are letters of ASCII, with none but the first a capital.
  bool add_plain_word() {
    const auto first = ascii_letter(text_[at_]);
    if (first != Letter::lower && first != Letter::upper) return false;
    const auto more = count_lower(text_.substr(at_ + 1));
    const auto to = at_ + 1 + more;
    if (first == Letter::upper && more == 0) return false;
    if (to < text_.size() && !plain_ends[static_cast<unsigned char>(text_[to])]) return false;
    add_told(to, first == Letter::lower ? Shape::lower : Shape::capital);
    return true;
  }

  void add_told(std::size_t to, Shape shape) {
    auto& token = add(to, shape);
    tell_(token);
    sentence_pending_ = false;
  }

  // Letters and digits, with inner apostrophes, hyphens before a capital or between small letters,
  // dots of U.S. and commas of 20,715.
  void add_word(const Char& first) {
    const auto from = at_;
    auto to = at_ + first.size;
    std::array<std::size_t, 4> counts{};  // by letter
    ++counts[index_of(first.letter)];
    while (to < text_.size()) {
      if (const auto letter = ascii_letter(text_[to]); letter != Letter::none) {
        ++counts[index_of(letter)];
        ++to;
        continue;
      }
      if (text_[to] == ' ') break;
      const auto next = char_at(text_, to);
      const auto jump = next.letter == Letter::none ? joins(first, next, to) : next.size;
      if (jump == 0) break;
      ++counts[index_of(next.letter)];
      to += jump;
    }
    const auto shape = shape_of(first, counts);
    to = with_dot(from, to, shape);
    add_told(to, shape);
    add_possessive();
  }

  // The bytes of a joining mark at \p to that a word may run over, or 0.
  [[nodiscard]] std::size_t joins(const Char& first, const Char& mark, std::size_t to) const {
    if (to + mark.size >= text_.size()) return 0;
    const auto after = char_at(text_, to + mark.size);
    const auto before = ascii_letter(text_[to - 1]);
    if (is_apostrophe(mark.point)) {
      const bool possessive =
          (after.point == U's' || after.point == U'S') && !letter_at(to + mark.size + 1);
      return after.letter != Letter::none && after.letter != Letter::digit && !possessive
                 ? mark.size
                 : 0;
    }
    if (mark.point == U'-') {
      // "D-N.J.", "R-Ky.": a party before a state
      const auto head = text_[to - 1];
      const bool party = to == at_ + 1 && (head == 'D' || head == 'R' || head == 'I');
      if (party) return 0;
      const bool same = first.letter != Letter::upper || after.letter == Letter::upper ||
                        after.letter == Letter::digit;
      // "Co-operative", at the beginning of a sentence or of a name
      const auto part = text_.substr(at_, to - at_);
      const bool prefix = part == "Co" || part == "Non" || part == "Re" || part == "Ex";
      return after.letter != Letter::none && (same || prefix) ? 1 : 0;
    }
    if (mark.point == U'&') {
      return before == Letter::upper && after.letter == Letter::upper ? 1 : 0;
    }
    if (mark.point == U'.' && after.letter == Letter::upper && before == Letter::upper) {
      // U.S and so on: single letters only
      const bool single = to < 2 || !letter_at(to - 2);
      return single ? 1 : 0;
    }
    if (mark.point == U'.' || mark.point == U',') {
      return before == Letter::digit && after.letter == Letter::digit ? 1 : 0;
    }
    return 0;
  }

  [[nodiscard]] bool letter_at(std::size_t at) const {
    if (at >= text_.size()) return false;
    return char_at(text_, at).letter != Letter::none;
  }

  static constexpr std::size_t index_of(Letter letter) { return static_cast<std::size_t>(letter); }

  static Shape shape_of(const Char& first, const std::array<std::size_t, 4>& counts) {
    const auto lowers = counts[index_of(Letter::lower)];
    const auto uppers = counts[index_of(Letter::upper)];
    if (first.letter == Letter::digit) return Shape::number;
    if (uppers == 0) return Shape::lower;
    if (lowers + uppers == 1) return Shape::initial;
    return lowers == 0 ? Shape::caps : Shape::capital;
  }

  // \p to, or one more where a dot behind the word belongs to it.
  [[nodiscard]] std::size_t with_dot(std::size_t from, std::size_t to, Shape shape) const {
    if (to >= text_.size() || text_[to] != '.') return to;
    const auto word = text_.substr(from, to - from);
    const bool known =
        shape == Shape::initial || word.find('.') != std::string_view::npos ||
        (word.size() <= longest_dotted && std::binary_search(dotted.begin(), dotted.end(), word));
    return known && shape != Shape::number ? to + 1 : to;
  }

  void add_possessive() {
    if (at_ >= text_.size()) return;
    const auto mark = char_at(text_, at_);
    if (!is_apostrophe(mark.point)) return;
    const auto after = at_ + mark.size;
    if (after >= text_.size() || (text_[after] != 's' && text_[after] != 'S')) return;
    auto& token = add(after + 1, Shape::possessive);
    tell_(token);
  }

  std::string_view text_;
  const std::vector<std::size_t>& breaks_;
  Tell tell_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t next_break_ = 0;
  std::size_t line_from_ = 0;
  bool line_end_seen_ = false;
  bool break_pending_ = true;
  bool sentence_pending_ = true;
};

}  // namespace

std::vector<Token> split_tokens(std::string_view text, const std::vector<std::size_t>& breaks) {
  const auto set_key = [&](Token& token) { token.key = word_key(token.bytes.of(text)); };
  return Splitter(text, breaks, set_key).run();
}

std::vector<Token> split_tokens(std::string_view text, const std::vector<std::size_t>& breaks,
                                WordMemory& words) {
  const auto announce = [&](Token& token) { words.announce(text, token); };
  auto tokens = Splitter(text, breaks, announce).run();
  words.describe(text, tokens);
  return tokens;
}

std::uint64_t phrase_key(std::span<const Token> words) noexcept {
  auto key = words.front().key;
  for (const auto& word : words.subspan(1)) key = join_keys(key, word.key);
  return key;
}

// FNV-1a over the bytes, letters of ASCII in lower case, dots left out, curly apostrophes straight.
std::uint64_t word_key(std::string_view word) noexcept {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto eat = [&hash](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'a' && byte <= 'z') {
      eat(byte);
      continue;
    }
    if (byte == '.') continue;
    if (byte == 0xe2 && word.substr(i, 3) == "\u2019") {
      eat('\'');
      i += 2;
    } else {
      eat(byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte);
    }
  }
  return hash ^ (hash >> 32U);
}

std::uint32_t letter_pattern(std::string_view word) noexcept {
  std::uint32_t hash = 2166136261U;
  char last = 0;
  bool repeated = false;
  for (const char c : word) {
    char kind = c;
    if (c >= 'a' && c <= 'z') kind = 'x';
    if (c >= 'A' && c <= 'Z') kind = 'X';
    if (c >= '0' && c <= '9') kind = 'd';
    if (static_cast<unsigned char>(c) >= 0x80) kind = 'u';
    if (kind == last && repeated) continue;
    repeated = kind == last;
    last = kind;
    hash = (hash ^ static_cast<unsigned char>(kind)) * 16777619U;
  }
  return hash;
}

}  // namespace ae::indexing
