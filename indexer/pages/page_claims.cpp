// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page_claims.hpp"

#include "common/outlets/registry.hpp"
#include "common/text/ascii.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest_value = 1'000;  ///< bytes

struct Tag {
  std::string_view name;  ///< of `name`, `property` or `itemprop`, in small letters
  Key key;
  double confidence;
};

constexpr std::array tags{
    Tag{"og:title", Key::title, 0.9},
    Tag{"headline", Key::title, 0.9},
    Tag{"parsely-title", Key::title, 0.9},
    Tag{"sailthru.title", Key::title, 0.88},
    Tag{"twitter:title", Key::title, 0.85},
    Tag{"dc.title", Key::title, 0.85},
    Tag{"dcterms.title", Key::title, 0.85},
    Tag{"citation_title", Key::title, 0.85},
    Tag{"og:site_name", Key::outlet, 0.9},
    Tag{"dc.publisher", Key::outlet, 0.8},
    Tag{"publisher", Key::outlet, 0.7},
    Tag{"application-name", Key::outlet, 0.6},
    Tag{"author", Key::author, 0.9},
    Tag{"article:author", Key::author, 0.88},
    Tag{"parsely-author", Key::author, 0.9},
    Tag{"sailthru.author", Key::author, 0.9},
    Tag{"dc.creator", Key::author, 0.85},
    Tag{"dcterms.creator", Key::author, 0.85},
    Tag{"byl", Key::author, 0.85},
    Tag{"citation_author", Key::author, 0.85},
    Tag{"og:url", Key::url, 0.9},
    Tag{"og:locale", Key::lang, 0.7},
    Tag{"content-language", Key::lang, 0.7},
    Tag{"dc.language", Key::lang, 0.7},
    Tag{"inlanguage", Key::lang, 0.8},
};

