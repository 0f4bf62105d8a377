// SPDX-License-Identifier: GPL-2.0-or-later
/// The trained model: one packed file of weights and lists, read where it is mapped.
///
/// A header, then sections at multiples of 64 bytes: the slots of the word table; the transitions
/// of each pass (17 x 17 int16, from row to column); the rows of weights. A row is 16 int8 for each
/// pass, one a label but `outside`, whose weight is always 0. All numbers are little-endian.
#pragma once

#include "indexer/entities/labels.hpp"
#include "indexer/entities/word_table.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

inline constexpr std::size_t row_width = label_count - 1;
using Row = std::array<std::int8_t, row_width>;

using Transitions = std::array<std::int16_t, label_count * label_count>;

/// What is learnt. The passes' rows of one feature stand side by side: the first pass adds up those
/// of the second as well, as both see the same words.
struct Weights {
  std::span<const Transitions> transitions;  ///< one a pass: one or two; the second sees votes
  std::span<const Row> rows;                 ///< a power of two times the passes

  [[nodiscard]] std::size_t passes() const noexcept { return transitions.size(); }
  /// Index in `rows` of the first pass's row for a feature.
  [[nodiscard]] std::size_t row_of(std::uint32_t feature) const noexcept {
    return (feature & (rows.size() / passes() - 1)) * passes();
  }
  /// Makes of each feature the same in place.
  void to_rows(std::span<std::uint32_t> features) const noexcept {
    const auto mask = static_cast<std::uint32_t>(rows.size() / passes() - 1);
    const unsigned shift = passes() == 1 ? 0 : 1;
    for (auto& each : features) each = (each & mask) << shift;
  }
};

struct Model {
  WordTable words;
  Weights weights;
};

enum class Trust {
  structure,  ///< the file is part of the program
  checksum,   ///< it comes from outside: read it all once
};

/// Views of \p bytes, which must outlive them and stand at a multiple of 16.
/// \param name  for messages
/// \throws Error archive_damaged, when the file is cut off, altered or no model; format_mismatch
[[nodiscard]] Model open_model(std::string_view bytes, std::string_view name, Trust trust);

/// Where a trainer keeps what one pass has learnt.
struct PassWeights {
  std::vector<Row> rows;  ///< a power of two
  Transitions transitions{};

  [[nodiscard]] Weights view() const noexcept { return {{&transitions, 1}, rows}; }
};

/// The bytes of a model file. The passes have equally many rows.
[[nodiscard]] std::string pack_model(std::span<const WordTable::Slot> words,
                                     std::span<const PassWeights> passes);

/// The model that is part of this program.
[[nodiscard]] const Model& built_in_model();

}  // namespace ae::indexing
