// SPDX-License-Identifier: GPL-2.0-or-later
/// What the names of elements say: tags, roles, and the words of classes and ids.
#include "common/text/ascii.hpp"
#include "indexer/pages/main_text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

/// A word, or words in a row, of a class or an id.
struct NameRule {
  std::string_view words;  ///< between spaces
  std::string_view rule;
};

/// Words that hardly ever stand on what holds an article.
constexpr std::array clear{
    NameRule{" share "sv, "share buttons"},
    NameRule{" sharing "sv, "share buttons"},
    NameRule{" shares "sv, "share buttons"},
    NameRule{" sharedaddy "sv, "share buttons"},
    NameRule{" sharebar "sv, "share buttons"},
    NameRule{" addthis "sv, "share buttons"},
    NameRule{" social "sv, "share buttons"},
    NameRule{" socials "sv, "share buttons"},
    NameRule{" related "sv, "related links"},
    NameRule{" relatedposts "sv, "related links"},
    NameRule{" jp relatedposts "sv, "related links"},
    NameRule{" yarpp "sv, "related links"},
    NameRule{" recommended "sv, "related links"},
    NameRule{" recommendation "sv, "related links"},
    NameRule{" recommendations "sv, "related links"},
    NameRule{" recirc "sv, "related links"},
    NameRule{" recirculation "sv, "related links"},
    NameRule{" trending "sv, "related links"},
    NameRule{" most read "sv, "related links"},
    NameRule{" most popular "sv, "related links"},
    NameRule{" read more "sv, "related links"},
    NameRule{" read next "sv, "related links"},
    NameRule{" readmore "sv, "related links"},
    NameRule{" also read "sv, "related links"},
    NameRule{" see also "sv, "related links"},
    NameRule{" more from "sv, "related links"},
    NameRule{" more stories "sv, "related links"},
    NameRule{" outbrain "sv, "advertisement"},
    NameRule{" taboola "sv, "advertisement"},
    NameRule{" zergnet "sv, "advertisement"},
    NameRule{" revcontent "sv, "advertisement"},
    NameRule{" advert "sv, "advertisement"},
    NameRule{" adverts "sv, "advertisement"},
    NameRule{" advertisement "sv, "advertisement"},
    NameRule{" advertising "sv, "advertisement"},
    NameRule{" adsbygoogle "sv, "advertisement"},
    NameRule{" sponsor "sv, "advertisement"},
    NameRule{" sponsored "sv, "advertisement"},
    NameRule{" newsletter "sv, "newsletter"},
    NameRule{" newsletters "sv, "newsletter"},
    NameRule{" mailchimp "sv, "newsletter"},
    NameRule{" signup "sv, "newsletter"},
    NameRule{" subscribe "sv, "newsletter"},
    NameRule{" subscription "sv, "newsletter"},
    NameRule{" breadcrumb "sv, "navigation"},
    NameRule{" breadcrumbs "sv, "navigation"},
    NameRule{" navigation "sv, "navigation"},
    NameRule{" nav "sv, "navigation"},
    NameRule{" navbar "sv, "navigation"},
    NameRule{" menu "sv, "navigation"},
    NameRule{" submenu "sv, "navigation"},
    NameRule{" pagination "sv, "navigation"},
    NameRule{" pager "sv, "navigation"},
    NameRule{" skip link "sv, "navigation"},
    NameRule{" sidebar "sv, "sidebar"},
    NameRule{" side bar "sv, "sidebar"},
    NameRule{" cookie "sv, "cookie notice"},
    NameRule{" cookies "sv, "cookie notice"},
    NameRule{" consent "sv, "cookie notice"},
    NameRule{" gdpr "sv, "cookie notice"},
    NameRule{" comments "sv, "comments"},
    NameRule{" commentlist "sv, "comments"},
    NameRule{" comment list "sv, "comments"},
    NameRule{" comment form "sv, "comments"},
    NameRule{" comment body "sv, "comments"},
    NameRule{" comment respond "sv, "comments"},
    NameRule{" disqus "sv, "comments"},
    NameRule{" livefyre "sv, "comments"},
    NameRule{" modal "sv, "dialog"},
    NameRule{" popup "sv, "dialog"},
    NameRule{" overlay "sv, "dialog"},
    NameRule{" lightbox "sv, "dialog"},
    NameRule{" author bio "sv, "about the author"},
    NameRule{" author box "sv, "about the author"},
    NameRule{" author info "sv, "about the author"},
    NameRule{" about author "sv, "about the author"},
    NameRule{" about the author "sv, "about the author"},
    NameRule{" authorbox "sv, "about the author"},
    NameRule{" footer "sv, "page footer"},
    NameRule{" copyright "sv, "page footer"},
    NameRule{" screen reader text "sv, "for screen readers"},
    NameRule{" screen reader "sv, "for screen readers"},
    NameRule{" sr only "sv, "for screen readers"},
    NameRule{" visually hidden "sv, "for screen readers"},
    NameRule{" visuallyhidden "sv, "for screen readers"},
    NameRule{" noprint "sv, "not for print"},
    NameRule{" no print "sv, "not for print"},
    NameRule{" toolbar "sv, "toolbar"},
    NameRule{" tooltip "sv, "dialog"},
    NameRule{" key points "sv, "summary box"},
    NameRule{" keypoints "sv, "summary box"},
    NameRule{" infobox "sv, "info box"},
    NameRule{" factbox "sv, "info box"},
};

