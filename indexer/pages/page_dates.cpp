// SPDX-License-Identifier: GPL-2.0-or-later
/// When a page says that it was published.
#include "common/dates/find.hpp"
#include "common/text/ascii.hpp"
#include "indexer/pages/page_claims.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

struct Tag {
  std::string_view name;  ///< of `name`, `property`, `itemprop` or `http-equiv`, in small letters
  double confidence;
};

/// What meta tags call the day of publication.
constexpr std::array published{
    Tag{"article:published_time", 1},
    Tag{"datepublished", 1},
    Tag{"og:article:published_time", 0.98},
    Tag{"article:published", 0.98},
    Tag{"article.published", 0.98},
    Tag{"og:published_time", 0.98},
    Tag{"og:pubdate", 0.98},
    Tag{"published_time", 0.98},
    Tag{"parsely-pub-date", 0.97},
    Tag{"sailthru.date", 0.97},
    Tag{"rnews:datepublished", 0.97},
    Tag{"cxenseparse:recs:publishtime", 0.97},
    Tag{"cxenseparse:publishtime", 0.97},
    Tag{"shareaholic:article_published_time", 0.97},
    Tag{"dc.date.issued", 0.96},
    Tag{"dcterms.issued", 0.96},
    Tag{"dcterms:issued", 0.96},
    Tag{"citation_publication_date", 0.96},
    Tag{"citation_online_date", 0.96},
    Tag{"pubdate", 0.95},
    Tag{"pub_date", 0.95},
    Tag{"publish-date", 0.95},
    Tag{"publish_date", 0.95},
    Tag{"publishdate", 0.95},
    Tag{"published-date", 0.95},
    Tag{"publication_date", 0.95},
    Tag{"publication-date", 0.95},
    Tag{"originalpublicationdate", 0.95},
    Tag{"article_date_original", 0.95},
    Tag{"date.published", 0.95},
    Tag{"date:published_time", 0.95},
    Tag{"dc.date.created", 0.9},
    Tag{"dc.created", 0.9},
    Tag{"dcterms.created", 0.9},
    Tag{"dcterms:created", 0.9},
    Tag{"datecreated", 0.88},
    Tag{"created", 0.85},
    Tag{"date", 0.85},
    Tag{"dc.date", 0.85},
    Tag{"dc:date", 0.85},
    Tag{"dcterms.date", 0.85},
    Tag{"dcterms:date", 0.85},
    Tag{"article:time", 0.8},
    Tag{"og:article:time", 0.8},
    Tag{"og:release_date", 0.8},
    Tag{"uploaddate", 0.7},
};

/// What they call the day of the last change.
constexpr std::array modified{
    Tag{"article:modified_time", 0.6},
    Tag{"og:article:modified_time", 0.6},
    Tag{"og:updated_time", 0.55},
    Tag{"datemodified", 0.6},
    Tag{"last-modified", 0.5},
    Tag{"lastmod", 0.5},
    Tag{"lastpublisheddate", 0.5},
    Tag{"dcterms.modified", 0.5},
    Tag{"dc.date.modified", 0.5},
    Tag{"dc.modified", 0.5},
    Tag{"revised", 0.5},
};

template <std::size_t Size>
const Tag* find_tag(const std::array<Tag, Size>& tags, std::string_view name) {
  const auto* const found =
      std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return tag.name == name; });
  return found == tags.end() ? nullptr : found;
}

bool is_day(std::string_view value) {
  const auto day = dates::first_day(value);
  return day && day->possible;
}

/// "Party, 30.10.23" -> "30.10.2023": what is a section or a version in prose is a day where the
/// page says that a date stands there. Empty where none stands.
std::string with_whole_year(std::string_view value) {
  const auto digits = [&](std::size_t at) {
    std::size_t end = at;
    while (end < value.size() && ascii::is_digit(value[end])) ++end;
    return value.substr(at, end - at);
  };
  for (std::size_t at = 0; at < value.size(); ++at) {
    const auto day = digits(at);
    if (day.empty()) continue;
    const std::size_t second = at + day.size() + 1;
    at = second - 2;  // the last digit: the loop goes on behind it
    const auto month = digits(std::min(second, value.size()));
    const std::size_t third = second + month.size() + 1;
    const auto year = digits(std::min(third, value.size()));
    if (day.size() > 2 || month.empty() || month.size() > 2 || year.size() != 2) continue;
    if (value[second - 1] != '.' || value[third - 1] != '.') continue;
    auto whole = fmt::format("{}.{}.{}{}", day, month, year < "69" ? "20" : "19", year);
    if (is_day(whole)) return whole;
  }
  return {};
}

