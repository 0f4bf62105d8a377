// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/exported.hpp"

#include "common/schema/terms.hpp"
#include "common/store/codec.hpp"
#include "common/store/packed.hpp"
#include "common/store/record.hpp"
#include "common/store/texts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

namespace ae::store::exported {
namespace {

/// Years 1 to 9999 and more than enough around them.
constexpr std::int32_t farthest_day = 10'000'000;

constexpr std::uint32_t above_zero(std::int64_t day) {
  return static_cast<std::uint32_t>(day + std::numeric_limits<std::int32_t>::max());
}

/// Of one article; there are fewer fields.
constexpr std::size_t most_facets = 64;

/// A count of things that take so many bytes each, \p least: what is claimed beyond them is a lie.
std::size_t count_in(Cursor& in, std::size_t least = 1) {
  const std::uint64_t count = in.varint();
  return count <= in.left() / least ? count : (static_cast<void>(in.bytes(in.left() + 1)), 0);
}

void append_name(std::string& out, const TypedName& name) {
  append_varint(out, name.type);
  append_counted(out, name.name);
}

TypedName read_name(Cursor& in) {
  TypedName name{.type = in.varint_as<std::uint8_t>(), .name = {}};
  name.name = in.counted();
  return name;
}

void append_facets(std::string& out, const Article& article) {
  append_varint(out, article.facets.size());
  for (const auto& [name, values] : article.facets) {
    append_counted(out, name);
    append_counted(out, pack_list(values));
  }
}

bool read_facets(Cursor& in, Article& article) {
  const std::size_t count = count_in(in);
  if (count > most_facets) return false;
  for (std::size_t left = count; left > 0; --left) {
    const std::string_view name = in.counted();
    auto values = unpack_list(in.counted());
    if (!values || name.empty()) return false;
    const auto is_name = [&](const auto& facet) { return facet.first == name; };
    if (std::ranges::any_of(article.facets, is_name)) return false;
    article.facets.emplace_back(name, *std::move(values));
  }
  return in.ok();
}

void append_words(std::string& out, const Article& article) {
  append_varint(out, article.words.size());
  for (const auto& forms : article.words)
    for (const std::string& form : forms) append_counted(out, form);
  for (const auto& zone : article.sequence) {
    append_varint(out, zone.size());
    for (const std::uint32_t number : zone) append_varint(out, number);
  }
}

bool read_words(Cursor& in, Article& article) {
  article.words.resize(count_in(in, std::tuple_size_v<decltype(article.words)::value_type>));
  for (auto& forms : article.words)
    for (std::string& form : forms) form = in.counted();
  for (auto& zone : article.sequence) {
    zone.resize(count_in(in));
    for (std::uint32_t& number : zone) {
      number = in.varint_as<std::uint32_t>();
      if (number > article.words.size()) return false;
    }
  }
  return in.ok();
}

void append_names(std::string& out, const Article& article) {
  append_varint(out, article.meanings.size());
  for (const auto& [name, meaning] : article.meanings) {
    append_name(out, name);
    append_name(out, meaning.is);
    append_counted(out, meaning.why);
  }
  append_varint(out, article.known.size());
  for (const auto& [name, hash] : article.known) {
    append_name(out, name);
    append_fixed(out, hash);
  }
}

bool read_names(Cursor& in, Article& article) {
  const auto is_type = [](const TypedName& name) { return name.type < name_facets.size(); };
  for (std::size_t left = count_in(in); left > 0 && in.ok(); --left) {
    TypedName name = read_name(in);
    Meaning meaning{.is = read_name(in), .why = {}};
    meaning.why = in.counted();
    if (!is_type(name) || !is_type(meaning.is) || meaning.why.find('\n') != meaning.why.npos)
      return false;
    article.meanings.emplace_back(std::move(name), std::move(meaning));
  }
  for (std::size_t left = count_in(in); left > 0 && in.ok(); --left) {
    TypedName name = read_name(in);
    if (!is_type(name)) return false;
    article.known.emplace_back(std::move(name), in.fixed<std::uint64_t>());
  }
  return in.ok();
}

void append_terms(std::string& out, const Article& article) {
  append_varint(out, article.terms.size());
  for (const auto& [term, count] : article.terms) {
    append_counted(out, term);
    append_varint(out, count);
  }
}

/// Terms are those that Xapian takes. No article has more words than its record has bytes, and a
/// word of the title counts twice.
bool read_terms(Cursor& in, Article& article) {
  constexpr std::uint32_t most_often = 2 * max_record_size;
  for (std::size_t left = count_in(in); left > 0; --left) {
    const std::string_view term = in.counted();
    const auto count = in.varint_as<std::uint32_t>();
    if (term.empty() || term.size() > schema::max_term_bytes || count > most_often ||
        term.find('\0') != term.npos)
      return false;
    article.terms.emplace_back(term, count);
  }
  return in.ok();
}

bool read_prints(Cursor& in, Prints& prints) {
  prints.shingles = in.varint_as<std::uint32_t>();
  prints.numbers.resize(count_in(in, sizeof(std::uint32_t)));
  for (std::uint32_t& number : prints.numbers) number = in.fixed<std::uint32_t>();
  return in.ok() && std::ranges::is_sorted(prints.numbers);
}

/// Ranges in the text lie within it.
bool makes_sense(const Article& article) {
  StoredArticle stored;
  if (!store::decode(article.record, stored)) return false;
  const std::size_t size = stored.body.text.size();
  const auto lies_within = [&](const StoredMention& mention) {
    return mention.bytes.to <= size;  // decode() saw to the rest
  };
  const auto& breaks = stored.body.breaks;
  return std::ranges::all_of(stored.body.mentions, lies_within) && std::ranges::is_sorted(breaks) &&
         (breaks.empty() || breaks.back() <= size);
}

}  // namespace

std::string known_term(std::size_t type, std::uint64_t hash) {
  return fmt::format("{}{}{}", prefix::known, type, schema::hex(hash));
}

std::string name_term(std::size_t type, std::string_view folded) {
  return schema::term(fmt::format("{}{}", prefix::name, type), folded);
}

std::string none_term(std::size_t type) { return fmt::format("{}{}", prefix::none, type); }

std::string day_key(std::int32_t day, std::uint64_t id, bool newest_first) {
  std::string key;
  const std::int64_t place = newest_first ? -std::int64_t{day} : day;
  append_ascending(key, day == unknown_day ? ~0U : above_zero(place));
  append_ascending(key, id);
  return key;
}

std::string day_value(std::int32_t day) {
  std::string value;
  append_ascending(value, above_zero(day));
  return value;
}

std::optional<std::int32_t> day_of(std::string_view value) {
  if (value.size() != 4) return {};
  std::int64_t day = 0;
  for (const char c : value) day = day << 8 | static_cast<unsigned char>(c);
  day -= std::numeric_limits<std::int32_t>::max();
  if (day < -farthest_day || day > farthest_day) return {};
  return static_cast<std::int32_t>(day);
}

std::string pack_list(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) append_counted(out, value);
  return out;
}