/// Words that also stand on what holds more: they count for elements without prose.
constexpr std::array vague{
    NameRule{" tags "sv, "tags"},
    NameRule{" tag "sv, "tags"},
    NameRule{" taglist "sv, "tags"},
    NameRule{" keywords "sv, "tags"},
    NameRule{" topics "sv, "tags"},
    NameRule{" categories "sv, "tags"},
    NameRule{" category "sv, "tags"},
    NameRule{" meta "sv, "byline"},
    NameRule{" metadata "sv, "byline"},
    NameRule{" byline "sv, "byline"},
    NameRule{" author "sv, "byline"},
    NameRule{" authors "sv, "byline"},
    NameRule{" date "sv, "byline"},
    NameRule{" dateline "sv, "byline"},
    NameRule{" timestamp "sv, "byline"},
    NameRule{" datetime "sv, "byline"},
    NameRule{" published "sv, "byline"},
    NameRule{" pubdate "sv, "byline"},
    NameRule{" ad "sv, "advertisement"},
    NameRule{" ads "sv, "advertisement"},
    NameRule{" promo "sv, "advertisement"},
    NameRule{" promotion "sv, "advertisement"},
    NameRule{" widget "sv, "sidebar"},
    NameRule{" comment "sv, "comments"},
    NameRule{" popular "sv, "related links"},
    NameRule{" teaser "sv, "related links"},
    NameRule{" teasers "sv, "related links"},
    NameRule{" follow "sv, "share buttons"},
    NameRule{" print "sv, "toolbar"},
    NameRule{" tools "sv, "toolbar"},
    NameRule{" rating "sv, "toolbar"},
    NameRule{" player "sv, "player"},
    NameRule{" video "sv, "player"},
    NameRule{" gallery "sv, "gallery"},
    NameRule{" slideshow "sv, "gallery"},
    NameRule{" toc "sv, "navigation"},
};

constexpr std::array captions{
    NameRule{" caption "sv, "caption"},        NameRule{" captions "sv, "caption"},
    NameRule{" wp caption "sv, "caption"},     NameRule{" credit "sv, "picture credit"},
    NameRule{" credits "sv, "picture credit"}, NameRule{" cutline "sv, "caption"},
};

template <std::size_t Size>
std::string_view rule_in(const std::array<NameRule, Size>& rules, std::string_view words) {
  for (const NameRule& each : rules)
    if (words.find(each.words) != std::string_view::npos) return each.rule;
  return {};
}

std::string_view rule_of_role(std::string_view role) {
  if (role == "navigation" || role == "menu" || role == "menubar" || role == "tablist")
    return "navigation";
  if (role == "banner") return "page header";
  if (role == "contentinfo") return "page footer";
  if (role == "complementary") return "sidebar";
  if (role == "search" || role == "form") return "form";
  if (role == "dialog" || role == "alertdialog" || role == "alert") return "dialog";
  if (role == "toolbar") return "toolbar";
  return {};
}

std::string_view rule_of_tag(std::string_view name) {
  if (name == "nav" || name == "menu") return "navigation";
  if (name == "footer") return "page footer";
  if (name == "aside") return "sidebar";
  if (name == "form" || name == "fieldset") return "form";
  if (name == "dialog") return "dialog";
  return {};
}

