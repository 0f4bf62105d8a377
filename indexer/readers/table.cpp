// SPDX-License-Identifier: GPL-2.0-or-later
/// CSV and TSV with a header: a row, an article. The names of columns are those of JSON's keys.
#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"
#include "indexer/readers/record_keys.hpp"
#include "indexer/readers/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::indexing {
namespace {

class TableReader final : public Reader {
 public:
  explicit TableReader(Blob blob)
      : where_(std::move(blob.where)), rows_(std::move(blob.bytes), most_bytes) {}

  std::optional<Article> next(const FaultSink& faults) override {
    while (!ended_) {
      if (!next_row(faults)) continue;
      if (columns_.empty()) {
        read_header(faults);
        continue;
      }
      if (auto article = to_article(faults)) return article;
    }
    return {};
  }

 private:
  /// \returns whether there is a row to look at
  bool next_row(const FaultSink& faults) {
    try {
      const auto outcome = rows_.next(values_);
      where_.line = rows_.line();
      ended_ = outcome == TableRows::Outcome::end;
      if (outcome == TableRows::Outcome::too_long)
        faults(failed(where_, "too-large", fmt::format("a row longer than {} bytes", most_bytes)));
      return outcome == TableRows::Outcome::row;
    } catch (const Error& error) {
      ended_ = true;
      where_.line = rows_.line();
      faults(failed(where_, "broken-input", error.what()));
      return false;
    }
  }

  void read_header(const FaultSink& faults) {
    for (const std::string& value : values_) columns_.emplace_back(ascii::trim(value));
    const bool any_text = std::any_of(text_keys.begin(), text_keys.end(),
                                      [&](std::string_view key) { return column(key) != npos; });
    if (any_text) return;
    ended_ = true;
    where_.line = 0;
    faults(skipped(where_, "no-text-key",
                   "a table without a text column (text, body, content or articleBody)"));
  }

  [[nodiscard]] std::size_t column(std::string_view key) const {
    const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const std::string& name) {
      return ascii::same(name, key);
    });
    return found == columns_.end() ? npos : static_cast<std::size_t>(found - columns_.begin());
  }

  [[nodiscard]] std::string_view value(std::string_view key) const {
    const auto at = column(key);
    return at < values_.size() ? std::string_view(values_[at]) : std::string_view();
  }

  std::optional<Article> to_article(const FaultSink& faults) {
    Article article;
    article.origin = where_;
    for (const std::string_view key : text_keys) {
      if (!article.text.empty()) break;
      const Utf8 text = repair_utf8(value(key));
      article.text = is_blank(text.text) ? std::string() : normalise(text.text);
      article.replaced = text.replaced;
    }
    if (article.text.empty()) {
      faults(skipped(where_, "blank", "the text is blank"));
      return {};
    }
    for (const RecordKey& key : record_keys) {
      auto line = normalise_line(repair_utf8(value(key.name)).text);
      if (line.empty()) continue;
      article.claims.push_back({.key = key.key,
                                .value = std::move(line),
                                .source = Source::record,
                                .rule = fmt::format("column {}", key.name),
                                .bytes = {},
                                .confidence = 1});
    }
    return article;
  }

  static constexpr auto npos = static_cast<std::size_t>(-1);

  Location where_;
  TableRows rows_;
  std::vector<std::string> columns_;
  std::vector<std::string> values_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_table_reader(Blob blob) {
  return std::make_unique<TableReader>(std::move(blob));
}

}  // namespace ae::indexing
