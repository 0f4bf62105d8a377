// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/weight.hpp"

#include "searcher/match/importance.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace ae::searching {

SaturationWeight::SaturationWeight(double b, double mean_length)
    : b_(b), mean_length_(mean_length) {
  need_stat(DOC_LENGTH);
  need_stat(DOC_LENGTH_MIN);
  need_stat(WDF);
  need_stat(WDF_MAX);
}

std::string SaturationWeight::serialise() const {
  std::string bytes;
  for (const double parameter : {b_, mean_length_}) {
    const auto bits = std::bit_cast<std::uint64_t>(parameter);
    for (unsigned shift = 0; shift < 64; shift += 8)
      bytes += static_cast<char>(static_cast<unsigned char>(bits >> shift & 0xFFU));
  }
  return bytes;
}

SaturationWeight* SaturationWeight::unserialise(const std::string& serialised) const {
  if (serialised.size() != 2 * sizeof(std::uint64_t))
    throw Xapian::SerialisationError("SaturationWeight: 16 bytes are wanted");
  const auto parameter = [&](std::size_t at) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 8; ++i)
      bits |= std::uint64_t{static_cast<unsigned char>(serialised[at + i])} << (8 * i);
    return std::bit_cast<double>(bits);
  };
  return new SaturationWeight(parameter(0), parameter(8));
}

double SaturationWeight::get_sumpart(Xapian::termcount count, Xapian::termcount length,
                                     Xapian::termcount) const {
  return factor_ * saturation(std::max(count, 1U), length / mean_length_, b_);
}

/// An article is no shorter than the word's count in it. With that, the saturation grows with the
/// count, so that the largest count gives the bound.
double SaturationWeight::get_maxpart() const {
  const Xapian::termcount count = std::max(get_wdf_upper_bound(), 1U);
  const Xapian::termcount length = std::max(get_doclength_lower_bound(), count);
  return factor_ * saturation(count, length / mean_length_, b_);
}

}  // namespace ae::searching
