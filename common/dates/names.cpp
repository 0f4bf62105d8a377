// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/names.hpp"

#include "common/text/ascii.hpp"

#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

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

using Month = std::chrono::month;

/// What stands between the spaces of \p names.
template <class See>
void each_name(std::string_view names, See see) {
  for (std::size_t at = 1; at < names.size();) {
    const std::size_t end = names.find(' ', at);
    see(names.substr(at, end - at));
    at = end + 1;
  }
}

std::unordered_map<std::string_view, Month> months_by_name() {
  std::unordered_map<std::string_view, Month> by_name;
  for (unsigned i = 0; i < months.size(); ++i)
    each_name(months[i], [&](std::string_view name) { by_name.emplace(name, i + 1); });
  return by_name;
}

std::unordered_set<std::string_view> all_weekdays() {
  std::unordered_set<std::string_view> names;
  each_name(weekdays, [&](std::string_view name) { names.insert(name); });
  return names;
}

/// The base letter of U+00C0 + \p index: letters with accents of the languages above.
constexpr std::string_view bases =
    "aaaaaaaceeeeiiiidnooooo*ouuuuypsaaaaaaaceeeeiiiidnooooo*ouuuuypy";

/// Small letters without accents; empty when \p word is no name.
std::string key(std::string_view word) {
  std::string out;
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
  return out;
}

constexpr std::size_t longest = 24;  ///< bytes; no name is longer

}  // namespace

std::optional<Month> month_from_name(std::string_view word) {
  static const auto by_name = months_by_name();
  if (word.size() > longest) return std::nullopt;
  const auto found = by_name.find(key(word));
  if (found == by_name.end()) return std::nullopt;
  return found->second;
}

bool is_weekday(std::string_view word) {
  static const auto names = all_weekdays();
  return word.size() <= longest && names.contains(key(word));
}

}  // namespace ae::dates
