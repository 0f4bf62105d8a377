// SPDX-License-Identifier: GPL-2.0-or-later
/// The first of many, in order, without the others being kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace ae::searching {

template <class T, class Before = std::less<>>
class Firsts {
 public:
  /// \param before  a strict order of all that will be added
  explicit Firsts(std::uint64_t wanted, Before before = {}) : wanted_(wanted), before_(before) {}

  /// One that so many wanted ones come before that nothing behind it is of interest; null as long
  /// as that is not known.
  [[nodiscard]] const T* limit() const noexcept { return is_full_ ? &limit_ : nullptr; }

  void add(T value) {
    if (wanted_ == 0 || (is_full_ && before_(limit_, value))) return;
    kept_.push_back(std::move(value));
    if (kept_.size() / 2 >= wanted_ && kept_.size() >= a_few) drop_others();
  }

  /// In order; as many as are wanted, or all there are.
  [[nodiscard]] std::vector<T> take() && {
    drop_others();
    std::ranges::sort(kept_, before_);
    return std::move(kept_);
  }

 private:
  static constexpr std::size_t a_few = 500;

  void drop_others() {
    if (kept_.size() <= wanted_) return;
    const auto end = kept_.begin() + static_cast<std::ptrdiff_t>(wanted_);
    if (wanted_ > 0) {
      std::ranges::nth_element(kept_, end - 1, before_);
      limit_ = end[-1];
      is_full_ = true;
    }
    kept_.erase(end, kept_.end());
  }

  std::uint64_t wanted_;
  Before before_;
  std::vector<T> kept_;
  T limit_{};
  bool is_full_ = false;
};

}  // namespace ae::searching
