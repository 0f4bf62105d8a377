// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/postings.hpp"

#include "ae/error.hpp"
#include "common/store/glass.hpp"

#include <fstream>
#include <string>

namespace ae::indexing {
namespace {

bool in_bulk(Writer writer, const std::filesystem::path& scratch) {
  if (writer == Writer::api) return false;
  if (bulk_is_possible(scratch)) return true;
  if (writer == Writer::automatic) return false;
  throw Error(ErrorCode::bad_usage,
              "--writer bulk: this machine's Xapian writes a format that we do not know",
              "leave the choice to ae-index, which takes --writer api then");
}

}  // namespace

bool bulk_is_possible(const std::filesystem::path& scratch) {
  const auto folder = scratch / "probe";
  write_through_api(folder, {})->finish();
  std::string begin(store::glass::magic().size(), '\0');
  std::ifstream(folder / "iamglass", std::ios::binary)
      .read(begin.data(), static_cast<std::streamsize>(begin.size()));
  std::filesystem::remove_all(folder);
  return begin == store::glass::magic();
}

std::unique_ptr<PostingsWriter> write_postings(Writer writer, const std::filesystem::path& folder,
                                               const Terms& terms) {
  return in_bulk(writer, folder.parent_path()) ? write_in_bulk(folder, terms)
                                               : write_through_api(folder, terms);
}

void concatenate_postings(Writer writer, std::span<const std::filesystem::path> from,
                          const std::filesystem::path& to) {
  in_bulk(writer, to.parent_path()) ? concatenate_in_bulk(from, to)
                                    : concatenate_through_api(from, to);
}

}  // namespace ae::indexing
