// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ae::searching {
namespace {

struct Pair {
  std::string_view british, american;
};

/// The words in -our that lose their u; a closed set, unlike hour and four.
constexpr std::array in_our{
    "arb",  "ard",    "arm",    "behavi", "cand", "clam", "clang", "col",  "demean",
    "dol",  "enam",   "endeav", "fav",    "ferv", "flav", "glam",  "harb", "hon",
    "hum",  "lab",    "neighb", "od",     "parl", "ranc", "rig",   "rum",  "sav",
    "savi", "splend", "succ",   "tum",    "val",  "vap",  "vig",
};

/// The words in -re that become -er.
constexpr std::array in_re{
    "accout", "calib", "cent",      "fib", "goit",  "lit",     "lust", "meag",  "met",
    "mit",    "och",   "reconnoit", "sab", "scept", "sepulch", "somb", "spect", "theat",
};

/// Greek and Latin roots that keep ae or oe, and words that follow no rule. A root counts wherever
/// it stands in a word, so that inflections, prefixes and compounds need no rows.
constexpr std::array roots{
    Pair{"aeroplane", "airplane"},
    Pair{"aesthe", "esthe"},
    Pair{"ageing", "aging"},
    Pair{"aluminium", "aluminum"},
    Pair{"amoeb", "ameb"},
    Pair{"anaem", "anem"},
    Pair{"anaesth", "anesth"},
    Pair{"appal", "appall"},
    Pair{"archaeo", "archeo"},
    Pair{"artefact", "artifact"},
    Pair{"bacteraem", "bacterem"},
    Pair{"caesarean", "cesarean"},
    Pair{"carburettor", "carburetor"},
    Pair{"chequebook", "checkbook"},
    Pair{"chilli", "chili"},
    Pair{"cosier", "cozier"},
    Pair{"cosy", "cozy"},
    Pair{"defence", "defense"},
    Pair{"diarrhoea", "diarrhea"},
    Pair{"distil", "distill"},
    Pair{"draughtsm", "draftsm"},
    Pair{"encyclopaed", "encycloped"},
    Pair{"enquir", "inquir"},
    Pair{"enrol", "enroll"},
    Pair{"faec", "fec"},
    Pair{"foet", "fet"},
    Pair{"fulfil", "fulfill"},
    Pair{"furore", "furor"},
    Pair{"glycaem", "glycem"},
    Pair{"grey", "gray"},
    Pair{"gynaec", "gynec"},
    Pair{"haem", "hem"},
    Pair{"homoeopath", "homeopath"},
    Pair{"instal", "install"},
    Pair{"instil", "instill"},
    Pair{"ischaem", "ischem"},
    Pair{"jewellery", "jewelry"},
    Pair{"judgement", "judgment"},
    Pair{"knowledgement", "knowledgment"},
    Pair{"leukaem", "leukem"},
    Pair{"licence", "license"},
    Pair{"likeable", "likable"},
    Pair{"liquorice", "licorice"},
    Pair{"manoeuvr", "maneuver"},
    Pair{"manoeuvre", "maneuver"},
    Pair{"mediaeval", "medieval"},
    Pair{"mollusc", "mollusk"},
    Pair{"mould", "mold"},
    Pair{"moult", "molt"},
    Pair{"moustache", "mustache"},
    Pair{"oedem", "edem"},
    Pair{"oesophag", "esophag"},
    Pair{"oestr", "estr"},
    Pair{"offence", "offense"},
    Pair{"omelette", "omelet"},
    Pair{"orthopaed", "orthoped"},
    Pair{"paediatric", "pediatric"},
    Pair{"paedophil", "pedophil"},
    Pair{"palaeo", "paleo"},
    Pair{"pedlar", "peddler"},
    Pair{"phoney", "phony"},
    Pair{"plough", "plow"},
    Pair{"practise", "practice"},
    Pair{"practising", "practicing"},
    Pair{"pretence", "pretense"},
    Pair{"programme", "program"},
    Pair{"pyjama", "pajama"},
    Pair{"saleable", "salable"},
    Pair{"sceptic", "skeptic"},
    Pair{"septicaem", "septicem"},
    Pair{"sizeable", "sizable"},
    Pair{"skilful", "skillful"},
    Pair{"smoulder", "smolder"},
    Pair{"speciality", "specialty"},
    Pair{"specialities", "specialties"},
    Pair{"sulph", "sulf"},
    Pair{"tyre", "tire"},
    Pair{"wilful", "willful"},
    Pair{"woollen", "woolen"},
    Pair{"yoghurt", "yogurt"},
};

constexpr std::array re_endings{Pair{"re", "er"}, Pair{"red", "ered"}, Pair{"ring", "ering"}};

/// What may follow -is- and -iz-, -ys- and -yz-.
constexpr std::array s_or_z{"e",    "ed",    "es",     "er",      "ers",  "ing",
                            "ings", "ation", "ations", "ational", "able", "ability"};

/// What may follow -l- and -ll-.
constexpr std::array l_or_ll{"ed",  "ing", "ings",  "er",  "ers",  "or",
                             "ors", "ous", "ously", "ist", "ists", "est"};

/// Words with an s of their own, which no American writes with z.
constexpr std::array always_s{"advertis",   "chastis", "circumcis", "compris",   "compromis",
                              "despis",     "disguis", "exercis",   "franchis",  "improvis",
                              "merchandis", "premis",  "promis",    "supervis",  "surmis",
                              "surpris",    "televis", "expertis",  "enterpris", "paradis",
                              "treatis",    "tortois", "porpois",   "otherwis",  "likewis"};

/// Collects guesses, each once.
class Guesses {
 public:
  explicit Guesses(std::string_view word) : word_(word) {}

