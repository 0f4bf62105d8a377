// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/json_ld.hpp"

#include "common/text/ascii.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

namespace ae::indexing {
namespace {

namespace dom = simdjson::dom;

constexpr std::size_t most_objects = 2'000;   ///< of all scripts of one page
constexpr std::size_t longest_value = 2'000;  ///< bytes of a value but the body

struct Property {
  std::string_view name;
  Key key;
  double confidence;
};

/// Of an article; the first of a key is the best.
constexpr std::array properties{
    Property{"headline", Key::title, 1},
    Property{"name", Key::title, 0.8},
    Property{"alternativeHeadline", Key::title, 0.6},
    Property{"datePublished", Key::date, 1},
    Property{"dateCreated", Key::date, 0.8},
    Property{"uploadDate", Key::date, 0.6},
    Property{"dateModified", Key::date, 0.5},
    Property{"author", Key::author, 1},
    Property{"creator", Key::author, 0.8},
    Property{"publisher", Key::outlet, 1},
    Property{"sourceOrganization", Key::outlet, 0.8},
    Property{"url", Key::url, 0.9},
    Property{"mainEntityOfPage", Key::url, 0.8},
    Property{"inLanguage", Key::lang, 1},
};

std::string_view string_of(dom::element value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view();
}

dom::element member(dom::object object, std::string_view name, bool& found) {
  dom::element value;
  found = object.at_key(name).get(value) == simdjson::SUCCESS;
  return value;
}

std::string_view string_member(dom::object object, std::string_view name) {
  bool found = false;
  const auto value = member(object, name, found);
  return found ? string_of(value) : std::string_view();
}

/// What kind of thing an object is: the better for an article, the higher.
enum class Type { other, listing, page, video, article };

Type type_of_name(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  if (ascii::ends_with(name, "Article") || ascii::ends_with(name, "BlogPosting") ||
      ascii::ends_with(name, "Posting") || name == "Report" || name == "Review" ||
      name == "CreativeWork" || name == "Recipe")
    return name == "JobPosting" ? Type::other : Type::article;
  if (name == "VideoObject" || name == "AudioObject") return Type::video;
  if (name == "CollectionPage" || name == "ProfilePage" || name == "SearchResultsPage" ||
      name == "ItemList" || name == "Blog")
    return Type::listing;
  if (name == "WebPage" || name == "ItemPage") return Type::page;
  return Type::other;
}

Type type_of(dom::object object) {
  bool found = false;
  const auto value = member(object, "@type", found);
  if (!found) return Type::other;
  if (const auto name = string_of(value); !name.empty()) return type_of_name(name);
  Type best = Type::other;
  if (dom::array several; value.get(several) == simdjson::SUCCESS)
    for (const auto one : several) best = std::max(best, type_of_name(string_of(one)));
  return best;
}

/// Gathers the objects of all scripts, then reads the best of them.
class Reading {
 public:
  void script(std::string_view text) {
    // Line breaks within strings, comment marks and CDATA around: seen every day, and no JSON.
    std::string json(text);
    std::ranges::replace_if(
        json, [](char c) { return c >= 0 && c < ' '; }, ' ');
    const auto from = json.find_first_of("{[");
    const auto to = json.find_last_of("}]");
    if (from == std::string::npos || to == std::string::npos || to < from) return;
    dom::parser parser;
    dom::element root;
    const std::string_view inner = std::string_view(json).substr(from, to + 1 - from);
    if (parser.parse(inner.data(), inner.size()).get(root) != simdjson::SUCCESS) {
      scan(inner);
      return;
    }
    visit(root);
  }

  JsonLd take() { return std::move(found_); }

 private:
  /// Looks at every object; the deepest JSON that simdjson takes bounds the work list.
  void visit(dom::element root) {
    std::vector<dom::element> open{root};
    while (!open.empty() && objects_ < most_objects) {
      const auto value = open.back();
      open.pop_back();
      if (dom::array several; value.get(several) == simdjson::SUCCESS) {
        std::vector<dom::element> inner;
        for (const auto one : several) inner.push_back(one);
        open.insert(open.end(), inner.rbegin(), inner.rend());
      } else if (dom::object object; value.get(object) == simdjson::SUCCESS) {
        ++objects_;
        read(object);
        bool found = false;
        for (const std::string_view name : {"mainEntity", "@graph"})
          if (const auto inner = member(object, name, found); found) open.push_back(inner);
      }
    }
  }

  void read(dom::object object) {
    const Type type = type_of(object);
    if (type == Type::listing) found_.is_listing = true;
    if (type < Type::page || type < best_ || (type == best_ && type == Type::article)) return;
    if (type > best_) found_.claims.clear();
    best_ = type;
    found_.is_article = type == Type::article;
    for (const Property& property : properties) claim(object, property, type);
    if (const auto body = string_member(object, "articleBody"); body.size() > found_.body.size())
      found_.body = body;
  }

  void claim(dom::object object, const Property& property, Type type) {
    // The name of a page is its title with all that sites put around it.
    if (type != Type::article && property.key == Key::title && property.name == "name") return;
    bool found = false;
    const auto value = member(object, property.name, found);
    if (!found) return;
    if (dom::array several; value.get(several) == simdjson::SUCCESS) {
      for (const auto one : several) add(one, property, type);
    } else {
      add(value, property, type);
    }
  }

  void add(dom::element value, const Property& property, Type type) {
    std::string_view text = string_of(value);
    if (dom::object object; value.get(object) == simdjson::SUCCESS) {
      text = string_member(object, property.key == Key::url ? "@id" : "name");
      if (property.key == Key::lang) text = string_member(object, "alternateName");
    }
    const double weight = type == Type::article ? 1 : 0.7;
    add_text(text, property, property.confidence * weight);
  }

  void add_text(std::string_view text, const Property& property, double confidence) {
    auto line = normalise_line(text.substr(0, longest_value));
    constexpr std::size_t most = 100;
    if (line.empty() || found_.claims.size() >= most) return;
    found_.claims.push_back({.key = property.key,
                             .value = std::move(line),
                             .source = Source::json_ld,
                             .rule = fmt::format("json-ld {}", property.name),
                             .bytes = {},
                             .confidence = confidence});
  }

  /// `"datePublished": "..."` in what is no JSON, for the keys that name one thing only.
  void scan(std::string_view text) {
    if (best_ == Type::article) return;
    for (const Property& property : properties) {
      if (property.name != "headline" && property.name != "datePublished" &&
          property.name != "dateModified")
        continue;
      const auto key = fmt::format("\"{}\"", property.name);
      const auto at = text.find(key);
      if (at == std::string_view::npos) continue;
      auto rest = ascii::trim_left(text.substr(at + key.size()));
      if (!rest.starts_with(':')) continue;
      rest = ascii::trim_left(rest.substr(1));
      if (!rest.starts_with('"')) continue;
      const auto value = rest.substr(1, rest.find('"', 1) - 1);
      if (value.find('\\') == std::string_view::npos) add_text(value, property, 0.7);
    }
  }

  JsonLd found_;
  Type best_ = Type::other;
  std::size_t objects_ = 0;
};

}  // namespace

JsonLd read_json_ld(const std::vector<std::string_view>& scripts) {
  Reading reading;
  for (const std::string_view script : scripts) reading.script(script);
  return reading.take();
}

}  // namespace ae::indexing
