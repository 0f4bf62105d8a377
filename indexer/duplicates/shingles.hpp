// SPDX-License-Identifier: GPL-2.0-or-later
/// Takes the sample of an article's shingles that tells its near copies.
#pragma once

#include "common/store/prints.hpp"
#include "indexer/documents/vocabulary.hpp"

#include <cstdint>
#include <span>

namespace ae::indexing {

/// \param words  of the text in order, numbers of \p vocabulary; 0 is no word. Words count as
///   folded, and what was cut out between them does not.
[[nodiscard]] store::Prints sample_shingles(std::span<const std::uint32_t> words,
                                            const Vocabulary& vocabulary);

}  // namespace ae::indexing
