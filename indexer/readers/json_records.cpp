// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/json_records.hpp"

#include "indexer/readers/normalise.hpp"
#include "indexer/readers/record_keys.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <ranges>
#include <utility>

namespace ae::indexing {
namespace {

namespace dom = simdjson::dom;

constexpr std::array<std::string_view, 3> collection_keys{"articles", "items", "@graph"};
/// Where an object stands for a value: {"name": "The Lantern"}, and two of MongoDB's exports.
constexpr std::array<std::string_view, 3> value_keys{"name", "$oid", "$date"};

std::optional<std::string> scalar(dom::element value) {
  switch (value.type()) {
    case dom::element_type::STRING:
      return normalise_line(value.get_string().value_unsafe());
    case dom::element_type::INT64:
      return fmt::to_string(value.get_int64().value_unsafe());
    case dom::element_type::UINT64:
      return fmt::to_string(value.get_uint64().value_unsafe());
    case dom::element_type::DOUBLE:
      return fmt::to_string(value.get_double().value_unsafe());
    default:
      return {};
  }
}

void add_claim(std::vector<Claim>& claims, const RecordKey& key, dom::element value) {
  auto text = scalar(value);
  if (dom::object object; !text && value.get(object) == simdjson::SUCCESS)
    for (const auto name : value_keys)
      if (dom::element inner; !text && object.at_key(name).get(inner) == simdjson::SUCCESS)
        text = scalar(inner);
  if (text && !text->empty())
    claims.push_back({.key = key.key,
                      .value = std::move(*text),
                      .source = Source::record,
                      .rule = fmt::format("json key {}", key.name),
                      .bytes = {},
                      .confidence = 1});
}

std::vector<Claim> claims_of(dom::object record) {
  std::vector<Claim> claims;
  for (const auto& key : record_keys) {
    dom::element value;
    if (record.at_key(key.name).get(value) != simdjson::SUCCESS) continue;
    if (dom::array several; value.get(several) == simdjson::SUCCESS)
      for (const auto one : several) add_claim(claims, key, one);
    else
      add_claim(claims, key, value);
  }
  return claims;
}

/// A string, or strings that are the paragraphs.
std::optional<std::string> text_of(dom::element value) {
  if (std::string_view text; value.get(text) == simdjson::SUCCESS) return normalise(text);
  dom::array paragraphs;
  if (value.get(paragraphs) != simdjson::SUCCESS || paragraphs.begin() == paragraphs.end())
    return {};
  std::string joined;
  for (const auto paragraph : paragraphs) {
    std::string_view text;
    if (paragraph.get(text) != simdjson::SUCCESS) return {};
    joined.append(joined.empty() ? "" : "\n\n").append(text);
  }
  return normalise(joined);
}

bool has_text_key(dom::element value) {
  dom::object record;
  if (value.get(record) != simdjson::SUCCESS) return false;
  return std::ranges::any_of(text_keys, [&](std::string_view name) {
    dom::element found;
    if (record.at_key(name).get(found) != simdjson::SUCCESS) return false;
    if (found.is_string()) return true;
    dom::array paragraphs;
    return found.get(paragraphs) == simdjson::SUCCESS && paragraphs.begin() != paragraphs.end() &&
           (*paragraphs.begin()).is_string();
  });
}

JsonRecord to_record(dom::element value) {
  JsonRecord no_key{.article = {},
                    .rule = "no-text-key",
                    .reason = "JSON without a text key (text, body, content or articleBody)"};
  dom::object record;
  if (value.get(record) != simdjson::SUCCESS) return no_key;
  bool found_one = false;
  for (const auto name : text_keys) {
    dom::element found;
    if (record.at_key(name).get(found) != simdjson::SUCCESS) continue;
    auto text = text_of(found);
    found_one = found_one || text;
    if (!text || is_blank(*text)) continue;
    Article article;
    article.text = std::move(*text);
    article.claims = claims_of(record);
    return {.article = std::move(article), .rule = {}, .reason = {}};
  }
  if (!found_one) return no_key;
  return {.article = {}, .rule = "blank", .reason = "the text is blank"};
}

/// Halves of surrogate pairs in \p json become \ufffd, so that strings decode to UTF-8.
class SurrogateRepair {
 public:
  explicit SurrogateRepair(std::string& json) : json_(json) {}

