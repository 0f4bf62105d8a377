// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/columns.hpp"

#include "ae/error.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <mutex>
#include <numeric>
#include <ranges>

namespace ae::store {
namespace {

constexpr std::uint32_t format_version = 1;

/// uint32 offsets address each column. \throws Error bad_usage
std::uint32_t checked_offset(std::size_t offset, std::string_view facet) {
  if (offset > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::bad_usage,
                fmt::format("{}: more values than one segment can hold", facet),
                "use a smaller --memory, so that segments stay smaller");
  }
  return static_cast<std::uint32_t>(offset);
}

void write_values(SealedFileWriter& file, const std::string& name,
                  const std::vector<std::string_view>& sorted) {
  std::vector<std::uint32_t> starts{0};
  file.begin_section(name + ".values");
  for (const auto value : sorted) {
    file.append(value);
    starts.push_back(checked_offset(file.section_length(), name));
  }
  file.begin_section(name + ".starts");
  file.append(std::span<const std::uint32_t>(starts));
}

/// Whether \p offsets climb from 0 to \p end.
bool climb(std::span<const std::uint32_t> offsets, std::size_t end) {
  return !offsets.empty() && offsets.front() == 0 && offsets.back() == end &&
         std::ranges::is_sorted(offsets);
}

}  // namespace

void ColumnsWriter::add(const DocumentColumns& document) {
  days_.push_back(document.day);
  ids_.push_back(document.id);
  text_hashes_.push_back(document.text_hash);
  for (const auto& [name, values] : document.facets) {
    auto& column = facets_.try_emplace(name).first->second;
    // Articles without this facet since the last one that had it.
    column.offsets.resize(days_.size(), checked_offset(column.values.size(), name));
    for (const auto& value : values) {
      const auto next = static_cast<std::uint32_t>(column.numbers.size());
      column.values.push_back(column.numbers.try_emplace(value, next).first->second);
    }
  }
}

std::uint32_t ColumnsWriter::documents() const noexcept {
  return static_cast<std::uint32_t>(days_.size());
}

FileSum ColumnsWriter::finish(const std::filesystem::path& path) const {
  SealedFileWriter file(path, "columns", format_version);
  file.begin_section("day");
  file.append(std::span(days_));
  file.begin_section("id");
  file.append(std::span(ids_));
  file.begin_section("text_hash");
  file.append(std::span(text_hashes_));
  for (const auto& [name, column] : facets_) write_facet(file, name, column, days_.size());
  return file.finish();
}

void ColumnsWriter::write_facet(SealedFileWriter& file, const std::string& name,
                                const FacetColumn& column, std::size_t documents) {
  std::vector<std::string_view> sorted;
  sorted.reserve(column.numbers.size());
  for (const auto& [value, number] : column.numbers) sorted.push_back(value);
  std::ranges::sort(sorted);
  std::vector<std::uint32_t> ordinal_of(sorted.size());
  for (std::uint32_t ordinal = 0; ordinal < sorted.size(); ++ordinal) {
    ordinal_of[column.numbers.find(std::string(sorted[ordinal]))->second] = ordinal;
  }
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint32_t> ordinals;
  const auto begin_of = [&](std::size_t index) {
    return index < column.offsets.size() ? column.offsets[index] : column.values.size();
  };
  for (std::size_t index = 0; index < documents; ++index) {
    const auto first = ordinals.size();
    for (std::size_t at = begin_of(index); at < begin_of(index + 1); ++at) {
      ordinals.push_back(ordinal_of[column.values[at]]);
    }
    const auto mine = std::ranges::subrange(ordinals.begin() + static_cast<std::ptrdiff_t>(first),
                                            ordinals.end());
    std::ranges::sort(mine);
    ordinals.erase(std::ranges::unique(mine).begin(), ordinals.end());
    offsets.push_back(checked_offset(ordinals.size(), name));
  }
  file.begin_section(name + ".offsets");
  file.append(std::span<const std::uint32_t>(offsets));
  file.begin_section(name + ".ordinals");
  file.append(std::span<const std::uint32_t>(ordinals));
  write_values(file, name, sorted);
}

std::optional<std::uint32_t> Facet::find(std::string_view wanted) const noexcept {
  const auto ordinals = std::views::iota(std::uint32_t{0}, static_cast<std::uint32_t>(distinct()));
  const auto found =
      std::ranges::lower_bound(ordinals, wanted, {}, [this](auto o) { return value(o); });
  if (found == ordinals.end() || value(*found) != wanted) return {};
  return *found;
}

struct Columns::State {
  explicit State(const std::filesystem::path& path) : file(path, "columns", format_version) {}

  template <class T>
  std::span<const T> column(std::string_view name) const {
    const auto all = file.array<T>(file.section(name));
    if (all.size() != documents) file.throw_damaged(fmt::format("column {} has holes", name));
    return all;
  }

  Facet read_facet(const std::string& name) const {
    const auto offsets = file.array<std::uint32_t>(file.section(name + ".offsets"));
    const auto ordinals = file.array<std::uint32_t>(file.section(name + ".ordinals"));
    const auto starts = file.array<std::uint32_t>(file.section(name + ".starts"));
    const auto values = file.bytes(file.section(name + ".values"));
    // Once checked here, Facet's accessors and its users' counting arrays need no check.
    if (offsets.size() != std::size_t{documents} + 1 || !climb(offsets, ordinals.size()) ||
        !climb(starts, values.size()) ||
        std::ranges::any_of(ordinals, [&](auto o) { return o >= starts.size() - 1; })) {
      file.throw_damaged(fmt::format("facet {} makes no sense", name));
    }
    return {offsets, ordinals, starts, values};
  }

  SealedFile file;
  std::uint32_t documents = 0;
  std::mutex mutex;  // guards facets
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

Facet Columns::facet(std::string_view name) const {
  const std::lock_guard lock(state_->mutex);
  const auto known = state_->facets.find(name);
  if (known != state_->facets.end()) return known->second;
  const std::string owned(name);
  if (state_->file.find_section(owned + ".offsets") == nullptr) return {};
  return state_->facets.emplace(owned, state_->read_facet(owned)).first->second;
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
