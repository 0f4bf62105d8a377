// SPDX-License-Identifier: GPL-2.0-or-later
/// Every feature is a template (its number) and the values that it joins, hashed together.
#include "indexer/entities/features.hpp"

#include "indexer/entities/word_memory.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ae::indexing {
namespace {

constexpr std::uint32_t mixed(std::uint32_t hash, std::uint64_t value) noexcept {
  const auto product = (value ^ (std::uint64_t{hash} << 32U) ^ hash) * 0x9e3779b97f4a7c15U;
  return static_cast<std::uint32_t>(product >> 32U) ^ static_cast<std::uint32_t>(product);
}

class Builder {
 public:
  Builder(const Sight& sight, std::size_t at, Features& features)
      : sight_(sight), at_(at), features_(features) {
    find_places();
  }

  /// What the token itself is; \see Part::own.
  void own() {
    letters();
    const auto& here = fact(0);
    const std::uint64_t place = place_code();
    const std::uint64_t casing = token(0).casing;
    const auto kinds = kinds_of(0);
    add(1, word(0));
    add(6, word(0), here.pattern);
    add(40, here.pattern);
    add(41, here.pattern, place);
    add(60, casing, place);
    add(63, here.seen, place);
    add(64, here.seen * 8U + casing, capital(0));
    each_bit(kinds, 70, capital(0));
    add(73, kinds, capital(0));
    add(77, here.phrase, capital(0));
    add(80, here.rule);
    add(83, here.rule, kinds);
    add(84, here.rule, word(0));
    add(85, here.rule * 8U + token(0).casing);
  }

  /// The token before, and both together; \see Part::before.
  void before() {
    const auto before = word(-1);
    add(2, before);
    add(29, suffix(-1));
    each_bit(kinds_of(-1), 71, capital(-1));
    add(7, before, word(0));
    add(12, before, capital(0));
    add(32, suffix(-1), suffix(0));
    add(44, fact(-1).pattern, fact(0).pattern);
    add(62, token(0).casing * 8U + token(-1).casing, capital(-1));
    add(74, kinds_of(-1), kinds_of(0));
    add(79, fact(-1).phrase * 64U + fact(0).phrase);
    add(81, fact(-1).rule * 256U + fact(0).rule);
    add(86, fact(0).rule, before);
  }

  /// The token behind, and both together; \see Part::after.
  void after() {
    const auto after = word(1);
    add(3, after);
    add(30, suffix(1));
    each_bit(kinds_of(1), 72, capital(1));
    add(8, word(0), after);
    add(13, after, capital(0));
    add(31, suffix(0), suffix(1));
    add(45, fact(0).pattern, fact(1).pattern);
    add(61, token(0).casing * 8U + token(1).casing, capital(1));
    add(75, kinds_of(0), kinds_of(1));
    add(78, fact(0).phrase * 64U + fact(1).phrase);
    add(82, fact(0).rule * 256U + fact(1).rule);
    add(87, fact(0).rule, after);
  }

  /// More of them together, and the capitalised words in a row.
  void around() {
    const auto before = word(-1);
    const auto after = word(1);
    add(4, word(-2));
    add(5, word(2));
    add(9, before, after);
    add(10, word(-2), before);
    add(11, after, word(2));
    add(14, word(-2), capital(-1) * 8U + capital(0));
    add(15, word(2), capital(0) * 8U + capital(1));
    const auto shapes = (capital(-1) * 8U + capital(0)) * 8U + capital(1);
    add(42, shapes, place_code());
    add(43, shapes, capital(-2) * 8U + capital(2));
    add(65, fact(0).seen, capital(-1) * 8U + capital(1));
    add(76, mixed(7, kinds_of(-1)), (std::uint64_t{kinds_of(0)} << 32U) | kinds_of(1));
    group();
  }

  void votes(const Votes& votes) {
    const auto& here = votes.at(at_);
    const auto before = votes_near(votes, -1);
    const auto after = votes_near(votes, 1);
    add(100, here.own);
    add(101, before.own * 32U + here.own, after.own);
    add(102, here.elsewhere);
    add(103, here.elsewhere, here.own);
    add(104, here.position);
    add(105, here.position, here.own);
    add(106, before.elsewhere * 256U + here.elsewhere);
    add(107, here.elsewhere * 256U + after.elsewhere);
    add(108, here.whole);
    add(109, here.whole, here.own);
    add(110, here.whole * 256U + here.elsewhere, here.position);
    add(111, here.elsewhere, fact(0).rule);
    add(112, here.own, fact(0).rule);
  }