  void run() {
    for (auto at = json_.find('\\'); at != std::string::npos; at = json_.find('\\', at)) {
      const auto unit = escaped_unit(at);
      if (!unit) {
        at += 2;
      } else if (is_high(*unit) && is_low(escaped_unit(at + escape_size))) {
        at += 2 * escape_size;
      } else {
        if (is_high(*unit) || is_low(unit)) json_.replace(at, escape_size, "\\ufffd");
        at += escape_size;
      }
    }
  }

 private:
  static constexpr std::size_t escape_size = 6;  ///< "\u1234"

  static bool is_high(std::uint32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
  static bool is_low(std::optional<std::uint32_t> unit) {
    return unit && *unit >= 0xdc00 && *unit < 0xe000;
  }

  /// The number in "\u1234" at \p at, if that stands there.
  [[nodiscard]] std::optional<std::uint32_t> escaped_unit(std::size_t at) const {
    if (at + escape_size > json_.size() || json_[at] != '\\' || json_[at + 1] != 'u') return {};
    std::uint32_t unit = 0;
    const char* end = json_.data() + at + escape_size;
    const auto parsed = std::from_chars(json_.data() + at + 2, end, unit, 16);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return {};
    return unit;
  }

  std::string& json_;
};

std::uint64_t count_replaced(std::string_view text) {
  constexpr std::string_view mark = "\xef\xbf\xbd";
  std::uint64_t count = 0;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 3))
    ++count;
  return count;
}

std::string clause(simdjson::error_code error) {
  switch (error) {
    case simdjson::DEPTH_ERROR:
      return "JSON nested too deeply";
    case simdjson::CAPACITY:
      return "JSON larger than can be parsed";
    case simdjson::UNCLOSED_STRING:
      return "no JSON: a string is not closed";
    case simdjson::UNESCAPED_CHARS:
      return "no JSON: a control character within a string";
    case simdjson::STRING_ERROR:
      return "no JSON: a string is malformed";
    case simdjson::NUMBER_ERROR:
      return "no JSON: a number is malformed or too large";
    default:
      return "no JSON: malformed or cut off";
  }
}

}  // namespace

struct JsonRecords::State {
  dom::parser parser;
  dom::element root;
  dom::array collection;
  dom::array::iterator at;
  bool is_collection = false;
  bool pending = false;   ///< the root itself is still to be given
  bool repaired = false;  ///< something became U+FFFD before parsing
};

JsonRecords::JsonRecords() : state_(std::make_unique<State>()) {}

JsonRecords::~JsonRecords() = default;

std::string JsonRecords::parse(std::string_view json, Shape shape) {
  State& state = *state_;
  state.is_collection = state.pending = state.repaired = false;
  auto error = state.parser.parse(json.data(), json.size()).get(state.root);
  if (error == simdjson::UTF8_ERROR || error == simdjson::STRING_ERROR) {
    auto utf8 = repair_utf8(json).text;
    SurrogateRepair(utf8).run();
    state.repaired = true;
    error = state.parser.parse(utf8).get(state.root);
  }
  if (error == simdjson::MEMALLOC) throw std::bad_alloc();
  if (error != simdjson::SUCCESS) return clause(error);

  if (shape == Shape::document && !has_text_key(state.root)) {
    state.is_collection = state.root.get(state.collection) == simdjson::SUCCESS;
    for (const auto name : collection_keys)
      if (dom::object object; !state.is_collection && state.root.get(object) == simdjson::SUCCESS)
        state.is_collection = object.at_key(name).get(state.collection) == simdjson::SUCCESS;
  }
  if (state.is_collection)
    state.at = state.collection.begin();
  else
    state.pending = true;
  return {};
}

bool JsonRecords::is_collection() const { return state_->is_collection; }

bool JsonRecords::has_text() const {
  if (!state_->is_collection) return has_text_key(state_->root);
  for (const auto value : state_->collection)
    if (has_text_key(value)) return true;
  return false;
}

std::optional<std::vector<Claim>> JsonRecords::claims() const {
  dom::object record;
  if (state_->root.get(record) != simdjson::SUCCESS) return {};
  return claims_of(record);
}

std::optional<JsonRecord> JsonRecords::next() {
  State& state = *state_;
  std::optional<JsonRecord> record;
  if (std::exchange(state.pending, false)) {
    record = to_record(state.root);
  } else if (state.is_collection && state.at != state.collection.end()) {
    record = to_record(*state.at);
    ++state.at;
  }
  if (record && record->article && state.repaired)
    record->article->replaced = count_replaced(record->article->text);
  return record;
}

}  // namespace ae::indexing
