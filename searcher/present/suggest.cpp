// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/suggest.hpp"

#include "common/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// Of a long query, as many clauses are looked at.
constexpr std::size_t most_clauses = 8;

bool has_lower_case(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// In a query without lower-case letters AND and OR would be words.
void lower_words(Node& node) {
  for (Word& word : node.words)
    if (word.kind == text::Token::Kind::word && word.form != Word::Form::exact)
      word.surface = text::lower(word.surface);
  for (Node& child : node.children) lower_words(child);
}

std::string spelled(const Node& node, Request::Match match) {
  if (node.kind != Kind::all || match == Request::Match::any) return to_string(node);
  std::string out;
  for (const Node& child : node.children) {
    const bool bracket = child.kind == Kind::any || child.kind == Kind::all;
    const std::string_view form = bracket ? "{}({})" : "{}{}";
    out += fmt::format(fmt::runtime(form), out.empty() ? "" : " ", to_string(child));
  }
  return out;
}

Request asking(const Request& request, Node node) {
  Request other = request;
  other.plain = false;  // what is suggested is spelled with operators
  other.text = spelled(node, request.match);
  if (!has_lower_case(other.text)) {
    lower_words(node);
    other.text = spelled(node, request.match);
  }
  return other;
}

/// \p word in lower case, with a capital where \p typed has one.
std::string cased(std::string word, std::string_view typed) {
  if (typed.front() >= 'A' && typed.front() <= 'Z' && word.front() >= 'a' && word.front() <= 'z')
    word.front() = static_cast<char>(word.front() - 'a' + 'A');
  return word;
}

bool is_misspelt(const Word& word, const Lexicon& lexicon) {
  if (word.kind != text::Token::Kind::word || word.pattern != Word::Pattern::plain) return false;
  return word.form == Word::Form::stem ? !lexicon.is_known(word.folded)
                                       : !lexicon.is_printed(word.folded);
}

/// The words of a query that no article has, corrected: of many, the first. Each is compared with
/// the whole vocabulary.
class Corrections {
 public:
  Corrections(const Lexicon& lexicon, std::size_t most) : lexicon_(lexicon), most_(most) {}

  /// Puts the correction of rank \p nth, below `most`. \returns whether some word has one
  bool put(Node& node, std::size_t nth) {
    bool found = false;
    for (Word& word : node.words) {
      const auto& words = of(word);
      if (words.empty()) continue;
      found = found || nth < words.size();
      const std::string& correction = words[std::min(nth, words.size() - 1)];
      word.surface = cased(correction, word.surface);
      word.folded = correction;
    }
    for (Node& child : node.children) found = put(child, nth) || found;
    return found;
  }

 private:
  const std::vector<std::string>& of(const Word& word) {
    static const std::vector<std::string> none;
    if (const auto known = known_.find(word.folded); known != known_.end()) return known->second;
    if (known_.size() == most_clauses || !is_misspelt(word, lexicon_)) return none;
    return known_[word.folded] = lexicon_.corrections(word.folded, most_);
  }

  const Lexicon& lexicon_;
  std::size_t most_;
  std::unordered_map<std::string, std::vector<std::string>> known_;
};

/// Phrases and NEAR as words that all must match. \returns whether there were any
bool take_apart(Node& node) {
  const bool phrase = node.kind == Kind::sequence && !node.compound;
  if (phrase)
    for (Word& word : node.words) {
      Node& child = node.children.emplace_back(Node{.kind = Kind::word, .place = node.place});
      if (word.form == Word::Form::folded) word.form = Word::Form::stem;
      child.words.push_back(std::move(word));
    }
  bool found = phrase || node.kind == Kind::near;
  if (phrase) node.words.clear();
  if (found) node.kind = Kind::all;
  for (Node& child : node.children) found = take_apart(child) || found;
  return found;
}

/// What must match, one by one; negations apart.
struct Clauses {
  std::vector<Node> wanted, unwanted;
};

Clauses clauses_of(const Node& node) {
  Clauses clauses;
  if (node.kind != Kind::all) {
    clauses.wanted.push_back(node);
    return clauses;
  }
  for (const Node& child : node.children)
    (child.kind == Kind::negation ? clauses.unwanted : clauses.wanted).push_back(child);
  return clauses;
}

Node together(std::vector<Node> wanted, const std::vector<Node>& unwanted) {
  wanted.insert(wanted.end(), unwanted.begin(), unwanted.end());
  return combined(Kind::all, std::move(wanted));
}

/// Takes suggestions that match something.
class Offers {
 public:
  Offers(const Request& request, const Count& count, std::size_t most)
      : asked_(request), count_(count), most_(most) {}

  std::uint64_t offer(Request request, std::string change) {
    if (found_.size() >= most_ || is_known(request)) return 0;
    const std::uint64_t total = count_(request);
    if (total > 0) found_.push_back({std::move(request), std::move(change)});
    return total;
  }

  [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
  [[nodiscard]] std::uint64_t count(const Request& request) const { return count_(request); }
  [[nodiscard]] std::vector<Suggestion> take() && { return std::move(found_); }

 private:
  [[nodiscard]] bool is_known(const Request& request) const {
    const auto same = [&](const Request& other) {
      return other.text == request.text && other.filters.size() == request.filters.size();
    };
    return same(asked_) || std::ranges::any_of(found_, same, &Suggestion::request);
  }

  const Request& asked_;
  const Count& count_;
  std::size_t most_;
  std::vector<Suggestion> found_;
};

/// Without the clauses that match nothing; where each matches something, without the one that
/// leaves most.
void offer_fewer_clauses(const Request& request, const Node& node, Offers& offers) {
  const Clauses clauses = clauses_of(node);
  if (clauses.wanted.size() < 2 || clauses.wanted.size() > most_clauses) return;
  std::vector<Node> matching, others;
  for (const Node& clause : clauses.wanted)
    (offers.count(asking(request, clause)) > 0 ? matching : others).push_back(clause);
  if (matching.empty()) return;
  if (!others.empty()) {
    std::vector<std::string> left_out;
    for (const Node& clause : others) left_out.push_back(to_string(clause));
    offers.offer(asking(request, together(matching, clauses.unwanted)),
                 fmt::format("without {}", fmt::join(left_out, ", ")));
  } else {
    std::uint64_t best = 0;
    std::optional<Suggestion> suggestion;
    for (std::size_t i = 0; i < matching.size(); ++i) {
      std::vector<Node> rest = matching;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      Request other = asking(request, together(std::move(rest), clauses.unwanted));
      if (const std::uint64_t total = offers.count(other); total > best) {
        best = total;
        suggestion = {std::move(other), fmt::format("without {}", to_string(matching[i]))};
      }
    }
    if (suggestion) offers.offer(std::move(suggestion->request), std::move(suggestion->change));
  }
  if (matching.size() > 1) {
    std::vector<Node> any;
    any.push_back(combined(Kind::any, std::move(matching)));
    offers.offer(asking(request, together(std::move(any), clauses.unwanted)), "any of them");
  }
}

void offer_less(const Request& request, const Node& node, Offers& offers) {
  Node apart = node;
  if (take_apart(apart)) offers.offer(asking(request, std::move(apart)), "words apart");
  if (!request.filters.empty()) {
    Request other = asking(request, node);
    other.filters.clear();
    offers.offer(std::move(other), "without filters");
  }
  offer_fewer_clauses(request, node, offers);
}

}  // namespace

std::vector<Suggestion> suggest(const Request& request, const Node& parsed, const Lexicon& lexicon,
                                const Count& count, std::size_t most) {
  Offers offers(request, count, most);
  Node likeliest = parsed;
  Corrections corrections(lexicon, most);
  for (std::size_t nth = 0; nth < most; ++nth) {
    Node corrected = parsed;
    if (!corrections.put(corrected, nth)) break;
    if (nth == 0) likeliest = corrected;
    offers.offer(asking(request, std::move(corrected)), "as articles spell it");
  }
  if (offers.empty()) offer_less(request, likeliest, offers);
  return std::move(offers).take();
}

}  // namespace ae::searching
