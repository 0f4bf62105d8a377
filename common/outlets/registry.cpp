// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/outlets/registry.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace ae::outlets {
namespace {

struct Row {
  std::string_view domain;
  std::string_view name;
};

/// Sorted by domain. Part of these facts: docs/attribution.md.
constexpr std::array rows{
    Row{"abc.net.au", "ABC (Australia)"},
    Row{"abcnews.go.com", "ABC News"},
    Row{"ajc.com", "The Atlanta Journal-Constitution"},
    Row{"al.com", "AL.com"},
    Row{"aljazeera.com", "Al Jazeera"},
    Row{"alternet.org", "AlterNet"},
    Row{"apnews.com", "Associated Press"},
    Row{"arkansasonline.com", "Arkansas Democrat-Gazette"},
    Row{"axios.com", "Axios"},
    Row{"azcentral.com", "The Arizona Republic"},
    Row{"bbc.co.uk", "BBC News"},
    Row{"bbc.com", "BBC News"},
    Row{"bloomberg.com", "Bloomberg"},
    Row{"bostonglobe.com", "The Boston Globe"},
    Row{"bostonherald.com", "Boston Herald"},
    Row{"breitbart.com", "Breitbart"},
    Row{"businessinsider.com", "Business Insider"},
    Row{"bustle.com", "Bustle"},
    Row{"buzzfeednews.com", "BuzzFeed News"},
    Row{"c-span.org", "C-SPAN"},
    Row{"calmatters.org", "CalMatters"},
    Row{"cbc.ca", "CBC"},
    Row{"cbsnews.com", "CBS News"},
    Row{"chicago.suntimes.com", "Chicago Sun-Times"},
    Row{"chicagodefender.com", "Chicago Defender"},
    Row{"chicagotribune.com", "Chicago Tribune"},
    Row{"civilbeat.org", "Honolulu Civil Beat"},
    Row{"cjr.org", "Columbia Journalism Review"},
    Row{"cnbc.com", "CNBC"},
    Row{"cnet.com", "CNET"},
    Row{"cnn.com", "CNN"},
    Row{"commercialappeal.com", "The Commercial Appeal"},
    Row{"concordmonitor.com", "Concord Monitor"},
    Row{"corriere.it", "Corriere della Sera"},
    Row{"courier-journal.com", "Courier Journal"},
    Row{"csmonitor.com", "The Christian Science Monitor"},
    Row{"dailycaller.com", "Daily Caller"},
    Row{"dailydot.com", "The Daily Dot"},
    Row{"dailymail.co.uk", "Daily Mail"},
    Row{"dallasnews.com", "The Dallas Morning News"},
    Row{"derstandard.at", "Der Standard"},
    Row{"deseretnews.com", "Deseret News"},
    Row{"desmoinesregister.com", "Des Moines Register"},
    Row{"detroitnews.com", "Detroit News"},
    Row{"dw.com", "Deutsche Welle"},
    Row{"economist.com", "The Economist"},
    Row{"elmundo.es", "El Mundo"},
    Row{"elpais.com", "El País"},
    Row{"esquire.com", "Esquire"},
    Row{"faz.net", "Frankfurter Allgemeine Zeitung"},
    Row{"fivethirtyeight.com", "FiveThirtyEight"},
    Row{"folha.uol.com.br", "Folha de S.Paulo"},
    Row{"forbes.com", "Forbes"},
    Row{"foreignaffairs.com", "Foreign Affairs"},
    Row{"foreignpolicy.com", "Foreign Policy"},
    Row{"foxnews.com", "Fox News"},
    Row{"france24.com", "France 24"},
    Row{"freep.com", "Detroit Free Press"},
    Row{"ft.com", "Financial Times"},
    Row{"gadsdentimes.com", "The Gadsden Times"},
    Row{"hindustantimes.com", "Hindustan Times"},
    Row{"houstonchronicle.com", "Houston Chronicle"},
    Row{"huffingtonpost.com", "Huffington Post"},
    Row{"huffpost.com", "HuffPost"},
    Row{"ibtimes.com", "International Business Times"},
    Row{"idahostatesman.com", "Idaho Statesman"},
    Row{"independent.co.uk", "The Independent"},
    Row{"inquirer.com", "The Philadelphia Inquirer"},
    Row{"jezebel.com", "Jezebel"},
    Row{"jpost.com", "The Jerusalem Post"},
    Row{"koreaherald.com", "The Korea Herald"},
    Row{"kqed.org", "KQED"},
    Row{"ksl.com", "KSL"},
    Row{"lasvegassun.com", "Las Vegas Sun"},
    Row{"latimes.com", "Los Angeles Times"},
    Row{"lefigaro.fr", "Le Figaro"},
    Row{"lemonde.fr", "Le Monde"},
    Row{"liberation.fr", "Libération"},
    Row{"marketwatch.com", "MarketWatch"},
    Row{"mashable.com", "Mashable"},
    Row{"mcclatchydc.com", "McClatchyDC"},
    Row{"mediaite.com", "Mediaite"},
    Row{"mercurynews.com", "The Mercury News"},
    Row{"miamiherald.com", "Miami Herald"},
    Row{"montgomeryadvertiser.com", "Montgomery Advertiser"},
    Row{"motherjones.com", "Mother Jones"},
    Row{"msnbc.com", "MSNBC"},
    Row{"mystatesman.com", "Austin American-Statesman"},
    Row{"nationaljournal.com", "National Journal"},
    Row{"nationalreview.com", "National Review"},
    Row{"nbcnews.com", "NBC News"},
    Row{"newrepublic.com", "New Republic"},
    Row{"newsmax.com", "Newsmax"},
    Row{"newsweek.com", "Newsweek"},
    Row{"newyorker.com", "The New Yorker"},
    Row{"niemanlab.org", "Nieman Lab"},
    Row{"npr.org", "NPR"},
    Row{"nrc.nl", "NRC"},
    Row{"nydailynews.com", "New York Daily News"},
    Row{"nymag.com", "New York Magazine"},
    Row{"nypost.com", "New York Post"},
    Row{"nytimes.com", "The New York Times"},
    Row{"nzz.ch", "Neue Zürcher Zeitung"},
    Row{"observer.com", "The Observer"},
    Row{"ocregister.com", "Orange County Register"},
    Row{"pbs.org", "PBS"},
    Row{"phys.org", "Phys.org"},
    Row{"politico.com", "Politico"},
    Row{"politifact.com", "PolitiFact"},
    Row{"post-gazette.com", "Pittsburgh Post-Gazette"},
    Row{"poynter.org", "Poynter"},
    Row{"pressherald.com", "Portland Press Herald"},
    Row{"pri.org", "PRI"},
    Row{"propublica.org", "ProPublica"},
    Row{"publicintegrity.org", "Center for Public Integrity"},
    Row{"publico.pt", "Público"},
    Row{"qz.com", "Quartz"},
    Row{"rawstory.com", "Raw Story"},
    Row{"realclearpolitics.com", "Real Clear Politics"},
    Row{"reason.com", "Reason"},
    Row{"rediff.com", "Rediff.com"},
    Row{"repubblica.it", "la Repubblica"},
    Row{"reuters.com", "Reuters"},
    Row{"richmond.com", "Richmond Times-Dispatch"},
    Row{"rollcall.com", "Roll Call"},
    Row{"rollingstone.com", "Rolling Stone"},
    Row{"sacbee.com", "The Sacramento Bee"},
    Row{"salon.com", "Salon"},
    Row{"sciencedaily.com", "Science Daily"},
    Row{"scientificamerican.com", "Scientific American"},
    Row{"scmp.com", "South China Morning Post"},
    Row{"seattletimes.com", "The Seattle Times"},
    Row{"sfchronicle.com", "San Francisco Chronicle"},
    Row{"sfgate.com", "SFGATE"},
    Row{"slate.com", "Slate"},
    Row{"sltrib.com", "The Salt Lake Tribune"},
    Row{"smh.com.au", "The Sydney Morning Herald"},
    Row{"snopes.com", "Snopes"},
    Row{"spiegel.de", "Der Spiegel"},
    Row{"spokesman.com", "Spokesman Review"},
    Row{"sueddeutsche.de", "Süddeutsche Zeitung"},
    Row{"tagesschau.de", "tagesschau"},
    Row{"tallahassee.com", "Tallahassee Democrat"},
    Row{"techcrunch.com", "TechCrunch"},
    Row{"telegraph.co.uk", "The Telegraph"},
    Row{"texasobserver.org", "The Texas Observer"},
    Row{"texastribune.org", "The Texas Tribune"},
    Row{"theamericanconservative.com", "The American Conservative"},
    Row{"theappeal.org", "The Appeal"},
    Row{"theatlantic.com", "The Atlantic"},
    Row{"theblaze.com", "The Blaze"},
    Row{"thedailybeast.com", "The Daily Beast"},
    Row{"theepochtimes.com", "The Epoch Times"},
    Row{"thefederalist.com", "The Federalist"},
    Row{"theglobeandmail.com", "The Globe and Mail"},
    Row{"theguardian.com", "The Guardian"},
    Row{"thehill.com", "The Hill"},
    Row{"thehindu.com", "The Hindu"},
    Row{"theintercept.com", "The Intercept"},
    Row{"themarshallproject.org", "The Marshall Project"},
    Row{"thenation.com", "The Nation"},
    Row{"theroot.com", "The Root"},
    Row{"theverge.com", "The Verge"},
    Row{"theweek.com", "The Week"},
    Row{"thinkprogress.org", "ThinkProgress"},
    Row{"time.com", "Time"},
    Row{"timesofindia.indiatimes.com", "The Times of India"},
    Row{"today.com", "Today"},
    Row{"tuscaloosanews.com", "The Tuscaloosa News"},
    Row{"unionleader.com", "New Hampshire Union Leader"},
    Row{"univision.com", "Univision"},
    Row{"usatoday.com", "USA Today"},
    Row{"usnews.com", "U.S. News & World Report"},
    Row{"vanityfair.com", "Vanity Fair"},
    Row{"vice.com", "Vice"},
    Row{"virginiamercury.com", "Virginia Mercury"},
    Row{"volkskrant.nl", "de Volkskrant"},
    Row{"vox.com", "Vox"},
    Row{"vtdigger.org", "VT Digger"},
    Row{"washingtonexaminer.com", "Washington Examiner"},
    Row{"washingtonmonthly.com", "Washington Monthly"},
    Row{"washingtonpost.com", "The Washington Post"},
    Row{"washingtontimes.com", "Washington Times"},
    Row{"weeklystandard.com", "Weekly Standard"},
    Row{"welt.de", "Die Welt"},
    Row{"wgntv.com", "WGN"},
    Row{"wired.com", "Wired"},
    Row{"wsj.com", "The Wall Street Journal"},
    Row{"zeit.de", "Die Zeit"},
};

/// Of one country mostly: what local papers call themselves.
constexpr std::array press{
#include "common/outlets/press.inc"
};

/// Other ways in which well-known outlets are called, folded as by key_of().
constexpr std::array aliases{
    Row{"afp", "Agence France-Presse"},
    Row{"agencefrancepresse", "Agence France-Presse"},
    Row{"ap", "Associated Press"},
    Row{"apnews", "Associated Press"},
    Row{"bbc", "BBC News"},
    Row{"latimes", "Los Angeles Times"},
    Row{"nyt", "The New York Times"},
    Row{"nytimes", "The New York Times"},
    Row{"wapo", "The Washington Post"},
    Row{"wsj", "The Wall Street Journal"},
};

constexpr bool is_before(const Row& a, const Row& b) { return a.domain < b.domain; }

template <std::size_t size>
constexpr bool is_in_order(const std::array<Row, size>& table) {
  return std::is_sorted(table.begin(), table.end(), is_before);
}
static_assert(is_in_order(rows) && is_in_order(press) && is_in_order(aliases),
              "rows are out of order");

template <std::size_t size>
std::optional<std::string_view> find(const std::array<Row, size>& table, std::string_view key) {
  const auto* const row = std::lower_bound(table.begin(), table.end(), Row{key, {}}, is_before);
  if (row == table.end() || row->domain != key) return std::nullopt;
  return row->name;
}

/// Letters and digits in small letters, without a "The" in front.
std::string key_of(std::string_view name) {
  constexpr std::string_view article = "the ";
  name = ascii::trim(name);
  if (ascii::starts_with(name, article)) name.remove_prefix(article.size());
  std::string key;
  for (const char c : name)
    if (ascii::is_alnum(c) || ascii::is_wide(c)) key += ascii::to_lower(c);
  return key;
}

/// Names as the first table writes them, by key.
const std::unordered_map<std::string, std::string_view>& names() {
  static const auto all = [] {
    std::unordered_map<std::string, std::string_view> by_key;
    for (const Row& row : rows) by_key.emplace(key_of(row.name), row.name);
    return by_key;
  }();
  return all;
}

constexpr std::size_t longest_host = 253;  ///< RFC 1035, section 2.3.4

}  // namespace

std::string_view host_of(std::string_view url) noexcept {
  const std::size_t scheme = url.substr(0, 16).find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  if (const std::size_t user = url.rfind('@'); user != std::string_view::npos)
    url.remove_prefix(user + 1);
  return url.substr(0, url.find(':'));
}

std::optional<std::string_view> outlet_of_host(std::string_view host) {
  if (host.size() > longest_host) return std::nullopt;
  const std::string lower = ascii::lower(host);
  std::string_view domain = lower;
  while (!domain.empty()) {
    if (const auto name = find(rows, domain)) return name;
    if (const auto name = find(press, domain)) return name;
    const std::size_t dot = domain.find('.');
    domain.remove_prefix(dot == std::string_view::npos ? domain.size() : dot + 1);
  }
  return std::nullopt;
}

std::optional<std::string_view> outlet_of_name(std::string_view name) {
  if (name.size() > longest_host) return std::nullopt;
  const std::string key = key_of(name);
  if (const auto alias = find(aliases, key)) return alias;
  const auto known = names().find(key);
  return known == names().end() ? std::nullopt : std::optional(known->second);
}

}  // namespace ae::outlets
