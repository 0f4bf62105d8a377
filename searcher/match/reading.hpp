// SPDX-License-Identifier: GPL-2.0-or-later
/// Reading many articles one by one, on several threads where they are very many.
#pragma once

#include "searcher/match/budget.hpp"
#include "searcher/match/doc_set.hpp"

#include <cstdint>
#include <functional>

namespace ae::searching {

/// Calls \p read with every docid of \p set and pays for what that returns, units of Budget.
///
/// Where \p budget has threads that are worth starting, several calls run at once, each of them on
/// a docid of another stretch (\see DocSet). What is spent is the same; a budget that does not
/// suffice is noticed when the caller's thread has read its stretch, and so is that time is up.
/// \throws LimitReached, OutOfTime, and what \p read does
void read_each(const DocSet& set, Budget& budget,
               const std::function<std::uint64_t(std::uint32_t docid)>& read);

}  // namespace ae::searching
