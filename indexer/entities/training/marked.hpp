// SPDX-License-Identifier: GPL-2.0-or-later
/// Text as it is printed, with its names marked where they stand: `[PER Ana Roe] left.`
#pragma once

#include "indexer/entities/training/bio.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ae::training {

/// One article without its marks, cut into the tokens of the product. A name takes whole tokens,
/// also where its mark stands within one (`anti-[PER Roe]`).
/// \param name  of the file, for messages
/// \throws Error bad_usage, for a mark that is of no type, empty, not closed in its paragraph, or
/// within
///   another one
[[nodiscard]] BioDocument read_marked(std::string_view bytes, std::string_view name);

/// The articles of a file: one of marked text in a `.txt`, else as read_bio(); those of all `.txt`
/// files of a folder, in the order of their names.
/// \throws Error io, bad_usage
[[nodiscard]] std::vector<BioDocument> read_annotated(const std::string& path, std::size_t join);

}  // namespace ae::training