/// What a reader sees as a date: as text, or in the attribute that stands behind it.
std::string date_text(const Page& page, std::size_t at) {
  constexpr std::size_t longest = 200;
  const Node& node = page.nodes[at];
  for (const std::string_view attribute : {"datetime"sv, "content"sv, "title"sv, "data-date"sv})
    if (const auto value = node.get(attribute).substr(0, longest); is_day(value))
      return normalise_line(value);
  if (node.end - at > 40) return {};
  std::string text = page.text_of(at, longest);
  return is_day(text) ? text : with_whole_year(text);
}

/// Does \p text say that what stands there is the day of publication, or of the last change?
bool says_any(std::string_view lower, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return lower.find(word) != std::string_view::npos;
  });
}
bool tells_publication(std::string_view lower) {
  constexpr std::array words{"published"sv,  "posted"sv,       "veröffentlicht"sv, "publicado"sv,
                             "publié"sv,     "erstellt"sv,     "geschrieben"sv,    "erschienen"sv,
                             "pubblicato"sv, "gepubliceerd"sv, "опубликован"sv};
  return says_any(lower, words);
}
bool tells_change(std::string_view lower) {
  constexpr std::array words{"updated"sv,     "modified"sv,   "aktualisier"sv, "last change"sv,
                             "mis à jour"sv,  "stand:"sv,     "geändert"sv,    "letzte änderung"sv,
                             "actualizado"sv, "aggiornato"sv, "bijgewerkt"sv};
  return says_any(lower, words);
}

/// Where the article stands on the page, in nodes.
struct Place {
  std::size_t title = 0;  ///< the heading above it; 0 where none stands there
  std::size_t from = 0;   ///< first and last run of body
  std::size_t to = 0;
};

Place place_of(const ReadPage& read) {
  Place place;
  for (std::size_t i = 0; i < read.runs.size(); ++i) {
    if (read.verdicts[i].kind != Verdict::Kind::body) continue;
    if (place.from == 0) place.from = read.runs[i].first;
    place.to = read.runs[i].first;
  }
  for (const Run& run : read.runs)
    if (run.is_title && (run.first < place.from || place.title == 0)) place.title = run.first;
  return place;
}

/// Parts of the page whose dates are those of something else.
bool is_elsewhere(const Verdict& verdict) {
  constexpr std::array rules{"comments"sv, "related links"sv, "navigation"sv, "sidebar"sv,
                             "teaser"sv,   "advertisement"sv, "dialog"sv,     "cookie notice"sv};
  return std::find(rules.begin(), rules.end(), verdict.rule) != rules.end();
}

struct Candidate {
  std::string value;
  std::string rule;
  double confidence = 0;
};

/// Gathers what looks like a date on the page and weighs it by name and by place.
class Search {
 public:
  explicit Search(const ReadPage& read)
      : read_(read), place_(place_of(read)), named_(find_furniture(read.page, read.runs)) {}

  std::vector<Candidate> run() {
    for (std::size_t at = 1; at < read_.page.nodes.size(); ++at) element(at);
    for (std::size_t i = 0; i < read_.runs.size(); ++i) line(i);
    opening();
    std::stable_sort(found_.begin(), found_.end(), [](const Candidate& a, const Candidate& b) {
      return a.confidence > b.confidence;
    });
    constexpr std::size_t most = 6;
    if (found_.size() > most) found_.resize(most);
    return std::move(found_);
  }

 private:
  /// An element whose name says that it holds a date.
  void element(std::size_t at) {
    const Node& node = read_.page.nodes[at];
    if (node.is_text() || node.name == "meta" || node.name == "body" || node.name == "html") return;
    double weight = 0;
    std::string_view rule;
    const std::string words = name_words(node.get("class")) + name_words(node.get("id"));
    const auto named = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    if (node.name == "time" || node.name == "relative-time") {
      weight = 0.86;
      rule = "time element";
    } else if (named(" date ") || named(" published ") || named(" pubdate ") || named(" posted ") ||
               named(" datetime ") || named(" timestamp ") || named(" datum ") ||
               named(" dateline ") || named(" created ") || named(" postdate ") ||
               named(" entrydate ") || named(" publish ")) {
      weight = 0.84;
      rule = "date element";
    } else if (named(" byline ") || named(" meta ") || named(" info ") || named(" time ") ||
               named(" postmetadata ") || named(" postinfo ") || named(" submitted ") ||
               named(" details ")) {
      weight = 0.78;
      rule = "byline element";
    } else {
      return;
    }
    std::string text = date_text(read_.page, at);
    if (text.empty()) return;
    const std::string lower = ascii::lower(text);
    const bool told = named(" published ") || node.has("pubdate") || tells_publication(lower);
    const bool update = named(" updated ") || named(" modified ") || named(" update ") ||
                        node.get("itemprop") == "dateModified" || tells_change(lower);
    add(at, std::move(text), rule, weight + (told ? 0.02 : 0), told, update && !told);
  }

