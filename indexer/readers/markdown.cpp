// SPDX-License-Identifier: GPL-2.0-or-later
/// Markdown: one file, one article; front matter and a first heading are claims.
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/markdown_text.hpp"
#include "indexer/readers/normalise.hpp"

#include <algorithm>

namespace ae::indexing {
namespace {

/// A heading above the text is what its author calls it, nearly always.
constexpr double heading_confidence = 0.95;

/// Marks that went may leave a letter beside a combining accent: NFC once more. The heading stands
/// between line ends, so the three parts do not touch.
void compose(PlainMarkdown& plain) {
  const std::string_view text = plain.text;
  auto composed = normalise(text.substr(0, plain.heading.from));
  const auto from = composed.size();
  composed += normalise(plain.heading.of(text));
  const Span heading{from, composed.size()};
  composed += normalise(text.substr(plain.heading.to));
  plain = {.text = std::move(composed), .heading = heading};
}

Article to_article(std::string_view text) {
  auto front = read_front_matter(text);
  auto plain = markdown_to_text(text.substr(front.size));
  compose(plain);
  Article article{.origin = {},
                  .text = std::move(plain.text),
                  .claims = std::move(front.claims),
                  .replaced = 0};
  const bool titled = std::ranges::any_of(
      article.claims, [](const Claim& claim) { return claim.key == Key::title; });
  if (!titled && !is_blank(plain.heading.of(article.text)))
    article.claims.push_back({.key = Key::title,
                              .value = normalise_line(plain.heading.of(article.text)),
                              .source = Source::text,
                              .rule = "markdown heading",
                              .bytes = plain.heading,
                              .confidence = heading_confidence});
  return article;
}

class MarkdownReader final : public Reader {
 public:
  explicit MarkdownReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (done_) return {};
    done_ = true;
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return {};
    const auto utf8 = repair_utf8(*bytes);
    auto article = to_article(normalise(utf8.text));
    if (is_blank(article.text)) {
      faults(skipped(blob_.where, "blank", "no text"));
      return {};
    }
    article.origin = blob_.where;
    article.replaced = utf8.replaced;
    return article;
  }

 private:
  Blob blob_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_markdown_reader(Blob blob) {
  return std::make_unique<MarkdownReader>(std::move(blob));
}

}  // namespace ae::indexing
