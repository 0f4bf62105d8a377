// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/main_text.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace ae::indexing {
namespace {

using Kind = Verdict::Kind;

bool is_links(const Run& run) { return run.link_share() > 0.8; }

/// What a run speaks for the element around it being the article: bytes of prose, less what does
/// not belong into one.
double worth(const Run& run, const Verdict& verdict) {
  const auto size = static_cast<double>(run.text.size());
  if (verdict.kind == Kind::boilerplate) return -std::min(size, 200.0) * 0.3;
  if (verdict.kind == Kind::caption) return 0;
  if (is_prose(run)) return (size - 60) * (1 - 2 * run.link_share());
  if (run.kind == Run::Kind::cell) return 0;
  if (run.link_share() > 0.5) return -std::min(size, 100.0) * 0.6;
  return run.kind == Run::Kind::heading ? -10 : -15;
}

bool has(std::string_view lower, std::string_view phrase) {
  return lower.find(phrase) != std::string_view::npos;
}

/// Does \p text speak of the site, its writers or its channels rather than of anything that
/// happened? Asked only of the last paragraphs.
bool is_sign_off(std::string_view text) {
  constexpr std::size_t longest = 500;
  if (text.size() > longest) return false;
  constexpr std::array<std::string_view, 8> channels{"twitter",  "facebook", "instagram",
                                                     "youtube",  "telegram", "linkedin",
                                                     "whatsapp", "flipboard"};
  constexpr std::array<std::string_view, 5> calls{"follow", "like us", "find us", "join us",
                                                  "folgen sie"};
  constexpr std::array<std::string_view, 22> phrases{"have a tip",
                                                     "news tip",
                                                     "sign up for",
                                                     "sign up to",
                                                     "subscribe to",
                                                     "newsletter",
                                                     "subject to copyright",
                                                     "all rights reserved",
                                                     "may not be published",
                                                     "originally published",
                                                     "originally appeared",
                                                     "first appeared on",
                                                     "can be reached at",
                                                     "may be reached at",
                                                     "join our",
                                                     "download our",
                                                     "download the app",
                                                     "send us your",
                                                     "let us know in the comments",
                                                     "click here to",
                                                     "alle rechte vorbehalten",
                                                     "citation: "};
  const std::string lower = ascii::lower(text);
  const auto stands = [&](std::string_view phrase) { return has(lower, phrase); };
  if (std::any_of(phrases.begin(), phrases.end(), stands)) return true;
  return std::any_of(channels.begin(), channels.end(), stands) &&
         std::any_of(calls.begin(), calls.end(), stands);
}

/// "This website uses cookies to improve your experience": one paragraph of many like it.
bool is_cookie_notice(std::string_view text) {
  constexpr std::array<std::string_view, 5> settings{"website", "this site", "browser", "we use",
                                                     "consent"};
  const std::string lower = ascii::lower(text.substr(0, 1000));
  const auto stands = [&](std::string_view phrase) { return has(lower, phrase); };
  return has(lower, "cookies") && std::any_of(settings.begin(), settings.end(), stands);
}

/// The runs between two nodes.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;
};

class Finder {
 public:
  Finder(const Page& page, const std::vector<Run>& runs, std::vector<Verdict>& verdicts)
      : page_(page), runs_(runs), verdicts_(verdicts) {}

  /// The element that the article stands in.
  std::size_t find() {
    reject_teasers();
    const std::size_t best = richest();
    const std::size_t marked = marked_body();
    if (marked == 0) return best;
    // A narrower element only where next to nothing stands around it.
    const bool narrower = page_.is_within(best, marked) && 5 * prose(best) > 4 * prose(marked);
    return narrower ? best : marked;
  }

  [[nodiscard]] Range below(std::size_t node) const {
    const auto before = [](const Run& run, std::size_t at) { return run.first < at; };
    const auto from = std::lower_bound(runs_.begin(), runs_.end(), node, before);
    const auto to = std::lower_bound(from, runs_.end(), page_.nodes[node].end, before);
    return {static_cast<std::size_t>(from - runs_.begin()),
            static_cast<std::size_t>(to - runs_.begin())};
  }

 private:
  /// Bytes of prose below \p node.
  [[nodiscard]] std::size_t prose(std::size_t node) const {
    std::size_t bytes = 0;
    const Range range = below(node);
    for (std::size_t i = range.from; i < range.to; ++i)
      if (verdicts_[i].kind == Kind::body && is_prose(runs_[i])) bytes += runs_[i].text.size();
    return bytes;
  }

  /// The element whose runs are worth most together; the innermost of equals.
  [[nodiscard]] std::size_t richest() const {
    std::vector<double> sum(page_.nodes.size() + 1);
    for (std::size_t i = 0; i < runs_.size(); ++i)
      sum[runs_[i].first + 1] += worth(runs_[i], verdicts_[i]);
    for (std::size_t at = 1; at < sum.size(); ++at) sum[at] += sum[at - 1];
    std::size_t best = 0;
    double most = 0;
    for (std::size_t at = 0; at < page_.nodes.size(); ++at) {
      if (page_.nodes[at].is_text()) continue;
      const double here = sum[page_.nodes[at].end] - sum[at];
      if (here < most || here <= 0) continue;
      most = here;
      best = at;
    }
    return best;
  }

  /// The first element that microdata call the body, if it holds a text; else 0.
  [[nodiscard]] std::size_t marked_body() const {
    for (std::size_t at = 1; at < page_.nodes.size(); ++at) {
      if (page_.nodes[at].get("itemprop") != "articleBody") continue;
      std::size_t text = 0;
      const Range range = below(at);
      for (std::size_t i = range.from; i < range.to; ++i)
        if (verdicts_[i].kind == Kind::body) text += runs_[i].text.size() - runs_[i].linked;
      if (text >= least_marked) return at;
    }
    return 0;
  }

