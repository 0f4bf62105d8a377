// SPDX-License-Identifier: GPL-2.0-or-later
/// Every feature is a template (its number) and the values that it joins, hashed together.
#include "indexer/entities/features.hpp"

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

  void words() {
    const auto w0 = word(0);
    const auto w1 = word(1);
    const auto before = word(-1);
    add(1, w0);
    add(2, before);
    add(3, w1);
    add(4, word(-2));
    add(5, word(2));
    add(6, w0, fact(0).pattern);
    add(7, before, w0);
    add(8, w0, w1);
    add(9, before, w1);
    add(10, word(-2), before);
    add(11, w1, word(2));
    add(12, before, capital(0));
    add(13, w1, capital(0));
    add(14, word(-2), capital(-1) * 8U + capital(0));
    add(15, word(2), capital(0) * 8U + capital(1));
  }

  void letters() {
    const auto text = bytes(0);
    for (std::size_t size = 1; size <= 4; ++size) {
      if (text.size() < size) break;
      if (size > 1) add(20 + static_cast<std::uint32_t>(size), folded(text.substr(0, size)));
      add(24 + static_cast<std::uint32_t>(size), folded(text.substr(text.size() - size)));
    }
    add(29, suffix(-1));
    add(30, suffix(1));
    add(31, suffix(0), suffix(1));
    add(32, suffix(-1), suffix(0));
  }

  void shapes() {
    const auto& here = fact(0);
    const std::uint64_t place = (starts(0) ? 4U : 0U) + here.line;
    const auto around = (capital(-1) * 8U + capital(0)) * 8U + capital(1);
    add(40, here.pattern);
    add(41, here.pattern, place);
    add(42, around, place);
    add(43, around, capital(-2) * 8U + capital(2));
    add(44, fact(-1).pattern, here.pattern);
    add(45, here.pattern, fact(1).pattern);
    const auto first = here.first_word;
    const auto last = here.last_word;
    const auto place_in_group =
        std::min<std::size_t>(at_ - first, 3) * 4U + std::min<std::size_t>(last - at_, 3);
    add(46, place_in_group, capital(0));
    add(47, place_in_group, sight_.tokens[last].key);
    add(48, place_in_group, sight_.tokens[first].key);
    add(49, place_in_group, told_by(sight_.tokens[last]));
    add(50, place_in_group, told_by(sight_.tokens[first]));
    add(51, after(last), place_in_group);
    add(52, before(first), place_in_group);
  }

  void casing() {
    const auto& here = fact(0);
    const std::uint64_t place = (starts(0) ? 4U : 0U) + here.line;
    const std::uint64_t casing = token(0).casing;
    add(60, casing, place);
    add(61, casing * 8U + token(1).casing, capital(1));
    add(62, casing * 8U + token(-1).casing, capital(-1));
    add(63, here.seen, place);
    add(64, here.seen * 8U + casing, capital(0));
    add(65, here.seen, capital(-1) * 8U + capital(1));
  }

  void lists() {
    const auto kinds = token(0).kinds.bits & ~kind::prefix.bits;
    const auto before = token(-1).kinds.bits & ~kind::prefix.bits;
    const auto after = token(1).kinds.bits & ~kind::prefix.bits;
    each_bit(kinds, 70, capital(0));
    each_bit(before, 71, capital(-1));
    each_bit(after, 72, capital(1));
    add(73, kinds, capital(0));
    add(74, before, kinds);
    add(75, kinds, after);
    add(76, mixed(7, before), (std::uint64_t{kinds} << 32U) | after);
    add(77, fact(0).phrase, capital(0));
    add(78, fact(0).phrase * 64U + fact(1).phrase);
    add(79, fact(-1).phrase * 64U + fact(0).phrase);
    add(80, fact(0).rule);
    add(81, fact(-1).rule * 256U + fact(0).rule);
    add(82, fact(0).rule * 256U + fact(1).rule);
    add(83, fact(0).rule, kinds);
    add(84, fact(0).rule, word(0));
    add(85, fact(0).rule * 8U + token(0).casing);
    add(86, fact(0).rule, word(-1));
    add(87, fact(0).rule, word(1));
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

 private:
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
  [[nodiscard]] std::uint64_t after(std::size_t index) const noexcept {
    const auto next = index + 1;
    const bool none = next >= sight_.tokens.size() || sight_.tokens[next].after_break;
    return none ? 1 : word_of(sight_.tokens[next]);
  }
  [[nodiscard]] std::uint64_t before(std::size_t index) const noexcept {
    const bool none = index == 0 || sight_.tokens[index].after_break;
    return none ? 1 : word_of(sight_.tokens[index - 1]);
  }

  [[nodiscard]] std::uint64_t capital(std::ptrdiff_t by) const noexcept {
    return static_cast<std::uint64_t>(token(by).shape);
  }
  [[nodiscard]] bool starts(std::ptrdiff_t by) const noexcept { return token(by).starts_sentence; }

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

void add_word_features(const Sight& sight, std::size_t at, Features& features) {
  Builder builder(sight, at, features);
  builder.words();
  builder.letters();
  builder.shapes();
  builder.casing();
  builder.lists();
}

void add_vote_features(const Sight& sight, const Votes& votes, std::size_t at, Features& features) {
  Builder(sight, at, features).votes(votes);
}

}  // namespace ae::indexing
