// SPDX-License-Identifier: GPL-2.0-or-later
/// What a web page puts around an article: newsletters, sharing, cookies, advertisements, links to
/// other articles, copyright notices.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

enum class Where { whole, start, anywhere };

struct Phrase {
  std::string_view text;  ///< in small letters
  Where where;
  std::size_t longest;  ///< of the line, in bytes: what is longer is prose
  std::string_view rule;
};

constexpr std::array phrases{
    Phrase{"advertisement", Where::whole, 20, "advertisement"},
    Phrase{"advertisement -", Where::start, 60, "advertisement"},
    Phrase{"- advertisement -", Where::whole, 20, "advertisement"},
    Phrase{"advertising", Where::whole, 20, "advertisement"},
    Phrase{"anzeige", Where::whole, 20, "advertisement"},
    Phrase{"publicité", Where::whole, 20, "advertisement"},
    Phrase{"publicidad", Where::whole, 20, "advertisement"},
    Phrase{"sponsored content", Where::start, 60, "advertisement"},
    Phrase{"story continues below", Where::anywhere, 60, "advertisement"},
    Phrase{"article continues below", Where::anywhere, 60, "advertisement"},
    Phrase{"article continues after", Where::anywhere, 60, "advertisement"},
    Phrase{"continue reading the main story", Where::start, 60, "advertisement"},
    Phrase{"scroll down for video", Where::start, 60, "advertisement"},
    Phrase{"sign up for our", Where::start, 200, "newsletter"},
    Phrase{"sign up to our", Where::start, 200, "newsletter"},
    Phrase{"sign up to receive", Where::start, 200, "newsletter"},
    Phrase{"sign up to get", Where::start, 200, "newsletter"},
    Phrase{"sign up for free", Where::start, 200, "newsletter"},
    Phrase{"sign up for the latest", Where::start, 200, "newsletter"},
    Phrase{"sign up for breaking", Where::start, 200, "newsletter"},
    Phrase{"sign up here", Where::start, 200, "newsletter"},
    Phrase{"sign up to the", Where::start, 200, "newsletter"},
    Phrase{"sign up now", Where::start, 100, "newsletter"},
    Phrase{"subscribe to ", Where::start, 200, "newsletter"},
    Phrase{"subscribe now", Where::start, 120, "newsletter"},
    Phrase{"subscribe", Where::whole, 20, "newsletter"},
    Phrase{"sign up for our newsletter", Where::anywhere, 240, "newsletter"},
    Phrase{"subscribe to our newsletter", Where::anywhere, 240, "newsletter"},
    Phrase{"get our newsletter", Where::anywhere, 200, "newsletter"},
    Phrase{"delivered to your inbox", Where::anywhere, 240, "newsletter"},
    Phrase{"in your inbox", Where::anywhere, 160, "newsletter"},
    Phrase{"enter your email", Where::start, 160, "newsletter"},
    Phrase{"become a member", Where::start, 120, "newsletter"},
    Phrase{"download our app", Where::anywhere, 160, "newsletter"},
    Phrase{"share", Where::whole, 20, "sharing"},
    Phrase{"share this", Where::start, 80, "sharing"},
    Phrase{"share on ", Where::start, 80, "sharing"},
    Phrase{"share via ", Where::start, 80, "sharing"},
    Phrase{"share tweet", Where::start, 80, "sharing"},
    Phrase{"tweet this", Where::start, 60, "sharing"},
    Phrase{"tweet", Where::whole, 20, "sharing"},
    Phrase{"email this", Where::start, 80, "sharing"},
    Phrase{"print this", Where::start, 80, "sharing"},
    Phrase{"click to share", Where::start, 120, "sharing"},
    Phrase{"click here to ", Where::start, 160, "sharing"},
    Phrase{"click here for ", Where::start, 160, "sharing"},
    Phrase{"email the author", Where::start, 80, "sharing"},
    Phrase{"facebook", Where::whole, 20, "sharing"},
    Phrase{"twitter", Where::whole, 20, "sharing"},
    Phrase{"whatsapp", Where::whole, 20, "sharing"},
    Phrase{"copy link", Where::whole, 20, "sharing"},
    Phrase{"follow us on ", Where::start, 160, "sharing"},
    Phrase{"follow us", Where::whole, 20, "sharing"},
    Phrase{"like us on facebook", Where::anywhere, 160, "sharing"},
    Phrase{"join the conversation", Where::start, 120, "sharing"},
    Phrase{"leave a comment", Where::start, 60, "sharing"},
    Phrase{"comments are closed", Where::start, 80, "sharing"},
    Phrase{"we use cookies", Where::anywhere, 400, "cookie notice"},
    Phrase{"uses cookies", Where::anywhere, 400, "cookie notice"},
    Phrase{"accept cookies", Where::anywhere, 120, "cookie notice"},
    Phrase{"accept all cookies", Where::anywhere, 120, "cookie notice"},
    Phrase{"cookie policy", Where::anywhere, 120, "cookie notice"},
    Phrase{"related:", Where::start, 200, "related link"},
    Phrase{"related articles", Where::start, 60, "related link"},
    Phrase{"related stories", Where::start, 60, "related link"},
    Phrase{"related coverage", Where::start, 60, "related link"},
    Phrase{"related content", Where::start, 60, "related link"},
    Phrase{"related topics", Where::start, 60, "related link"},
    Phrase{"read more", Where::whole, 20, "related link"},
    Phrase{"read more:", Where::start, 200, "related link"},
    Phrase{"read more about ", Where::start, 120, "related link"},
    Phrase{"read next:", Where::start, 200, "related link"},
    Phrase{"read also:", Where::start, 200, "related link"},
    Phrase{"also read:", Where::start, 200, "related link"},
    Phrase{"see also:", Where::start, 200, "related link"},
    Phrase{"more:", Where::start, 160, "related link"},
    Phrase{"more on this story", Where::start, 80, "related link"},
    Phrase{"more from ", Where::start, 60, "related link"},
    Phrase{"recommended for you", Where::start, 60, "related link"},
    Phrase{"you may also like", Where::start, 60, "related link"},
    Phrase{"you might also like", Where::start, 60, "related link"},
    Phrase{"most read", Where::whole, 20, "related link"},
    Phrase{"most popular", Where::whole, 20, "related link"},
    Phrase{"trending now", Where::whole, 20, "related link"},
    Phrase{"popular stories", Where::whole, 20, "related link"},
    Phrase{"mehr zum thema", Where::start, 80, "related link"},
    Phrase{"lesen sie auch", Where::start, 160, "related link"},
    Phrase{"lire aussi", Where::start, 160, "related link"},
    Phrase{"lea también", Where::start, 160, "related link"},
    Phrase{"leggi anche", Where::start, 160, "related link"},
    Phrase{"leia também", Where::start, 160, "related link"},
    Phrase{"lees ook", Where::start, 160, "related link"},
};

