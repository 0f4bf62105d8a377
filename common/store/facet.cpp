// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/facet.hpp"

#include "ae/error.hpp"
#include "common/store/bisect.hpp"
#include "common/store/string_order.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

namespace ae::store {
namespace {

/// Whether \p offsets climb from 0 to \p end. Looks at all, so that it is done for many at once.
bool climb(std::span<const std::uint32_t> offsets, std::size_t end) {
  if (offsets.empty() || offsets.front() != 0 || offsets.back() != end) return false;
  std::uint32_t falls = 0;
  for (std::size_t i = 1; i < offsets.size(); ++i) falls |= offsets[i] < offsets[i - 1] ? 1U : 0U;
  return falls == 0;
}

/// Whether all \p ordinals are below \p distinct; done like climb().
bool below(std::span<const std::uint32_t> ordinals, std::uint32_t distinct) {
  std::uint32_t beyond = 0;
  for (const std::uint32_t ordinal : ordinals) beyond |= ordinal >= distinct ? 1U : 0U;
  return beyond == 0;
}

/// From where to where part \p index of something goes, by \p bounds of \p file.
/// \throws Error archive_damaged
std::span<const std::uint32_t> part(const SealedFile& file, const Section& bounds,
                                    std::uint32_t index) {
  const auto both = file.array<std::uint32_t>(bounds, index, 2);
  if (both[0] > both[1]) file.throw_damaged(fmt::format("section {} makes no sense", bounds.name));
  return both;
}

/// The values by number. Views that live as long as \p numbers.
std::vector<std::string_view> by_number(
    const std::unordered_map<std::string, std::uint32_t>& numbers) {
  std::vector<std::string_view> values(numbers.size());
  for (const auto& [value, number] : numbers) values[number] = value;
  return values;
}

std::vector<std::string_view> in_order(const std::vector<std::string_view>& values,
                                       const std::vector<std::uint32_t>& order) {
  std::vector<std::string_view> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t number : order) sorted.push_back(values[number]);
  return sorted;
}

/// Sorts what stands from \p first on, and keeps each once.
void make_set(std::vector<std::uint32_t>& ordinals, std::size_t first) {
  const auto mine = ordinals.begin() + static_cast<std::ptrdiff_t>(first);
  std::sort(mine, ordinals.end());
  ordinals.erase(std::unique(mine, ordinals.end()), ordinals.end());
}

}  // namespace

std::uint32_t checked_offset(std::size_t offset, std::string_view name) {
  if (offset > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(ErrorCode::bad_usage,
                fmt::format("{}: more values than one segment can hold", name),
                "use a smaller --memory, so that segments stay smaller");
  }
  return static_cast<std::uint32_t>(offset);
}

StringList::StringList(const SealedFile& file, const std::string& name)
    : file_(&file),
      starts_(&file.section(name + ".starts")),
      values_(&file.section(name + ".values")) {
  const std::uint64_t starts = starts_->length / sizeof(std::uint32_t);
  if (starts_->length % sizeof(std::uint32_t) != 0 || starts == 0 ||
      starts > std::numeric_limits<std::uint32_t>::max())
    file.throw_damaged(fmt::format("section {} makes no sense", starts_->name));
  size_ = static_cast<std::uint32_t>(starts - 1);
}

std::string_view StringList::operator[](std::uint32_t index) const {
  const auto place = part(*file_, *starts_, index);
  return file_->bytes(*values_, place[0], place[1] - place[0]);
}

std::optional<std::uint32_t> StringList::find(std::string_view wanted) const {
  const auto found = first_where(size(), [&](std::uint32_t i) { return (*this)[i] >= wanted; });
  if (found == size() || (*this)[found] != wanted) return {};
  return found;
}

void write_strings(SealedFileWriter& file, const std::string& name,
                   std::span<const std::string_view> strings) {
  std::vector<std::uint32_t> starts{0};
  file.begin_section(name + ".values");
  for (const auto string : strings) {
    file.append(string);
    starts.push_back(checked_offset(file.section_length(), name));
  }
  file.begin_section(name + ".starts");
  file.append(std::span<const std::uint32_t>(starts));
}