  /// The smallest element around two runs.
  [[nodiscard]] std::size_t around(std::size_t a, std::size_t b) const {
    std::size_t node = runs_[a].block;
    while (!page_.is_within(runs_[b].first, node)) node = page_.nodes[node].parent;
    return node;
  }

  /// Three or more elements alike, each with a link and one paragraph: teasers of other articles.
  void reject_teasers() {
    std::vector<std::size_t> prose(runs_.size() + 1);
    for (std::size_t i = 0; i < runs_.size(); ++i)
      prose[i + 1] = prose[i] + (is_prose(runs_[i]) && verdicts_[i].kind == Kind::body ? 1 : 0);
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      if (prose[i + 1] == prose[i]) continue;
      for (const std::size_t j : {i - 1, i + 1}) {
        if (j >= runs_.size() || !is_links(runs_[j])) continue;
        const std::size_t node = around(i, j);
        const Range range = below(node);
        if (prose[range.to] - prose[range.from] != 1) continue;
        alike[page_.nodes[node].name + ' ' + std::string(page_.nodes[node].get("class"))].push_back(
            node);
        break;
      }
    }
    for (const auto& [name, nodes] : alike) {
      if (nodes.size() < least_alike) continue;
      for (const std::size_t node : nodes) {
        const Range range = below(node);
        for (std::size_t i = range.from; i < range.to; ++i)
          if (verdicts_[i].kind == Kind::body) verdicts_[i] = {Kind::boilerplate, "teaser"};
      }
    }
  }

  static constexpr std::size_t least_marked = 140;  ///< bytes
  static constexpr std::size_t least_alike = 3;

  const Page& page_;
  const std::vector<Run>& runs_;
  std::vector<Verdict>& verdicts_;
};

/// Judges the runs of the article one by one.
class Sifter {
 public:
  Sifter(const std::vector<Run>& runs, std::vector<Verdict>& verdicts, Range range)
      : runs_(runs), verdicts_(verdicts), range_(range) {}

  void sift() {
    drop_headline();
    for (std::size_t i = range_.from; i < range_.to; ++i)
      if (verdicts_[i].kind == Kind::body && is_prose(runs_[i])) last_text_ = i;
    for (std::size_t i = range_.from; i < range_.to; ++i)
      if (verdicts_[i].kind == Kind::body) judge(i);
    drop_sign_off();
    drop_loose_ends();
  }

 private:
  void drop(std::size_t i, std::string_view rule) { verdicts_[i] = {Kind::boilerplate, rule}; }

  /// The first heading of the first level above the text is the title; analysis has it from there.
  void drop_headline() {
    for (std::size_t i = range_.from; i < range_.to; ++i) {
      if (verdicts_[i].kind != Kind::body) continue;
      if (runs_[i].is_title) return drop(i, "headline");
      if (is_prose(runs_[i])) return;
    }
  }

  void judge(std::size_t i) {
    const Run& run = runs_[i];
    const bool address = run.text.starts_with("http") && run.text.find(' ') == std::string::npos;
    if (address) return drop(i, "address");
    if (is_links(run) && !is_isolated(i)) drop(i, "nothing but links");
  }

  /// A paragraph of its own with text behind it: a call to read, or to buy, that belongs there.
  [[nodiscard]] bool is_isolated(std::size_t i) const {
    const auto is_like_it = [&](std::size_t j) {
      return j >= range_.from && j < range_.to && is_links(runs_[j]) &&
             runs_[j].kind == runs_[i].kind;
    };
    if (runs_[i].kind != Run::Kind::paragraph) return false;
    return runs_[i].text.size() >= 250 ||
           (!is_like_it(i - 1) && !is_like_it(i + 1) && i < last_text_);
  }

  /// What stands below an article in its own paragraphs: who to follow, where to subscribe.
  void drop_sign_off() {
    for (std::size_t i = range_.to; i-- > range_.from;) {
      if (verdicts_[i].kind != Kind::body || runs_[i].kind == Run::Kind::heading) continue;
      if (is_sign_off(runs_[i].text))
        drop(i, "sign-off");
      else if (runs_[i].text.size() > 40)
        return;
    }
  }

  /// A heading with no text below it, before the next one or the end, heads what was left out.
  void drop_loose_ends() {
    bool text_below = false;
    for (std::size_t i = range_.to; i-- > range_.from;) {
      if (verdicts_[i].kind != Kind::body) continue;
      if (runs_[i].kind != Run::Kind::heading) {
        text_below = true;
      } else if (!text_below) {
        drop(i, "heading of what was left out");
      }
    }
  }

  const std::vector<Run>& runs_;
  std::vector<Verdict>& verdicts_;
  Range range_;
  std::size_t last_text_ = 0;  ///< the last run of prose
};

}  // namespace

std::vector<Verdict> find_main_text(const Page& page, const std::vector<Run>& runs) {
  const Furniture furniture = find_furniture(page, runs);
  std::vector<Verdict> verdicts;
  verdicts.reserve(runs.size());
  for (const Run& run : runs) {
    verdicts.push_back(furniture.of_node[run.first]);
    if (verdicts.back().kind == Kind::body && is_cookie_notice(run.text))
      verdicts.back() = {Kind::boilerplate, "cookie notice"};
  }
  Finder finder(page, runs, verdicts);
  const Range article = finder.below(finder.find());
  for (std::size_t i = 0; i < runs.size(); ++i)
    if ((i < article.from || i >= article.to) && verdicts[i].kind != Kind::boilerplate)
      verdicts[i] = {Kind::boilerplate, "outside the article"};
  Sifter(runs, verdicts, article).sift();
  return verdicts;
}

}  // namespace ae::indexing