/// \p bare: \p text without the punctuation at its ends.
bool matches(const Phrase& phrase, std::string_view text, std::string_view bare) {
  if (text.size() > phrase.longest) return false;
  switch (phrase.where) {
    case Where::whole:
      return bare == phrase.text || text == phrase.text;
    case Where::start:
      return text.starts_with(phrase.text);
    case Where::anywhere:
      break;
  }
  return text.find(phrase.text) != std::string_view::npos;
}

constexpr std::size_t longest = 400;  ///< bytes of a line that is furniture

/// A paragraph of prose: long enough and ended as a sentence.
bool is_prose(std::string_view text) { return text.size() >= 80 && ends_sentence(text); }

}  // namespace

std::optional<Finding> find_page_furniture(const Line& line) {
  if (line.goes_on || line.lower.empty() || line.lower.size() > longest) return std::nullopt;
  // "share." may be the end of a sentence, "Share" is a button.
  const std::string_view bare =
      ends_sentence(line.text) ? std::string_view() : strip_punctuation(line.lower);
  const auto* const found = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase& phrase) {
    return matches(phrase, line.lower, bare);
  });
  if (found == phrases.end()) return std::nullopt;
  return furniture(line, found->rule);
}

// The headline of another article between two paragraphs: "Exit poll: How the counties voted". A
// heading of this article seldom has a colon; a list or a table has no paragraph on either side.
std::optional<Finding> find_related_link(const Line& line) {
  if (line.own_headings) return std::nullopt;
  if (!line.gap_before || !line.gap_after || line.text.size() > 160) return std::nullopt;
  if (!is_prose(line.before) || !is_prose(line.after) || ends_sentence(line.text))
    return std::nullopt;
  const std::size_t colon = line.text.find(": ");
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view left = line.text.substr(0, colon);
  const std::string_view right = line.text.substr(colon + 2);
  const bool quoted = right.find('"') != std::string_view::npos || right.starts_with("“");
  if (quoted || !ascii::is_upper(left.front()) || !is_capitalised(right)) return std::nullopt;
  if (count_words(left, 1) < 2 || count_words(right, 2) < 3) return std::nullopt;
  return furniture(line, headline_rule);
}

}  // namespace ae::indexing
