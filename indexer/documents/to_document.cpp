// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/terms.hpp"
#include "common/store/names.hpp"
#include "indexer/documents/document.hpp"
#include "indexer/duplicates/shingles.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <utility>

namespace ae::indexing {
namespace {

/// A word of the headline counts as much as two of the text.
constexpr std::uint32_t title_count = 2;

/// So many words are sought together: then none of them waits for memory alone.
constexpr std::size_t ahead = 32;

/// Adds terms that are not known by their number yet.
struct TermBag {
  Vocabulary& vocabulary;
  TermCounter& counter;

  void add(std::string_view term, std::uint32_t count) const {
    counter.add(vocabulary.term(term), count);
  }
};

bool is_gap(const text::Token& token) noexcept { return token.kind == text::Token::Kind::gap; }

/// Reads one zone of the article after the other: numbers its words.
class ZoneReader {
 public:
  /// \param tokens  memory for those of a zone
  ZoneReader(const TermBag& terms, std::vector<text::Token>& tokens, std::uint8_t language)
      : vocabulary_(terms.vocabulary), terms_(terms), tokens_(tokens), language_(language) {}

  /// Appends the words of \p text to \p words.
  void read(std::string_view text, std::span<const std::uint64_t> breaks,
            std::vector<std::uint32_t>& words) {
    tokenize(text, breaks);
    words.reserve(words.size() + tokens_.size());
    chain_ = words.size();
    for (std::span<const text::Token> left = tokens_; !left.empty();) {
      const auto next = left.first(std::min(ahead, left.size()));
      number(text, next, words);
      left = left.subspan(next.size());
    }
    end_chain(words);
  }

 private:
  /// Hardly any text has breaks: the memory for its tokens is used again.
  void tokenize(std::string_view text, std::span<const std::uint64_t> breaks) {
    tokens_.clear();
    if (breaks.empty())
      text::Tokenizer(text).read_all(tokens_);
    else
      tokens_ = text::tokenize(text, breaks);
  }

  void number(std::string_view text, std::span<const text::Token> tokens,
              std::vector<std::uint32_t>& words) {
    for (std::size_t i = 0; i < tokens.size(); ++i)
      wanted_[i] = vocabulary_.seek(text, tokens[i], language_);
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (!is_gap(tokens[i])) known_[i] = vocabulary_.known(wanted_[i], tokens[i].kind, language_);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (!tokens[i].glued) end_chain(words);
      words.push_back(is_gap(tokens[i]) ? 0 : vocabulary_.number(known_[i]));
    }
  }

  /// Words that are glued to one another are also found as one: `write-in` as `writein`. No gap is
  /// glued to anything.
  void end_chain(const std::vector<std::uint32_t>& words) {
    if (words.size() - chain_ > 1)
      if (const auto term = vocabulary_.joined_term(std::span(words).subspan(chain_), language_))
        terms_.counter.add(*term, 0);
    chain_ = words.size();
  }

