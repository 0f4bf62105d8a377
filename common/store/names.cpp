// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/names.hpp"

#include "common/schema/terms.hpp"
#include "common/store/bisect.hpp"
#include "common/store/codec.hpp"
#include "common/store/hash.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>
#include <span>

namespace ae::store {
namespace {

constexpr std::uint32_t format_version = 1;
constexpr std::string_view general = "general";
constexpr std::string_view single = "single";

// ---- keys and values of the two tables

std::string key_of(const TypedName& name) { return static_cast<char>('0' + name.type) + name.name; }

/// Docids in ascending order give keys in bytewise order.
std::string key_of(std::uint32_t docid, const TypedName& name) {
  std::string key;
  append_ascending(key, docid);
  return key + key_of(name);
}

std::string packed(const Meaning& meaning) {
  return fmt::format("{}{}\n{}", static_cast<char>('0' + meaning.is.type), meaning.why,
                     meaning.is.name);
}

std::optional<Meaning> unpacked(std::string_view bytes) {
  const auto end = bytes.find('\n');
  if (end == bytes.npos || bytes[0] < '0' || bytes[0] >= '0' + int{name_facets.size()}) return {};
  Meaning meaning;
  meaning.is.type = static_cast<std::uint8_t>(bytes[0] - '0');
  meaning.why = bytes.substr(1, end - 1);
  meaning.is.name = bytes.substr(end + 1);
  return meaning;
}

void write_table(SealedFileWriter& file, std::string_view name,
                 const std::map<std::string, std::string>& rows) {
  std::vector<std::string_view> keys, values;
  for (const auto& [key, value] : rows) {
    keys.push_back(key);
    values.push_back(value);
  }
  write_strings(file, fmt::format("{}.keys", name), keys);
  write_strings(file, fmt::format("{}.meanings", name), values);
}

// ---- resolving

using Writers = std::array<FacetWriter, name_facets.size()>;

std::array<Facet, name_facets.size()> name_columns(const Columns& columns) {
  std::array<Facet, name_facets.size()> facets;
  std::ranges::transform(name_facets, facets.begin(),
                         [&](std::string_view name) { return columns.facet(name); });
  return facets;
}

/// What each name of \p facet stands for in general, by ordinal.
std::vector<TypedName> in_general(const Facet& facet, std::uint8_t type, const Meanings& meanings) {
  std::vector<TypedName> out;
  for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal) {
    TypedName name{type, std::string(facet.value(ordinal))};
    const auto found = meanings.general.find(name);
    if (found == meanings.general.end())
      out.push_back(std::move(name));
    else
      out.push_back(found->second.is);
  }
  return out;
}

/// A name as the writer of its type knows it.
struct Numbered {
  std::uint8_t type = 0;
  std::uint32_t number = 0;
};

class Resolver {
 public:
  Resolver(const Columns& columns, const Meanings& meanings)
      : meanings_(meanings), facets_(name_columns(columns)) {
    for (std::uint8_t type = 0; type < facets_.size(); ++type) {
      general_[type] = in_general(facets_[type], type, meanings);
      known_[type].resize(facets_[type].distinct());
    }
  }

  void add(std::uint32_t docid) {
    const bool own = meanings_.has_single(docid);
    for (auto& numbers : names_) numbers.clear();
    for (std::uint8_t type = 0; type < facets_.size(); ++type)
      for (const std::uint32_t ordinal : facets_[type].of(docid))
        if (own)
          note(numbered(meanings_.of(docid, {type, std::string(facets_[type].value(ordinal))})));
        else
          note(in_general_numbered(type, ordinal));
    for (std::size_t type = 0; type < names_.size(); ++type)
      if (!names_[type].empty()) writers_[type].add(docid, names_[type], name_facets[type]);
  }

  Writers take() { return std::move(writers_); }

 private:
  std::optional<Numbered> numbered(const TypedName& name) {
    if (name.name.empty()) return {};
    return Numbered{name.type, writers_[name.type].number_of(name.name)};
  }

  /// Only what an article has gets a number, and each is looked up once.
  const std::optional<Numbered>& in_general_numbered(std::uint8_t type, std::uint32_t ordinal) {
    auto& known = known_[type][ordinal];
    if (!known) known = numbered(general_[type][ordinal]);
    return known;
  }

  void note(const std::optional<Numbered>& name) {
    if (name) names_[name->type].push_back(name->number);
  }

