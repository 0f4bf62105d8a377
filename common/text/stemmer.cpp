// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/stemmer.hpp"

#include "common/text/unicode.hpp"

#include <xapian.h>

#include <algorithm>
#include <optional>

namespace ae::text {

const std::vector<Language>& languages() {
  static const std::vector<Language> all{
      {"en", "english"},   {"ar", "arabic"},     {"hy", "armenian"},   {"eu", "basque"},
      {"ca", "catalan"},   {"da", "danish"},     {"nl", "dutch"},      {"fi", "finnish"},
      {"fr", "french"},    {"de", "german"},     {"hu", "hungarian"},  {"id", "indonesian"},
      {"ga", "irish"},     {"it", "italian"},    {"lt", "lithuanian"}, {"ne", "nepali"},
      {"no", "norwegian"}, {"pt", "portuguese"}, {"ro", "romanian"},   {"ru", "russian"},
      {"es", "spanish"},   {"sv", "swedish"},    {"ta", "tamil"},      {"tr", "turkish"}};
  return all;
}

std::uint8_t language_number(std::string_view code) noexcept {
  const auto primary = code.substr(0, code.find_first_of("-_"));
  const auto& all = languages();
  const auto found = std::ranges::find(all, primary, &Language::code);
  return found == all.end() ? std::uint8_t{0} : static_cast<std::uint8_t>(found - all.begin());
}

struct Stemmer::State {
  std::vector<std::optional<Xapian::Stem>> stemmers{languages().size()};
};

Stemmer::Stemmer() : state_(std::make_unique<State>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view surface, Token::Kind kind, std::uint8_t language) {
  if (kind != Token::Kind::word) return fold(surface, kind);
  if (std::ranges::any_of(surface, [](char c) { return c >= '0' && c <= '9'; }))
    return fold(surface, kind);
  auto& stemmer = state_->stemmers.at(language);
  if (!stemmer) stemmer.emplace(std::string(languages()[language].stemmer));
  std::string stem = fold((*stemmer)(lower(surface)));
  if (language != 0) stem.append("/").append(languages()[language].code);
  return stem;
}

}  // namespace ae::text