  Vocabulary& vocabulary_;
  const TermBag& terms_;
  std::vector<text::Token>& tokens_;
  std::uint8_t language_;
  std::array<StringNumbers::Wanted, ahead> wanted_;
  std::array<std::uint32_t, ahead> known_{};
  std::size_t chain_ = 0;  // where the words begin that are glued to the last
};

/// Stems of a zone that has terms of its own.
void add_zone_terms(std::span<const std::uint32_t> words, store::Zone zone, const TermBag& terms) {
  for (const std::uint32_t word : words)
    if (word != 0) terms.counter.add(terms.vocabulary.term(word, zone), 0);
}

void read_words(const store::StoredArticle& article, const TermBag& terms, WordCounter& counter,
                std::vector<text::Token>& tokens, store::Sequence& words) {
  ZoneReader zones(terms, tokens, text::language_number(article.lang));
  auto& [title, body, captions] = words;
  if (!article.record.title_derived) zones.read(article.record.title, {}, title);
  zones.read(article.body.text, article.body.breaks, body);
  for (const store::StoredBlock& caption : article.body.captions) {
    if (!captions.empty()) captions.push_back(0);
    zones.read(caption.text, {}, captions);
  }
  counter.add(title, title_count, terms.vocabulary.size());
  counter.add(body, 1, terms.vocabulary.size());
  counter.move_to(terms.counter, terms.vocabulary);
  add_zone_terms(title, store::Zone::title, terms);
  add_zone_terms(captions, store::Zone::caption, terms);
}

/// The values of every field that has a column, by field name.
std::map<std::string, std::vector<std::string>> facet_values(const store::StoredArticle& article) {
  std::map<std::string, std::vector<std::string>> values;
  if (!article.outlet.empty()) values["outlet"] = {article.outlet};
  if (!article.lang.empty()) values["lang"] = {article.lang};
  if (!article.record.authors.empty()) values["author"] = article.record.authors;
  for (const store::StoredMention& mention : article.body.mentions) {
    values[std::string(store::name_facets[mention.type % store::mention_types])].push_back(
        mention.canonical);
  }
  return values;
}

void add_values(const store::StoredArticle& article, const TermBag& terms, Document& document) {
  const auto values = facet_values(article);
  for (const auto& field : schema::fields) {
    if (field.kind != schema::Kind::keyword || !field.facet || field.mentioned) continue;
    const auto found = values.find(std::string(field.name));
    if (found != values.end())
      for (const std::string& value : found->second)
        terms.add(schema::keyword_term(field, value), 0);
    else if (field.unknowable)
      terms.add(schema::keyword_term(field, schema::unknown), 0);
  }
  document.columns.facets.assign(values.begin(), values.end());
  document.columns.facets.emplace_back("path", std::vector{article.file});
  if (!article.record.url.empty())
    terms.add(schema::keyword_term(*schema::find("url"), article.record.url), 0);
}

void add_day(const store::StoredArticle& article, const TermBag& terms, Document& document) {
  if (!article.date) {
    terms.add(schema::term(schema::find("date")->prefix, schema::unknown), 0);
    return;
  }
  const Day day = *article.date;
  terms.add(schema::day_term(day), 0);
  terms.add(schema::month_term(day.year() / day.month()), 0);
  terms.add(schema::year_term(day.year()), 0);
  document.columns.day = store::day_number(day);
}

}  // namespace

std::uint64_t text_hash(std::string_view text) {
  const std::string folded = schema::fold_value(text);
  return XXH3_64bits(folded.data(), folded.size());
}

std::vector<TermCount> TermCounter::take() {
  for (const TermCount& each : counts_) place_[each.term] = 0;
  std::vector<TermCount> counts(counts_.begin(), counts_.end());
  counts_.clear();
  return counts;
}

void WordCounter::add(std::span<const std::uint32_t> words, std::uint32_t count,
                      std::uint32_t size) {
  if (counts_.size() <= size) counts_.resize(2 * (size + std::size_t{1}));
  if (distinct_.size() < distinct_size_ + words.size())
    distinct_.resize(2 * (distinct_size_ + words.size()));
  for (const std::uint32_t word : words) {  // without a branch: every second word is a new one
    distinct_[distinct_size_] = word;
    distinct_size_ += counts_[word] == 0 ? 1U : 0U;
    counts_[word] += count;
  }
}

void WordCounter::move_to(TermCounter& terms, const Vocabulary& vocabulary) {
  for (const std::uint32_t word : std::span(distinct_).first(distinct_size_)) {
    const std::uint32_t count = std::exchange(counts_[word], 0);
    if (word != 0) terms.add(vocabulary.body_term(word), count);
  }
  distinct_size_ = 0;
}

Document DocumentMaker::make(const store::StoredArticle& article, std::uint64_t id,
                             std::uint64_t text_hash) {
  Document document{.id = id,
                    .terms = {},
                    .words = {},
                    .prints = {},
                    .columns = {.id = id, .text_hash = text_hash, .facets = {}},
                    .stored = store::encode(article)};
  const TermBag terms{vocabulary_, terms_};
  read_words(article, terms, words_, tokens_, document.words);
  document.prints = sample_shingles(document.words[1], vocabulary_);
  add_values(article, terms, document);
  add_day(article, terms, document);
  terms.add(schema::term(schema::prefix::id, schema::hex(id)), 0);
  terms.add(schema::term(schema::prefix::copy, schema::hex(document.columns.text_hash)), 0);
  document.terms = terms_.take();
  return document;
}

}  // namespace ae::indexing
