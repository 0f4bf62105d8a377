// SPDX-License-Identifier: GPL-2.0-or-later
/// WARC and ARC files: every page of a crawl is an article.
#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/pages/charset.hpp"
#include "indexer/pages/page_article.hpp"
#include "indexer/readers/crawl_records.hpp"
#include "indexer/readers/http_message.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

namespace ae::indexing {
namespace {

/// A record's content, decoded.
struct Content {
  std::string type;  ///< "text/html"
  std::string charset;
  std::string bytes;
};

bool is_page(std::string_view type) {
  return type == "text/html" || type == "application/xhtml+xml";
}

class WarcReader final : public Reader {
 public:
  WarcReader(Blob blob, bool all_pages)
      : where_(std::move(blob.where)),
        records_(std::move(blob.bytes), most_bytes),
        all_pages_(all_pages) {}

  std::optional<Article> next(const FaultSink& faults) override {
    while (auto record = next_record(faults)) {
      where_.line = record->number;
      if (auto article = read(*record, faults)) return article;
    }
    return {};
  }

 private:
  /// What is damaged costs the records that it hit; those that came whole are kept.
  std::optional<CrawlRecord> next_record(const FaultSink& faults) {
    while (!ended_) {
      try {
        auto record = records_.next();
        ended_ = !record.has_value();
        return record;
      } catch (const Error& error) {
        where_.line = records_.number();
        faults(failed(where_, "broken-input", error.what()));
        ended_ = !records_.resume();
      }
    }
    return {};
  }

  std::optional<Article> read(CrawlRecord& record, const FaultSink& faults) {
    using enum CrawlRecord::Kind;
    if (record.kind == broken)
      faults(failed(where_, "broken-record",
                    fmt::format("record at byte {}: {}", record.position, record.reason)));
    if (record.kind == revisit)
      faults(skipped(where_, "revisit", "a revisit: the page was unchanged"));
    if (record.kind != page) return {};
    auto content = content_of(record, faults);
    if (!content) return {};
    auto article = is_page(content->type) ? read_html(record, *content, faults)
                                          : read_plain(record, *content, faults);
    if (!article) return {};
    article->origin = where_;
    article->seen = record.day;
    return article;
  }

  std::optional<Content> content_of(CrawlRecord& record, const FaultSink& faults) {
    std::string declared = record.content_type;
    Content content;
    if (record.is_http) {
      auto message = read_http(record.block, most_bytes);
      if (message.status != 200) {
        faults(skipped(where_, "http-status",
                       message.status == 0 ? std::string("no answer of a web server")
                                           : fmt::format("HTTP status {}", message.status)));
        return {};
      }
      declared = message.content_type;
      if (!message.trouble.empty()) {
        faults(failed(where_, "broken-record", message.trouble));
        return {};
      }
      content.bytes = std::move(message.body);
    } else {
      content.bytes = std::move(record.block);
    }
    const auto type = std::string_view(declared).substr(0, declared.find(';'));
    content.type = ascii::lower(ascii::trim(type));
    content.charset = charset_of(declared);
    // What servers do not name, or name as data, is most often a page; the bytes tell.
    if (content.type.empty() && ascii::find(std::string_view(content.bytes).substr(0, 512),
                                            "<html") != std::string_view::npos)
      content.type = "text/html";
    if (is_page(content.type) || content.type == "text/plain") return content;
    faults(skipped(where_, "no-page", fmt::format("no page: {}", content.type)));
    return {};
  }

  std::optional<Article> read_html(const CrawlRecord& record, const Content& content,
                                   const FaultSink& faults) {
    auto page = read_page({.bytes = content.bytes, .charset = content.charset, .url = record.url});
    const bool kept = all_pages_ && !is_blank(page.article.text);
    if (page.reason.empty() || kept) return std::move(page.article);
    faults(no_article_text(where_, page.reason));
    return {};
  }

  /// Text that a crawler made of a page, or a text file.
  std::optional<Article> read_plain(const CrawlRecord& record, const Content& content,
                                    const FaultSink& faults) {
    const auto utf8 = text_to_utf8(content.bytes, content.charset);
    Article article{
        .origin = where_, .text = normalise(utf8.text), .claims = {}, .replaced = utf8.replaced};
    if (is_blank(article.text) || !record.url.starts_with("http")) {
      faults(skipped(where_, "no-page", "no page: text about the crawl, or none"));
      return {};
    }
    article.claims.push_back({.key = Key::url,
                              .value = record.url,
                              .source = Source::url,
                              .rule = "address of the record",
                              .bytes = {},
                              .confidence = 0.9});
    return article;
  }

  Location where_;
  CrawlRecords records_;
  bool all_pages_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_warc_reader(Blob blob, bool all_pages) {
  return std::make_unique<WarcReader>(std::move(blob), all_pages);
}

}  // namespace ae::indexing