/// Judges elements by their names and by how much of the page's prose they hold.
class Judge {
 public:
  Judge(const Page& page, const std::vector<Run>& runs)
      : page_(page), prose_(page.nodes.size() + 1) {
    for (const Run& run : runs)
      if (is_prose(run)) prose_[run.first + 1] += run.text.size();
    for (std::size_t at = 1; at < prose_.size(); ++at) prose_[at] += prose_[at - 1];
    marks_.resize(page.nodes.size() + 1);
    for (std::size_t at = 0; at < page.nodes.size(); ++at) {
      const Node& node = page.nodes[at];
      const bool marks = node.name == "article" || node.name == "h1" || node.name == "main" ||
                         node.get("itemprop") == "articleBody";
      marks_[at + 1] = marks_[at] + (marks ? 1 : 0);
      quotes_.push_back(quotes_.empty() ? 0 : quotes_.back());
      if (node.name == "blockquote") ++quotes_.back();
    }
    quotes_.push_back(quotes_.back());
  }

  [[nodiscard]] Verdict of(std::size_t at) const {
    using enum Verdict::Kind;
    const Node& node = page_.nodes[at];
    if (node.name == "html" || node.name == "body" || node.name == "main") return {body, {}};
    const std::size_t within = prose_[node.end] - prose_[at];
    const bool much = 10 * within > 3 * prose_.back();
    const std::string_view item = node.get("itemprop");
    if (item == "articleBody") return {body, {}};
    if (node.name == "figcaption") return {caption, "caption"};
    const std::string words = name_words(node.get("class")) + name_words(node.get("id"));
    if (!much) {
      if (const auto rule = rule_of_tag(node.name); !rule.empty()) return {boilerplate, rule};
      if (const auto rule = rule_of_role(node.get("role")); !rule.empty())
        return {boilerplate, rule};
      if (const auto rule = rule_in(captions, words); !rule.empty() && within < 600)
        return {caption, rule};
      if (const auto rule = rule_in(clear, words); !rule.empty() && !is_embedded(at, rule))
        return {boilerplate, rule};
    } else if (const auto rule = rule_in(clear, words); is_never_text(rule)) {
      // Longer than the article, as comments can be: but not around it.
      if (marks_[node.end] == marks_[at + 1]) return {boilerplate, rule};
    }
    if (within > 0) return {body, {}};
    if (item == "author" || item == "datePublished" || item == "dateModified" ||
        item == "publisher")
      return {boilerplate, "byline"};
    if (node.name == "figure" || node.name == "picture") return {caption, "caption"};
    if (node.name == "time") return {boilerplate, "byline"};
    const auto rule = rule_in(vague, words);
    return rule.empty() ? Verdict{body, {}} : Verdict{boilerplate, rule};
  }

 private:
  /// What no article stands in, however long.
  static bool is_never_text(std::string_view rule) {
    return rule == "comments" || rule == "cookie notice";
  }

  /// A message of a social network that the article quotes, rather than a button.
  [[nodiscard]] bool is_embedded(std::size_t at, std::string_view rule) const {
    if (rule != "share buttons") return false;
    return page_.nodes[at].name == "blockquote" || quotes_[page_.nodes[at].end] > quotes_[at];
  }

  const Page& page_;
  std::vector<std::size_t> prose_;   ///< bytes of prose before each node
  std::vector<std::size_t> marks_;   ///< elements before each that hold or head an article
  std::vector<std::size_t> quotes_;  ///< `blockquote`s up to each node
};

}  // namespace

bool is_prose(const Run& run) {
  if (run.text.size() < 80 || run.link_share() > 0.5 || run.kind == Run::Kind::code) return false;
  return run.text.find_first_of(".!?\xe3") != std::string::npos;
}

Furniture find_furniture(const Page& page, const std::vector<Run>& runs) {
  const Judge judge(page, runs);
  Furniture found;
  found.of_node.resize(page.nodes.size(), {Verdict::Kind::body, {}});
  for (std::size_t at = 1; at < page.nodes.size();) {
    const Node& node = page.nodes[at];
    const Verdict verdict = node.is_text() ? Verdict{Verdict::Kind::body, {}} : judge.of(at);
    if (verdict.kind == Verdict::Kind::body) {
      ++at;
      continue;
    }
    std::fill(found.of_node.begin() + static_cast<std::ptrdiff_t>(at),
              found.of_node.begin() + static_cast<std::ptrdiff_t>(node.end), verdict);
    at = node.end;
  }
  return found;
}

}  // namespace ae::indexing
