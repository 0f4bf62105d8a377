// SPDX-License-Identifier: GPL-2.0-or-later
/// Text exports of press databases: many articles in one file, with labelled lines.
#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/readers/export_rules.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/lines.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <utility>

namespace ae::indexing {
namespace {

void append(std::string& text, std::string_view line, std::string_view between) {
  if (!text.empty()) text += between;
  text += line;
}

/// "Reyes, Ana; Stone, Bob" -> "Ana Reyes", "Bob Stone"
std::vector<std::string> names_of(std::string_view value) {
  std::vector<std::string> names;
  while (!value.empty()) {
    const auto end = std::min(value.find(';'), value.size());
    auto name = ascii::trim(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    if (name.ends_with('.')) name.remove_suffix(1);
    const auto comma = name.find(',');
    if (comma == std::string_view::npos)
      names.emplace_back(name);
    else
      names.push_back(fmt::format("{} {}", ascii::trim(name.substr(comma + 1)),
                                  ascii::trim(name.substr(0, comma))));
  }
  return names;
}

/// Makes an article of its lines.
class ExportArticle {
 public:
  explicit ExportArticle(const ExportStyle& style) : style_(&style) {}

  void add(std::string_view line) {
    const std::string_view words = ascii::trim(line);
    if (const ExportField* field = style_->field_of(words)) {
      end_value();
      field_ = field;
      labelled_ = true;
      take(ascii::trim(words.substr(field->label.size())));
    } else if (!labelled_) {
      add_to_head(words);
    } else {
      take(words);
    }
  }

  [[nodiscard]] bool empty() const noexcept { return !labelled_; }

  Article take() {
    end_value();
    claim_head();
    Article article;
    article.claims = std::move(claims_);
    const auto utf8 = repair_utf8(text_);
    article.text = normalise(utf8.text);
    article.replaced = utf8.replaced;
    return article;
  }

 private:
  /// A blank line ends a value, but not the text; lines behind it that have no label are dropped.
  void take(std::string_view words) {
    if (field_ == nullptr) return;
    if (field_->use == ExportField::Use::text) {
      if (words.empty())
        blank_ = true;
      else
        append(text_, words, std::exchange(blank_, false) ? "\n\n" : "\n");
    } else if (words.empty() && !value_.empty()) {
      end_value();
    } else if (!words.empty()) {
      append(value_, words, " ");
    }
  }

  void end_value() {
    if (field_ != nullptr && field_->use == ExportField::Use::claim) {
      const auto end = field_->until.empty() ? value_.size() : value_.find_first_of(field_->until);
      const auto value = std::string_view(value_).substr(0, end);
      if (field_->surname_first)
        for (const std::string& name : names_of(value)) claim(field_->key, name, field_->label);
      else
        claim(field_->key, value, field_->label);
    }
    if (field_ != nullptr && field_->use == ExportField::Use::text) blank_ = true;
    value_.clear();
    field_ = nullptr;
  }

  void add_to_head(std::string_view words) {
    if (words.empty() || matches_any(style_->drops, words)) {
      new_paragraph_ = true;
      return;
    }
    if (std::exchange(new_paragraph_, false)) head_.emplace_back();
    append(head_.back(), words, " ");
  }

  /// Fields in front of "..." are the first paragraphs, those behind it the last ones.
  void claim_head() {
    std::size_t front = 0;
    while (front < style_->head.size() && style_->head[front].use == ExportHead::Use::claim &&
           front < head_.size()) {
      claim(style_->head[front].key, head_[front], "head");
      ++front;
    }
    std::size_t from_end = 0;
    while (from_end < style_->head.size() - front && from_end < head_.size() - front) {
      const ExportHead& part = style_->head[style_->head.size() - 1 - from_end];
      if (part.use == ExportHead::Use::any_number) break;
      claim(part.key, head_[head_.size() - 1 - from_end], "head");
      ++from_end;
    }
  }

  void claim(Key key, std::string_view value, std::string_view label) {
    auto line = normalise_line(repair_utf8(value).text);
    if (line.empty()) return;
    claims_.push_back({.key = key,
                       .value = std::move(line),
                       .source = Source::record,
                       .rule = fmt::format("{} {}", style_->name, label),
                       .bytes = {},
                       .confidence = 1});
  }

  const ExportStyle* style_;
  const ExportField* field_ = nullptr;
  std::vector<std::string> head_;
  std::string value_, text_;
  std::vector<Claim> claims_;
  bool labelled_ = false;
  bool new_paragraph_ = true;
  bool blank_ = false;
};

class ExportReader final : public Reader {
 public:
  ExportReader(Blob blob, ExportStyle style)
      : where_(std::move(blob.where)),
        style_(std::move(style)),
        lines_(std::move(blob.bytes), most_bytes) {}

  std::optional<Article> next(const FaultSink& faults) override {
    while (!ended_) {
      ExportArticle lines(style_);
      const bool whole = collect(lines, faults);
      if (!whole || lines.empty()) continue;  // a cover page, or what came of a break
      ++where_.line;
      Article article = lines.take();
      article.origin = where_;
      if (!is_blank(article.text)) return article;
      faults(skipped(where_, "blank", "an article of an export without a text"));
    }
    return {};
  }

 private:
  /// The lines up to the next place that parts articles. \returns false where they did not come
  /// whole
  bool collect(ExportArticle& article, const FaultSink& faults) {
    std::string_view line;
    std::size_t size = 0;
    try {
      while (true) {
        const auto outcome = lines_.next(line);
        if (outcome == LineReader::Outcome::end) break;
        if (outcome == LineReader::Outcome::too_long || (size += line.size()) > most_bytes)
          continue;
        if (matches_any(style_.begins, line) || matches_any(style_.between, line)) {
          if (!article.empty()) return true;
          article = ExportArticle(style_);
        } else if (matches_any(style_.ends, line)) {
          if (style_.field_of(line) != nullptr) article.add(line);
          return true;
        } else {
          article.add(line);
        }
      }
    } catch (const Error& error) {
      ended_ = true;
      Location where = where_;
      ++where.line;
      faults(failed(where, "broken-input", error.what()));
      return false;
    }
    ended_ = true;
    return true;
  }

  Location where_;
  ExportStyle style_;
  LineReader lines_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_export_reader(Blob blob, const ExportStyle& style) {
  return std::make_unique<ExportReader>(std::move(blob), style);
}

}  // namespace ae::indexing
