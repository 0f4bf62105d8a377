// SPDX-License-Identifier: GPL-2.0-or-later
/// JSON values as articles: the only code that knows the JSON library.
#pragma once

#include "indexer/readers/article.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// One record: an article without its origin, or why it is none.
struct JsonRecord {
  std::optional<Article> article;
  std::string_view rule;    ///< of the fault, where there is no article
  std::string_view reason;  ///< likewise
};

/// A parser and the value it parsed last; kept from line to line for its memory.
class JsonRecords {
 public:
  enum class Shape {
    record,    ///< the value is one record
    document,  ///< ... or an array of records, or an object with one under `articles` or `items`
  };

  JsonRecords();
  ~JsonRecords();
  JsonRecords(const JsonRecords&) = delete;
  JsonRecords& operator=(const JsonRecords&) = delete;

  /// Takes \p json instead of what was there. Bytes that are no UTF-8 and halves of surrogate
  /// pairs are no reason to refuse it: they become U+FFFD.
  /// \returns why it is no JSON, as a clause; empty if it is
  [[nodiscard]] std::string parse(std::string_view json, Shape shape);

  /// Whether the value is a run of records rather than one.
  [[nodiscard]] bool is_collection() const;
  /// Whether any record has a text key.
  [[nodiscard]] bool has_text() const;
  /// What the value claims, whether it has a text or none; nothing where it is no object.
  [[nodiscard]] std::optional<std::vector<Claim>> claims() const;
  /// The next record; nothing after the last.
  [[nodiscard]] std::optional<JsonRecord> next();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae::indexing
