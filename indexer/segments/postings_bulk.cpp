// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/string_order.hpp"
#include "indexer/segments/glass_database.hpp"
#include "indexer/segments/postings.hpp"

#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// Collects postings as they come, sorts them by term with one pass of counting, and writes the
/// tables front to back.
class BulkWriter final : public PostingsWriter {
 public:
  BulkWriter(std::filesystem::path folder, const Terms& terms)
      : folder_(std::move(folder)), terms_(terms) {
    std::filesystem::create_directory(folder_);
  }

  void add(std::span<const TermCount> terms) override {
    std::uint32_t length = 0;
    for (const TermCount& each : terms) length += each.count;
    counts_.insert(counts_.end(), terms.begin(), terms.end());
    lengths_.push_back(length);
    ends_.push_back(counts_.size());
  }

  void finish() override {
    const std::vector<glass::Posting> postings = by_term();
    glass::Database database(folder_, lengths_);
    for (const std::uint32_t term : store::sorted_order(terms_)) {
      const std::size_t from = term == 0 ? 0 : list_ends_[term - 1];
      if (from != list_ends_[term])
        database.add(terms_[term], std::span(postings).subspan(from, list_ends_[term] - from));
    }
    database.finish();
  }

 private:
  /// All postings, list behind list by the number of the term, docids ascending in each.
  std::vector<glass::Posting> by_term() {
    std::vector<std::size_t> next(terms_.size() + std::size_t{1});
    for (const TermCount& each : counts_) ++next[each.term + std::size_t{1}];
    std::partial_sum(next.begin(), next.end(), next.begin());
    std::vector<glass::Posting> postings(counts_.size());
    std::size_t at = 0;
    for (std::uint32_t docid = 1; docid <= lengths_.size(); ++docid)
      for (; at < ends_[docid - 1]; ++at)
        postings[next[counts_[at].term]++] = {docid, counts_[at].count};
    list_ends_ = std::move(next);
    return postings;
  }

  std::filesystem::path folder_;
  const Terms& terms_;
  std::vector<TermCount> counts_;       // of all documents, one behind the other
  std::vector<std::size_t> ends_;       // in counts_, by document
  std::vector<std::uint32_t> lengths_;  // by document
  std::vector<std::size_t> list_ends_;  // in the postings by term, once they are sorted
};

}  // namespace

std::unique_ptr<PostingsWriter> write_in_bulk(const std::filesystem::path& folder,
                                              const Terms& terms) {
  return std::make_unique<BulkWriter>(folder, terms);
}

}  // namespace ae::indexing
