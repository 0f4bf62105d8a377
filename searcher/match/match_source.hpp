// SPDX-License-Identifier: GPL-2.0-or-later
/// Hands the articles that match to Xapian's matcher, which ranks them.
#pragma once

#include "common/store/xapian.hpp"
#include "searcher/match/doc_set.hpp"

#include <map>
#include <string>

namespace ae::searching {

/// The docids of a DocSet as a Xapian posting source of no weight. With several segments Xapian
/// clones it for each and says which by the database's uuid.
class MatchSource final : public Xapian::PostingSource {
 public:
  /// \param sets  by uuid of the segment's database; must outlive the search
  explicit MatchSource(const std::map<std::string, const DocSet*>& sets) : sets_(&sets) {}

  [[nodiscard]] Xapian::PostingSource* clone() const override { return new MatchSource(*sets_); }
  void init(const Xapian::Database& segment) override;

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
    at_ = set_->next(docid);
    done_ = at_ == 0;
  }

  const std::map<std::string, const DocSet*>* sets_;
  const DocSet* set_ = nullptr;
  Xapian::doccount count_ = 0;
  Xapian::docid at_ = 0;
  bool done_ = false;
};

}  // namespace ae::searching
