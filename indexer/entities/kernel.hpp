// SPDX-License-Identifier: GPL-2.0-or-later
/// Which of two ways to compute the same: loops of finding names exist twice.
#pragma once

#include <cstdint>

namespace ae::indexing {

enum class Kernel : std::uint8_t {
  widest,  ///< with AVX2 where the processor has it
  plain,   ///< as every processor can; asked for by tests, which compare the two
};

[[nodiscard]] inline bool is_wide(Kernel kernel) noexcept {
#if defined(__x86_64__)
  return kernel == Kernel::widest && __builtin_cpu_supports("avx2") != 0;
#else
  static_cast<void>(kernel);
  return false;
#endif
}

}  // namespace ae::indexing
