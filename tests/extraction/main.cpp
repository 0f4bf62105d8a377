// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-extraction text|dates|stripped FOLDER [even|odd] [--pages|--faults]: how well pages are read,
/// next to what others gave for them, and what it costs. \see run
#include "indexer/analysis/analysis.hpp"
#include "indexer/pages/page_article.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extraction/gold.hpp"
#include "extraction/grams.hpp"

namespace {

using namespace ae;        // NOLINT(google-build-using-namespace): a program of one file
using namespace ae::test;  // NOLINT(google-build-using-namespace)

double processor_time() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Settings {
  std::string_view half{};  ///< "even", "odd"; all pages otherwise
  bool pages = false;       ///< a line a page as well
  bool faults = false;      ///< ... and the paragraphs that are wrong
};

bool is_wanted(std::size_t page, const Settings& settings) {
  if (settings.half == "even") return page % 2 == 0;
  return settings.half != "odd" || page % 2 == 1;
}

indexing::Analysis read(const GoldPage& page, std::map<std::string, int>& refused) {
  auto read = indexing::read_page({.bytes = page.html, .url = page.url});
  if (!read.reason.empty()) ++refused[std::string(read.reason)];
  return indexing::analyse(read.article, {.entities = false});
}

/// The paragraphs that are wrong: surplus in the text, or lost from it by a rule.
void print_faults(const GoldPage& page, const indexing::Analysis& analysis) {
  const auto is_right = [&](std::string_view part) {
    return overlap(part, page.text).precision.value_or(0) > 0.5;
  };
  const auto paragraphs = [&](std::string_view text, bool wanted, std::string_view label) {
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      const auto line = text.substr(0, end);
      if (!line.empty() && is_right(line) == wanted)
        fmt::print("    {} {}\n", label, line.substr(0, 150));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  };
  paragraphs(analysis.text, false, "surplus:");
  for (const auto* list : {&analysis.captions, &analysis.boilerplate})
    for (const indexing::Block& block : *list)
      paragraphs(block.text, true, "lost [" + block.rule + "]:");
}

void print_line(std::string_view name, const Means& means) {
  fmt::print("{:<18}{:>6}   {:.4f}     {:.4f}   {:.4f}", name, means.pages, means.mean_precision(),
             means.mean_recall(), means.f1());
}

/// Pages that ae-index would skip as no article; they are scored all the same.
void print_refused(const std::map<std::string, int>& refused) {
  for (const auto& [reason, pages] : refused)
    fmt::print("no article text ({}): {}\n", reason, pages);
}

/// Every number of two digits or more made illegible, but for those of characters (&#8217;).
std::string without_dates(std::string text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool character = at >= 2 && (text[at - 1] == '#' || text[at - 1] == 'x') && end > at;
    if (end - at > 1 && !character)
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(at),
                text.begin() + static_cast<std::ptrdiff_t>(end), 'x');
    at = end + 1;
  }
  return text;
}

void score_stripped(std::vector<GoldPage> gold) {
  std::size_t answered = 0;
  std::map<std::string, int> refused;
  for (GoldPage& page : gold) {
    page.html = without_dates(std::move(page.html));
    page.url = without_dates(std::move(page.url));
    const auto analysis = read(page, refused);
    if (!analysis.date) continue;
    ++answered;
    fmt::print("{} found {}\n", page.key, to_iso(*analysis.date));
  }
  fmt::print("stripped of dates: pages {}  unknown {}  dated {}\n", gold.size(),
             gold.size() - answered, answered);
}

void score_text(const std::vector<GoldPage>& gold, const Peers& peers, const Settings& settings) {
  fmt::print("extractor          pages   precision  recall   F1       pages/s\n");
  for (const auto& [name, texts] : peers) {
    Means means;
    for (std::size_t i = 0; i < gold.size(); ++i) {
      if (!is_wanted(i, settings)) continue;
      const auto text = texts.find(gold[i].key);
      means.add(overlap(text == texts.end() ? "" : text->second, gold[i].text));
    }
    print_line(name, means);
    fmt::print("\n");
  }
  Means means;
  std::map<std::string, int> refused;
  double seconds = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (!is_wanted(i, settings)) continue;
    const double start = processor_time();
    const auto analysis = read(gold[i], refused);
    seconds += processor_time() - start;
    const Overlap page = overlap(analysis.text, gold[i].text);
    means.add(page);
    if (settings.pages)
      fmt::print("{:3} {} p {:.3f} r {:.3f} {}\n", i, gold[i].key.substr(0, 8),
                 page.precision.value_or(-1), page.recall, gold[i].url.substr(0, 70));
    if (settings.faults) print_faults(gold[i], analysis);
  }
  print_line("ae", means);
  fmt::print("{:10.0f}\n", static_cast<double>(means.pages) / seconds);
  print_refused(refused);
}

void score_dates(const std::vector<GoldPage>& gold, const Settings& settings) {
  std::size_t asked = 0, answered = 0, right = 0;
  std::map<std::string, int> refused;
  double seconds = 0;
  for (std::size_t i = 0; i < gold.size(); ++i) {
    if (!is_wanted(i, settings)) continue;
    ++asked;
    const double start = processor_time();
    const auto analysis = read(gold[i], refused);
    seconds += processor_time() - start;
    const auto date = analysis.date ? to_iso(*analysis.date) : "unknown";
    if (analysis.date) ++answered;
    if (date == gold[i].date) ++right;
    if (!settings.pages || date == gold[i].date) continue;
    std::string_view rule;
    for (const auto& claim : analysis.evidence)
      if (claim.key == indexing::Key::date && rule.empty()) rule = claim.rule;
    fmt::print("{:3} {} right {} found {} {} {}\n", i, gold[i].key, gold[i].date, date, rule,
               gold[i].url.substr(0, 90));
  }
  const auto of = [&](std::size_t all) {
    return static_cast<double>(right) / static_cast<double>(all);
  };
  fmt::print("pages {}  answered {}  right {}  of answered {:.4f}  of all {:.4f}  pages/s {:.0f}\n",
             asked, answered, right, of(answered), of(asked), static_cast<double>(asked) / seconds);
  print_refused(refused);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: ae-extraction text|dates|stripped FOLDER [even|odd] [--pages|--faults]\n",
               stderr);
    return 2;
  }
  Settings settings;
  for (int i = 3; i < argc; ++i)
    if (std::string_view(argv[i]) == "--pages")
      settings.pages = true;
    else if (std::string_view(argv[i]) == "--faults")
      settings.pages = settings.faults = true;
    else
      settings.half = argv[i];
  const auto gold = read_gold(argv[2]);
  if (std::string_view(argv[1]) == "dates")
    score_dates(gold, settings);
  else if (std::string_view(argv[1]) == "stripped")
    score_stripped(gold);
  else
    score_text(gold, read_peers(argv[2]), settings);
  return 0;
}
