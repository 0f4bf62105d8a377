// SPDX-License-Identifier: GPL-2.0-or-later
/// A saved web page: one file, one article.
#include "indexer/pages/page_article.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"

namespace ae::indexing {
namespace {

class HtmlReader final : public Reader {
 public:
  HtmlReader(Blob blob, bool all_pages) : blob_(std::move(blob)), all_pages_(all_pages) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (done_) return {};
    done_ = true;
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return {};
    PageArticle page = read_page({.bytes = *bytes});
    page.article.origin = blob_.where;
    const bool kept = all_pages_ && !is_blank(page.article.text);
    if (page.reason.empty() || kept) return std::move(page.article);
    faults(no_article_text(blob_.where, page.reason));
    return {};
  }

 private:
  Blob blob_;
  bool all_pages_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_html_reader(Blob blob, bool all_pages) {
  return std::make_unique<HtmlReader>(std::move(blob), all_pages);
}

}  // namespace ae::indexing
