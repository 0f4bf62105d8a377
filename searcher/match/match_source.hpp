// SPDX-License-Identifier: GPL-2.0-or-later
/// Tells Xapian's matcher which articles of a segment to rank.
#pragma once

#include "common/store/xapian.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/doc_set.hpp"

#include <string>

namespace ae::searching {

/// The docids of a set, without weight. Ends the search by OutOfTime when time is up: the only way
/// to end one of Xapian's that is under way.
class MatchSource final : public Xapian::PostingSource {
 public:
  /// Both must outlive the search.
  MatchSource(const DocSet& set, Deadline& deadline) : set_(&set), deadline_(&deadline) {
    set_maxweight(0);
  }

  [[nodiscard]] Xapian::PostingSource* clone() const override {
    return new MatchSource(*set_, *deadline_);
  }
  void init(const Xapian::Database&) override;

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return count_; }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return count_; }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return count_; }

  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) move_to(docid);
  }
  [[nodiscard]] bool at_end() const override { return done_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }
  [[nodiscard]] std::string get_description() const override { return "Matches"; }

 private:
  void move_to(Xapian::docid docid) {
    deadline_->check(a_match);
    at_ = set_->next(docid);
    done_ = at_ == 0;
  }

  static constexpr std::uint64_t a_match = 10;  ///< in units of Budget, to be weighed by Xapian

  const DocSet* set_;
  Deadline* deadline_;
  Xapian::doccount count_ = 0;
  Xapian::docid at_ = 0;
  bool done_ = false;
};

}  // namespace ae::searching
