// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/crawl_records.hpp"

#include "ae/error.hpp"
#include "common/text/ascii.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::size_t most_headers = 1'000;

std::optional<std::uint64_t> number_of(std::string_view text) {
  text = ascii::trim(text);
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

/// "2017-12-13T00:52:00Z" or "20171213005200"
std::optional<Day> day_of(std::string_view text) {
  if (text.size() >= 10 && text[4] == '-') return day_from_iso(text.substr(0, 10));
  if (text.size() < 8) return std::nullopt;
  return day_from_iso(
      fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
}

/// The parts of an ARC record's first line. An address may hold spaces, so it is read from the end.
struct ArcLine {
  std::string_view url, date, type, size;
};

std::optional<ArcLine> read_arc_line(std::string_view line) {
  constexpr std::size_t least_digits = 14;
  const auto size_at = line.rfind(' ');
  if (size_at == std::string_view::npos) return std::nullopt;
  // Version 2 has more fields between the type and the size.
  std::size_t end = size_at;
  for (int fields = 0; fields < 9; ++fields) {
    const auto before = line.substr(0, end).rfind(' ');
    if (before == std::string_view::npos) return std::nullopt;
    const auto field = line.substr(before + 1, end - before - 1);
    const bool date =
        field.size() >= least_digits && std::all_of(field.begin(), field.end(), ascii::is_digit);
    if (!date) {
      end = before;
      continue;
    }
    const auto address = line.substr(0, before).rfind(' ');
    if (address == std::string_view::npos) return std::nullopt;
    const auto behind = line.substr(end + 1);
    return ArcLine{.url = line.substr(0, address),
                   .date = field,
                   .type = behind.substr(0, behind.find(' ')),
                   .size = line.substr(size_at + 1)};
  }
  return std::nullopt;
}

bool is_warc(std::string_view line) { return line.starts_with("WARC/"); }

bool is_arc(std::string_view line) {
  const auto colon = line.find("://");
  return colon != std::string_view::npos && colon < 20 && read_arc_line(line).has_value();
}

CrawlRecord::Kind kind_of(std::string_view type) {
  using enum CrawlRecord::Kind;
  if (type == "response" || type == "resource" || type == "conversion") return page;
  return type == "revisit" ? revisit : other;
}

}  // namespace

std::optional<CrawlRecord> CrawlRecords::next() {
  std::string line;
  CrawlRecord record;
  record.number = ++number_;
  do {
    record.position = bytes_.position();
    if (!bytes_.line(line)) return std::nullopt;
  } while (ascii::trim(line).empty());
  if (is_warc(line)) {
    read_warc(record);
  } else if (is_arc(line)) {
    read_arc(line, record);
  } else {
    record.kind = CrawlRecord::Kind::broken;
    record.reason = "no record begins here";
  }
  if (record.kind == CrawlRecord::Kind::broken) find_next();
  return record;
}

void CrawlRecords::read_warc(CrawlRecord& record) {
  std::string line, type;
  std::optional<std::uint64_t> size;
  std::size_t headers = 0;
  while (bytes_.line(line) && !line.empty() && headers++ < most_headers) {
    const auto colon = line.find(':');
    if (colon == std::string::npos) continue;
    const auto name = ascii::lower(ascii::trim(std::string_view(line).substr(0, colon)));
    auto value = ascii::trim(std::string_view(line).substr(colon + 1));
    if (name == "warc-type") {
      type = ascii::lower(value);
    } else if (name == "warc-target-uri") {
      // Some writers keep the brackets of the grammar.
      if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
      record.url = value;
    } else if (name == "warc-date") {
      record.day = day_of(value);
    } else if (name == "content-type") {
      record.content_type = value;
    } else if (name == "content-length") {
      size = number_of(value);
    }
  }
  record.kind = kind_of(type);
  record.is_http = ascii::starts_with(record.content_type, "application/http");
  if (size) return read_block(record, *size);
  record.kind = CrawlRecord::Kind::broken;
  record.reason = "no length of the record";
}

void CrawlRecords::read_arc(const std::string& line, CrawlRecord& record) {
  const auto fields = read_arc_line(line);
  record.kind =
      fields->url.starts_with("filedesc:") ? CrawlRecord::Kind::other : CrawlRecord::Kind::page;
  record.url = fields->url;
  record.content_type = fields->type;
  record.day = day_of(fields->date);
  record.is_http = fields->url.starts_with("http");
  const auto size = number_of(fields->size);
  if (size) return read_block(record, *size);
  record.kind = CrawlRecord::Kind::broken;
  record.reason = "the length of the record is no number";
}

void CrawlRecords::read_block(CrawlRecord& record, std::uint64_t size) {
  const bool wanted = record.kind == CrawlRecord::Kind::page && size <= most_;
  const auto got = wanted ? bytes_.take(record.block, size) : bytes_.skip(size);
  if (got < size)
    record.reason = fmt::format("breaks off after {} of {} bytes", got, size);
  else if (record.kind == CrawlRecord::Kind::page && !wanted)
    record.reason = fmt::format("larger than {} MiB, more than one article can have", most_ >> 20U);
  else if (!ends_here())
    record.reason = "its length is wrong";
  if (record.reason.empty()) return;
  record.kind = CrawlRecord::Kind::broken;
  record.block.clear();
}

/// Behind a record stands a blank line, or at once the next record; anything else means that its
/// length is wrong. Going on to the next record also meets the check sum of this one.
bool CrawlRecords::ends_here() {
  const std::uint64_t end = bytes_.position();
  std::string line;
  bool blank = false;
  try {
    while (bytes_.line(line)) {
      if (ascii::trim(line).empty()) {
        blank = true;
        continue;
      }
      const bool next = is_warc(line) || is_arc(line);
      bytes_.unread(std::move(line));
      return blank || next;
    }
  } catch (const Error&) {
    if (!bytes_.is_sound(end)) throw;  // else the next call meets it again
  }
  return true;
}

bool CrawlRecords::resume() {
  while (bytes_.resume()) {
    try {
      find_next();
      return true;
    } catch (const Error&) {
      continue;  // no record came of what looked like a place to go on
    }
  }
  return false;
}

void CrawlRecords::find_next() {
  std::string line;
  while (bytes_.line(line)) {
    if (!is_warc(line) && !is_arc(line)) continue;
    bytes_.unread(std::move(line));
    return;
  }
}

bool looks_like_crawl(std::string_view head) noexcept {
  return head.starts_with("WARC/0.") || head.starts_with("WARC/1.") ||
         head.starts_with("filedesc://");
}

}  // namespace ae::indexing
