// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/reading.hpp"

#include <atomic>

namespace ae::searching {
namespace {

/// The budget, its clock and whom that asks belong to the caller's thread: the others only count.
void read_together(unsigned threads, const DocSet& set, Budget& budget,
                   const std::function<std::uint64_t(std::uint32_t)>& read) {
  std::atomic<std::uint64_t> unpaid{0};
  const auto read_stretch = [&](std::size_t stretch) {
    std::uint64_t units = 0;
    set.for_each_in(stretch, [&](std::uint32_t docid) { units += read(docid); });
    unpaid += units;
  };
  share_out(threads, set.stretches(), read_stretch, [&] { budget.spend(unpaid.exchange(0)); });
}

}  // namespace

void read_each(const DocSet& set, Budget& budget,
               const std::function<std::uint64_t(std::uint32_t)>& read) {
  const Crew& crew = budget.crew();
  const unsigned threads = crew.threads > 1 ? crew.for_articles(set.count()) : 1;
  if (threads > 1) return read_together(threads, set, budget, read);
  set.for_each([&](std::uint32_t docid) { budget.spend(read(docid)); });
}

}  // namespace ae::searching
