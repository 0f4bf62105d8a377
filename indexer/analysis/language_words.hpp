// SPDX-License-Identifier: GPL-2.0-or-later
/// The most frequent small words of the languages that are told apart by them.
#pragma once

#include <array>
#include <string_view>

namespace ae::indexing {

struct LanguageWords {
  std::string_view code;   ///< ISO 639-1
  std::string_view names;  ///< its names in declarations, between spaces
  std::string_view words;  ///< in small letters, one space between
};

/// Every language that Snowball stems in Xapian, and the neighbours they are mistaken for.
inline constexpr std::array language_words{
    LanguageWords{"en", " english eng ",
                  "the of and to in that is was for it with as on be by at this are from have had"
                  " not but his they he she were which an has been their who will would said or"},
    LanguageWords{"de", " german deutsch deu ger ",
                  "der die das und in den von zu mit sich des auf ist im dem nicht ein eine als"
                  " auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie"
                  " einem über für"},
    LanguageWords{"fr", " french français francais fra fre ",
                  "le la les de des et à un une du en est que qui dans pour pas sur au par avec il"
                  " ne se plus ce sont cette son ont été aux mais ou elle comme leur"},
    LanguageWords{"es", " spanish español espanol castellano spa ",
                  "el la los las de del y en que un una es por con para se no al lo como más su sus"
                  " pero ha este fue entre cuando también ya había o sobre esta"},
    LanguageWords{"it", " italian italiano ita ",
                  "il lo la gli le di del della dei e in che un una è per con non si da dal al alla"
                  " sono come più ma ha nel nella anche delle questo stato suo i"},
    LanguageWords{"pt", " portuguese português portugues por ",
                  "o os a as de do da dos das e em no na que um uma para por com não se ao mais foi"
                  " como mas é sua seu pela pelo são também já nos ou"},
    LanguageWords{"nl", " dutch nederlands nld dut ",
                  "de het een van en in is dat op te zijn met voor niet aan er om ook als door naar"
                  " bij uit maar dan hij ze wordt heeft werd over nog die wel geen"},
    LanguageWords{"sv", " swedish svenska swe ",
                  "och att det i en på är som för av med den till inte har de ett om var men han"
                  " från vi så kan när ska också efter skulle"},
    LanguageWords{"da", " danish dansk dan ",
                  "og i at det en den til er som på de med han af for ikke der var et har fra men"
                  " om blev også efter ved sig kan skal hun bliver mod"},
    LanguageWords{"no", " norwegian norsk bokmål nor nb nn nob nno ",
                  "og i det en den til er som på de med han av for ikke var et har fra men om ble"
                  " også etter ved seg kan skal hun blir mot å ut opp"},
    LanguageWords{"fi", " finnish suomi fin ",
                  "ja on ei että se oli hän mutta ovat kun myös joka niin kuin mukaan sekä tai sen"
                  " jo vuoden ole nyt vain jos olla ollut hänen tämä"},
    LanguageWords{"hu", " hungarian magyar hun ",
                  "a az és hogy nem is egy azt ez de volt meg már csak mint el ha szerint van még"
                  " lesz pedig után lehet kell fel vagy"},
    LanguageWords{"ro", " romanian română romana ron rum ",
                  "și în de la a cu pe un o care că nu din pentru este mai fost sunt au prin al ale"
                  " după dar ca lui sau ce fi era fiind"},
    LanguageWords{
        "ca", " catalan català catala cat ",
        "el la els les de del i en que un una és per amb no al ha més com però aquest seva"
        " seu són aquesta també dels pel fer va han ser"},
    LanguageWords{"tr", " turkish türkçe turkce tur ",
                  "ve bir bu da de için ile olarak çok olan daha gibi ne sonra kadar olduğu ama var"
                  " en göre değil dedi mi her o ise"},
    LanguageWords{"id", " indonesian indonesia ind ",
                  "yang dan di dari untuk dengan ini itu tidak dalam akan pada juga ke karena ada"
                  " oleh telah kata mereka saat bisa sebagai adalah"},
    LanguageWords{"ga", " irish gaeilge gle ",
                  "an na agus ar go is i a sa le ag do bhí atá tá don den leis chun níos faoi ach"
                  " seo nach mar sin raibh ó"},
    LanguageWords{
        "lt", " lithuanian lietuvių lit ",
        "ir kad į iš yra su bet tai ne kaip buvo per prie apie jis nuo už po taip dėl gali"
        " jau savo tik arba tačiau"},
    LanguageWords{
        "eu", " basque euskara eus baq ",
        "eta da ez ere du dira zen bat izan dute egin den dela baina hori zuen zuten behar"
        " bere beste berri egon nahi"},
    LanguageWords{
        "pl", " polish polski pol ",
        "i w na z do że się nie to jest o po jak ale od za przez dla oraz był są który tym"
        " co go już jego"},
    LanguageWords{"cs", " czech čeština cesky ces cze ",
                  "a v se na je že to s z do o i ve pro za by jsou jako ale od po podle který již"
                  " bude byl jeho také"},
    LanguageWords{"ru", " russian русский rus ",
                  "и в на не что с по это как к из у он за от его для о был но все они при также"
                  " после что до которые мы"},
    LanguageWords{"uk", " ukrainian українська ukr ",
                  "і в на не що з до та у це як за від його для про був але його які після також"
                  " є й під ми"},
    LanguageWords{
        "bg", " bulgarian български bul ",
        "и в на не че се да от за с по е са това като до той ще след който при но бе както"
        " които най"},
    LanguageWords{"hi", " hindi हिन्दी hin ", "के में की है और से को का ने पर कि यह हैं भी इस एक नहीं लिए"},
    LanguageWords{"ne", " nepali नेपाली nep ",
                  "र को मा छ लाई पनि यो भएको गर्ने गरेको हो छन् ले थियो तथा नेपाल भने"},
    LanguageWords{"ar", " arabic العربية ara ",
                  "في من على إلى أن التي عن مع الذي هذا هذه كان بعد ما لا قد بين كما وقال"},
    LanguageWords{"fa", " persian farsi فارسی fas per ",
                  "در از به که این را با است برای آن می یک خود شده بر های کرد و"},
};

}  // namespace ae::indexing
