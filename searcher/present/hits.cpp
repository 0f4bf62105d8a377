// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/hits.hpp"

#include "searcher/match/copies.hpp"
#include "searcher/match/versions.hpp"
#include "searcher/present/sources.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

namespace ae::searching {
namespace {

std::optional<std::string> known(std::string value) {
  if (value.empty()) return std::nullopt;
  return value;
}

/// The names of one type, those that the article mentions most first.
std::vector<std::string> names(const std::vector<store::StoredMention>& mentions,
                               std::uint8_t type) {
  std::map<std::string_view, std::size_t> counts;
  for (const auto& mention : mentions)
    if (mention.type == type) ++counts[mention.canonical];
  std::vector<std::pair<std::size_t, std::string_view>> order;
  for (const auto& [name, count] : counts) order.emplace_back(count, name);
  std::ranges::stable_sort(order, std::greater{}, [](const auto& entry) { return entry.first; });
  std::vector<std::string> out;
  for (const auto& [count, name] : order) out.emplace_back(name);
  return out;
}

std::uint64_t text_of(std::span<const OpenSegment> segments, const Ranked& article) {
  return segments[article.segment].segment.columns().text_hash(article.docid);
}

std::optional<std::string> copy_of(std::span<const OpenSegment> segments, const Ranked& article) {
  const auto copies = exact_copies(segments, article);
  if (copies.empty() || shown_id(segments, copies.front()) == shown_id(segments, article))
    return std::nullopt;
  return shown_id(segments, copies.front());
}

std::optional<std::string> near_copy_of(std::span<const OpenSegment> segments,
                                        const Ranked& article) {
  const auto copies = near_copies(segments, article);
  if (copies.empty() || text_of(segments, copies.front()) == text_of(segments, article))
    return std::nullopt;
  return shown_id(segments, copies.front());
}

Hit metadata(std::span<const OpenSegment> segments, const Ranked& article,
             const store::StoredArticle& stored) {
  auto original = copy_of(segments, article);
  auto near = near_copy_of(segments, article);
  std::optional<std::string> newer;
  if (is_earlier(segments, article)) newer = article_id(segments, article);
  Hit hit{.id = shown_id(segments, article),
          .source_id = known(stored.record.source_id),
          .copy_of = std::move(original),
          .near_copy_of = std::move(near),
          .version_of = std::move(newer),
          .score = article.score,
          .title = stored.record.title,
          .title_derived = stored.record.title_derived,
          .date = stored.date,
          .outlet = known(stored.outlet),
          .authors = stored.record.authors,
          .lang = known(stored.lang),
          .url = known(stored.record.url),
          .path = stored.record.path,
          .person = names(stored.body.mentions, 0),
          .org = names(stored.body.mentions, 1),
          .place = names(stored.body.mentions, 2),
          .title_marks = {},
          .snippets = {}};
  return hit;
}

/// A derived title is the text's beginning: what is marked there is marked in it.
std::vector<Span> title_marks(const store::StoredArticle& stored, const Occurrences& found,
                              std::span<const text::Token> body) {
  if (!stored.record.title_derived) {
    const auto tokens = text::tokenize(stored.record.title);
    auto places = found.title;
    std::erase_if(places, [&](const auto& each) { return each.run.last >= tokens.size(); });
    return to_marks(places, tokens);
  }
  if (!stored.body.text.starts_with(stored.record.title)) return {};
  auto marks = to_marks(found.body, body);
  std::erase_if(marks, [&](Span mark) { return mark.to > stored.record.title.size(); });
  return marks;
}

/// Where the article mentions \p wanted (in order): further parts of the query.
void add_mentions(const std::vector<store::StoredMention>& mentions,
                  std::span<const store::TypedName> wanted, std::span<const text::Token> tokens,
                  std::vector<Occurrence>& found) {
  if (wanted.empty()) return;
  for (const store::StoredMention& mention : mentions) {
    const store::TypedName name{mention.type, mention.canonical};
    const auto at = std::ranges::lower_bound(wanted, name);
    if (at == wanted.end() || *at != name) continue;
    const auto first =
        std::ranges::lower_bound(tokens, mention.bytes.from, std::ranges::less_equal{},
                                 [](const text::Token& token) { return token.bytes.to; });
    auto last = first;
    while (last != tokens.end() && last->bytes.from < mention.bytes.to) ++last;
    if (first == last) continue;
    const auto place = [&](auto token) {
      return static_cast<std::uint32_t>(token - tokens.begin());
    };
    found.push_back({{place(first), place(last) - 1},
                     std::numeric_limits<std::uint32_t>::max() -
                         static_cast<std::uint32_t>(at - wanted.begin())});
  }
  std::ranges::sort(found);
}

std::vector<Passage> passages(const std::vector<store::StoredBlock>& blocks) {
  std::vector<Passage> out;
  for (const auto& block : blocks) out.push_back({block.text, block.bytes});
  return out;
}

/// Every mention that the user has not hidden, as what it means.
std::vector<Entity> entities(const store::Segment& segment, std::uint32_t docid,
                             const std::vector<store::StoredMention>& mentions) {
  std::vector<Entity> out;
  for (const auto& mention : mentions) {
    store::Meaning meaning = segment.meaning(docid, {mention.type, mention.canonical});
    if (meaning.is.name.empty()) continue;
    out.push_back({.value = std::move(meaning.is.name),
                   .type = std::string(store::name_facets.at(meaning.is.type)),
                   .bytes = mention.bytes,
                   .why = std::move(meaning.why)});
  }
  return out;
}

/// All exact and near copies of \p article but itself.
std::vector<Copy> copies(std::span<const OpenSegment> segments, const Ranked& article) {
  const auto& own = segments[article.segment].segment.columns();
  std::vector<Copy> out;
  for (const Ranked& each : near_copies(segments, article)) {
    if (each.segment == article.segment && each.docid == article.docid) continue;
    const store::Segment& segment = segments[each.segment].segment;
    auto stored = segment.article(each.docid);
    segment.resolve(each.docid, stored);
    const bool exact = text_of(segments, each) == text_of(segments, article);
    const auto part =
        store::overlap(own.prints(article.docid), segment.columns().prints(each.docid));
    out.push_back({.id = shown_id(segments, each),
                   .outlet = known(std::move(stored.outlet)),
                   .date = stored.date,
                   .path = std::move(stored.record.path),
                   .exact = exact,
                   .of_this = exact ? 1 : part.of_first,
                   .of_that = exact ? 1 : part.of_second});
  }
  return out;
}

/// All versions of \p article, where it has several.
std::vector<Version> versions(std::span<const OpenSegment> segments, const Ranked& article) {
  std::vector<Version> out;
  for (const Ranked& each : versions_of(segments, article_id(segments, article))) {
    auto stored = segments[each.segment].segment.article(each.docid);
    out.push_back({.id = shown_id(segments, each),
                   .date = stored.date,
                   .date_time = std::move(stored.record.date_time),
                   .date_zone = std::move(stored.record.date_zone),
                   .path = std::move(stored.record.path),
                   .current = !is_earlier(segments, each)});
  }
  if (out.size() < 2) return {};
  std::ranges::sort(out, std::greater{}, [](const Version& version) {
    return std::tuple(version.current, store::day_number(version.date), version.date_time,
                      version.path, version.id);
  });
  return out;
}

}  // namespace

Hit make_hit(std::span<const OpenSegment> segments, const Ranked& article, Matching& matching,
             const SnippetOptions& options) {
  const store::Segment& segment = segments[article.segment].segment;
  auto stored = segment.article(article.docid);
  segment.resolve(article.docid, stored);
  const bool shows_body = options.count > 0 || stored.record.title_derived;
  const auto tokens = shows_body ? text::tokenize(stored.body.text, stored.body.breaks)
                                 : std::vector<text::Token>();
  Occurrences found = matching.occurrences(article);
  // What a shard sent may count other places than its text has.
  std::erase_if(found.body, [&](const auto& each) { return each.run.last >= tokens.size(); });
  add_mentions(stored.body.mentions, matching.names(article.segment), tokens, found.body);
  Hit hit = metadata(segments, article, stored);
  hit.title_marks = title_marks(stored, found, tokens);
  hit.snippets = make_snippets(stored.body.text, tokens, found.body, options);
  return hit;
}

Hit make_bare_hit(std::span<const OpenSegment> segments, const Ranked& article) {
  const store::Segment& segment = segments[article.segment].segment;
  auto stored = segment.article(article.docid);
  segment.resolve(article.docid, stored);
  return metadata(segments, article, stored);
}

Document make_document(std::span<const OpenSegment> segments, const Ranked& article) {
  const store::Segment& segment = segments[article.segment].segment;
  auto stored = segment.article(article.docid);
  auto mentioned = entities(segment, article.docid, stored.body.mentions);
  segment.resolve(article.docid, stored);
  Document document{.hit = metadata(segments, article, stored),
                    .text = {},
                    .date_time = stored.record.date_time,
                    .date_zone = stored.record.date_zone,
                    .sources = sources_of(segments, article, stored.record.path),
                    .captions = passages(stored.body.captions),
                    .boilerplate = passages(stored.body.boilerplate),
                    .entities = std::move(mentioned),
                    .evidence = {}};
  for (const auto& item : stored.body.evidence)
    document.evidence.push_back({.field = item.field,
                                 .value = item.value,
                                 .source = item.source,
                                 .rule = item.rule,
                                 .bytes = item.bytes,
                                 .confidence = item.confidence / 1000.0,
                                 .accepted = item.accepted(),
                                 .reason = item.reason});
  document.copies = copies(segments, article);
  document.versions = versions(segments, article);
  document.text = std::move(stored.body.text);
  return document;
}

}  // namespace ae::searching
