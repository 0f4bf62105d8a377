// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/audit.hpp"

#include "common/cli/json_writer.hpp"
#include "common/cli/layout.hpp"
#include "common/dates/find.hpp"
#include "common/schema/terms.hpp"
#include "common/store/columns.hpp"
#include "indexer/pipeline/known.hpp"
#include "indexer/readers/article.hpp"
#include "indexer/segments/stored_articles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

/// Thousandths: a rule less sure than this needs another to agree with it.
constexpr std::uint32_t sure = 750;
/// A claim less sure than this contradicts nobody.
constexpr std::uint32_t of_weight = 600;

using Evidence = store::StoredEvidence;

std::string grounds(const Evidence& item) {
  return fmt::format("\"{}\" ({}, {})", cli::one_line(item.value), item.source,
                     cli::one_line(item.rule));
}

/// Whether both speak of about the same day: zones differ.
bool same_day(const std::string& value, Day day) {
  const auto other = dates::first_day(value);
  if (!other || !other->possible) return true;  // says nothing
  const auto away = std::chrono::sys_days(other->day) - std::chrono::sys_days(day);
  return away <= std::chrono::days(1) && away >= std::chrono::days(-1);
}

/// Everything that is said of one field.
class Field {
 public:
  Field(const store::StoredArticle& article, std::string_view name) : name_(name) {
    for (const Evidence& item : article.body.evidence)
      if (item.field == name) (item.accepted() ? accepted_ : rejected_).push_back(&item);
  }

  template <class Agrees>
  [[nodiscard]] std::optional<Doubt> doubt(const std::string& value, Agrees agrees) const {
    if (accepted_.empty()) return Doubt{name_, "unknown" + candidates()};
    const auto source = source_of(accepted_.front()->source);
    if (source && is_told(*source)) return {};
    for (const Evidence* other : rejected_)
      if (other->confidence >= of_weight && contradicts(*other) && !agrees(*other))
        return Doubt{name_, fmt::format("{} by {}, but {}", value, grounds(*accepted_.front()),
                                        grounds(*other))};
    if (accepted_.size() == 1 && accepted_.front()->confidence < sure)
      return Doubt{name_,
                   fmt::format("{} only by {}, {} % sure", value, grounds(*accepted_.front()),
                               accepted_.front()->confidence / 10)};
    return {};
  }

 private:
  /// A later version contradicts nothing, and what could not be understood says nothing.
  static bool contradicts(const Evidence& item) {
    return item.reason == "a stronger claim stands" || item.reason == "day or month first?";
  }

  [[nodiscard]] std::string candidates() const {
    std::string out;
    for (const Evidence* item : rejected_)
      out += fmt::format("; {} was refused: {}", grounds(*item), item->reason);
    return out;
  }

  std::string name_;
  std::vector<const Evidence*> accepted_, rejected_;
};

std::string csv_value(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

std::string to_csv(const store::StoredArticle& article, const std::vector<Doubt>& doubts) {
  std::string note;
  for (const Doubt& doubt : doubts)
    note += fmt::format("{}{}: {}", note.empty() ? "" : "; ", doubt.field, doubt.what);
  return fmt::format("{},,,{}\n", csv_value(article.record.path), csv_value(note));
}

std::string to_json(const store::StoredArticle& article, std::uint64_t id,
                    const std::vector<Doubt>& doubts) {
  const auto known = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  cli::JsonWriter json;
  json.begin_object().member("id", schema::hex(id)).member("path", article.record.path);
  json.member("title", article.record.title);
  json.member("date", article.date ? std::optional(to_iso(*article.date)) : std::nullopt);
  json.member("outlet", known(article.outlet)).key("doubts").begin_array();
  for (const Doubt& doubt : doubts)
    json.begin_object().member("field", doubt.field).member("what", doubt.what).end_object();
  json.end_array().end_object();
  return json.take() + '\n';
}

struct Entry {
  std::string path, text;
};

std::vector<Entry> entries(const store::Snapshot& snapshot, AuditForm form) {
  std::vector<Entry> all;
  StoredArticles articles(snapshot);
  std::uint32_t number = 0;
  for (const auto& [segment, docids] : all_articles(snapshot)) {
    const store::Columns columns(snapshot.path_of(*segment, store::part::columns));
    for (const std::uint32_t docid : docids) {
      const store::StoredArticle article = articles.read(number, docid);
      const std::vector<Doubt> doubts = doubts_of(article);
      if (doubts.empty()) continue;
      all.push_back({article.record.path, form == AuditForm::csv
                                              ? to_csv(article, doubts)
                                              : to_json(article, columns.id(docid), doubts)});
    }
    ++number;
  }
  std::ranges::sort(all, {}, &Entry::path);
  return all;
}

}  // namespace

std::vector<Doubt> doubts_of(const store::StoredArticle& article) {
  std::vector<Doubt> doubts;
  const auto same_date = [&](const Evidence& item) {
    return article.date && same_day(item.value, *article.date);
  };
  const auto none = [](const Evidence&) { return false; };
  const std::string date = article.date ? to_iso(*article.date) : "";
  if (auto doubt = Field(article, "date").doubt(date, same_date))
    doubts.push_back(std::move(*doubt));
  if (auto doubt = Field(article, "outlet").doubt(article.outlet, none))
    doubts.push_back(std::move(*doubt));
  return doubts;
}

std::uint64_t audit(const std::filesystem::path& archive, AuditForm form,
                    const std::function<void(std::string_view)>& write) {
  const auto all = store::opened(
      archive, [&](const store::Snapshot& snapshot) { return entries(snapshot, form); });
  if (form == AuditForm::csv && !all.empty()) write("path,date,outlet,note\n");
  for (const Entry& entry : all) write(entry.text);
  return all.size();
}

}  // namespace ae::indexing
