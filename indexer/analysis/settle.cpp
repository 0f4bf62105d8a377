// SPDX-License-Identifier: GPL-2.0-or-later
/// Of several claims about one thing, which holds? The stronger source, then the surer rule, then
/// the first. What loses is kept with the reason.
#include "common/dates/find.hpp"
#include "common/outlets/registry.hpp"
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/authors.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ae::indexing {
namespace {

/// A claim says less than this about its matter: never accepted.
constexpr double least_confidence = 0.5;

// Of claims that are made here, of an address that has won.
constexpr std::string_view domain_rule = "url domain";
constexpr std::string_view path_rule = "url path";

void reject(Claim claim, std::string_view reason, Analysis& analysis) {
  claim.reason = reason;
  analysis.rejected.push_back(std::move(claim));
}

bool is_stronger(const Claim& a, const Claim& b) {
  return a.source != b.source ? a.source < b.source : a.confidence > b.confidence;
}

bool is_update(const Claim& claim) {
  return claim.rule.starts_with("updated line") ||
         ascii::find(claim.rule, "modified") != std::string_view::npos ||
         ascii::find(claim.rule, "json key updated") != std::string_view::npos;
}

/// The claims of one key, strongest first; what is left of them in \p claims says nothing. Call it
/// once a key.
std::vector<Claim> take(Key key, std::vector<Claim>& claims) {
  std::vector<Claim> taken;
  for (Claim& claim : claims)
    if (claim.key == key) taken.push_back(std::move(claim));
  if (taken.size() > 1) std::stable_sort(taken.begin(), taken.end(), is_stronger);
  return taken;
}

/// A claim of a day with what was read out of it.
struct DayClaim {
  Claim claim;
  dates::Mention day;
};

/// The days that \p claims speak of; those that speak of none are rejected.
std::vector<DayClaim> read_days(std::vector<Claim> claims, std::optional<Day> latest,
                                Analysis& analysis) {
  const auto is_later = [&](Day day) {  // a day ahead is another zone
    return latest &&
           std::chrono::sys_days(day) > std::chrono::sys_days(*latest) + std::chrono::days(1);
  };
  std::vector<DayClaim> days;
  for (Claim& claim : claims) {
    const auto day = dates::first_day(claim.value);
    if (!day) {
      reject(std::move(claim), "no whole day", analysis);
    } else if (!day->possible) {
      reject(std::move(claim), "no such day", analysis);
    } else if (claim.source != Source::manifest && is_later(day->day)) {
      reject(std::move(claim), "in the future", analysis);
    } else {
      days.push_back({std::move(claim), *day});
    }
  }
  return days;
}

/// "04/05/17" holds where another claim has one of its two readings.
void resolve_doubt(std::vector<DayClaim>& days, Analysis& analysis) {
  std::vector<DayClaim> certain;
  for (const DayClaim& day : days)
    if (!day.day.other) certain.push_back(day);
  for (DayClaim& day : days) {
    if (!day.day.other) continue;
    const auto same = std::find_if(certain.begin(), certain.end(), [&](const DayClaim& c) {
      return c.day.day == day.day.day || c.day.day == *day.day.other;
    });
    if (same == certain.end()) {
      reject(std::move(day.claim), "day or month first?", analysis);
    } else {
      day.day.day = same->day.day;
      certain.push_back(std::move(day));
    }
  }
  // Not the order of certainty, but of strength again.
  std::stable_sort(certain.begin(), certain.end(), [](const DayClaim& a, const DayClaim& b) {
    return is_stronger(a.claim, b.claim);
  });
  days = std::move(certain);
}

/// Servers write UTC where the paper's own day is the one before or behind it: the address or the
/// text of the page then says which.
void localise(std::vector<DayClaim>& days) {
  if (days.empty()) return;
  const dates::Mention& first = days.front().day;
  const bool utc = first.zone == "Z" || first.zone == "UTC" || first.zone == "GMT" ||
                   first.zone == "+00:00" || first.zone == "+0000";
  if (!utc || first.time.size() < 2) return;
  const auto of_source = [&](Source source) {
    return std::find_if(days.begin(), days.end(), [&](const DayClaim& each) {
      return each.claim.source == source && !is_update(each.claim) && each.claim.confidence >= 0.75;
    });
  };
  auto local = of_source(Source::url);
  if (local == days.end()) local = of_source(Source::text);
  if (local == days.end()) return;
  const auto away = std::chrono::sys_days(local->day.day) - std::chrono::sys_days(first.day);
  if (away.count() != (first.time < "12" ? -1 : 1)) return;
  std::rotate(days.begin(), local, local + 1);
}

void settle_date(std::vector<Claim> claims, std::optional<Day> latest, Analysis& analysis) {
  std::vector<DayClaim> days = read_days(std::move(claims), latest, analysis);
  resolve_doubt(days, analysis);
  // The day of a later version stands in only where no other is known.
  std::stable_partition(days.begin(), days.end(),
                        [](const DayClaim& day) { return !is_update(day.claim); });
  localise(days);
  for (DayClaim& day : days) {
    if (!analysis.date) analysis.date = day.day.day;
    if (day.day.day != *analysis.date) {
      reject(std::move(day.claim),
             is_update(day.claim) ? "a later version" : "a stronger claim stands", analysis);
      continue;
    }
    if (analysis.date_time.empty()) {
      analysis.date_time = day.day.time;
      analysis.date_zone = day.day.zone;
    }
    analysis.evidence.push_back(std::move(day.claim));
  }
}

/// Accepts the strongest claim, and those that say the same; \p value is what they say.
template <class Read>
void settle_one(std::vector<Claim> claims, Read read, std::string& value, Analysis& analysis) {
  for (Claim& claim : claims) {
    const std::string said = read(claim);
    if (said.empty()) {
      reject(std::move(claim), "not understood", analysis);
    } else if (claim.confidence < least_confidence) {
      reject(std::move(claim), "too weak", analysis);
    } else if (value.empty() || ascii::same(value, said)) {
      if (value.empty()) value = said;
      analysis.evidence.push_back(std::move(claim));
    } else {
      reject(std::move(claim), "a stronger claim stands", analysis);
    }
  }
}

std::string plain(const Claim& claim) { return std::string(ascii::trim(claim.value)); }

/// An outlet by its name, or by a domain, as the registry writes it where it knows it.
std::string outlet_name(const Claim& claim) {
  const std::string_view value = ascii::trim(claim.value);
  if (ascii::same(value, "unknown")) return {};
  const std::string_view host = outlets::host_of(value);
  if (!host.empty()) return std::string(outlets::outlet_of_host(host).value_or(""));
  const bool domain = value.find(' ') == std::string_view::npos && value.find('.') < value.size();
  if (domain)
    if (const auto known = outlets::outlet_of_host(value)) return std::string(*known);
  // The user's own word is not put right.
  if (is_told(claim.source)) return std::string(value);
  return std::string(outlets::outlet_of_name(value).value_or(value));
}

/// The authors of the strongest source that names any.
void settle_authors(std::vector<Claim> claims, Analysis& analysis) {
  std::optional<Claim> first;
  for (Claim& claim : claims) {
    const auto names = read_authors(claim.value);
    if (names.empty()) {
      reject(std::move(claim), "no name of a person", analysis);
      continue;
    }
    const bool equal =
        first && first->source == claim.source && first->confidence == claim.confidence;
    if (first && !equal) {
      reject(std::move(claim), "a stronger claim stands", analysis);
      continue;
    }
    for (const std::string_view name : names)
      if (std::find(analysis.authors.begin(), analysis.authors.end(), name) ==
          analysis.authors.end())
        analysis.authors.emplace_back(name);
    if (!first) first = claim;
    analysis.evidence.push_back(std::move(claim));
  }
}

/// What the address of an article says: its outlet, and the day of ".../2017/12/13/...".
void add_url_claims(const std::string& url, std::vector<Claim>& claims) {
  const std::string_view host = outlets::host_of(url);
  if (host.empty()) return;
  if (const auto name = outlets::outlet_of_host(host))
    claims.push_back({.key = Key::outlet,
                      .value = std::string(*name),
                      .source = Source::url,
                      .rule = std::string(domain_rule),
                      .bytes = {},
                      .confidence = 0.9});
  const std::string_view path = std::string_view(url).substr(url.find(host) + host.size());
  const auto day = dates::first_day(path);
  const bool whole = day && (day->rule == "iso date" || day->rule == "day first numeric date");
  if (whole && !day->other)
    claims.push_back({.key = Key::date,
                      .value = std::string(day->bytes.of(path)),
                      .source = Source::url,
                      .rule = std::string(path_rule),
                      .bytes = {},
                      .confidence = 0.8});
}

}  // namespace

bool is_of_address(const Claim& claim) {
  return claim.source == Source::url && (claim.rule == domain_rule || claim.rule == path_rule);
}

void settle(std::vector<Claim> claims, std::optional<Day> latest, Analysis& analysis) {
  settle_one(take(Key::url, claims), plain, analysis.url, analysis);
  settle_one(take(Key::source_id, claims), plain, analysis.source_id, analysis);
  add_url_claims(analysis.url, claims);
  settle_one(take(Key::title, claims), plain, analysis.title, analysis);
  settle_date(take(Key::date, claims), latest, analysis);
  settle_one(take(Key::outlet, claims), outlet_name, analysis.outlet, analysis);
  settle_authors(take(Key::author, claims), analysis);
  settle_one(
      take(Key::lang, claims), [](const Claim& c) { return language_code(c.value); }, analysis.lang,
      analysis);
}

}  // namespace ae::indexing
