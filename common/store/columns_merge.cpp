// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/columns.hpp"
#include "common/store/string_order.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace ae::store {
namespace {

using Inputs = std::span<const std::filesystem::path>;

/// Column by column, so that none of them is ever whole in memory: each input is opened again for
/// each, which costs less than keeping what was read of all of them mapped.
template <class Use>
void each_input(Inputs from, Use use) {
  for (std::size_t i = 0; i < from.size(); ++i) use(i, Columns(from[i]));
}

/// \param column  gives a view of the numbers of one input
template <class Column>
void write_column(SealedFileWriter& file, std::string name, Inputs from, Column column) {
  file.begin_section(std::move(name));
  each_input(from, [&](std::size_t, const Columns& input) { file.append(column(input)); });
}

void write_prints(SealedFileWriter& file, Inputs from) {
  const auto each_article = [from](auto use) {
    each_input(from, [&](std::size_t, const Columns& input) {
      for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) use(input.prints(docid));
    });
  };
  const auto append = [&file](std::uint32_t number) {
    file.append(std::span<const std::uint32_t>(&number, 1));
  };
  file.begin_section("shingles");
  each_article([&](const PrintsView& prints) { append(prints.shingles); });
  file.begin_section("print_offsets");
  std::size_t end = 0;
  append(0);
  each_article([&](const PrintsView& prints) {
    append(checked_offset(end += prints.numbers.size(), "prints"));
  });
  file.begin_section("prints");
  each_article([&](const PrintsView& prints) { file.append(prints.numbers); });
}

/// A facet of several inputs: its values, and what their ordinals are in the whole.
class UnitedFacet {
 public:
  UnitedFacet(std::string name, Inputs from) : name_(std::move(name)), from_(from) {
    each_input(from, [&](std::size_t, const Columns& input) {
      const Facet facet = input.facet(name_);
      auto& ordinals = ordinals_.emplace_back(facet.distinct());
      for (std::uint32_t i = 0; i < ordinals.size(); ++i) ordinals[i] = number_of(facet.value(i));
    });
    sort();
  }

  void write(SealedFileWriter& file) const {
    if (sorted_.empty()) return;
    file.begin_section(name_ + ".offsets");
    write_offsets(file);
    file.begin_section(name_ + ".ordinals");
    write_ordinals(file);
    write_strings(file, name_, sorted_);
  }

 private:
  std::uint32_t number_of(std::string_view value) {
    const auto next = static_cast<std::uint32_t>(numbers_.size());
    return numbers_.try_emplace(std::string(value), next).first->second;
  }

  /// From here on numbers are ranks.
  void sort() {
    std::vector<std::string_view> values(numbers_.size());
    for (const auto& [value, number] : numbers_) values[number] = value;
    std::vector<std::uint32_t> ranks(values.size());
    for (const std::uint32_t number : sorted_order(values)) {
      ranks[number] = static_cast<std::uint32_t>(sorted_.size());
      sorted_.push_back(values[number]);
    }
    for (auto& ordinals : ordinals_)
      for (std::uint32_t& ordinal : ordinals) ordinal = ranks[ordinal];
  }

  template <class Use>
  void each_article(Use use) const {
    each_input(from_, [&](std::size_t i, const Columns& input) {
      const Facet facet = input.facet(name_);
      for (std::uint32_t docid = 1; docid <= input.documents(); ++docid) use(i, facet.of(docid));
    });
  }

  void write_offsets(SealedFileWriter& file) const {
    std::size_t end = 0;
    const auto append = [&] {
      const std::uint32_t offset = checked_offset(end, name_);
      file.append(std::span<const std::uint32_t>(&offset, 1));
    };
    append();
    each_article([&](std::size_t, std::span<const std::uint32_t> ordinals) {
      end += ordinals.size();
      append();
    });
  }

  void write_ordinals(SealedFileWriter& file) const {
    std::vector<std::uint32_t> here;
    each_article([&](std::size_t input, std::span<const std::uint32_t> ordinals) {
      here.clear();
      for (const std::uint32_t ordinal : ordinals) here.push_back(ordinals_[input][ordinal]);
      std::ranges::sort(here);
      file.append(std::span<const std::uint32_t>(here));
    });
  }

  std::string name_;
  Inputs from_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // value -> number, as first seen
  std::vector<std::vector<std::uint32_t>> ordinals_;        // [input][its ordinal]: ordinal here
  std::vector<std::string_view> sorted_;                    // by ordinal
};

}  // namespace

FileSum concatenate_columns(const std::filesystem::path& path, Inputs from) {
  SealedFileWriter file(path, "columns", columns_version);
  write_column(file, "day", from, [](const Columns& input) { return input.days(); });
  write_column(file, "id", from, [](const Columns& input) { return input.ids(); });
  write_column(file, "text_hash", from, [](const Columns& input) { return input.text_hashes(); });
  write_prints(file, from);
  std::set<std::string> facets;
  each_input(from, [&](std::size_t, const Columns& input) {
    for (auto& name : input.facets()) facets.insert(std::move(name));
  });
  for (const std::string& name : facets) UnitedFacet(name, from).write(file);
  return file.finish();
}

}  // namespace ae::store
