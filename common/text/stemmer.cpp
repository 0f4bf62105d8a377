// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/stemmer.hpp"

#include "common/text/unicode.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>
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

namespace {

/// Of those that write 20.715 where English writes 20,715.
bool groups_digits_by_dots(std::string_view code) noexcept {
  static constexpr std::array<std::string_view, 11> codes{"ca", "da", "de", "es", "eu", "id",
                                                          "it", "nl", "pt", "ro", "tr"};
  return std::ranges::binary_search(codes, code);
}

/// One to three digits, then groups of three, each behind a dot.
bool has_groups(std::string_view number) noexcept {
  const std::size_t first = number.find('.');
  if (first == 0 || first > 3 || number.front() == '0') return false;
  if ((number.size() - first) % 4 != 0) return false;
  for (std::size_t at = first; at < number.size(); ++at)
    if ((number[at] == '.') != ((at - first) % 4 == 0)) return false;
  return true;
}

std::string number_stem(std::string_view surface, std::string_view code) {
  std::string stem = fold(surface, Token::Kind::number);
  if (groups_digits_by_dots(code) && has_groups(stem)) std::erase(stem, '.');
  return stem;
}

}  // namespace

struct Stemmer::State {
  std::vector<std::optional<Xapian::Stem>> stemmers{languages().size()};
};

Stemmer::Stemmer() : state_(std::make_unique<State>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string Stemmer::stem(std::string_view surface, Token::Kind kind, std::uint8_t language) {
  if (kind == Token::Kind::number) return number_stem(surface, languages()[language].code);
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