std::optional<std::vector<std::string>> unpack_list(std::string_view bytes) {
  Cursor in(bytes);
  std::vector<std::string> values;
  while (in.ok() && !in.at_end()) values.emplace_back(in.counted());
  if (!in.ok()) return {};
  return values;
}

std::string stem_key(std::string_view stem) { return schema::term("stem ", stem); }

std::string word_key(std::string_view word) { return schema::term("word ", word); }

std::string encode(const About& about) {
  std::string out;
  append_varint(out, version);
  append_counted(out, about.archive);
  append_varint(out, about.revision);
  append_varint(out, about.articles);
  append_counted(out, pack_list(about.languages));
  return out;
}

bool decode(std::string_view bytes, About& about) {
  Cursor in(bytes);
  if (in.varint() != version) return false;
  about.archive = in.counted();
  about.revision = in.varint();
  about.articles = in.varint();
  auto languages = unpack_list(in.counted());
  if (!in.ok() || !in.at_end() || !languages) return false;
  about.languages = *std::move(languages);
  return true;
}

std::string encode(const Article& article) {
  std::string out;
  append_fixed(out, article.id);
  append_fixed(out, article.text_hash);
  append_fixed(out, article.day);
  append_varint(out, article.earlier ? 1 : 0);
  append_varint(out, article.near_group ? 1 : 0);
  append_fixed(out, article.near_group.value_or(0));
  append_counted(out, article.record);
  append_varint(out, article.prints.shingles);
  append_varint(out, article.prints.numbers.size());
  for (const std::uint32_t number : article.prints.numbers) append_fixed(out, number);
  append_facets(out, article);
  append_words(out, article);
  append_names(out, article);
  append_terms(out, article);
  return pack(out);
}

bool decode(std::string_view bytes, Article& article) {
  const auto plain = unpack(bytes, 2 * max_record_size);
  if (!plain) return false;
  Cursor in(*plain);
  article = {};
  article.id = in.fixed<std::uint64_t>();
  article.text_hash = in.fixed<std::uint64_t>();
  article.day = in.fixed<std::int32_t>();
  article.earlier = in.varint() != 0;
  const bool grouped = in.varint() != 0;
  const auto group = in.fixed<std::uint64_t>();
  if (grouped) article.near_group = group;
  article.record = in.counted();
  const bool day =
      article.day == unknown_day || (article.day >= -farthest_day && article.day <= farthest_day);
  return day && read_prints(in, article.prints) && read_facets(in, article) &&
         read_words(in, article) && read_names(in, article) && read_terms(in, article) &&
         in.at_end() && makes_sense(article);
}

}  // namespace ae::store::exported
