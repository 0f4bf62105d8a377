// SPDX-License-Identifier: GPL-2.0-or-later
/// The model file as a part of the program: the linker puts it there byte by byte, the system maps
/// it with the program, and nothing can be installed without it.
#include "indexer/entities/model.hpp"

// AE_MODEL_FILE is the path of the file (indexer/CMakeLists.txt).
__asm__(
    ".section .rodata\n"
    ".balign 64\n"
    "ae_entities_model_begin:\n"
    ".incbin \"" AE_MODEL_FILE
    "\"\n"
    "ae_entities_model_end:\n"
    ".byte 0\n"
    ".previous\n");

namespace ae::indexing {
namespace {

extern "C" {
// NOLINTNEXTLINE(readability-identifier-naming)
extern const char ae_entities_model_begin[] __attribute__((visibility("hidden")));
// NOLINTNEXTLINE(readability-identifier-naming)
extern const char ae_entities_model_end[] __attribute__((visibility("hidden")));
}

}  // namespace

const Model& built_in_model() {
  static const Model model = [] {
    const auto size = static_cast<std::size_t>(ae_entities_model_end - ae_entities_model_begin);
    return open_model({ae_entities_model_begin, size}, "the model of names", Trust::structure);
  }();
  return model;
}

}  // namespace ae::indexing
