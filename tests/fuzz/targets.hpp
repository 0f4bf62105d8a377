// SPDX-License-Identifier: GPL-2.0-or-later
/// What the fuzzers run, and the tests run again over what they found.
#pragma once

#include <stdexcept>
#include <string_view>

namespace ae::fuzz {

/// A promise that some bytes break.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

/// Each takes any bytes. \throws Broken
void query(std::string_view bytes);
void tokenizer(std::string_view bytes);
void snippet(std::string_view bytes);
void page(std::string_view bytes);
/// The first byte says which format is asked for.
void reader(std::string_view bytes);

}  // namespace ae::fuzz
