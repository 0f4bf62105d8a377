// SPDX-License-Identifier: GPL-2.0-or-later
/// Which language a text is in, by the Compact Language Detector 2. The only code that knows it.
#include "common/text/ascii.hpp"
#include "common/text/unicode.hpp"
#include "indexer/analysis/english.hpp"
#include "indexer/analysis/steps.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t sample_bytes = 4'000;      ///< of the text; more changes no verdict
constexpr std::size_t short_sample_bytes = 800;  ///< enough for most
constexpr int clear_percent = 95;                ///< of the short sample
constexpr int least_percent = 50;                ///< of the sample; less is a mixture

struct LanguageNames {
  std::string_view code;   ///< ISO 639-1
  std::string_view names;  ///< its names in declarations, between spaces
};

/// What records and pages declare beside two-letter codes and English names.
constexpr std::array own_names{LanguageNames{"ar", " العربية ara "},
                               LanguageNames{"ca", " català cat "},
                               LanguageNames{"cs", " čeština cesky ces cze "},
                               LanguageNames{"da", " dansk dan "},
                               LanguageNames{"de", " deutsch deu ger "},
                               LanguageNames{"el", " ελληνικά ell gre "},
                               LanguageNames{"en", " eng "},
                               LanguageNames{"es", " español espanol castellano spa "},
                               LanguageNames{"fa", " farsi فارسی fas per "},
                               LanguageNames{"fi", " suomi fin "},
                               LanguageNames{"fr", " français francais fra fre "},
                               LanguageNames{"ga", " gaeilge gle "},
                               LanguageNames{"he", " עברית heb "},
                               LanguageNames{"hi", " हिन्दी hin "},
                               LanguageNames{"hu", " magyar hun "},
                               LanguageNames{"id", " indonesia ind "},
                               LanguageNames{"it", " italiano ita "},
                               LanguageNames{"ja", " 日本語 jpn "},
                               LanguageNames{"ko", " 한국어 kor "},
                               LanguageNames{"ne", " नेपाली nep "},
                               LanguageNames{"nl", " nederlands nld dut "},
                               LanguageNames{"no", " norsk bokmål nor nob nno "},
                               LanguageNames{"pl", " polski pol "},
                               LanguageNames{"pt", " português portugues por "},
                               LanguageNames{"ro", " română romana ron rum "},
                               LanguageNames{"ru", " русский rus "},
                               LanguageNames{"sv", " svenska swe "},
                               LanguageNames{"tr", " türkçe turkce tur "},
                               LanguageNames{"uk", " українська ukr "},
                               LanguageNames{"zh", " 中文 zho chi "}};

/// Codes of today for those of CLD2 and of old declarations; empty for what is no language of
/// two letters.
std::string modern_code(std::string_view code) {
  constexpr std::array renamed{std::pair{"iw", "he"}, std::pair{"jw", "jv"}, std::pair{"in", "id"},
                               std::pair{"nb", "no"}, std::pair{"nn", "no"}, std::pair{"sh", "sr"}};
  code = code.substr(0, code.find('-'));
  for (const auto& [old, modern] : renamed)
    if (code == old) return modern;
  const bool two_letters = code.size() == 2 && std::ranges::all_of(code, ascii::is_lower);
  return two_letters && code != "un" && code != "xx" ? std::string(code) : std::string();
}

/// English names as CLD2 has them.
std::string upper(std::string text) {
  for (char& c : text)
    if (ascii::is_lower(c)) c = static_cast<char>(c - 'a' + 'A');
  return text;
}

struct Verdict {
  CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
  int percent = 0;  ///< of the text; 0 where nothing is certain
};

Verdict judge(std::string_view text) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percent{};
  std::array<double, 3> scores{};
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  constexpr bool is_plain_text = true;
  int letters = 0;
  int sound = 0;
  bool reliable = false;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(text.data(), static_cast<int>(text.size()), is_plain_text,
                                          &no_hints, 0, languages.data(), percent.data(),
                                          scores.data(), nullptr, &letters, &reliable, &sound);
  return {languages[0], reliable ? percent[0] : 0};
}

std::string_view first_bytes(std::string_view text, std::size_t bytes) {
  return text.substr(0, text::floor_boundary(text, bytes));
}

}  // namespace

Language identify_language(std::string_view text) {
  if (is_evidently_english(first_bytes(text, short_sample_bytes)))
    return {"en", "common words", 0.99};
  Verdict verdict = judge(first_bytes(text, short_sample_bytes));
  if (verdict.percent < clear_percent && text.size() > short_sample_bytes)
    verdict = judge(first_bytes(text, sample_bytes));
  if (verdict.percent < least_percent) return {};
  std::string code = modern_code(CLD2::LanguageCode(verdict.language));
  if (code.empty()) return {};
  return {std::move(code), "letter sequences", std::min(0.99, verdict.percent / 100.0)};
}

std::string language_code(std::string_view declared) {
  const std::string lower = ascii::lower(ascii::trim(declared.substr(0, 64)));
  const std::string start = lower.substr(0, lower.find_first_of("-_ ,;"));
  if (start.empty()) return {};
  if (start.size() == 2) return modern_code(start);
  const std::string name = " " + start + " ";
  for (const LanguageNames& language : own_names)
    if (language.names.find(name) != std::string_view::npos) return std::string(language.code);
  return modern_code(CLD2::LanguageCode(CLD2::GetLanguageFromName(upper(start).c_str())));
}

}  // namespace ae::indexing