  const Meanings& meanings_;
  std::array<Facet, name_facets.size()> facets_;
  std::array<std::vector<TypedName>, name_facets.size()> general_;              // by ordinal
  std::array<std::vector<std::optional<Numbered>>, name_facets.size()> known_;  // beside general_
  std::array<std::vector<std::uint32_t>, name_facets.size()> names_;  // of one article; reused
  Writers writers_;
};

Writers resolved(const Columns& columns, const Meanings& meanings) {
  Resolver resolver(columns, meanings);
  for (std::uint32_t docid = 1; docid <= columns.documents(); ++docid) resolver.add(docid);
  return resolver.take();
}

/// Hash of a name that somebody may type -> the ordinal of the one it stands for.
using Known = std::vector<std::pair<std::uint64_t, std::uint32_t>>;

void add_known(const TypedName& from, const Meaning& meaning, std::size_t type,
               const std::vector<std::string_view>& names, Known& known) {
  if (meaning.is.type != type) return;
  const auto at = std::ranges::lower_bound(names, meaning.is.name);
  if (at == names.end() || *at != meaning.is.name) return;
  known.emplace_back(xxh3(schema::fold_value(from.name)),
                     static_cast<std::uint32_t>(at - names.begin()));
}

Known known_names(std::size_t type, const FacetWriter& facet, const Meanings& meanings) {
  const auto names = facet.values();
  Known known;
  for (std::uint32_t ordinal = 0; ordinal < names.size(); ++ordinal)
    known.emplace_back(xxh3(schema::fold_value(names[ordinal])), ordinal);
  for (const auto& [from, meaning] : meanings.general) add_known(from, meaning, type, names, known);
  for (const auto& [from, meaning] : meanings.single)
    add_known(from.second, meaning, type, names, known);
  for (const auto& [from, is] : meanings.also)
    add_known(from, {.is = is, .why = {}}, type, names, known);
  for (const auto& [is, hash] : meanings.also_hashed)
    if (const auto at = std::ranges::lower_bound(names, is.name);
        is.type == type && at != names.end() && *at == is.name)
      known.emplace_back(hash, static_cast<std::uint32_t>(at - names.begin()));
  std::ranges::sort(known);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  return known;
}

void write_known(SealedFileWriter& file, const std::string& name, const Known& known) {
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint32_t> ordinals;
  for (const auto& [hash, ordinal] : known) {
    hashes.push_back(hash);
    ordinals.push_back(ordinal);
  }
  file.begin_section(name + ".hashes");
  file.append(std::span<const std::uint64_t>(hashes));
  file.begin_section(name + ".known");
  file.append(std::span<const std::uint32_t>(ordinals));
}

std::map<std::string, std::string> general_rows(const Meanings& meanings) {
  std::map<std::string, std::string> rows;
  for (const auto& [name, meaning] : meanings.general)
    rows.emplace_hint(rows.end(), key_of(name), packed(meaning));
  return rows;
}

std::map<std::string, std::string> single_rows(const Meanings& meanings) {
  std::map<std::string, std::string> rows;
  for (const auto& [name, meaning] : meanings.single)
    rows.emplace_hint(rows.end(), key_of(name.first, name.second), packed(meaning));
  return rows;
}

}  // namespace

bool Meanings::has_single(std::uint32_t docid) const {
  const auto from = single.lower_bound({docid, {}});
  return from != single.end() && from->first.first == docid;
}

TypedName Meanings::of(std::uint32_t docid, const TypedName& name) const {
  if (const auto found = single.find({docid, name}); found != single.end()) return found->second.is;
  const auto found = general.find(name);
  return found == general.end() ? name : found->second.is;
}

std::uint64_t hash_of(const Meanings& meanings) {
  Xxh3Stream stream;
  for (const auto& rows : {general_rows(meanings), single_rows(meanings)})
    for (const auto& [key, value] : rows)
      stream.update(fmt::format("{} {} {}{}", key.size(), value.size(), key, value));
  for (const auto& [from, is] : meanings.also)
    stream.update(key_of(from) + '\n' + key_of(is) + '\n');
  for (const auto& [is, hash] : meanings.also_hashed)
    stream.update(fmt::format("{} {:x}\n", key_of(is), hash));
  return stream.digest();
}

FileSum write_names(const std::filesystem::path& path, const Columns& columns,
                    const Meanings& meanings) {
  const Writers writers = resolved(columns, meanings);
  SealedFileWriter file(path, "names", format_version);
  for (std::size_t type = 0; type < writers.size(); ++type) {
    const std::string name(name_facets[type]);
    writers[type].write(file, name, columns.documents());
    write_known(file, name, known_names(type, writers[type], meanings));
  }
  const std::uint64_t recipe = hash_of(meanings);
  file.begin_section("recipe");
  file.append(std::span(&recipe, 1));
  write_table(file, general, general_rows(meanings));
  write_table(file, single, single_rows(meanings));
  return file.finish();
}

struct Names::State {
  /// Names that stand for others, sorted, and beside them what they mean.
  struct Table {
    Table(const SealedFile& file, std::string_view name)
        : keys(file, fmt::format("{}.keys", name)),
          meanings(file, fmt::format("{}.meanings", name)) {
      if (keys.size() != meanings.size())
        file.throw_damaged(fmt::format("table {} makes no sense", name));
    }

    StringList keys, meanings;
  };
  struct Hashes {
    const Section* hashes = nullptr;
    const Section* ordinals = nullptr;  // beside hashes

