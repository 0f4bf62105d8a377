// SPDX-License-Identifier: GPL-2.0-or-later
/// A line that is one JSON object: the metadata that a player or a page script left in the text.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/authors.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

struct Entry {
  std::string_view name;
  Key key;
};

constexpr std::array entries{Entry{"id", Key::source_id},   Entry{"title", Key::title},
                             Entry{"headline", Key::title}, Entry{"url", Key::url},
                             Entry{"date", Key::date},      Entry{"datePublished", Key::date},
                             Entry{"published", Key::date}, Entry{"pubDate", Key::date},
                             Entry{"outlet", Key::outlet},  Entry{"publisher", Key::outlet},
                             Entry{"source", Key::outlet},  Entry{"site_name", Key::outlet},
                             Entry{"author", Key::author},  Entry{"byline", Key::author},
                             Entry{"lang", Key::lang},      Entry{"language", Key::lang}};

/// Sections that every outlet has: no name of a programme.
constexpr std::array<std::string_view, 33> general{
    "news",     "politics", "us",      "u.s.",      "world",        "international", "national",
    "business", "money",    "sports",  "sport",     "health",       "entertainment", "technology",
    "tech",     "science",  "opinion", "lifestyle", "style",        "travel",        "food",
    "culture",  "arts",     "video",   "videos",    "local",        "weather",       "home",
    "default",  "latest",   "live",    "features",  "investigative"};

/// "/Nightline/video/..." or "https://host/Nightline/..." -> "Nightline"
std::string_view first_folder(std::string_view url) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) {
    url.remove_prefix(scheme + 3);
    url.remove_prefix(std::min(url.find('/'), url.size()));
  }
  if (!url.starts_with('/')) return {};
  url.remove_prefix(1);
  const std::size_t end = url.find('/');
  return end == std::string_view::npos ? std::string_view() : url.substr(0, end);
}

/// What the object says, in its own order.
struct Values {
  std::vector<std::pair<Key, std::string>> known;
  std::string section;
  std::string url;
};

void add_value(std::string_view name, const simdjson::dom::element& value, Values& values) {
  std::string text;
  if (value.is_string()) {
    text = std::string(ascii::trim(value.get_string().value_unsafe()));
  } else if (value.is_int64()) {
    text = std::to_string(value.get_int64().value_unsafe());
  }
  if (text.empty()) return;
  if (name == "section") values.section = text;
  if (name == "url") values.url = text;
  const auto* const entry =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.name == name; });
  if (entry != entries.end()) values.known.emplace_back(entry->key, std::move(text));
}

/// "Lamplight Tonight" stands in an address as "LamplightTonight".
std::string without_spaces(std::string name) {
  std::erase(name, ' ');
  return name;
}

/// A section is the outlet where it is a programme's name and the address says so too.
bool is_programme(const Values& values) {
  return !values.section.empty() && !is_in(general, ascii::lower(values.section)) &&
         ascii::same(first_folder(values.url), without_spaces(values.section));
}

}  // namespace

std::optional<Finding> find_json_trailer(const Line& line) {
  // Only whole lines: parsing every rest of a long line again would be quadratic.
  if (line.is_rest || !line.text.starts_with('{') || !line.text.ends_with('}')) return std::nullopt;
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(line.text.data(), line.text.size()).get(object) != simdjson::SUCCESS)
    return std::nullopt;
  Values values;
  for (const auto& [name, value] : object) add_value(name, value, values);
  // Metadata has something of an article in it; a line of program code need not.
  if (values.known.empty() || object.size() < 2) return std::nullopt;
  Finding found = furniture(line, "json trailer");
  const auto add = [&](Key key, std::string value, double confidence) {
    found.claims.push_back(
        {key, std::move(value), Source::text, "json trailer", line.span_of(line.text), confidence});
  };
  for (auto& [key, value] : values.known) add(key, std::move(value), 0.95);
  if (is_programme(values)) add(Key::outlet, values.section, 0.8);
  return found;
}

}  // namespace ae::indexing
