// SPDX-License-Identifier: GPL-2.0-or-later
/// libFuzzer's way into the one target that AE_FUZZ_TARGET names.
#include <cstddef>
#include <cstdint>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  ae::fuzz::AE_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
