// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/words.hpp"

#include "common/store/bisect.hpp"
#include "common/store/codec.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

namespace ae::store {

Words::Words(const std::filesystem::path& path)
    : file_(path, "words", words_version),
      sequences_(&file_.section("sequences")),
      starts_(&file_.section("starts")) {
  constexpr std::uint64_t width = sizeof(std::uint64_t);
  const std::uint64_t size = starts_->length / width;
  if (starts_->length % width != 0 || size == 0 || size > std::numeric_limits<std::uint32_t>::max())
    file_.throw_damaged("section starts makes no sense");
  documents_ = static_cast<std::uint32_t>(size - 1);
  sequence_bytes_ = file_.array<std::uint64_t>(*starts_, documents_, 1).front();
  if (sequence_bytes_ > sequences_->length) file_.throw_damaged("its articles do not fit together");
}

Words::Column Words::column(std::string_view name) const {
  const Section& section = file_.section(name);
  const std::uint64_t size = section.length / sizeof(std::uint32_t);
  if (section.length % sizeof(std::uint32_t) != 0 ||
      size > std::numeric_limits<std::uint32_t>::max())
    file_.throw_damaged(fmt::format("section {} is cut short", name));
  return {&section, static_cast<std::uint32_t>(size)};
}

Words::Dictionary Words::open_dictionary() const {
  Dictionary opened{.strings = &file_.section("strings"),
                    .starts = column("string_starts"),
                    .surfaces = column("surfaces"),
                    .folded = column("folded"),
                    .stems = column("stems"),
                    .counts = column("counts"),
                    .by_folded = column("by_folded"),
                    .by_stem = column("by_stem")};
  opened.words = opened.surfaces.size;
  if (opened.starts.size == 0) file_.throw_damaged("its strings do not fit together");
  for (const Column& each : {opened.folded, opened.stems, opened.by_folded, opened.by_stem})
    if (each.size != opened.words) file_.throw_damaged("its words have no form");
  if (opened.counts.size != opened.words) file_.throw_damaged("its words are not counted");
  return opened;
}

const Words::Dictionary& Words::dictionary() const {
  if (!dictionary_) dictionary_ = open_dictionary();
  return *dictionary_;
}

std::uint32_t Words::at(const Column& column, std::uint32_t index) const {
  return file_.array<std::uint32_t>(*column.section, index, 1).front();
}

/// Entries of by_folded or by_stem.
std::span<const std::uint32_t> Words::words_in(const Column& column, std::uint32_t from,
                                               std::uint32_t to) const {
  const auto numbers = file_.array<std::uint32_t>(*column.section, from, to - from);
  const auto is_word = [&](std::uint32_t number) {
    return number > 0 && number <= dictionary().words;
  };
  if (!std::ranges::all_of(numbers, is_word)) file_.throw_damaged("its words are out of order");
  return numbers;
}

std::string_view Words::string(std::uint32_t number) const {
  const Dictionary& all = dictionary();
  const auto ends = file_.array<std::uint32_t>(*all.starts.section, number, 2);
  if (ends[0] > ends[1]) file_.throw_damaged("its strings do not fit together");
  return file_.bytes(*all.strings, ends[0], ends[1] - ends[0]);
}

WordForms Words::forms(std::uint32_t number) const {
  return {surface(number), folded(number), stem(number)};
}

Words::Forms Words::all_forms() const {
  const Dictionary& all = dictionary();
  const auto column = [&](const Column& each) {
    return file_.array<std::uint32_t>(*each.section, 0, each.size);
  };
  const std::string_view bytes = file_.bytes(*all.strings);
  const auto starts = column(all.starts);
  if (!std::ranges::is_sorted(starts) || starts.back() > bytes.size())
    file_.throw_damaged("its strings do not fit together");
  Forms forms{.strings = {},
              .surfaces = column(all.surfaces),
              .folded = column(all.folded),
              .stems = column(all.stems),
              .counts = column(all.counts)};
  forms.strings.reserve(starts.size() - 1);
  for (std::size_t i = 0; i + 1 < starts.size(); ++i)
    forms.strings.push_back(bytes.substr(starts[i], starts[i + 1] - starts[i]));
  const auto is_string = [&](std::uint32_t number) { return number < forms.strings.size(); };
  for (const auto& numbers : {forms.surfaces, forms.folded, forms.stems})
    if (!std::ranges::all_of(numbers, is_string)) file_.throw_damaged("its words have no form");
  return forms;
}

std::string_view Words::surface(std::uint32_t number) const {
  return string(at(dictionary().surfaces, number - 1));
}

std::string_view Words::folded(std::uint32_t number) const {
  return string(at(dictionary().folded, number - 1));
}

std::string_view Words::stem(std::uint32_t number) const {
  return string(at(dictionary().stems, number - 1));
}

std::uint32_t Words::count(std::uint32_t number) const {
  return at(dictionary().counts, number - 1);
}

std::optional<std::uint32_t> Words::find_string(std::string_view text) const {
  const std::uint32_t count = dictionary().starts.size - 1;
  const auto found = first_where(count, [&](std::uint32_t i) { return string(i) >= text; });
  if (found == count || string(found) != text) return std::nullopt;
  return found;
}

std::span<const std::uint32_t> Words::with_form(std::string_view form, const Column& forms,
                                                const Column& by) const {
  const auto string = find_string(form);
  if (!string) return {};
  const auto form_of = [&](std::uint32_t i) { return at(forms, at(by, i) - 1); };
  const auto from = first_where(by.size, [&](std::uint32_t i) { return form_of(i) >= *string; });
  const auto to = first_where(by.size, [&](std::uint32_t i) { return form_of(i) > *string; });
  return words_in(by, from, to);
}

std::span<const std::uint32_t> Words::with_folded(std::string_view folded) const {
  return with_form(folded, dictionary().folded, dictionary().by_folded);
}

std::span<const std::uint32_t> Words::with_stem(std::string_view stem) const {
  return with_form(stem, dictionary().stems, dictionary().by_stem);
}

std::optional<PairArticles> Words::pair(std::string_view first, std::string_view second) const {
  const auto one = find_string(first);
  const auto other = find_string(second);
  if (!one || !other) return {};
  return find_pair(file_, *one, *other, documents_);
}

std::span<const std::uint32_t> Words::with_prefix(std::string_view folded) const {
  const Column& by = dictionary().by_folded;
  const auto form_of = [&](std::uint32_t i) { return this->folded(at(by, i)); };
  const auto from = first_where(by.size, [&](std::uint32_t i) { return form_of(i) >= folded; });
  const auto to = first_where(by.size, [&](std::uint32_t i) {
    return form_of(i) >= folded && !form_of(i).starts_with(folded);
  });
  return words_in(by, from, to);
}

std::span<const std::uint32_t> Words::by_folded() const {
  return words_in(dictionary().by_folded, 0, dictionary().words);
}

Words::Written Words::written(std::uint32_t docid) const {
  const auto ends = file_.array<std::uint64_t>(*starts_, docid - 1, 2);
  const std::uint64_t from = ends[0];
  const std::uint64_t to = ends[1];
  if (to < from) file_.throw_damaged("its articles do not fit together");
  Cursor cursor(file_.bytes(*sequences_, from, to - from));
  Written article;
  for (auto& places : article.places) places = cursor.varint_as<std::uint32_t>();
  article.numbers = cursor.bytes(cursor.left());
  for (const std::uint32_t places : article.places)
    if (!cursor.ok() || places > article.numbers.size()) throw_misfit();
  return article;
}

void Words::throw_misfit() const { file_.throw_damaged("an article's words do not fit together"); }

void Words::fetch(std::uint32_t docid) const {
  constexpr std::uint64_t line = 64;         // bytes that memory gives at once
  constexpr std::uint64_t most = 12 * line;  // then it sees what is read, and goes ahead itself
  const auto ends = file_.array<std::uint64_t>(*starts_, docid - 1, 2);
  if (ends[0] >= ends[1]) return;
  const auto bytes = file_.bytes(*sequences_, ends[0], std::min(ends[1] - ends[0], most));
  for (std::size_t at = 0; at < bytes.size(); at += line) __builtin_prefetch(bytes.data() + at);
}

void Words::read(std::uint32_t docid, Sequence& sequence) const {
  const Written article = written(docid);
  Cursor cursor(article.numbers);
  for (std::size_t zone = 0; zone < sequence.size(); ++zone) {
    sequence[zone].resize(article.places[zone]);
    for (auto& word : sequence[zone]) word = cursor.varint_as<std::uint32_t>();
  }
  if (!cursor.ok() || !cursor.at_end()) file_.throw_damaged("an article's words end too early");
}

/// Titles are short and captions few, so that nearly all is the body, which is not looked at.
Zones Words::zones(std::uint32_t docid) const {
  const Written article = written(docid);
  const std::string_view numbers = article.numbers;
  const std::size_t title = varints_from_front(numbers, article.places[0]);
  // Most have none: then the last bytes, which may stand far from the first, need not be fetched.
  const std::size_t captions =
      article.places[2] == 0 ? 0 : varints_from_back(numbers, article.places[2]);
  if (title + captions > numbers.size()) throw_misfit();
  const std::size_t body = numbers.size() - title - captions;
  return {numbers.substr(0, title), numbers.substr(title, body), numbers.substr(title + body)};
}

}  // namespace ae::store