/// Most holders are near: steps grow with the way.
std::uint32_t Facet::holder(std::size_t place, std::uint32_t from) const noexcept {
  constexpr std::size_t near = 32;
  std::size_t docid = from;
  const std::size_t beyond = std::min<std::size_t>(from + near, offsets_.size() - 1);
  while (docid < beyond && offsets_[docid] <= place) ++docid;
  for (std::size_t step = 1; offsets_[docid] <= place; step *= 2) {
    const std::size_t far = std::min(docid + step, offsets_.size() - 1);
    if (offsets_[far] <= place) {
      docid = far + 1;
      continue;
    }
    const auto ends = offsets_.subspan(docid, far - docid + 1);
    docid += static_cast<std::size_t>(std::ranges::upper_bound(ends, place) - ends.begin());
  }
  return static_cast<std::uint32_t>(docid);
}

LazyFacet::LazyFacet(const SealedFile& file, const std::string& name, std::uint32_t documents) {
  if (file.find_section(name + ".offsets") == nullptr) return;
  file_ = &file;
  offsets_ = &file.section(name + ".offsets");
  ordinals_ = &file.section(name + ".ordinals");
  values_ = StringList(file, name);
  documents_ = documents;
  if (offsets_->length / sizeof(std::uint32_t) != std::uint64_t{documents} + 1)
    file.throw_damaged(fmt::format("facet {} makes no sense", name));
}

std::span<const std::uint32_t> LazyFacet::of(std::uint32_t docid) const {
  if (docid == 0 || docid > documents_) return {};
  const auto place = part(*file_, *offsets_, docid - 1);
  const auto ordinals = file_->array<std::uint32_t>(*ordinals_, place[0], place[1] - place[0]);
  if (!below(ordinals, distinct()))
    file_->throw_damaged(fmt::format("section {} makes no sense", ordinals_->name));
  return ordinals;
}

void FacetWriter::add(std::uint32_t docid, std::span<const std::string> values,
                      std::string_view name) {
  std::vector<std::uint32_t> numbers;
  numbers.reserve(values.size());
  for (const auto& value : values) numbers.push_back(number_of(value));
  add(docid, numbers, name);
}

std::uint32_t FacetWriter::number_of(std::string_view value) {
  const auto next = static_cast<std::uint32_t>(numbers_.size());
  return numbers_.try_emplace(std::string(value), next).first->second;
}

void FacetWriter::add(std::uint32_t docid, std::span<const std::uint32_t> numbers,
                      std::string_view name) {
  // Articles without this facet since the last one that had it.
  offsets_.resize(docid, checked_offset(values_.size(), name));
  values_.insert(values_.end(), numbers.begin(), numbers.end());
}

void FacetWriter::write(SealedFileWriter& file, const std::string& name,
                        std::uint32_t documents) const {
  const auto values = by_number(numbers_);
  const auto order = sorted_order(values);
  std::vector<std::uint32_t> ordinal_of(order.size());
  for (std::uint32_t ordinal = 0; ordinal < order.size(); ++ordinal)
    ordinal_of[order[ordinal]] = ordinal;
  const auto begin_of = [&](std::size_t index) {
    return index < offsets_.size() ? offsets_[index] : values_.size();
  };
  std::vector<std::uint32_t> offsets{0};
  std::vector<std::uint32_t> ordinals;
  for (std::size_t index = 0; index < documents; ++index) {
    const auto first = ordinals.size();
    for (std::size_t at = begin_of(index); at < begin_of(index + 1); ++at)
      ordinals.push_back(ordinal_of[values_[at]]);
    make_set(ordinals, first);
    offsets.push_back(checked_offset(ordinals.size(), name));
  }
  file.begin_section(name + ".offsets");
  file.append(std::span<const std::uint32_t>(offsets));
  file.begin_section(name + ".ordinals");
  file.append(std::span<const std::uint32_t>(ordinals));
  write_strings(file, name, in_order(values, order));
}

Facet read_facet(const SealedFile& file, const std::string& name, std::uint32_t documents) {
  if (file.find_section(name + ".offsets") == nullptr) return {};
  const auto offsets = file.array<std::uint32_t>(file.section(name + ".offsets"));
  const auto ordinals = file.array<std::uint32_t>(file.section(name + ".ordinals"));
  const StringList values(file, name);
  // Once checked here, of() and its users' counting arrays need no check.
  if (offsets.size() != std::size_t{documents} + 1 || !climb(offsets, ordinals.size()) ||
      !below(ordinals, values.size()))
    file.throw_damaged(fmt::format("facet {} makes no sense", name));
  return {offsets, ordinals, values};
}

}  // namespace ae::store