    [[nodiscard]] std::uint32_t size() const {
      return static_cast<std::uint32_t>(hashes->length / sizeof(std::uint64_t));
    }
  };

  explicit State(const std::filesystem::path& path)
      : file(path, "names", format_version), in_general(file, general), in_single(file, single) {
    const auto offsets = file.section("person.offsets").length / sizeof(std::uint32_t);
    if (offsets == 0 || offsets > std::numeric_limits<std::uint32_t>::max())
      file.throw_damaged("facet person makes no sense");
    documents = static_cast<std::uint32_t>(offsets - 1);
  }

  /// Of both columns only what is asked for is read.
  [[nodiscard]] Hashes known(std::size_t type) const {
    const std::string name(name_facets.at(type));
    const Hashes known{&file.section(name + ".hashes"), &file.section(name + ".known")};
    const std::uint64_t size = known.hashes->length / sizeof(std::uint64_t);
    if (size != known.ordinals->length / sizeof(std::uint32_t) ||
        size > std::numeric_limits<std::uint32_t>::max())
      file.throw_damaged(fmt::format("{}.known makes no sense", name));
    return known;
  }

  [[nodiscard]] std::uint64_t hash(const Hashes& known, std::uint32_t index) const {
    return file.array<std::uint64_t>(*known.hashes, index, 1).front();
  }

  [[nodiscard]] std::uint32_t ordinal(const Hashes& known, std::uint32_t index,
                                      std::size_t distinct) const {
    const auto ordinal = file.array<std::uint32_t>(*known.ordinals, index, 1).front();
    if (ordinal >= distinct)
      file.throw_damaged(fmt::format("{} makes no sense", known.ordinals->name));
    return ordinal;
  }

  /// What stands under \p key in \p table.
  [[nodiscard]] std::optional<Meaning> find(const Table& table, std::string_view key) const {
    const auto row = table.keys.find(key);
    if (!row) return {};
    auto meaning = unpacked(table.meanings[*row]);
    if (!meaning) file.throw_damaged("a name has a meaning that makes no sense");
    return meaning;
  }

  SealedFile file;
  Table in_general, in_single;
  std::uint32_t documents = 0;
  std::mutex mutex;  // guards what follows: each is checked once
  std::array<std::optional<Facet>, name_facets.size()> facets;
};

Names::Names(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Names::Names(Names&&) noexcept = default;
Names& Names::operator=(Names&&) noexcept = default;
Names::~Names() = default;

std::uint32_t Names::documents() const noexcept { return state_->documents; }

std::uint64_t Names::recipe() const {
  const auto recipe = state_->file.array<std::uint64_t>(state_->file.section("recipe"));
  if (recipe.size() != 1) state_->file.throw_damaged("section recipe makes no sense");
  return recipe.front();
}

Facet Names::facet(std::size_t type) const {
  const std::lock_guard lock(state_->mutex);
  auto& facet = state_->facets.at(type);
  if (!facet) facet = read_facet(state_->file, std::string(name_facets[type]), state_->documents);
  return *facet;
}

LazyFacet Names::lazy_facet(std::size_t type) const {
  return {state_->file, std::string(name_facets.at(type)), state_->documents};
}

std::vector<std::uint32_t> Names::known_by(std::size_t type, std::string_view folded) const {
  const auto known = state_->known(type);
  const std::uint32_t distinct = lazy_facet(type).distinct();
  const std::uint64_t wanted = xxh3(folded);
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = first_where(
           known.size(), [&](std::uint32_t at) { return state_->hash(known, at) >= wanted; });
       i < known.size() && state_->hash(known, i) == wanted; ++i)
    found.push_back(state_->ordinal(known, i, distinct));
  return found;
}

std::vector<std::pair<std::uint64_t, std::uint32_t>> Names::known(std::size_t type) const {
  const auto known = state_->known(type);
  const std::uint32_t distinct = lazy_facet(type).distinct();
  std::vector<std::pair<std::uint64_t, std::uint32_t>> out;
  for (std::uint32_t i = 0; i < known.size(); ++i)
    out.emplace_back(state_->hash(known, i), state_->ordinal(known, i, distinct));
  return out;
}

bool Names::has_single(std::uint32_t docid) const {
  std::string beginning;
  append_ascending(beginning, docid);
  const StringList& keys = state_->in_single.keys;
  const auto at = first_where(keys.size(), [&](std::uint32_t i) { return keys[i] >= beginning; });
  return at < keys.size() && keys[at].starts_with(beginning);
}

Meaning Names::meaning(std::uint32_t docid, const TypedName& name) const {
  if (auto found = state_->find(state_->in_single, key_of(docid, name))) return *std::move(found);
  return general_meaning(name);
}

Meaning Names::general_meaning(const TypedName& name) const {
  if (auto found = state_->find(state_->in_general, key_of(name))) return *std::move(found);
  return {.is = name, .why = {}};
}

}  // namespace ae::store
