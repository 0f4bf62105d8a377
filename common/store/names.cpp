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

using Facets = std::array<Facet, name_facets.size()>;

Facets name_columns(const Columns& columns) {
  Facets facets;
  std::ranges::transform(name_facets, facets.begin(),
                         [&](std::string_view name) { return columns.facet(name); });
  return facets;
}

/// What a name stands for, as a view into the columns or the meanings; an empty name: nothing.
struct Target {
  std::uint8_t type = 0;
  std::string_view name;
  std::uint32_t rank = 0;  ///< among the names of its type that articles have
};

/// A name that stands for something else in one article than in general.
struct Exception {
  std::uint32_t docid = 0;
  std::uint8_t type = 0;
  std::uint32_t ordinal = 0;  ///< in the facet of that type
  Target is;
};

/// The names of all articles as what they stand for. Articles are gone through again for each
/// facet that is written: memory grows with the distinct names, not with the articles.
class Resolved {
 public:
  Resolved(const Columns& columns, const Meanings& meanings)
      : documents_(columns.documents()), facets_(name_columns(columns)) {
    for (std::uint8_t type = 0; type < facets_.size(); ++type) read_general(type, meanings);
    read_exceptions(meanings);
    rank(used());
  }

  /// What the articles of the segment name, by ordinal.
  [[nodiscard]] const std::vector<std::string_view>& names(std::size_t type) const {
    return names_[type];
  }

  void write(SealedFileWriter& file, std::size_t type) const {
    const std::string name(name_facets[type]);
    std::vector<std::uint32_t> offsets{0};
    offsets.reserve(std::size_t{documents_} + 1);
    std::size_t end = 0;
    each_article(type, [&](std::span<const std::uint32_t> ordinals) {
      offsets.push_back(checked_offset(end += ordinals.size(), name));
    });
    file.add_section(name + ".offsets", offsets);
    file.begin_section(name + ".ordinals");
    each_article(type, [&](std::span<const std::uint32_t> ordinals) { file.append(ordinals); });
    write_strings(file, name, names_[type]);
  }

 private:
  using Used = std::array<std::vector<char>, name_facets.size()>;  // by ordinal

  void read_general(std::uint8_t type, const Meanings& meanings) {
    const Facet& facet = facets_[type];
    for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal) {
      const auto found = meanings.general.find({type, std::string(facet.value(ordinal))});
      if (found == meanings.general.end())
        general_[type].push_back({.type = type, .name = facet.value(ordinal)});
      else
        general_[type].push_back({.type = found->second.is.type, .name = found->second.is.name});
    }
  }

  void read_exceptions(const Meanings& meanings) {
    for (const auto& [from, meaning] : meanings.single) {
      const auto& [docid, name] = from;
      const auto ordinal = facets_.at(name.type).find(name.name);
      if (!ordinal || !std::ranges::binary_search(facets_[name.type].of(docid), *ordinal)) continue;
      exceptions_.push_back({.docid = docid,
                             .type = name.type,
                             .ordinal = *ordinal,
                             .is = {.type = meaning.is.type, .name = meaning.is.name}});
    }
  }

  /// The exceptions of \p docid.
  [[nodiscard]] std::span<const Exception> exceptions(std::uint32_t docid) const {
    const auto [first, last] = std::ranges::equal_range(exceptions_, docid, {}, &Exception::docid);
    return {first, last};
  }

  /// \param use  is given the type and ordinal of each name of \p docid that means what it does
  ///   in general
  template <class Use>
  void each_general(std::uint32_t docid, std::span<const Exception> exceptions, Use use) const {
    for (std::uint8_t type = 0; type < facets_.size(); ++type)
      for (const std::uint32_t ordinal : facets_[type].of(docid)) {
        const auto is_this = [&](const Exception& each) {
          return each.type == type && each.ordinal == ordinal;
        };
        if (std::ranges::none_of(exceptions, is_this)) use(type, ordinal);
      }
  }

  [[nodiscard]] Used used() const {
    Used used;
    for (std::size_t type = 0; type < facets_.size(); ++type)
      used[type].resize(facets_[type].distinct());
    for (std::uint32_t docid = 1; docid <= documents_; ++docid)
      each_general(docid, exceptions(docid),
                   [&](std::uint8_t type, std::uint32_t ordinal) { used[type][ordinal] = 1; });
    return used;
  }

  /// Only what an article has gets a rank.
  void rank(const Used& used) {
    const auto each_target = [&](auto use) {
      for (std::size_t type = 0; type < facets_.size(); ++type)
        for (std::size_t ordinal = 0; ordinal < general_[type].size(); ++ordinal)
          if (Target& is = general_[type][ordinal]; used[type][ordinal] != 0 && !is.name.empty())
            use(is);
      for (Exception& each : exceptions_)
        if (!each.is.name.empty()) use(each.is);
    };
    each_target([this](const Target& is) { names_[is.type].push_back(is.name); });
    for (auto& names : names_) {
      std::ranges::sort(names);
      names.erase(std::unique(names.begin(), names.end()), names.end());
    }
    each_target([this](Target& is) {
      const auto at = std::ranges::lower_bound(names_[is.type], is.name);
      is.rank = static_cast<std::uint32_t>(at - names_[is.type].begin());
    });
  }

  /// \param use  is given the ordinals of each article in turn, ascending, each once
  template <class Use>
  void each_article(std::size_t type, Use use) const {
    std::vector<std::uint32_t> here;
    const auto add = [&](const Target& is) {
      if (is.type == type && !is.name.empty()) here.push_back(is.rank);
    };
    for (std::uint32_t docid = 1; docid <= documents_; ++docid) {
      here.clear();
      const auto own = exceptions(docid);
      each_general(docid, own,
                   [&](std::uint8_t from, std::uint32_t ordinal) { add(general_[from][ordinal]); });
      for (const Exception& each : own) add(each.is);
      std::ranges::sort(here);
      here.erase(std::unique(here.begin(), here.end()), here.end());
      use(std::span<const std::uint32_t>(here));
    }
  }

  std::uint32_t documents_;
  Facets facets_;
  std::array<std::vector<Target>, name_facets.size()> general_;          // by ordinal
  std::vector<Exception> exceptions_;                                    // by docid
  std::array<std::vector<std::string_view>, name_facets.size()> names_;  // by rank
};

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

Known known_names(std::size_t type, const std::vector<std::string_view>& names,
                  const Meanings& meanings) {
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
  const Resolved resolved(columns, meanings);
  SealedFileWriter file(path, "names", format_version);
  for (std::size_t type = 0; type < name_facets.size(); ++type) {
    const std::string name(name_facets[type]);
    resolved.write(file, type);
    write_known(file, name, known_names(type, resolved.names(type), meanings));
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