  [[nodiscard]] std::uint64_t key(Part part) const noexcept {
    switch (part) {
      case Part::own:
        return own_key();
      case Part::before:
        return pair_key(before_part, -1);
      case Part::after:
        return pair_key(after_part, 1);
      default:
        return 0;
    }
  }

 private:
  void letters() {
    const auto text = bytes(0);
    for (std::size_t size = 1; size <= 4; ++size) {
      if (text.size() < size) break;
      if (size > 1) add(20 + static_cast<std::uint32_t>(size), folded(text.substr(0, size)));
      add(24 + static_cast<std::uint32_t>(size), folded(text.substr(text.size() - size)));
    }
  }

  void group() {
    const auto first = fact(0).first_word;
    const auto last = fact(0).last_word;
    const auto place =
        std::min<std::size_t>(at_ - first, 3) * 4U + std::min<std::size_t>(last - at_, 3);
    add(46, place, capital(0));
    add(47, place, sight_.tokens[last].key);
    add(48, place, sight_.tokens[first].key);
    add(49, place, told_by(sight_.tokens[last]));
    add(50, place, told_by(sight_.tokens[first]));
    add(51, word_after(last), place);
    add(52, word_before(first), place);
  }

  /// What tells a word or a mark from all others; 0: nothing short does.
  [[nodiscard]] std::uint64_t number(std::ptrdiff_t by) const noexcept {
    static_assert(WordMemory::most_words < first_mark);
    const auto& here = token(by);
    const bool plain_mark = here.mark != 0 && here.bytes.size() == 1;
    if (plain_mark) return first_mark + static_cast<unsigned char>(here.mark);
    return place(by) == beyond ? first_mark : here.word;
  }
  static constexpr std::uint64_t first_mark = 1U << 17U;
  static constexpr unsigned number_bits = 18;

  /// Its place in a listed phrase and what the rules take it for.
  [[nodiscard]] std::uint64_t told(std::ptrdiff_t by) const noexcept {
    static_assert(4 * Fact::title_class + 4 < 64 && 3 * outside < 64);
    return fact(by).phrase * 64U + fact(by).rule;
  }
  static constexpr unsigned told_bits = 12;
  static constexpr std::uint64_t before_part = 1, after_part = 2, own_part = 3;
  static constexpr unsigned part_bits = 2;

  [[nodiscard]] std::uint64_t own_key() const noexcept {
    const auto number = token(0).word;
    if (number == 0) return 0;
    const auto told_here = std::uint64_t{number} << told_bits | told(0);
    const auto written = static_cast<unsigned>(fact(0).seen) << 3U | place_code();
    return (told_here << 6U | written) << part_bits | own_part;
  }

  [[nodiscard]] std::uint64_t pair_key(std::uint64_t part, std::ptrdiff_t by) const noexcept {
    const auto here = number(0);
    const auto there = number(by);
    if (here == 0 || there == 0) return 0;
    const auto numbers = here << number_bits | there;
    const bool in_run = fact(by).pattern != 0;
    const auto all = (numbers << told_bits | told(0)) << told_bits | told(by);
    return (all << 1U | (in_run ? 1U : 0U)) << part_bits | part;
  }

  // Does a sentence start there, and what is its line? At most 6.
  [[nodiscard]] std::uint64_t place_code() const noexcept {
    return (token(0).starts_sentence ? 4U : 0U) + fact(0).line;
  }

  [[nodiscard]] std::uint32_t kinds_of(std::ptrdiff_t by) const noexcept {
    return token(by).kinds.bits & ~kind::prefix.bits;
  }

  [[nodiscard]] const Token& token(std::ptrdiff_t by) const noexcept {
    static constexpr Token nothing = [] {
      Token token;
      token.key = 1;
      return token;
    }();
    const auto index = place(by);
    return index == beyond ? nothing : sight_.tokens[index];
  }

  [[nodiscard]] const Fact& fact(std::ptrdiff_t by) const noexcept {
    static constexpr Fact nothing;
    const auto index = place(by);
    return index == beyond ? nothing : sight_.facts[index];
  }

  [[nodiscard]] Vote votes_near(const Votes& votes, std::ptrdiff_t by) const noexcept {
    const auto index = place(by);
    return index == beyond ? Vote{} : votes.at(index);
  }

