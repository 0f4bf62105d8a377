// SPDX-License-Identifier: GPL-2.0-or-later
/// See word_lists.hpp.
#include "indexer/entities/training/word_lists.hpp"

#include "ae/error.hpp"

#include <fmt/core.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <filesystem>

namespace ae::training {
namespace {

using namespace indexing;  // NOLINT(google-build-using-namespace)

constexpr std::uint32_t enough_counts = 4;       // before a word's casing tells anything
constexpr long city_people = 100'000;            // whose city is known by name alone
constexpr long city_people_in_english = 40'000;  // where English news has more to tell of
constexpr long town_people = 1'000;

constexpr Casing casing_of(std::uint32_t lower, std::uint32_t capital) {
  const double share = lower / static_cast<double>(lower + capital);
  constexpr std::array<double, 6> limits{0.02, 0.1, 0.35, 2.0 / 3, 0.9, 0.98};
  Casing bucket = 1;
  for (const double limit : limits) bucket = static_cast<Casing>(bucket + (share >= limit ? 1 : 0));
  return bucket;
}

/// The columns of a table with a line of names on top.
class Table {
 public:
  explicit Table(std::string bytes) : bytes_(std::move(bytes)), rest_(bytes_) {
    header_ = take_row();
  }

  [[nodiscard]] bool next() {
    if (rest_.empty()) return false;
    row_ = take_row();
    return true;
  }

  [[nodiscard]] std::string_view operator[](std::string_view column) const {
    const auto at = std::find(header_.begin(), header_.end(), column);
    const auto index = static_cast<std::size_t>(at - header_.begin());
    return index < row_.size() ? row_[index] : std::string_view{};
  }

 private:
  std::vector<std::string_view> take_row() {
    const auto end = std::min(rest_.find('\n'), rest_.size());
    auto line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    std::vector<std::string_view> row;
    for (;;) {
      const auto tab = std::min(line.find('\t'), line.size());
      row.push_back(line.substr(0, tab));
      if (tab == line.size()) return row;
      line.remove_prefix(tab + 1);
    }
  }

  std::string bytes_;
  std::string_view rest_;
  std::vector<std::string_view> header_;
  std::vector<std::string_view> row_;
};

long number(std::string_view text) { return std::strtol(std::string(text).c_str(), nullptr, 10); }

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string without_accents(std::string_view name) {
  utf8proc_uint8_t* plain = nullptr;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                                 static_cast<utf8proc_ssize_t>(name.size()), &plain, options);
  std::string result =
      size < 0 ? std::string(name)
               : std::string(reinterpret_cast<const char*>(plain), static_cast<std::size_t>(size));
  std::free(plain);  // utf8proc's own allocation
  return result;
}

Kinds settlement(const Table& row) {
  static constexpr std::array<std::string_view, 7> english{"US", "GB", "CA", "AU",
                                                           "NZ", "IE", "ZA"};
  const auto people = number(row["population"]);
  const auto limit = is_one_of(row["country"], english) ? city_people_in_english : city_people;
  if (people >= limit) return kind::city;
  return people >= town_people ? kind::town : Kinds{};
}

Kinds region(const Table& row) {
  static constexpr std::array<std::string_view, 16> known{"AU", "BR", "CA", "CN", "DE", "ES",
                                                          "FR", "GB", "ID", "IN", "IT", "JP",
                                                          "MX", "NG", "PK", "RU"};
  return is_one_of(row["code"].substr(0, 2), known) ? kind::city : kind::town;
}

Kinds faker_kind(const Table& row) {
  return row["kind"] == "last_name" ? kind::surname : kind::first_name;
}

/// Where a gazetteer's names stand and what they are.
struct Gazetteer {
  std::string_view file;
  std::string_view column;
  Kinds (*kinds)(const Table&);
  bool places = false;  ///< everyday words among them are left out; names go in without accents too
};

constexpr std::array gazetteers{
    Gazetteer{"geonames_cities1000.tsv", "name", settlement, true},
    Gazetteer{"geonames_admin1.tsv", "name", region, true},
    Gazetteer{"first_names_male_stdlib.tsv", "name", [](const Table&) { return kind::male_name; }},
    Gazetteer{"first_names_female_stdlib.tsv", "name",
              [](const Table&) { return kind::female_name; }},
    Gazetteer{"faker_names.tsv", "name", faker_kind},
    Gazetteer{"us_legislators_executive.tsv", "first",
              [](const Table&) { return kind::first_name; }},
    Gazetteer{"us_legislators_executive.tsv", "last", [](const Table&) { return kind::surname; }},
    Gazetteer{"us_congress_committees.tsv", "name", [](const Table&) { return kind::outlet; }},
    Gazetteer{"us_local_outlets.tsv", "name", [](const Table&) { return kind::outlet; }, true},
    Gazetteer{"outlets_allsides.tsv", "name", [](const Table&) { return kind::outlet; }, true},
    Gazetteer{"companies_cspell.tsv", "name", [](const Table&) { return kind::company; }, true},
};

constexpr std::string_view vocabulary = "american-english-large";

std::string find_file(const std::string& folder, std::string_view name) {
  for (const auto* suffix : {".zst", ""}) {
    auto path = fmt::format("{}/{}{}", folder, name, suffix);
    if (std::filesystem::exists(path)) return path;
  }
  return {};
}

}  // namespace

