// SPDX-License-Identifier: GPL-2.0-or-later
/// See word_memory.hpp.
#include "indexer/entities/word_memory.hpp"

#include "indexer/entities/credits.hpp"
#include "indexer/entities/runs.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace ae::indexing {
namespace {

constexpr std::size_t fewest_slots = 1 << 9;                    // for one short text
constexpr std::size_t most_slots = WordMemory::most_words + 1;  // 4 MB: thousands of articles

std::uint64_t mixed(std::uint64_t hash, std::uint64_t bytes) noexcept {
  hash = (hash ^ bytes) * 0x9ddfea08eb382d69U;
  return hash ^ (hash >> 32U);
}

/// Eight bytes from \p at on; zeros behind the end.
std::uint64_t eight_bytes(std::string_view text, std::size_t at) noexcept {
  std::uint64_t eight = 0;
  if (at + sizeof eight <= text.size()) [[likely]]
    std::memcpy(&eight, text.data() + at, sizeof eight);
  else
    std::memcpy(&eight, text.data() + at, text.size() - at);
  return eight;
}

/// Of the bytes as they are, eight at a time. Never 0.
std::uint64_t hash_of(std::string_view text, const Span& word) noexcept {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t hash = word.size() * 0x9e3779b97f4a7c15U;
  auto at = word.from;
  for (; at + 8 < word.to; at += 8) hash = mixed(hash, eight_bytes(text, at));
  const auto beyond = 8 * (at + 8 - word.to);  // bits
  return mixed(hash, eight_bytes(text, at) << beyond) | 1U;
}

std::size_t place_of(std::uint64_t hash) noexcept { return static_cast<std::size_t>(hash >> 20U); }

/// Numbers are many, and no list holds them.
bool is_kept(const Token& token) noexcept {
  return token.shape != Shape::mark && token.shape != Shape::number;
}

}  // namespace

WordMemory::WordMemory(const Lexicon& lexicon) : lexicon_(lexicon), known_(fewest_slots) {}

void WordMemory::announce(std::string_view text, Token& token) const noexcept {
  if (is_kept(token)) {
    token.key = hash_of(text, token.bytes);
    __builtin_prefetch(&known_[place_of(token.key) & (known_.size() - 1)]);
  } else {
    token.key = word_key(token.bytes.of(text));
    token.pattern = letter_pattern(token.bytes.of(text));
  }
}

void WordMemory::describe(std::string_view text, std::span<Token> tokens) {
  for (auto& token : tokens)
    if (is_kept(token)) describe(token.bytes.of(text), token);
}

void WordMemory::describe(std::string_view word, Token& token) {
  const auto hash = token.key;
  const auto mask = known_.size() - 1;
  auto at = place_of(hash) & mask;
  while (known_[at].hash != hash && known_[at].hash != 0) at = (at + 1) & mask;
  const bool is_new = known_[at].hash == 0;
  const bool is_full = (taken_ + 1) * 8 > known_.size() * 7;  // by this text alone
  const auto known = is_new ? learn(word, hash) : known_[at];
  if (is_new && !is_full) {
    known_[at] = known;
    ++taken_;
  }
  token.word = is_new && is_full ? 0 : static_cast<std::uint32_t>(at);
  token.key = known.key;
  token.kinds = known.kinds;
  token.pattern = known.pattern;
  token.casing = known.casing;
  token.links = known.links;
  token.cue = known.cue;
}

WordMemory::Known WordMemory::learn(std::string_view word, std::uint64_t hash) const {
  const auto key = word_key(word);
  const auto facts = lexicon_.facts(key);
  return {.hash = hash,
          .key = key,
          .kinds = facts.kinds,
          .pattern = letter_pattern(word),
          .casing = facts.casing,
          .links = is_link_word(word),
          .cue = is_credit_cue(word)};
}

bool WordMemory::make_room() {
  if (taken_ * 2 < known_.size()) return false;
  known_.assign(std::min(known_.size() * 4, most_slots), {});
  taken_ = 0;
  return true;
}

}  // namespace ae::indexing
