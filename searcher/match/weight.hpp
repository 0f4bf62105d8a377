// SPDX-License-Identifier: GPL-2.0-or-later
/// The first stage of ranking as Xapian's matcher runs it: BM25's saturation of a word's count.
#pragma once

#include "common/store/xapian.hpp"

#include <string>

namespace ae::searching {

/// What a word is worth comes as the factor of OP_SCALE_WEIGHT (\see Importance), so this needs no
/// statistics of words, and there is nothing in it that differs between segments but the bounds.
///
/// A count of 0 counts as 1: `write-in` is noted under `writein` so, which the article holds then,
/// written another way.
class SaturationWeight final : public Xapian::Weight {
 public:
  /// \param b  how much an article's length counts, 0 to 1
  /// \param mean_length  of the articles of all segments, in words
  SaturationWeight(double b, double mean_length);

  [[nodiscard]] SaturationWeight* clone() const override {
    return new SaturationWeight(b_, mean_length_);
  }
  [[nodiscard]] std::string name() const override { return "ae::searching::SaturationWeight"; }
  [[nodiscard]] std::string serialise() const override;
  /// \throws Xapian::SerialisationError
  [[nodiscard]] SaturationWeight* unserialise(const std::string& serialised) const override;

  [[nodiscard]] double get_sumpart(Xapian::termcount count, Xapian::termcount length,
                                   Xapian::termcount distinct) const override;
  [[nodiscard]] double get_maxpart() const override;
  [[nodiscard]] double get_sumextra(Xapian::termcount, Xapian::termcount) const override {
    return 0;
  }
  [[nodiscard]] double get_maxextra() const override { return 0; }

 private:
  void init(double factor) override { factor_ = factor; }

  double b_;
  double mean_length_;
  double factor_ = 0;
};

}  // namespace ae::searching
