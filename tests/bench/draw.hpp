// SPDX-License-Identifier: GPL-2.0-or-later
/// Draws queries from an archive's own words: the same ones for the same archive.
#pragma once

#include "ae/searcher.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ae::bench {

/// Requests of one kind, to be timed together.
struct QueryClass {
  std::string name;
  std::vector<Request> requests;
};

/// \param each  requests a class; fewer where the archive has too few words
/// \throws Error no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] std::vector<QueryClass> draw_queries(const std::filesystem::path& archive,
                                                   std::size_t each);

}  // namespace ae::bench
