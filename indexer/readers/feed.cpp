// SPDX-License-Identifier: GPL-2.0-or-later
/// XML of news: RSS and Atom feeds, sitemaps, NITF and NewsML-G2.
#include "common/text/ascii.hpp"
#include "indexer/pages/charset.hpp"
#include "indexer/pages/fragment.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

/// An element within an entry and what it claims.
struct Element {
  std::string_view path;  ///< name, or the names of parent and child
  Key key;
  double confidence;
};

constexpr std::array elements{
    Element{"title", Key::title, 1},
    Element{"pubDate", Key::date, 1},
    Element{"published", Key::date, 1},
    Element{"dc:date", Key::date, 0.95},
    Element{"dcterms:issued", Key::date, 0.95},
    Element{"updated", Key::date, 0.6},
    Element{"atom:updated", Key::date, 0.6},
    Element{"dc:creator", Key::author, 1},
    Element{"author/name", Key::author, 1},
    Element{"author", Key::author, 0.9},
    Element{"link", Key::url, 1},
    Element{"guid", Key::source_id, 1},
    Element{"id", Key::source_id, 1},
    Element{"source", Key::outlet, 0.9},
    Element{"dc:publisher", Key::outlet, 0.9},
    Element{"dc:language", Key::lang, 1},
    // Sitemaps, with the extension for news
    Element{"loc", Key::url, 1},
    Element{"lastmod", Key::date, 0.6},
    Element{"news:title", Key::title, 1},
    Element{"news:publication_date", Key::date, 1},
    Element{"news:publication/news:name", Key::outlet, 1},
    Element{"news:publication/news:language", Key::lang, 1},
    // NITF
    Element{"hedline/hl1", Key::title, 1},
    Element{"byline/person", Key::author, 1},
    Element{"byline", Key::author, 0.9},
    Element{"dateline/story.date", Key::date, 0.95},
    Element{"date.issue", Key::date, 1},
    Element{"doc-id", Key::source_id, 1},
    Element{"distributor", Key::outlet, 0.8},
    Element{"copyright.holder", Key::outlet, 0.7},
    // NewsML-G2
    Element{"headline", Key::title, 1},
    Element{"by", Key::author, 1},
    Element{"contentCreated", Key::date, 1},
    Element{"versionCreated", Key::date, 0.9},
};

/// Where the text of an entry stands; the first that is not blank is taken.
constexpr std::array bodies{"content:encoded"sv, "content"sv,    "body.content"sv,
                            "inlineXML"sv,       "inlineData"sv, "description"sv,
                            "summary"sv,         "news:text"sv,  "text"sv};

/// An address in a sitemap; in RSS an element of that name belongs to a picture.
bool is_address(const Page& page, std::size_t node) {
  return page.nodes[node].name == "url" && page.nodes[page.nodes[node].parent].name == "urlset";
}

bool is_entry(const Page& page, std::size_t node) {
  const std::string_view name = page.nodes[node].name;
  return name == "item" || name == "entry" || name == "nitf" || name == "newsItem" ||
         is_address(page, node);
}

/// Does \p path tell of a change, rather than of the publication?
bool is_of_change(std::string_view path) {
  return path == "lastmod" || path.find("updated") != std::string_view::npos;
}

