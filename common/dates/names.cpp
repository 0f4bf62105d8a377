// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/names.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ae::dates {
namespace {

/// One line a month, in small letters without accents; no name stands for two months.
constexpr std::array<std::string_view, 12> months{
    " january jan januar jaenner janner janvier janv enero ene gennaio gen janeiro januari ",
    " february feb februar fevrier fevr fev febrero febbraio fevereiro februari ",
    " march mar marz maerz mrz mars marzo marco maart mrt ",
    " april apr avril avr abril abr aprile ",
    " may mai mayo maggio mag maio mei ",
    " june jun juni juin junio giugno giu junho ",
    " july jul juli juillet juil julio luglio lug julho ",
    " august aug aout agosto ago augustus ",
    " september sept sep septembre septiembre setiembre settembre set setembro ",
    " october oct oktober okt octobre octubre ottobre ott outubro out ",
    " november nov novembre noviembre novembro ",
    " december dec dezember dez decembre diciembre dic dicembre dezembro "};

constexpr std::string_view weekdays =
    " monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat"
    " sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa"
    " sonntag so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves"
    " viernes sabado domingo lunedi martedi mercoledi giovedi venerdi domenica segunda terca quarta"
    " quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ";

/// The base letter of U+00C0 + \p index: letters with accents of the languages above.
constexpr std::string_view bases =
    "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";

/// Small letters without accents, between two spaces; empty when \p word is no name.
std::string key(std::string_view word) {
  std::string out = " ";
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0U;
    if (ascii::is_alpha(word[i])) {
      out += ascii::to_lower(word[i]);
    } else if (word[i] == '\xc3' && next >= 0x80 && next <= 0xbf) {
      out += bases[next - 0x80];
      ++i;
    } else {
      return {};
    }
  }
  return out.size() == 1 ? std::string() : out + ' ';
}

constexpr std::size_t longest = 24;  ///< bytes; no name is longer

}  // namespace

std::optional<std::chrono::month> month_from_name(std::string_view word) {
  if (word.size() > longest) return std::nullopt;
  const std::string wanted = key(word);
  if (wanted.empty()) return std::nullopt;
  const auto* const found = std::find_if(months.begin(), months.end(), [&](std::string_view names) {
    return names.find(wanted) != std::string_view::npos;
  });
  if (found == months.end()) return std::nullopt;
  return std::chrono::month(static_cast<unsigned>(found - months.begin()) + 1);
}

bool is_weekday(std::string_view word) {
  if (word.size() > longest) return false;
  const std::string wanted = key(word);
  return !wanted.empty() && weekdays.find(wanted) != std::string_view::npos;
}

}  // namespace ae::dates
