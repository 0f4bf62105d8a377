// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/record.hpp"

#include "common/store/bits.hpp"
#include "common/store/codec.hpp"
#include "common/store/columns.hpp"
#include "common/store/names.hpp"
#include "common/store/repeats.hpp"
#include "common/store/texts.hpp"

#include <algorithm>

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

// ---- strings that come again

void append(std::string& out, std::string_view string, Repeats& known) {
  const std::uint64_t number = known.number_of(string);
  append_varint(out, number);
  if (number == Repeats::unknown) append_counted(out, string);
}

/// \param number  what stands for it; fails \p cursor where that makes no sense
std::string_view read(Cursor& cursor, std::uint64_t number, Repeats& known,
                      std::string_view printed = {}) {
  auto string = known.string_of(number, printed);
  if (!string && number == Repeats::unknown) string = cursor.counted();
  if (!string) cursor.refuse();
  known.note(string.value_or(""));
  return string.value_or("");
}

// ---- mentions: numbers apart from strings. Where one stands is told by its distance from the one
// before, and its name is what the text prints there, mostly.

constexpr unsigned usual_count = 4, usual_gap = 6, usual_size = 5, usual_name = 0;  // see BitWriter

std::string_view printed(std::string_view text, Span bytes) {
  if (bytes.from > bytes.to || bytes.to > text.size()) return {};
  return bytes.of(text);
}

/// \returns the numbers. New names go to \p out.
std::string append_mentions(std::string& out, const StoredText& stored) {
  Repeats names;
  BitWriter numbers;
  std::uint64_t end = 0;  // of the mention before
  numbers.put(stored.mentions.size(), usual_count);
  for (const auto& [bytes, type, canonical] : stored.mentions) {
    const std::uint64_t name = names.number_of(canonical, printed(stored.text, bytes));
    numbers.put(zigzag(static_cast<std::int64_t>(bytes.from - end)), usual_gap);
    numbers.put(bytes.size() * mention_types + type, usual_size);
    numbers.put(name, usual_name);
    if (name == Repeats::unknown) append_counted(out, canonical);
    end = bytes.to;
  }
  return numbers.take();
}

/// \returns false where \p bits are no numbers of mentions
bool read_mentions(Cursor& cursor, std::string_view bits, StoredText& stored) {
  Repeats names;
  BitReader numbers(bits);
  std::uint64_t end = 0;
  stored.mentions.clear();
  for (auto left = numbers.get(usual_count); left > 0 && numbers.ok() && cursor.ok(); --left) {
    StoredMention& mention = stored.mentions.emplace_back();
    mention.bytes.from = end + static_cast<std::uint64_t>(unzigzag(numbers.get(usual_gap)));
    const std::uint64_t size_and_type = numbers.get(usual_size);
    mention.bytes.to = end = mention.bytes.from + size_and_type / mention_types;
    if (std::max(mention.bytes.from, end) > max_record_size) return false;  // no text is so long
    mention.type = static_cast<std::uint8_t>(size_and_type % mention_types);
    mention.canonical =
        read(cursor, numbers.get(usual_name), names, printed(stored.text, mention.bytes));
  }
  return numbers.ok();
}

// ---- evidence: first what is the same in every article of a source, so that it is compressed as
// one string; then what differs, which the record says already, mostly

Repeats values_of(const Record& record) {
  Repeats values;
  for (const std::string* value : {&record.title, &record.url, &record.source_id})
    values.note(*value);
  for (const std::string& author : record.authors) values.note(author);
  return values;
}

void append_evidence(std::string& out, const StoredArticle& article) {
  const auto& evidence = article.body.evidence;
  append_varint(out, evidence.size());
  for (const StoredEvidence& item : evidence) {
    for (const std::string* part : {&item.field, &item.source, &item.rule, &item.reason})
      append_counted(out, *part);
    append_varint(out, item.confidence);
    append_varint(out, item.order);
  }
  Repeats values = values_of(article.record);
  for (const StoredEvidence& item : evidence) {
    append(out, item.bytes);
    append(out, item.value, values);
  }
}

void read_evidence(Cursor& cursor, StoredArticle& article) {
  auto& evidence = article.body.evidence;
  evidence = list<StoredEvidence>(cursor, [](Cursor& from) {
    StoredEvidence out;
    for (std::string* part : {&out.field, &out.source, &out.rule, &out.reason}) *part = text(from);
    out.confidence = from.varint_as<std::uint32_t>();
    out.order = from.varint_as<std::uint32_t>();
    return out;
  });
  Repeats values = values_of(article.record);
  for (StoredEvidence& item : evidence) {
    item.bytes = span(cursor);
    item.value = read(cursor, cursor.varint(), values);
  }
}

void append(std::string& out, const StoredText& stored) {
  append_counted(out, stored.text);
  append_varint(out, stored.breaks.size());
  for (const std::uint64_t at : stored.breaks) append_varint(out, at);
  append(out, stored.captions);
  append(out, stored.boilerplate);
}

void read(Cursor& cursor, StoredText& stored) {
  stored.text = text(cursor);
  stored.breaks = list<std::uint64_t>(cursor, [](Cursor& from) { return from.varint(); });
  stored.captions = list<StoredBlock>(cursor, block);
  stored.boilerplate = list<StoredBlock>(cursor, block);
}

}  // namespace

std::string encode(const StoredArticle& article) {
  constexpr std::size_t beside_text = 1024;  // bytes, in most
  std::string rest;
  rest.reserve(article.body.text.size() + beside_text);
  append(rest, article.record);
  append(rest, article.body);
  const std::string numbers = append_mentions(rest, article.body);
  append_evidence(rest, article);
  std::string out;
  out.reserve(sizeof(std::uint64_t) + numbers.size() + rest.size());
  append_counted(out, numbers);
  out += rest;
  return out;
}

std::size_t incompressible(std::string_view record) {
  Cursor cursor(record);
  static_cast<void>(cursor.counted());
  return cursor.ok() ? record.size() - cursor.left() : 0;
}

bool decode(std::string_view bytes, StoredArticle& article) {
  Cursor cursor(bytes);
  const std::string_view numbers = cursor.counted();
  read(cursor, article.record);
  read(cursor, article.body);
  if (!read_mentions(cursor, numbers, article.body)) return false;
  read_evidence(cursor, article);
  return cursor.ok() && cursor.at_end();
}

}  // namespace ae::store