  /// Puts \p to wherever \p from stands.
  void swap(std::string_view from, std::string_view to) {
    for (std::size_t at = word_.find(from); at != std::string_view::npos;
         at = word_.find(from, at + 1))
      add(std::string(word_.substr(0, at)).append(to).append(word_.substr(at + from.size())));
  }

  void swap_both(std::string_view one, std::string_view other) {
    swap(one, other);
    swap(other, one);
  }

  void add(std::string guess) {
    if (guess != word_ && std::ranges::find(found_, guess) == found_.end())
      found_.push_back(std::move(guess));
  }

  [[nodiscard]] std::string_view word() const noexcept { return word_; }
  [[nodiscard]] std::vector<std::string> take() && { return std::move(found_); }

 private:
  std::string_view word_;
  std::vector<std::string> found_;
};

bool is_vowel(char c) noexcept {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

std::ptrdiff_t vowels(std::string_view text) { return std::ranges::count_if(text, is_vowel); }

void swap_roots(Guesses& guesses) {
  for (const std::string_view root : in_our)
    guesses.swap_both(std::string(root) + "our", std::string(root) + "or");
  for (const std::string_view root : in_re)
    for (const Pair& ending : re_endings)
      guesses.swap_both(std::string(root).append(ending.british),
                        std::string(root).append(ending.american));
  for (const Pair& pair : roots) guesses.swap_both(pair.british, pair.american);
}

/// organise and organize, analyse and analyze: behind at least four letters, unlike rise and size.
void swap_s_and_z(Guesses& guesses) {
  const std::string_view word = guesses.word();
  for (const std::string_view ending : s_or_z) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 6) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    const std::string_view sound = stem.substr(stem.size() - 2);
    const bool z = sound == "iz" || stem.ends_with("lyz");
    const bool s = sound == "is" || stem.ends_with("lys");
    if (!z && !s) continue;
    const std::string root(stem.substr(0, stem.size() - 1));
    const bool fixed = std::ranges::any_of(
        always_s, [&](std::string_view other) { return (root + 's').ends_with(other); });
    if (!fixed) guesses.add(root + (z ? 's' : 'z') + std::string(ending));
  }
}

/// travelled and traveled: behind two vowels, unlike filled and filed.
void swap_l_and_ll(Guesses& guesses) {
  const std::string_view word = guesses.word();
  for (const std::string_view ending : l_or_ll) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 4) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    const std::size_t before = stem.find_last_not_of('l');
    if (before == std::string_view::npos || before + 1 == stem.size()) continue;
    const std::size_t doubled = stem.size() - before - 1;
    if (doubled > 2 || !is_vowel(stem[before]) || vowels(stem.substr(0, before + 1)) < 2) continue;
    guesses.add(
        std::string(stem.substr(0, before + 1)).append(doubled == 1 ? "ll" : "l").append(ending));
  }
}

/// catalogue and catalog, demagogue and demagog: behind at least two letters, unlike blog.
void swap_ogue(Guesses& guesses) {
  const std::string_view word = guesses.word();
  for (const std::string_view root : {"log", "gog"})
    for (const std::string_view ending : {"", "s", "d"}) {
      const std::string british = std::string(root).append("ue").append(ending);
      const std::string american =
          std::string(root).append(ending == "d" ? "ed" : std::string(ending));
      for (const auto& [from, to] : {std::pair(british, american), std::pair(american, british)})
        if (word.size() >= from.size() + 2 && word.ends_with(from))
          guesses.add(std::string(word.substr(0, word.size() - from.size())).append(to));
    }
}

}  // namespace

std::vector<std::string> other_spellings(std::string_view folded) {
  Guesses guesses(folded);
  swap_roots(guesses);
  swap_s_and_z(guesses);
  swap_l_and_ll(guesses);
  swap_ogue(guesses);
  return std::move(guesses).take();
}

}  // namespace ae::searching
