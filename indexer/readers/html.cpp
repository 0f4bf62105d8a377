// SPDX-License-Identifier: GPL-2.0-or-later
/// A saved web page: one file, one article.
#include "indexer/pages/page_article.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"

namespace ae::indexing {
namespace {

class HtmlReader final : public Reader {
 public:
  explicit HtmlReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (done_) return {};
    done_ = true;
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return {};
    PageArticle page = read_page({.bytes = *bytes});
    page.article.origin = blob_.where;
    if (page.reason.empty()) return std::move(page.article);
    faults(skipped(blob_.where, "no-article-text", "no article text: " + std::string(page.reason)));
    return {};
  }

 private:
  Blob blob_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_html_reader(Blob blob) {
  return std::make_unique<HtmlReader>(std::move(blob));
}

}  // namespace ae::indexing
