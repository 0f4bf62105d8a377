// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/words.hpp"

#include "common/store/bisect.hpp"
#include "common/store/codec.hpp"

#include <algorithm>

namespace ae::store {

Words::Words(const std::filesystem::path& path)
    : file_(path, "words", 1),
      sequences_(&file_.section("sequences")),
      starts_(file_.array<std::uint64_t>(file_.section("starts"))) {
  if (starts_.empty()) file_.throw_damaged("section starts is empty");
  documents_ = static_cast<std::uint32_t>(starts_.size() - 1);
}

const Words::Dictionary& Words::dictionary() const {
  if (dictionary_) return *dictionary_;
  const auto numbers = [&](std::string_view name) {
    return file_.array<std::uint32_t>(file_.section(name));
  };
  Dictionary found{.words = 0,
                   .strings = file_.bytes(file_.section("strings")),
                   .starts = numbers("string_starts"),
                   .surfaces = numbers("surfaces"),
                   .folded = numbers("folded"),
                   .stems = numbers("stems"),
                   .counts = numbers("counts"),
                   .by_folded = numbers("by_folded"),
                   .by_stem = numbers("by_stem")};
  if (found.starts.empty() || found.starts.back() != found.strings.size() ||
      !std::ranges::is_sorted(found.starts))
    file_.throw_damaged("its strings do not fit together");
  const std::size_t size = found.surfaces.size();
  const auto fits = [&](std::span<const std::uint32_t> column, std::size_t from, std::size_t to) {
    return column.size() == size && std::ranges::all_of(column, [&](std::uint32_t number) {
             return number >= from && number < to;
           });
  };
  for (const auto& forms : {found.surfaces, found.folded, found.stems})
    if (!fits(forms, 0, found.starts.size() - 1)) file_.throw_damaged("its words have no form");
  for (const auto& order : {found.by_folded, found.by_stem})
    if (!fits(order, 1, size + 1)) file_.throw_damaged("its words are out of order");
  if (found.counts.size() != size) file_.throw_damaged("its words are not counted");
  found.words = static_cast<std::uint32_t>(size);
  return dictionary_.emplace(found);
}

std::string_view Words::string(std::uint32_t number) const {
  const auto& all = dictionary();
  return all.strings.substr(all.starts[number], all.starts[number + 1] - all.starts[number]);
}

WordForms Words::forms(std::uint32_t number) const {
  return {surface(number), folded(number), stem(number)};
}

std::string_view Words::surface(std::uint32_t number) const {
  return string(dictionary().surfaces[number - 1]);
}

std::string_view Words::folded(std::uint32_t number) const {
  return string(dictionary().folded[number - 1]);
}

std::string_view Words::stem(std::uint32_t number) const {
  return string(dictionary().stems[number - 1]);
}

std::uint32_t Words::count(std::uint32_t number) const { return dictionary().counts[number - 1]; }

std::optional<std::uint32_t> Words::find_string(std::string_view text) const {
  const auto count = static_cast<std::uint32_t>(dictionary().starts.size() - 1);
  const auto at = first_where(count, [&](std::uint32_t i) { return string(i) >= text; });
  if (at == count || string(at) != text) return std::nullopt;
  return at;
}

std::span<const std::uint32_t> Words::with_form(std::string_view form,
                                                std::span<const std::uint32_t> forms,
                                                std::span<const std::uint32_t> by) const {
  const auto string = find_string(form);
  if (!string) return {};
  const auto form_of = [&](std::uint32_t word) { return forms[word - 1]; };
  return {std::ranges::lower_bound(by, *string, {}, form_of),
          std::ranges::upper_bound(by, *string, {}, form_of)};
}

std::span<const std::uint32_t> Words::with_folded(std::string_view folded) const {
  return with_form(folded, dictionary().folded, dictionary().by_folded);
}

std::span<const std::uint32_t> Words::with_stem(std::string_view stem) const {
  return with_form(stem, dictionary().stems, dictionary().by_stem);
}

std::span<const std::uint32_t> Words::with_prefix(std::string_view folded) const {
  const auto& all = dictionary();
  const auto first = std::ranges::lower_bound(
      all.by_folded, folded, {}, [&](std::uint32_t word) { return string(all.folded[word - 1]); });
  const auto last = std::partition_point(first, all.by_folded.end(), [&](std::uint32_t word) {
    return string(all.folded[word - 1]).starts_with(folded);
  });
  return {first, last};
}

void Words::read(std::uint32_t docid, Sequence& sequence) const {
  const std::uint64_t from = starts_[docid - 1];
  const std::uint64_t to = starts_[docid];
  if (to < from) file_.throw_damaged("its articles do not fit together");
  const std::string_view bytes = file_.bytes(*sequences_, from, to - from);
  Cursor cursor(bytes);
  for (auto& zone : sequence) {
    const auto size = cursor.varint_as<std::uint32_t>();
    if (size > bytes.size()) file_.throw_damaged("an article's words do not fit together");
    zone.resize(size);
  }
  for (auto& zone : sequence)
    for (auto& word : zone) word = cursor.varint_as<std::uint32_t>();
  if (!cursor.ok() || !cursor.at_end()) file_.throw_damaged("an article's words end too early");
}

}  // namespace ae::store
