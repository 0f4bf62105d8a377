// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/english.hpp"
#include "indexer/analysis/steps.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::indexing;

TEST_CASE("a language is known by a sentence", "[indexer][analysis]") {
  struct Row {
    const char* code;
    const char* text;
  };
  const auto row = GENERATE(values<Row>({
      {"en", "The mayor said that it was the first time in years that the river had been so high."},
      {"de",
       "Der Bürgermeister sagte, dass der Fluss seit Jahren nicht so hoch gewesen ist und "
       "die Brücke bis Montag geschlossen bleibt."},
      {"fr",
       "Le maire a dit que la rivière n'avait pas été aussi haute depuis des années et que "
       "le pont est fermé pour la semaine."},
      {"es",
       "El alcalde dijo que el río no había estado tan alto en años y que el puente se "
       "cierra por la noche para los coches."},
      {"it",
       "Il sindaco ha detto che il fiume non era così alto da anni e che il ponte della "
       "città è chiuso per la settimana."},
      {"pt",
       "O prefeito disse que o rio não estava tão alto há anos e que a ponte da cidade foi "
       "fechada para os carros por uma semana."},
      {"nl",
       "De burgemeester zei dat de rivier in jaren niet zo hoog was en dat de brug van de "
       "stad voor het verkeer is gesloten."},
      {"sv",
       "Borgmästaren sade att floden inte har varit så hög på många år och att bron är "
       "stängd för trafik till på måndag."},
      {"da",
       "Borgmesteren sagde, at floden ikke har været så høj i mange år, og at broen er "
       "lukket for trafik efter mandag og bliver det af hensyn til alle."},
      {"no",
       "Ordføreren sa at elva ikke har vært så høy på mange år, og at broen ble stengt for "
       "trafikk etter mandag og skal åpnes mot helgen."},
      {"fi",
       "Pormestari sanoi, että joki ei ole ollut näin korkealla vuoden aikana ja että silta "
       "on nyt kiinni, mutta myös tie on suljettu."},
      {"hu",
       "A polgármester azt mondta, hogy a folyó nem volt ilyen magas, és hogy a híd csak "
       "hétfőn lesz nyitva, de ez még nem biztos."},
      {"ro",
       "Primarul a spus că râul nu a fost atât de înalt de ani și că podul este închis "
       "pentru mașini până la sfârșitul lunii, dar mai sunt drumuri."},
      {"ca",
       "L'alcalde va dir que el riu no havia estat tan alt però que el pont és tancat amb "
       "els cotxes i que aquesta setmana els veïns del barri són fora."},
      {"tr",
       "Belediye başkanı nehir için çok yüksek dedi ve köprü bu hafta kadar kapalı olarak "
       "kalacak ama daha sonra bir yol var."},
      {"id",
       "Wali kota kata sungai itu tidak pernah setinggi ini dan jembatan akan ditutup untuk "
       "mobil pada hari ini karena ada banjir yang besar."},
      {"lt",
       "Meras sakė, kad upė nebuvo tokia aukšta per metus ir kad tiltas yra uždarytas, bet "
       "tai dar ne viskas, kaip jis sakė po posėdžio."},
      {"ru",
       "Мэр сказал, что река не была такой высокой за годы и что мост закрыт для машин на "
       "неделю после этого."},
      {"ne", "नगर प्रमुख ले भने यो नदी को पानी मा छ र पुल बन्द गरेको हो तथा बाटो पनि बन्द छ"},
      {"ar",
       "قال رئيس البلدية إن النهر لم يكن في هذا الارتفاع من قبل وأن الجسر مغلق على السيارات "
       "التي كان هذا"},
      {"hy", "Քաղաքապետն ասաց, որ գետը բարձր է"},
      {"ta", "ஆறு உயரமாக உள்ளது என்று மேயர் கூறினார்"},
      {"el", "Ο δήμαρχος είπε ότι το ποτάμι είναι ψηλό"},
      {"ko", "시장은 강이 높다고 말했다"},
      {"ja", "市長は川の水位が高いと述べた。橋は閉鎖されている。"},
      {"zh", "市长说河水水位很高大桥已经关闭"},
  }));
  CAPTURE(row.text);
  CHECK(identify_language(row.text).code == row.code);
}