/// "https://a.example/b" -> "a.example/b", without a slash at the end: what makes addresses equal.
std::string_view bare(std::string_view url) {
  if (const auto at = url.find("://"); at != std::string_view::npos) url.remove_prefix(at + 3);
  while (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

bool is_home(std::string_view url) {
  return bare(url).find_first_of("/?") == std::string_view::npos;
}

/// "www.a.example" and "m.a.example" belong to "a.example"; good enough to tell strangers apart.
std::string_view site_of(std::string_view url) {
  const auto host = outlets::host_of(url);
  const auto last = host.rfind('.');
  if (last == std::string_view::npos || last == 0) return host;
  const auto before = host.rfind('.', last - 1);
  return before == std::string_view::npos ? host : host.substr(before + 1);
}

class Gatherer {
 public:
  Gatherer(const ReadPage& read, std::vector<Claim>& claims) : read_(read), claims_(claims) {}

  void gather() {
    for (std::size_t at = 1; at < read_.page.nodes.size(); ++at) {
      const Node& node = read_.page.nodes[at];
      if (node.is_text()) continue;
      meta(node);
      microdata(at);
      if (node.name == "html") add(Key::lang, node.get("lang"), "html lang", 0.8);
      if (node.name == "title" && titles_++ == 0)
        add(Key::title, read_.page.text_of(at, longest_value), "title element", 0.6);
    }
    heading();
    address();
  }

 private:
  void add(Key key, std::string_view value, std::string rule, double confidence,
           Source source = Source::meta) {
    auto line = normalise_line(value.substr(0, longest_value));
    if (line.empty() || claims_.size() >= most_claims) return;
    claims_.push_back({.key = key,
                       .value = std::move(line),
                       .source = source,
                       .rule = std::move(rule),
                       .bytes = {},
                       .confidence = confidence});
  }

  void meta(const Node& node) {
    if (node.name != "meta") return;
    for (const std::string_view attribute :
         {"property"sv, "name"sv, "http-equiv"sv, "itemprop"sv}) {
      const std::string name = ascii::lower(node.get(attribute).substr(0, 60));
      const auto* const tag = std::find_if(tags.begin(), tags.end(),
                                           [&](const Tag& each) { return each.name == name; });
      if (name.empty() || tag == tags.end() || tag->key == Key::url) continue;
      const auto value = node.get("content");
      const bool is_address = value.find("://") != std::string_view::npos;
      if (!is_address) add(tag->key, value, fmt::format("meta {}", name), tag->confidence);
      return;
    }
  }

  /// Elements that microdata name; `meta` has them too, above.
  void microdata(std::size_t at) {
    const Node& node = read_.page.nodes[at];
    const auto item = node.get("itemprop");
    if (node.name == "meta" || node.end - at > 60) return;
    if (item == "headline")
      add(Key::title, read_.page.text_of(at, longest_value), "microdata headline", 0.92);
    else if (item == "author" || item == "creator")
      add(Key::author, read_.page.text_of(at, longest_value), "microdata author", 0.86);
    else if (item.empty() && node.name == "a" && ascii::same(node.get("rel"), "author"))
      add(Key::author, read_.page.text_of(at, longest_value), "link of the author", 0.8);
  }

  /// The first heading of the first level above the text.
  void heading() {
    for (std::size_t i = 0; i < read_.runs.size(); ++i) {
      if (read_.runs[i].is_title) {
        add(Key::title, read_.runs[i].text, "first heading", 0.8);
        return;
      }
      if (read_.verdicts[i].kind == Verdict::Kind::body && is_prose(read_.runs[i])) return;
    }
  }

  void address() {
    add(Key::url, canonical_url(read_.page, read_.url), "canonical address", 1);
    add(Key::url, read_.url, "address of the record", 0.9, Source::url);
  }

  const ReadPage& read_;
  std::vector<Claim>& claims_;
  std::size_t titles_ = 0;
};

/// What stands before the last " | ", " - ", ... of \p title.
std::string_view without_suffix(std::string_view title) {
  constexpr std::array separators{" | "sv,  " - "sv, " – "sv, " — "sv,
                                  " :: "sv, " » "sv, " · "sv, " • "sv};
  std::size_t last = std::string_view::npos;
  for (const std::string_view each : separators)
    if (const auto at = title.rfind(each); at != std::string_view::npos)
      last = last == std::string_view::npos ? at : std::max(last, at);
  return last == std::string_view::npos ? std::string_view() : ascii::trim(title.substr(0, last));
}

/// Titles often end in the name of the site. It goes where another claim stands without it, or
/// where it is the name of the outlet.
void shorten_titles(std::vector<Claim>& claims) {
  const auto said = [&](Key key, std::string_view value) {
    return std::any_of(claims.begin(), claims.end(), [&](const Claim& claim) {
      return claim.key == key && ascii::same(claim.value, value);
    });
  };
  for (Claim& claim : claims) {
    if (claim.key != Key::title) continue;
    for (auto kept = without_suffix(claim.value); !kept.empty(); kept = without_suffix(kept)) {
      const auto cut = std::string_view(claim.value).substr(kept.size());
      const auto name = ascii::trim(cut.substr(std::min(cut.find(' ', 1) + 1, cut.size())));
      if (!said(Key::title, kept) && !said(Key::outlet, name)) continue;
      claim.value = std::string(kept);
      break;
    }
  }
}

}  // namespace

std::string_view canonical_url(const Page& page, std::string_view fetched) {
  std::string_view link, graph;
  for (const Node& node : page.nodes) {
    if (node.name == "link" && ascii::same(node.get("rel"), "canonical") && link.empty())
      link = ascii::trim(node.get("href"));
    if (node.name == "meta" && node.get("property") == "og:url" && graph.empty())
      graph = ascii::trim(node.get("content"));
  }
  for (const std::string_view url : {link, graph}) {
    if (!url.starts_with("http://") && !url.starts_with("https://")) continue;
    if (is_home(url)) continue;
    if (!fetched.empty() && site_of(url) != site_of(fetched)) continue;
    return url;
  }
  return {};
}

void add_meta_claims(const ReadPage& read, std::vector<Claim>& claims) {
  Gatherer(read, claims).gather();
  shorten_titles(claims);
}

}  // namespace ae::indexing
