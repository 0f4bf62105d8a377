// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/match_source.hpp"

namespace ae::searching {

void MatchSource::init(const Xapian::Database&) {
  count_ = set_->count();
  at_ = 0;
  done_ = false;
}

}  // namespace ae::searching
