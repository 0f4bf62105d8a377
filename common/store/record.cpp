// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/record.hpp"

#include "common/store/codec.hpp"
#include "common/store/columns.hpp"

namespace ae::store {
namespace {

constexpr std::int64_t latest_day = 10'000 * 366;  ///< beyond the year 9999: no calendar day

void append(std::string& out, Span span) {
  append_varint(out, span.from);
  append_varint(out, span.size());
}

Span span(Cursor& cursor) {
  const std::uint64_t from = cursor.varint();
  return {from, from + cursor.varint()};
}

std::optional<Day> day(Cursor& cursor) {
  const std::int64_t number = unzigzag(cursor.varint());
  if (number == unknown_day || number > latest_day || number < -latest_day) return {};
  return Day(std::chrono::sys_days(std::chrono::days(number)));
}

std::string text(Cursor& cursor) { return std::string(cursor.counted()); }

/// Reads as many elements as the cursor announces, but never more than there are bytes.
template <class T, class Read>
std::vector<T> list(Cursor& cursor, Read read) {
  std::vector<T> out;
  for (std::uint64_t left = cursor.varint(); left > 0 && cursor.ok(); --left)
    out.push_back(read(cursor));
  return out;
}

void append(std::string& out, const std::vector<StoredBlock>& blocks) {
  append_varint(out, blocks.size());
  for (const StoredBlock& block : blocks) {
    append(out, block.bytes);
    append_counted(out, block.text);
    append_counted(out, block.rule);
  }
}

StoredBlock block(Cursor& cursor) {
  StoredBlock out;
  out.bytes = span(cursor);
  out.text = text(cursor);
  out.rule = text(cursor);
  return out;
}

StoredMention mention(Cursor& cursor) {
  StoredMention out;
  out.bytes = span(cursor);
  out.type = cursor.varint_as<std::uint8_t>();
  out.canonical = text(cursor);
  return out;
}

StoredEvidence evidence(Cursor& cursor) {
  StoredEvidence out;
  for (std::string* value : {&out.field, &out.value, &out.source, &out.rule}) *value = text(cursor);
  out.bytes = span(cursor);
  out.confidence = cursor.varint_as<std::uint32_t>();
  out.reason = text(cursor);
  out.order = cursor.varint_as<std::uint32_t>();
  return out;
}

void append(std::string& out, const Record& record) {
  append_varint(out, record.title_derived ? 1 : 0);
  for (const std::string* value : {&record.title, &record.date_time, &record.date_zone, &record.url,
                                   &record.source_id, &record.path})
    append_counted(out, *value);
  append_varint(out, record.authors.size());
  for (const std::string& author : record.authors) append_counted(out, author);
  append_varint(out, zigzag(day_number(record.seen)));
}

void read(Cursor& cursor, Record& record) {
  record.title_derived = cursor.varint() != 0;
  for (std::string* value : {&record.title, &record.date_time, &record.date_zone, &record.url,
                             &record.source_id, &record.path})
    *value = text(cursor);
  record.authors = list<std::string>(cursor, text);
  record.seen = day(cursor);
}

void append(std::string& out, const StoredMention& mention) {
  append(out, mention.bytes);
  append_varint(out, mention.type);
  append_counted(out, mention.canonical);
}

void append(std::string& out, const StoredEvidence& item) {
  for (const std::string* value : {&item.field, &item.value, &item.source, &item.rule})
    append_counted(out, *value);
  append(out, item.bytes);
  append_varint(out, item.confidence);
  append_counted(out, item.reason);
  append_varint(out, item.order);
}

void append(std::string& out, const StoredText& stored) {
  append_counted(out, stored.text);
  append_varint(out, stored.breaks.size());
  for (const std::uint64_t at : stored.breaks) append_varint(out, at);
  append(out, stored.captions);
  append(out, stored.boilerplate);
  append_varint(out, stored.mentions.size());
  for (const StoredMention& mention : stored.mentions) append(out, mention);
  append_varint(out, stored.evidence.size());
  for (const StoredEvidence& item : stored.evidence) append(out, item);
}

void read(Cursor& cursor, StoredText& stored) {
  stored.text = text(cursor);
  stored.breaks = list<std::uint64_t>(cursor, [](Cursor& from) { return from.varint(); });
  stored.captions = list<StoredBlock>(cursor, block);
  stored.boilerplate = list<StoredBlock>(cursor, block);
  stored.mentions = list<StoredMention>(cursor, mention);
  stored.evidence = list<StoredEvidence>(cursor, evidence);
}

}  // namespace

std::string encode(const StoredArticle& article) {
  std::string out;
  append(out, article.record);
  append(out, article.body);
  return out;
}

bool decode(std::string_view bytes, StoredArticle& article) {
  Cursor cursor(bytes);
  read(cursor, article.record);
  read(cursor, article.body);
  return cursor.ok() && cursor.at_end();
}

}  // namespace ae::store