TEST_CASE("a headline may do for a language", "[indexer][analysis]") {
  CHECK(identify_language("Thousands flee as river bursts its banks in the north").code == "en");
  CHECK(identify_language("Tausende fliehen vor dem Hochwasser im Norden").code == "de");
}

namespace {

const std::string english =
    "The council of the town had asked for a report on the old bridge, which has been closed since "
    "the storm in March. An engineer said that the pillars were sound but that the deck would not "
    "last the winter, and that the cost of a new one is beyond what the county can pay this year. ";

}  // namespace

TEST_CASE("plain English is told by its commonest words", "[indexer][analysis]") {
  CHECK(is_evidently_english(english));
  const Language language = identify_language(english);
  CHECK(language.code == "en");
  CHECK(language.rule == "common words");
}

TEST_CASE("common words are not trusted with little or mixed text", "[indexer][analysis]") {
  const std::string spanish =
      "El ayuntamiento había pedido un informe sobre el viejo puente, que está cerrado desde la "
      "tormenta de marzo. Un ingeniero dijo a los vecinos que los pilares están bien, pero que el "
      "tablero no aguantará otro invierno, y que la provincia no puede pagar uno nuevo este año. ";
  const std::string dutch =
      "De raad had om een rapport over de oude brug gevraagd, die in maart is gesloten. Het was de "
      "bedoeling dat ze weer open zou gaan, maar een nieuwe is te duur in dit jaar, zo was te "
      "horen, en wie er langs wil, is wel een uur kwijt, at een man op een bank in het dorp op. ";
  CHECK_FALSE(is_evidently_english(english.substr(0, 150)));
  CHECK_FALSE(is_evidently_english(spanish + dutch));
  CHECK_FALSE(is_evidently_english(english + spanish));
  CHECK_FALSE(is_evidently_english(dutch + english));
  CHECK_FALSE(is_evidently_english(english + dutch + english));
  CHECK_FALSE(is_evidently_english("Ohio State 21, Troy 14 and the rest: " + spanish));
  CHECK_FALSE(is_evidently_english(""));
  CHECK(identify_language(spanish + spanish).rule == "letter sequences");
}

TEST_CASE("a text of three languages has none of them", "[indexer][analysis]") {
  const std::string text =
      "The mayor said that the river had never been so high in years, and that the old bridge "
      "would stay closed until Monday at the earliest. "
      "Der Bürgermeister sagte, dass der Fluss seit Jahren nicht so hoch gewesen ist und die "
      "Brücke bis Montag geschlossen bleibt. "
      "Le maire a dit que la rivière n'avait pas été aussi haute depuis des années et que le pont "
      "est fermé pour la semaine. ";
  CHECK(identify_language(text).code.empty());
}

TEST_CASE("a long text has its language wherever the sample is cut", "[indexer][analysis]") {
  std::string text;
  while (text.size() < 9'000) text += "Město je zavřené kvůli řece. ";
  for (std::size_t before = 0; before < 20; ++before)
    CHECK(identify_language(std::string(before, '.') + text).code == "cs");
  CHECK(identify_language("\xc3\x28\xff" + text).code.empty());
}

TEST_CASE("too little text has no language", "[indexer][analysis]") {
  const auto text = GENERATE("", "Reuters", "12 34 56", "Jones 643,626 Moore 635,076", "\xff\xfe",
                             "Lantern Weekly Lantern Weekly Lantern Weekly");
  CAPTURE(text);
  CHECK(identify_language(text).code.empty());
}

TEST_CASE("declared languages become codes", "[indexer][analysis]") {
  CHECK(language_code("en-US") == "en");
  CHECK(language_code(" EN ") == "en");
  CHECK(language_code("English") == "en");
  CHECK(language_code("pt_BR") == "pt");
  CHECK(language_code("deu") == "de");
  CHECK(language_code("nb") == "no");
  CHECK(language_code("Deutsch") == "de");
  CHECK(language_code("Vietnamese") == "vi");
  CHECK(language_code("iw") == "he");
  CHECK(language_code("klingon").empty());
  CHECK(language_code("un").empty());
  CHECK(language_code("").empty());
}
