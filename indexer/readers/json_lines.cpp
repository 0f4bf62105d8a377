// SPDX-License-Identifier: GPL-2.0-or-later
/// JSON Lines: one article a line, read in constant memory however long the file.
#include "ae/error.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/json_records.hpp"
#include "indexer/readers/lines.hpp"

#include <fmt/format.h>

namespace ae::indexing {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

class JsonLinesReader final : public Reader {
 public:
  JsonLinesReader(Blob blob, std::size_t most)
      : where_(std::move(blob.where)), most_(most), lines_(std::move(blob.bytes), most) {}

  std::optional<Article> next(const FaultSink& faults) override {
    while (!ended_) {
      std::string_view line;
      const auto outcome = next_line(line, faults);
      where_.line = lines_.number();
      if (outcome == LineReader::Outcome::end) {
        ended_ = true;
      } else if (outcome == LineReader::Outcome::too_long) {
        faults(failed(where_, "too-large", fmt::format("a line longer than {} bytes", most_)));
      } else if (auto article = to_article(line, faults)) {
        return article;
      }
    }
    return {};
  }

 private:
  /// An input that breaks off ends the run of lines; those that came whole are kept.
  LineReader::Outcome next_line(std::string_view& line, const FaultSink& faults) {
    try {
      return lines_.next(line);
    } catch (const Error& error) {
      where_.line = lines_.number();
      faults(failed(where_, "broken-input", error.what()));
      return LineReader::Outcome::end;
    }
  }

  std::optional<Article> to_article(std::string_view line, const FaultSink& faults) {
    if (lines_.number() == 1 && line.starts_with(byte_order_mark))
      line.remove_prefix(byte_order_mark.size());
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) return {};
    if (const auto why = records_.parse(line, JsonRecords::Shape::record); !why.empty()) {
      faults(failed(where_, "bad-json", why));
      return {};
    }
    auto record = records_.next();
    if (record && record->article)
      record->article->origin = where_;
    else if (record)
      faults(skipped(where_, record->rule, std::string(record->reason)));
    return record ? std::move(record->article) : std::nullopt;
  }

  Location where_;
  std::size_t most_;
  LineReader lines_;
  JsonRecords records_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_json_lines_reader(Blob blob, std::size_t most) {
  return std::make_unique<JsonLinesReader>(std::move(blob), most);
}

}  // namespace ae::indexing
