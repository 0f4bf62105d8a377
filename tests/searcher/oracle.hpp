// SPDX-License-Identifier: GPL-2.0-or-later
/// Answers queries by reading every stored text from front to back: slow, and too simple to be
/// wrong in the same way as the searcher. It knows no postings, no dictionary and no segments.
#pragma once

#include "common/store/record.hpp"
#include "common/text/stemmer.hpp"
#include "searcher/query/tree.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ae::test {

/// The articles of an archive; ids count from 1, as SmallArchive's do.
class Oracle {
 public:
  void add(const store::StoredArticle& article);
  void remove(std::uint64_t id) { removed_.insert(id); }

  /// The ids of the articles for which \p node, as parsed and not expanded, holds.
  [[nodiscard]] std::set<std::uint64_t> answer(const searching::Node& node);

 private:
  struct Token {
    std::string surface, folded, stem;
    bool gap = false;
    bool glued = false;
  };
  using Zone = std::vector<Token>;
  struct Article {
    store::StoredArticle stored;
    std::uint8_t language = 0;
    std::array<Zone, 3> zones;
  };
  struct Range {
    std::size_t first = 0, last = 0;
    friend auto operator<=>(const Range&, const Range&) = default;
  };

  [[nodiscard]] Zone read(std::string_view text, const std::vector<std::uint64_t>& breaks,
                          std::uint8_t language);
  [[nodiscard]] std::set<std::string> stems(const searching::Word& word);
  [[nodiscard]] const std::set<std::string>& variant_stems(const std::string& word);
  [[nodiscard]] bool means(const searching::Word& word, const Token& token);
  [[nodiscard]] bool is_hyphenated(const std::string& word);

  [[nodiscard]] bool holds(const searching::Node& node, const Article& article);
  [[nodiscard]] bool holds_all(const searching::Node& node, const Article& article);
  [[nodiscard]] bool has_words(const searching::Node& node, const Article& article);
  [[nodiscard]] bool has_near(const searching::Node& node, const Article& article);
  [[nodiscard]] bool has_value(const searching::Node& node, const Article& article) const;
  [[nodiscard]] std::vector<std::vector<searching::Word>> spellings(const searching::Node& node);
  static void cut(std::string_view rest, const std::vector<searching::Word>& start,
                  std::vector<std::vector<searching::Word>>& ways);
  [[nodiscard]] bool stands(const std::vector<searching::Word>& words, searching::Place place,
                            const Article& article);
  [[nodiscard]] std::vector<Range> ranges(const std::vector<searching::Word>& words,
                                          const Zone& zone);
  [[nodiscard]] static bool continues(const std::vector<std::vector<Range>>& operands,
                                      std::size_t operand, std::uint32_t distance,
                                      const Range* previous);

  std::vector<Article> articles_;
  std::set<std::uint64_t> removed_;
  std::set<std::uint8_t> languages_{0};
  std::map<std::string, std::set<std::string>> variant_stems_;
  text::Stemmer stemmer_;
};

}  // namespace ae::test
