// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/columns.hpp"

#include "ae/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <mutex>

namespace ae::store {

void ColumnsWriter::add(const DocumentColumns& document) {
  days_.push_back(document.day);
  ids_.push_back(document.id);
  text_hashes_.push_back(document.text_hash);
  add(document.prints);
  for (const auto& [name, values] : document.facets) facets_[name].add(documents(), values, name);
}

void ColumnsWriter::add(const PrintsView& prints) {
  shingles_.push_back(prints.shingles);
  prints_.insert(prints_.end(), prints.numbers.begin(), prints.numbers.end());
  if (prints_.size() > std::numeric_limits<std::uint32_t>::max())
    throw Error(ErrorCode::bad_usage, "the texts of one segment are too long together");
  print_offsets_.push_back(static_cast<std::uint32_t>(prints_.size()));
}

std::uint32_t ColumnsWriter::documents() const noexcept {
  return static_cast<std::uint32_t>(days_.size());
}

FileSum ColumnsWriter::finish(const std::filesystem::path& path) const {
  SealedFileWriter file(path, "columns", columns_version);
  file.begin_section("day");
  file.append(std::span(days_));
  file.begin_section("id");
  file.append(std::span(ids_));
  file.begin_section("text_hash");
  file.append(std::span(text_hashes_));
  file.begin_section("shingles");
  file.append(std::span(shingles_));
  file.begin_section("print_offsets");
  file.append(std::span(print_offsets_));
  file.begin_section("prints");
  file.append(std::span(prints_));
  for (const auto& [name, facet] : facets_) facet.write(file, name, documents());
  return file.finish();
}

struct Columns::State {
  explicit State(const std::filesystem::path& path) : file(path, "columns", columns_version) {}

  template <class T>
  std::span<const T> column(std::string_view name) const {
    const auto all = file.array<T>(file.section(name));
    if (all.size() != documents) file.throw_damaged(fmt::format("column {} has holes", name));
    return all;
  }

  template <class T>
  T cell(std::string_view name, std::uint32_t docid) const {
    const Section& section = file.section(name);
    if (section.length != documents * sizeof(T))
      file.throw_damaged(fmt::format("column {} has holes", name));
    return file.array<T>(section, docid - 1, 1).front();
  }

  /// The samples of all articles.
  struct AllPrints {
    std::span<const std::uint32_t> shingles, offsets, numbers;
  };

  [[nodiscard]] AllPrints read_prints() const {
    const auto numbers = [&](std::string_view name) {
      return file.array<std::uint32_t>(file.section(name));
    };
    AllPrints all{column<std::uint32_t>("shingles"), numbers("print_offsets"), numbers("prints")};
    if (all.offsets.size() != documents + std::size_t{1} || !std::ranges::is_sorted(all.offsets) ||
        all.offsets.front() != 0 || all.offsets.back() != all.numbers.size())
      file.throw_damaged("column prints makes no sense");
    return all;
  }

  SealedFile file;
  std::uint32_t documents = 0;
  std::once_flag prints_read;
  AllPrints prints;
  std::mutex mutex;  // guards what follows: each is checked once
  std::map<std::string, Facet, std::less<>> facets;
};

Columns::Columns(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {
  const auto count = state_->file.section("day").length / sizeof(std::int32_t);
  if (count >= std::numeric_limits<std::uint32_t>::max()) {
    state_->file.throw_damaged("has more articles than a segment can");
  }
  state_->documents = static_cast<std::uint32_t>(count);
}
Columns::Columns(Columns&&) noexcept = default;
Columns& Columns::operator=(Columns&&) noexcept = default;
Columns::~Columns() = default;

std::uint32_t Columns::documents() const noexcept { return state_->documents; }

std::span<const std::int32_t> Columns::days() const { return state_->column<std::int32_t>("day"); }

std::span<const std::uint64_t> Columns::ids() const { return state_->column<std::uint64_t>("id"); }

std::span<const std::uint64_t> Columns::text_hashes() const {
  return state_->column<std::uint64_t>("text_hash");
}

std::int32_t Columns::day(std::uint32_t docid) const {
  return state_->cell<std::int32_t>("day", docid);
}

std::uint64_t Columns::id(std::uint32_t docid) const {
  return state_->cell<std::uint64_t>("id", docid);
}

std::uint64_t Columns::text_hash(std::uint32_t docid) const {
  return state_->cell<std::uint64_t>("text_hash", docid);
}

PrintsView Columns::prints(std::uint32_t docid) const {
  const auto& all = state_->prints;
  std::call_once(state_->prints_read, [this] { state_->prints = state_->read_prints(); });
  const std::uint32_t from = all.offsets[docid - 1];
  return {all.shingles[docid - 1], all.numbers.subspan(from, all.offsets[docid] - from)};
}

Facet Columns::facet(std::string_view name) const {
  const std::lock_guard lock(state_->mutex);
  const auto known = state_->facets.find(name);
  if (known != state_->facets.end()) return known->second;
  const std::string owned(name);
  const Facet read = read_facet(state_->file, owned, state_->documents);
  return state_->facets.emplace(owned, read).first->second;
}

LazyFacet Columns::lazy_facet(std::string_view name) const {
  return {state_->file, std::string(name), state_->documents};
}

std::vector<std::string> Columns::facets() const {
  constexpr std::string_view suffix = ".offsets";
  std::vector<std::string> names;
  for (const auto& section : state_->file.sections()) {
    std::string_view name = section.name;
    if (!name.ends_with(suffix)) continue;
    name.remove_suffix(suffix.size());
    names.emplace_back(name);
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace ae::store
