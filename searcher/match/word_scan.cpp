// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scan.hpp"

#include "common/store/codec.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace ae::searching {
namespace {

constexpr std::uint32_t more = 0x80;  ///< in a byte of a number: it goes on

/// What the wanted numbers begin with.
struct Wanted {
  std::vector<std::uint8_t> whole;                            ///< numbers of one byte
  std::vector<std::pair<std::uint8_t, std::uint8_t>> longer;  ///< the first two bytes of others
};

Wanted wanted_of(const NumberSet& words) {
  Wanted all;
  words.each([&](std::uint32_t number) {
    if (number < more) return all.whole.push_back(static_cast<std::uint8_t>(number));
    const std::uint32_t rest = number >> 7;
    all.longer.emplace_back(static_cast<std::uint8_t>(number | more),
                            static_cast<std::uint8_t>(rest < more ? rest : rest | more));
  });
  sort_unique(all.longer);  // neighbours have much in common: a bucket finds little beside them
  return all;
}

/// How many buckets numbers of one byte get of all.
std::size_t share_of(const Wanted& all) noexcept {
  if (all.whole.empty()) return 0;
  if (all.longer.empty()) return Beginnings::buckets;
  const std::size_t share =
      Beginnings::buckets * all.whole.size() / (all.whole.size() + all.longer.size());
  return std::clamp<std::size_t>(share, 1, Beginnings::buckets - 1);
}

Beginnings beginnings_of(const Wanted& all) noexcept {
  Beginnings beginnings;
  const std::size_t share = share_of(all);
  for (std::size_t i = 0; i < all.whole.size(); ++i)
    beginnings.add_whole(i * share / all.whole.size(), all.whole[i]);
  for (std::size_t i = 0; i < all.longer.size(); ++i)
    beginnings.add(share + i * (Beginnings::buckets - share) / all.longer.size(),
                   all.longer[i].first, all.longer[i].second);
  return beginnings;
}

/// So many different bytes leave nothing out.
bool is_many(std::vector<std::uint8_t> bytes) {
  constexpr std::size_t few = 24;
  sort_unique(bytes);
  return bytes.size() > few;
}

bool is_sparse(const Wanted& all) {
  std::vector<std::uint8_t> first, second;
  for (const auto& [one, other] : all.longer) {
    first.push_back(one);
    second.push_back(other);
  }
  return !is_many(all.whole) && !is_many(std::move(first)) && !is_many(std::move(second));
}

}  // namespace

WordScan::WordScan(const NumberSet& words, Beginnings::Kernel kernel) : kernel_(kernel) {
  const Wanted wanted = wanted_of(words);
  beginnings_ = beginnings_of(wanted);
  sparse_ = searching::is_sparse(wanted);
}

/// Whole blocks are looked at where they stand, and the last one in a copy with zeros behind it.
WordScan::Places WordScan::look(std::string_view zone, std::size_t from) const noexcept {
  constexpr std::size_t block = Beginnings::block;
  const auto begins = [&](std::size_t at) { return at == 0 || store::ends_varint(zone[at - 1]); };
  const std::size_t whole = std::min((zone.size() - from - 1) / block, blocks);
  Places places{};
  beginnings_.find(zone.data() + from, begins(from), std::span(places).first(whole), kernel_);
  if (whole == blocks) return places;
  const std::size_t rest = from + whole * block;
  std::array<char, block + 1> copy{};
  const std::size_t size = zone.copy(copy.data(), block, rest);
  beginnings_.find(copy.data(), begins(rest), std::span(places).subspan(whole, 1), kernel_);
  places[whole] &= ~std::uint64_t{0} >> (block - size);
  return places;
}

}  // namespace ae::searching
