// SPDX-License-Identifier: GPL-2.0-or-later
/// See facts.hpp.
#include "indexer/entities/facts.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace ae::indexing {
namespace {

/// How an article writes each of its words.
class Writings {
 public:
  explicit Writings(std::span<const Token> tokens)
      : slots_(std::bit_ceil(2 * tokens.size() + 2)), mask_(slots_.size() - 1) {
    for (const auto& token : tokens) note(token);
  }

  [[nodiscard]] std::uint8_t of(const Token& token) const noexcept {
    auto at = static_cast<std::size_t>(token.key) & mask_;
    while (slots_[at].seen != 0 && slots_[at].key != token.key) at = (at + 1) & mask_;
    return slots_[at].seen;
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint8_t seen = 0;  ///< 0: free
  };

  void note(const Token& token) {
    std::uint8_t seen = 0;
    if (token.shape == Shape::lower) seen = Seen::lower;
    if (token.named() && !token.starts_sentence) seen = Seen::capital;
    if (seen == 0) return;
    auto at = static_cast<std::size_t>(token.key) & mask_;
    while (slots_[at].seen != 0 && slots_[at].key != token.key) at = (at + 1) & mask_;
    auto& slot = slots_[at];
    slot.key = token.key;
    if ((slot.seen & seen & Seen::capital) != 0) slot.seen |= Seen::often;
    slot.seen |= seen;
  }

  std::vector<Slot> slots_;
  std::size_t mask_;
};

class Gatherer {
 public:
  Gatherer(std::string_view text, std::span<const Token> tokens, std::span<const Span> runs,
           const Lexicon& lexicon)
      : text_(text), tokens_(tokens), runs_(runs), lexicon_(lexicon), facts_(tokens.size()) {}

  std::vector<Fact> run(std::span<const NameSpan> rules) {
    const Writings writings(tokens_);
    for (const auto& run : runs_) {
      for (auto i = run.from; i < run.to; ++i) {
        facts_[i].seen = writings.of(tokens_[i]);
        facts_[i].pattern = pattern_of(tokens_[i].bytes.of(text_));
      }
      mark_groups(run);
      mark_phrases(run);
    }
    mark_headlines();
    for (const auto& run : runs_) {
      for (auto i = run.from; i < run.to; ++i) {
        if (tokens_[i].restored) facts_[i].line = Line::restored;
      }
    }
    for (const auto& name : rules) mark_rule(name);
    return std::move(facts_);
  }

 private:
  // Letters by class, runs of a class counted as one or as more.
  static std::uint32_t pattern_of(std::string_view word) {
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

  void mark_groups(const Span& run) {
    for (auto from = run.from; from < run.to;) {
      auto to = from + 1;
      while (to < run.to && tokens_[from].named() && tokens_[to].named()) ++to;
      for (auto i = from; i < to; ++i) {
        facts_[i].first_word = static_cast<std::uint32_t>(from);
        facts_[i].last_word = static_cast<std::uint32_t>(to - 1);
      }
      from = to;
    }
  }

  static unsigned phrase_class(Kinds kinds) {
    if (kinds.any(kind::known_person)) return 1;
    if (kinds.any(kind::any_org)) return 2;
    if (kinds.any(kind::sure_place)) return 3;
    if (kinds.any(kind::city)) return 4;
    if (kinds.any(kind::town)) return 5;
    if (kinds.any(kind::outlet)) return 6;
    return kinds.any(kind::title | kind::honorific) ? Fact::title_class : 0;
  }

  void mark_phrases(const Span& run) {
    constexpr auto wanted =
        kind::known_person | kind::any_org | kind::place | kind::town | kind::outlet | kind::title;
    for (auto i = run.from; i < run.to;) {
      const auto found = lexicon_.longest(tokens_, i, run.to, wanted);
      if (found.size == 0) {
        ++i;
        continue;
      }
      const auto what = phrase_class(found.entry.kinds);
      for (std::size_t k = 0; k < found.size; ++k) {
        const auto position = static_cast<unsigned>(position_in(k, found.size));
        facts_[i + k].phrase = static_cast<std::uint8_t>(what * 4 + position + 1);
      }
      i += found.size;
    }
  }

  // Lines in which nearly every longer word is capitalised.
  void mark_headlines() {
    std::size_t from = 0;
    for (std::size_t i = 1; i <= tokens_.size(); ++i) {
      if (i < tokens_.size() && !tokens_[i].after_break) continue;
      if (is_headline(from, i)) {
        for (auto k = from; k < i; ++k) facts_[k].line = Line::headline;
      }
      from = i;
    }
  }

  [[nodiscard]] bool is_headline(std::size_t from, std::size_t to) const {
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (auto i = from; i < to; ++i) {
      const auto& token = tokens_[i];
      const bool word = token.named() || token.shape == Shape::lower;
      if (!word || token.bytes.size() <= 3) continue;
      ++words;
      capitals += token.named() ? 1U : 0U;
    }
    return words >= 4 && capitals * 10 >= words * 7;
  }

  void mark_rule(const NameSpan& name) {
    const auto type = name.type ? static_cast<NameType>(*name.type) : NameType::other;
    const unsigned sure = name.confidence >= 0.9 ? 2 : (name.confidence >= 0.7 ? 1 : 0);
    for (auto i = name.from; i < name.to; ++i) {
      const auto position = position_in(i - name.from, name.to - name.from);
      facts_[i].rule = static_cast<std::uint8_t>(1U + 3U * label_of(type, position) + sure);
    }
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const Span> runs_;
  const Lexicon& lexicon_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> gather_facts(std::string_view text, std::span<const Token> tokens,
                               std::span<const Span> runs, std::span<const NameSpan> rules,
                               const Lexicon& lexicon) {
  return Gatherer(text, tokens, runs, lexicon).run(rules);
}

}  // namespace ae::indexing
