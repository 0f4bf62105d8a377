// SPDX-License-Identifier: GPL-2.0-or-later
/// See facts.hpp.
#include "indexer/entities/facts.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace ae::indexing {
namespace {

/// How an article writes the words of its runs, wherever they stand.
class Writings {
 public:
  Writings(std::span<const Token> tokens, std::span<const Span> runs) {
    std::size_t candidates = 0;
    for (const auto& run : runs) candidates += run.size();
    slots_.resize(std::bit_ceil(4 * candidates + 2));
    for (const auto& run : runs)
      for (auto i = run.from; i < run.to; ++i) slot_of(tokens[i]) = {tokens[i].key, true, 0};
    for (const auto& token : tokens) note(token);
  }

  [[nodiscard]] std::uint8_t of(const Token& token) noexcept { return slot_of(token).seen; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    bool taken = false;
    std::uint8_t seen = 0;
  };

  Slot& slot_of(const Token& token) noexcept {
    const auto mask = slots_.size() - 1;
    auto at = static_cast<std::size_t>(token.key) & mask;
    while (slots_[at].taken && slots_[at].key != token.key) at = (at + 1) & mask;
    return slots_[at];
  }

  void note(const Token& token) noexcept {
    const bool lower = token.shape == Shape::lower;
    if (!lower && (!token.named() || token.starts_sentence)) return;
    auto& slot = slot_of(token);
    if (!slot.taken) return;
    const auto seen = lower ? Seen::lower : Seen::capital;
    if ((slot.seen & seen & Seen::capital) != 0) slot.seen |= Seen::often;
    slot.seen |= seen;
  }

  std::vector<Slot> slots_;
};

class Gatherer {
 public:
  Gatherer(std::span<const Token> tokens, std::span<const Span> runs, const Lexicon& lexicon)
      : tokens_(tokens), runs_(runs), lexicon_(lexicon), facts_(tokens.size()) {}

  std::vector<Fact> run(std::span<const NameSpan> rules) {
    Writings writings(tokens_, runs_);
    for (const auto& run : runs_) {
      for (auto i = run.from; i < run.to; ++i) {
        facts_[i].seen = writings.of(tokens_[i]);
        facts_[i].pattern = tokens_[i].pattern;
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

  std::span<const Token> tokens_;
  std::span<const Span> runs_;
  const Lexicon& lexicon_;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> gather_facts(std::span<const Token> tokens, std::span<const Span> runs,
                               std::span<const NameSpan> rules, const Lexicon& lexicon) {
  return Gatherer(tokens, runs, lexicon).run(rules);
}

}  // namespace ae::indexing
