// SPDX-License-Identifier: GPL-2.0-or-later
/// See corpus.hpp.
#include "indexer/entities/training/corpus.hpp"

#include "ae/error.hpp"
#include "indexer/entities/reading.hpp"
#include "indexer/entities/runs.hpp"
#include "indexer/entities/tagger.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace ae::training {
namespace {

using namespace indexing;  // NOLINT(google-build-using-namespace)

constexpr std::size_t telling_sentence = 8;  // words: shorter ones recur by chance

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const auto from = line.find_first_not_of(" \t\r");
    if (from == std::string_view::npos) break;
    const auto to = std::min(line.find_first_of(" \t\r", from), line.size());
    words.push_back(line.substr(from, to - from));
    line.remove_prefix(to);
  }
  return words;
}

template <class Number>
bool read_number(std::string_view word, Number& number) {
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error == std::errc{} && end == word.data() + word.size() && number > 0;
}

bool set_flag(Source& source, std::string_view flag) {
  if (flag == "misc") return source.misc = true;
  if (flag == "titles") return source.titles = true;
  if (flag == "demonyms") return source.demonyms = true;
  if (flag == "caseless") return source.caseless = true;
  return false;
}

Source read_source(std::string_view line) {
  Source source;
  const auto words = words_of(line);
  bool good = words.size() >= 3 && read_number(words[1], source.weight) &&
              read_number(words[2], source.join);
  for (std::size_t i = 3; good && i < words.size(); ++i) good = set_flag(source, words[i]);
  if (!good) {
    throw Error(ErrorCode::bad_usage, fmt::format("recipe: cannot read the line \"{}\"", line),
                "FILE WEIGHT JOIN [misc] [titles] [demonyms] [caseless]");
  }
  source.file = words[0];
  return source;
}

template <class Each>
void for_sentences(const BioDocument& document, Each each) {
  for (std::size_t i = 0; i < document.sentences.size(); ++i) {
    const auto from = document.sentences[i];
    const bool last = i + 1 == document.sentences.size();
    const auto to = last ? document.tokens.size() : document.sentences[i + 1];
    if (to - from < telling_sentence) continue;
    each(std::string_view(document.text)
             .substr(document.tokens[from].from,
                     document.tokens[to - 1].to - document.tokens[from].from));
  }
}

/// Writes what gold says of each token of ours.
class Projection {
 public:
  Projection(const BioDocument& document, const Source& source, Prepared& prepared)
      : document_(document), source_(source), prepared_(prepared) {}

  void run() {
    // Where names of other types are not annotated, one may stand wherever nothing else does.
    Allowed none = 1U << outside;
    if (!source_.misc) none |= 0xFU << (4U * static_cast<unsigned>(NameType::other));
    prepared_.allowed.assign(prepared_.tokens.size(), none);
    for (const auto& name : document_.names) project(name);
  }

 private:
  void project(const BioName& name) {
    const auto& tokens = prepared_.tokens;
    const auto from_byte = document_.tokens[name.from].from;
    const auto to_byte = document_.tokens[name.to - 1].to;
    while (at_ < tokens.size() && tokens[at_].bytes.to <= from_byte) ++at_;
    auto from = at_;
    auto to = from;
    while (to < tokens.size() && tokens[to].bytes.from < to_byte) ++to;
    auto type = name.type;
    if (type == NameType::person && source_.titles) from = after_titles(from, to);
    if (type == NameType::place && source_.demonyms && is_demonym(from, to)) type = NameType::other;
    if (from >= to) return;
    if (in_one_run(from, to)) return put(from, to, type);
    // Parts of a name that lost its case are in no run: what is left of it teaches nothing.
    for (auto i = from; i < to; ++i) {
      if (tokens[i].restored) prepared_.allowed[i] = any_label;
    }
  }

  [[nodiscard]] std::size_t after_titles(std::size_t from, std::size_t to) const {
    const auto& tokens = prepared_.tokens;
    while (from + 1 < to && tokens[from].kinds.any(kind::title | kind::honorific) &&
           !tokens[from].kinds.any(kind::given)) {
      ++from;
    }
    return from;
  }

  [[nodiscard]] bool is_demonym(std::size_t from, std::size_t to) const {
    return to == from + 1 && prepared_.tokens[from].kinds.any(kind::demonym) &&
           !prepared_.tokens[from].kinds.any(kind::place);
  }

  // The tagger finds names within runs only; others it cannot learn.
  bool in_one_run(std::size_t from, std::size_t to) {
    const auto& runs = prepared_.runs;
    while (run_ < runs.size() && runs[run_].to <= from) ++run_;
    return run_ < runs.size() && runs[run_].from <= from && to <= runs[run_].to;
  }

  void put(std::size_t from, std::size_t to, NameType type) {
    for (auto i = from; i < to; ++i) {
      prepared_.allowed[i] = 1U << label_of(type, position_in(i - from, to - from));
    }
  }

  const BioDocument& document_;
  const Source& source_;
  Prepared& prepared_;
  std::size_t at_ = 0;
  std::size_t run_ = 0;
};

}  // namespace

std::vector<Source> read_recipe(std::string_view text) {
  std::vector<Source> sources;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto words = words_of(line);
    if (!words.empty() && words.front().front() != '#') sources.push_back(read_source(line));
  }
  return sources;
}

void hold_out(std::vector<Corpus>& corpora, std::span<const BioDocument> held) {
  std::unordered_set<std::string_view> sentences;
  for (const auto& document : held) {
    for_sentences(document, [&](std::string_view sentence) { sentences.insert(sentence); });
  }
  if (sentences.empty()) return;
  for (auto& corpus : corpora) {
    std::erase_if(corpus.documents, [&](const BioDocument& document) {
      bool shared = false;
      for_sentences(document, [&](std::string_view sentence) {
        shared = shared || sentences.contains(sentence);
      });
      return shared;
    });
  }
}

BioDocument without_case(BioDocument document, LostCase lost) {
  for (char& c : document.text) {
    const bool lower = c >= 'a' && c <= 'z';
    const bool upper = c >= 'A' && c <= 'Z';
    if (lost == LostCase::lowered && upper) c = static_cast<char>(c + 32);
    if (lost == LostCase::raised && lower) c = static_cast<char>(c - 32);
  }
  return document;
}

Prepared prepare(const BioDocument& document, const Source& source, const Lexicon& lexicon) {
  Prepared prepared;
  WordMemory words(lexicon);
  const Reading reading(document.text, {}, words);
  prepared.text = reading.text();
  prepared.weight = source.weight;
  prepared.tokens = reading.tokens();
  prepared.runs = find_runs(prepared.text, prepared.tokens);
  prepared.facts = look(prepared.text, prepared.tokens, prepared.runs, lexicon);
  Projection(document, source, prepared).run();
  return prepared;
}

}  // namespace ae::training