  /// A short run of text at the head or the foot of the article.
  void line(std::size_t i) {
    const Run& run = read_.runs[i];
    constexpr std::size_t longest = 160;
    if (run.text.size() > longest || run.link_share() > 0.9) return;
    const auto day = dates::first_day(run.text);
    if (!day || !day->possible) return;
    const std::string lower = ascii::lower(run.text);
    const bool told = tells_publication(lower);
    const bool alone = day->bytes.size() * 2 > run.text.size();
    if (!told && !alone && run.text.size() > 100) return;
    add(run.first, run.text, told ? "published line" : "date line",
        told    ? 0.83
        : alone ? 0.76
                : 0.7,
        told, !told && tells_change(lower));
  }

  /// "(18.01.2018) The pigs of ...": the text itself begins with a day.
  void opening() {
    constexpr std::size_t runs = 3;
    std::size_t seen = 0;
    for (std::size_t i = 0; i < read_.runs.size() && seen < runs; ++i) {
      if (read_.verdicts[i].kind != Verdict::Kind::body) continue;
      ++seen;
      const std::string_view start = std::string_view(read_.runs[i].text).substr(0, 60);
      const auto day = dates::first_day(start);
      if (!day || !day->possible || day->bytes.from > 1) continue;
      found_.push_back({.value = std::string(day->bytes.of(start)),
                        .rule = "text begins with a day",
                        .confidence = 0.72});
    }
  }

  void add(std::size_t at, std::string value, std::string_view rule, double weight, bool told,
           bool update) {
    const Verdict& named = named_.of_node[at];
    if (is_elsewhere(named)) return;
    // Footers of articles tell their dates; those of pages hold the year of the copyright.
    const bool footer = named.rule == "page footer";
    if (footer && !told && !update) return;
    weight *= footer ? 0.75 : nearness(at);
    if (weight < 0.5) return;
    found_.push_back({.value = std::move(value),
                      .rule = fmt::format("{}{}", rule, update ? " (modified)" : ""),
                      .confidence = weight});
  }

  /// 1 between the title and the text, less the further away from both.
  [[nodiscard]] double nearness(std::size_t at) const {
    if (place_.from == 0) return 0.8;
    if (at >= place_.title && at <= place_.from) return 1;
    if (at > place_.from && at <= place_.to) return 0.88;
    const std::size_t begin = std::min(place_.from, place_.title == 0 ? place_.from : place_.title);
    const std::size_t away = at < begin ? begin - at : at - place_.to;
    if (away < 60) return at < begin ? 0.95 : 0.9;
    if (away < 400) return at < begin ? 0.85 : 0.8;
    return 0.7;
  }

  const ReadPage& read_;
  Place place_;
  Furniture named_;
  std::vector<Candidate> found_;
};

void add_claim(std::vector<Claim>& claims, std::string value, Source source, std::string rule,
               double confidence) {
  claims.push_back({.key = Key::date,
                    .value = std::move(value),
                    .source = source,
                    .rule = std::move(rule),
                    .bytes = {},
                    .confidence = confidence});
}

/// `<meta name="date" content="...">` and microdata with the same names.
void add_tag(const Page& page, std::size_t at, std::vector<Claim>& claims) {
  const Node& node = page.nodes[at];
  for (const std::string_view attribute : {"property"sv, "name"sv, "itemprop"sv, "http-equiv"sv}) {
    const std::string name = ascii::lower(node.get(attribute).substr(0, 60));
    if (name.empty() || (node.name != "meta" && attribute != "itemprop")) continue;
    const Tag* const day = find_tag(published, name);
    const Tag* const change = find_tag(modified, name);
    if (day == nullptr && change == nullptr) continue;
    std::string value = date_text(page, at);
    if (value.empty()) continue;
    const std::string_view kind = node.name == "meta" ? "meta" : "microdata";
    const bool says_modified = name.find("modified") != std::string::npos;
    auto rule = fmt::format("{} {}{}", kind, name, change && !says_modified ? " (modified)" : "");
    const double confidence = day != nullptr ? day->confidence : change->confidence;
    add_claim(claims, std::move(value), Source::meta, std::move(rule),
              kind == "meta" ? confidence : confidence - 0.05);
    return;
  }
}

}  // namespace

void add_date_claims(const ReadPage& read, std::vector<Claim>& claims) {
  for (std::size_t at = 1; at < read.page.nodes.size() && claims.size() < most_claims; ++at)
    if (!read.page.nodes[at].is_text()) add_tag(read.page, at, claims);
  for (Candidate& each : Search(read).run())
    add_claim(claims, std::move(each.value), Source::text, std::move(each.rule), each.confidence);
}

}  // namespace ae::indexing
