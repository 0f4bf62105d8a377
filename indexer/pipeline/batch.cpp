// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/batch.hpp"

#include "common/schema/terms.hpp"
#include "indexer/pipeline/catalog.hpp"
#include "indexer/segments/segment_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <exception>
#include <new>
#include <string_view>
#include <tuple>
#include <utility>

namespace ae::indexing {
namespace {

/// So many documents are made, then added: what numbers words and what compresses texts each look
/// up in tables that fill the cache.
constexpr std::size_t stretch = 64;

Fault failure(const Item& item, std::string reason) {
  return {.where = item.where,
          .kind = Fault::Kind::failed,
          .rule = "analysis",
          .reason = std::move(reason)};
}

std::uint64_t id_of(const Item& item) {
  const auto& [url, source_id] = std::tie(item.stored.record.url, item.stored.record.source_id);
  if (item.identity != store::standard_input || !source_id.empty())
    return article_id(url, source_id, item.where, item.identity);
  // What comes through standard input has no lasting place: it is told apart by what it says.
  Location nowhere = item.where;
  nowhere.line = 0;
  const std::string said = schema::hex(item.fingerprint ^ item.told);
  return article_id(url, source_id, nowhere, fmt::format("{}\n{}", store::standard_input, said));
}

/// "18:15" and what may follow, in seconds; 0 where there is no time.
std::int64_t seconds_of(std::string_view time) {
  std::int64_t seconds = 0;
  for (std::size_t at = 0, unit = 3600; unit != 0 && at + 2 <= time.size(); at += 3, unit /= 60) {
    int number = 0;
    const char* const from = time.data() + at;
    if (std::from_chars(from, from + 2, number).ptr != from + 2) return seconds;
    seconds += number * static_cast<std::int64_t>(unit);
    if (at + 2 == time.size() || time[at + 2] != ':') break;
  }
  return seconds;
}

std::int64_t published_at(const store::StoredArticle& article) {
  const std::int32_t day = store::day_number(article.date);
  if (day == store::unknown_day) return store::never_published;
  constexpr std::int64_t seconds_a_day = 86'400;
  return day * seconds_a_day + std::min(seconds_of(article.record.date_time), seconds_a_day - 1);
}

void analyse_item(Item& item, const AnalysisOptions& options, NameFinder& names) {
  if (item.retold)
    retell(item.stored, item.article.told, options);
  else
    item.stored = to_stored(analyse(item.article, options, names));
  item.article = {};
  item.id = id_of(item);
  item.text_hash = text_hash(item.stored.body.text);
  item.published = published_at(item.stored);
}

/// \returns whether there is a document to be written
bool make_document(Item& item, DocumentMaker& maker, Document& document) {
  try {
    document = maker.make(item.stored, item.id, item.text_hash);
    item.stored = {};
    if (document.stored.size() <= store::max_record_size) return true;
    item.fault = failure(item, "the article is larger than an archive takes");
  } catch (const std::bad_alloc&) {
    throw;  // what the documents share may be half changed
  } catch (const std::exception& error) {
    item.fault = failure(item, error.what());
  }
  item.write = false;
  return false;
}

}  // namespace

void analyse(std::span<Item> items, const AnalysisOptions& options, NameFinder& names) {
  for (Item& item : items) {
    if (item.kept) continue;
    try {
      analyse_item(item, options, names);
    } catch (const std::bad_alloc&) {
      throw;  // as in make_document()
    } catch (const std::exception& error) {
      item.fault = failure(item, error.what());
    }
  }
}

void build_batch(Batch& batch, Writer writer, store::SharedDictionary dictionary,
                 std::shared_ptr<KnownWords> known) {
  SegmentBuilder builder(batch.folder, writer, std::move(dictionary), std::move(known));
  DocumentMaker maker(builder.vocabulary());
  std::vector<Document> made;
  for (std::size_t from = 0, to = 0; from < batch.items.size(); from = to) {
    to = std::min(from + stretch, batch.items.size());
    made.clear();
    for (Item& item : std::span(batch.items).subspan(from, to - from)) {
      Document document;
      item.write = item.write && make_document(item, maker, document);
      if (item.write) made.push_back(std::move(document));
    }
    auto next = made.begin();
    for (std::size_t i = from; i < to; ++i) {
      Item& item = batch.items[i];
      if (!item.write) continue;
      item.docid = builder.add(std::move(*next++));
      batch.sources.articles[batch.row_of[i]].docid = item.docid;
    }
  }
  batch.segment = builder.finish(batch.sources);
  batch.sources = {};
}

}  // namespace ae::indexing