void WordLists::count_casing(std::span<const Corpus> corpora) {
  std::unordered_map<std::uint64_t, Count> counts;
  for (const auto& corpus : corpora) {
    for (const auto& document : corpus.documents) {
      for (const auto& token : split_tokens(document.text, {})) {
        if (token.starts_sentence) continue;
        if (token.shape == Shape::lower) ++counts[token.key].lower;
        if (token.shape == Shape::capital) ++counts[token.key].capital;
      }
    }
  }
  for (const auto& [key, count] : counts) {
    if (count.lower + count.capital < enough_counts) continue;
    auto& word = words_[key];
    word.casing = casing_of(count.lower, count.capital);
    if (word.casing >= everyday_casing) word.kinds |= kind::common;
  }
}

void WordLists::add_vocabulary(std::string_view bytes) {
  constexpr Casing always_lower = 6;
  constexpr Casing both = 3;
  constexpr Casing never_lower = 1;
  std::unordered_map<std::uint64_t, Casing> found;
  while (!bytes.empty()) {
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto word = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    const auto tokens = split_tokens(word, {});
    if (tokens.size() != 1 || tokens[0].shape == Shape::mark) continue;
    const auto casing = tokens[0].shape == Shape::lower ? always_lower : never_lower;
    const auto [at, added] = found.emplace(tokens[0].key, casing);
    if (!added && at->second != casing) at->second = both;
  }
  for (const auto& [key, casing] : found) {
    auto& word = words_[key];
    if (word.casing == 0) word.casing = casing;
  }
}

bool WordLists::is_everyday(std::string_view form) const {
  const auto tokens = split_tokens(form, {});
  if (tokens.size() != 1) return tokens.empty();
  const auto known = words_.find(tokens.front().key);
  return known != words_.end() && known->second.kinds.any(kind::common);
}

void WordLists::add(std::string_view form, Kinds kinds) {
  const auto tokens = split_tokens(form, {});
  if (tokens.empty() || kinds.empty()) return;
  auto key = tokens.front().key;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    words_[key].kinds |= kind::prefix;
    key = join_keys(key, tokens[i].key);
  }
  words_[key].kinds |= kinds;
}

void WordLists::add_gazetteers(const std::string& folder) {
  bool any = false;
  for (const auto& gazetteer : gazetteers) {
    const auto path = find_file(folder, gazetteer.file);
    if (path.empty()) continue;
    any = true;
    Table table(read_file(path));
    while (table.next()) {
      const auto name = table[gazetteer.column];
      if (gazetteer.places && is_everyday(name)) continue;
      const auto kinds = gazetteer.kinds(table);
      add(name, kinds);
      if (gazetteer.places) add(without_accents(name), kinds);
    }
  }
  // Debian's wamerican-large puts it elsewhere.
  for (const auto& where : {folder, std::string("/usr/share/dict")}) {
    const auto path = find_file(where, vocabulary);
    if (path.empty()) continue;
    add_vocabulary(read_file(path));
    break;
  }
  if (!any) {
    throw Error(ErrorCode::bad_usage, fmt::format("{}: holds no gazetteer", folder),
                "docs/entities.md lists the files");
  }
}

std::vector<WordTable::Slot> WordLists::pack() const {
  std::vector<WordTable::Slot> slots(std::bit_ceil(4 * words_.size() / 3 + 2));
  std::vector<std::uint64_t> keys;
  for (const auto& [key, facts] : words_) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  for (const auto key : keys) {
    const auto& facts = words_.at(key);
    const WordTable::Slot slot{WordTable::check_of(key) | facts.casing, facts.kinds.bits};
    if (slot.check == 0 && slot.kinds == 0) continue;
    auto at = static_cast<std::size_t>(key) & (slots.size() - 1);
    while (slots[at].check != 0 || slots[at].kinds != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = slot;
  }
  return slots;
}

}  // namespace ae::training