class FeedReader final : public Reader {
 public:
  explicit FeedReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (!std::exchange(loaded_, true)) load(faults);
    while (at_ < page_.nodes.size()) {
      const std::size_t here = at_;
      if (!is_entry(page_, here)) {
        ++at_;
        continue;
      }
      at_ = page_.nodes[here].end;
      ++entries_;
      in_sitemap_ = is_address(page_, here);
      is_all_ =
          page_.nodes[here].parent == 0 && here == 1 && page_.nodes[here].end == page_.nodes.size();
      if (auto article = read(below(page_, here), faults)) return article;
    }
    if (!std::exchange(ended_, true) && entries_ == 0 && !page_.nodes.empty())
      faults(skipped(blob_.where, "no-entries", "XML without articles"));
    return {};
  }

 private:
  void load(const FaultSink& faults) {
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return;
    const Utf8 utf8 = html_to_utf8(*bytes);
    replaced_ = utf8.replaced;
    page_ = parse_xml(utf8.text);
    for (std::size_t at = 1; at < page_.nodes.size(); ++at) {
      if (page_.nodes[at].name == "language" && lang_.empty()) lang_ = page_.text_of(at);
      if (is_entry(page_, at)) break;
    }
  }

  std::optional<Article> read(const Page& entry, const FaultSink& faults) {
    Article article;
    article.origin = blob_.where;
    article.origin.line = is_all_ ? 0 : entries_;
    article.replaced = replaced_;
    for (const std::string_view name : bodies) {
      if (!article.text.empty()) break;
      read_body(entry, name, article);
    }
    if (is_blank(article.text)) {
      faults(in_sitemap_ ? skipped(article.origin, "no-text",
                                   "an address in a sitemap, without a text; index its page")
                         : skipped(article.origin, "blank", "an entry without a text"));
      return {};
    }
    read_claims(entry, article);
    return article;
  }

  static void read_body(const Page& entry, std::string_view name, Article& article) {
    for (std::size_t at = 1; at < entry.nodes.size(); ++at) {
      const Node& node = entry.nodes[at];
      if (node.name != name || !article.text.empty()) continue;
      // Markup stands either as elements, or escaped as characters.
      const bool elements_within = std::any_of(
          entry.nodes.begin() + static_cast<std::ptrdiff_t>(at) + 1, entry.nodes.begin() + node.end,
          [](const Node& inner) { return !inner.is_text(); });
      if (elements_within)
        set_fragment(below(entry, at), article);
      else if (std::string text = raw_text(entry, at); !is_blank(text))
        set_fragment(text, article);
    }
  }

  /// The characters below \p node as written.
  static std::string raw_text(const Page& page, std::size_t node) {
    std::string text;
    for (std::size_t at = node; at < page.nodes[node].end; ++at)
      if (page.nodes[at].is_text()) text += page.nodes[at].text;
    return text;
  }

  void read_claims(const Page& entry, Article& article) const {
    for (const Element& element : elements)
      for (std::size_t at = 1; at < entry.nodes.size(); ++at)
        if (is_at(entry, at, element.path)) claim(article, element, value_of(entry, at));
    if (!lang_.empty()) claim(article, {"language", Key::lang, 0.9}, lang_);
  }

  /// Does \p node stand at \p path? A single name stands directly in the entry, or in NITF and
  /// NewsML anywhere, as their names are not ambiguous.
  static bool is_at(const Page& entry, std::size_t node, std::string_view path) {
    const auto slash = path.find('/');
    const Node& parent = entry.nodes[entry.nodes[node].parent];
    if (slash != std::string_view::npos)
      return entry.nodes[node].name == path.substr(slash + 1) &&
             parent.name == path.substr(0, slash);
    if (entry.nodes[node].name != path) return false;
    constexpr std::array shared{"title"sv,  "author"sv,  "link"sv,     "id"sv,
                                "source"sv, "updated"sv, "published"sv};
    const bool ambiguous = std::find(shared.begin(), shared.end(), path) != shared.end();
    return !ambiguous || entry.nodes[node].parent == 0;
  }

  static std::string value_of(const Page& entry, std::size_t node) {
    const Node& element = entry.nodes[node];
    if (element.name == "link" && !element.get("href").empty()) {
      const auto relation = element.get("rel");
      if (!relation.empty() && relation != "alternate") return {};
      return std::string(element.get("href"));
    }
    for (const std::string_view attribute : {"norm"sv, "id-string"sv, "holder"sv})
      if (const auto value = element.get(attribute); !value.empty()) return std::string(value);
    // A person within an author has a path of its own.
    if (element.name == "author" && element.end > node + 2) return {};
    return entry.text_of(node);
  }

  static void claim(Article& article, const Element& element, std::string_view value) {
    auto line = normalise_line(value);
    if (line.empty()) return;
    article.claims.push_back({.key = element.key,
                              .value = std::move(line),
                              .source = Source::record,
                              .rule = fmt::format("element {}{}", element.path,
                                                  is_of_change(element.path) ? " (modified)" : ""),
                              .bytes = {},
                              .confidence = element.confidence});
  }

  Blob blob_;
  Page page_;
  std::string lang_;
  std::uint64_t replaced_ = 0;
  std::uint64_t entries_ = 0;
  std::size_t at_ = 1;
  bool in_sitemap_ = false;
  bool is_all_ = false;  ///< the entry: a document of one article, as those of NITF are
  bool loaded_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_feed_reader(Blob blob) {
  return std::make_unique<FeedReader>(std::move(blob));
}

}  // namespace ae::indexing