  static constexpr auto beyond = static_cast<std::size_t>(-1);

  // The token \p by places away, if no break lies between.
  [[nodiscard]] std::size_t place(std::ptrdiff_t by) const noexcept {
    return places_[static_cast<std::size_t>(std::ptrdiff_t{reach} + by)];
  }

  void find_places() noexcept {
    places_.fill(beyond);
    places_[reach] = at_;
    const auto& tokens = sight_.tokens;
    for (auto i = at_ + 1; i <= at_ + reach && i < tokens.size() && !tokens[i].after_break; ++i)
      places_[reach + i - at_] = i;
    for (auto i = at_; i > 0 && at_ - i < reach && !tokens[i].after_break; --i)
      places_[reach + i - 1 - at_] = i - 1;
  }

  // Numbers by their length alone.
  static std::uint64_t word_of(const Token& token) noexcept {
    return token.shape == Shape::number ? 0x1000 + token.bytes.size() : token.key;
  }
  [[nodiscard]] std::uint64_t word(std::ptrdiff_t by) const noexcept { return word_of(token(by)); }
  [[nodiscard]] std::uint64_t word_after(std::size_t index) const noexcept {
    const auto next = index + 1;
    const bool none = next >= sight_.tokens.size() || sight_.tokens[next].after_break;
    return none ? 1 : word_of(sight_.tokens[next]);
  }
  [[nodiscard]] std::uint64_t word_before(std::size_t index) const noexcept {
    const bool none = index == 0 || sight_.tokens[index].after_break;
    return none ? 1 : word_of(sight_.tokens[index - 1]);
  }

  [[nodiscard]] std::uint64_t capital(std::ptrdiff_t by) const noexcept {
    return static_cast<std::uint64_t>(token(by).shape);
  }

  // Kinds that tell what a whole name is.
  static std::uint64_t told_by(const Token& token) noexcept {
    constexpr auto telling = kind::org_head | kind::org_tail | kind::place_head | kind::of_head |
                             kind::suffix | kind::given | kind::surname | kind::place |
                             kind::any_org | kind::demonym | kind::title;
    return token.kinds.bits & telling.bits;
  }

  [[nodiscard]] std::string_view bytes(std::ptrdiff_t by) const noexcept {
    return token(by).bytes.of(sight_.text);
  }
  [[nodiscard]] std::uint64_t suffix(std::ptrdiff_t by) const noexcept {
    const auto word = bytes(by);
    return folded(word.substr(word.size() < 3 ? 0 : word.size() - 3));
  }

  // At most eight bytes, ASCII in lower case and figures alike.
  static std::uint64_t folded(std::string_view letters) noexcept {
    std::uint64_t value = 0;
    for (const char c : letters) {
      auto byte = static_cast<unsigned char>(c);
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<unsigned char>(byte + 32);
      if (byte >= '0' && byte <= '9') byte = '0';
      value = (value << 8U) | byte;
    }
    return value;
  }

  void each_bit(std::uint32_t bits, std::uint32_t id, std::uint64_t with) {
    for (; bits != 0; bits &= bits - 1) add(id, bits & (~bits + 1), with);
  }

  void add(std::uint32_t id, std::uint64_t value) { features_.add(mixed(id * 0x01000193U, value)); }
  void add(std::uint32_t id, std::uint64_t value, std::uint64_t more) {
    features_.add(mixed(mixed(id * 0x01000193U, value), more));
  }

  const Sight& sight_;
  std::size_t at_;
  Features& features_;
  static constexpr std::size_t reach = 2;
  std::array<std::size_t, 2 * reach + 1> places_;  // of the tokens around
};

}  // namespace

std::uint64_t part_key(const Sight& sight, std::size_t at, Part part) {
  Features none;
  return Builder(sight, at, none).key(part);
}

void add_part(const Sight& sight, std::size_t at, Part part, Features& features) {
  Builder builder(sight, at, features);
  switch (part) {
    case Part::own:
      return builder.own();
    case Part::before:
      return builder.before();
    case Part::after:
      return builder.after();
    case Part::around:
      return builder.around();
  }
}

void add_word_features(const Sight& sight, std::size_t at, Features& features) {
  Builder builder(sight, at, features);
  builder.own();
  builder.before();
  builder.after();
  builder.around();
}

void add_vote_features(const Sight& sight, const Votes& votes, std::size_t at, Features& features) {
  Builder(sight, at, features).votes(votes);
}

}  // namespace ae::indexing
