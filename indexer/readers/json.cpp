// SPDX-License-Identifier: GPL-2.0-or-later
/// A JSON file: one article, an array of articles, or an object with such an array.
#include "indexer/readers/input.hpp"
#include "indexer/readers/json_records.hpp"

#include <utility>

namespace ae::indexing {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

class JsonReader final : public Reader {
 public:
  explicit JsonReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (!std::exchange(loaded_, true)) usable_ = load(faults);
    if (!usable_) return {};
    while (auto record = records_.next()) {
      auto where = blob_.where;
      where.line = records_.is_collection() ? ++ordinal_ : 0;
      if (!record->article) {
        faults(skipped(where, record->rule, std::string(record->reason)));
        continue;
      }
      record->article->origin = std::move(where);
      return std::move(record->article);
    }
    return {};
  }

 private:
  bool load(const FaultSink& faults) {
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return false;
    std::string_view json = *bytes;
    if (json.starts_with(byte_order_mark)) json.remove_prefix(byte_order_mark.size());
    if (const auto why = records_.parse(json, JsonRecords::Shape::document); !why.empty()) {
      faults(failed(blob_.where, "bad-json", why));
      return false;
    }
    if (records_.has_text()) return true;
    // Other data than articles: one word on the file, not one on each of its records.
    faults(skipped(blob_.where, "no-text-key",
                   "JSON without a text key (text, body, content or articleBody)"));
    return false;
  }

  Blob blob_;
  JsonRecords records_;
  std::uint64_t ordinal_ = 0;  ///< of the record last looked at
  bool loaded_ = false;
  bool usable_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_json_reader(Blob blob) {
  return std::make_unique<JsonReader>(std::move(blob));
}

}  // namespace ae::indexing
