// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/match_source.hpp"

namespace ae::searching {

void MatchSource::init(const Xapian::Database& segment) {
  const auto found = sets_->find(segment.get_uuid());
  static const DocSet none(0);
  set_ = found == sets_->end() ? &none : found->second;
  count_ = set_->count();
  at_ = 0;
  done_ = false;
  set_maxweight(0);
}

}  // namespace ae::searching
