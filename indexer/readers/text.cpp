// SPDX-License-Identifier: GPL-2.0-or-later
/// Plain text: one file, one article, no claims.
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"

namespace ae::indexing {
namespace {

class TextReader final : public Reader {
 public:
  explicit TextReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (done_) return {};
    done_ = true;
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return {};
    const auto utf8 = repair_utf8(*bytes);
    Article article{.origin = blob_.where,
                    .text = normalise(utf8.text),
                    .claims = {},
                    .replaced = utf8.replaced};
    if (!is_blank(article.text)) return article;
    faults(skipped(blob_.where, "blank", "nothing but white space"));
    return {};
  }

 private:
  Blob blob_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_text_reader(Blob blob) {
  return std::make_unique<TextReader>(std::move(blob));
}

}  // namespace ae::indexing
