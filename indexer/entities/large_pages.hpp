// SPDX-License-Identifier: GPL-2.0-or-later
/// Memory for tables that are read at random: in pages of 2 MB, where the system has them, a read
/// waits for the memory alone and not for the page to be looked up as well.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <new>
#include <vector>

namespace ae::indexing {

/// An allocator; small tables are none of its business.
template <class T>
struct LargePages {
  using value_type = T;

  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>&) noexcept {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] T* allocate(std::size_t count) {
    const auto bytes = count * sizeof(T);
    void* const memory = ::operator new(bytes, alignment(count));
    // Where it cannot be done all else works as well.
#ifdef MADV_HUGEPAGE
    if (bytes >= page) static_cast<void>(::madvise(memory, bytes, MADV_HUGEPAGE));
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    ::operator delete(memory, alignment(count));
  }

  friend bool operator==(LargePages, LargePages) noexcept { return true; }

 private:
  static constexpr std::size_t page = std::size_t{1} << 21U;

  static std::align_val_t alignment(std::size_t count) noexcept {
    return std::align_val_t{count * sizeof(T) >= page ? page : alignof(T)};
  }
};

template <class T>
using LargeTable = std::vector<T, LargePages<T>>;

}  // namespace ae::indexing
