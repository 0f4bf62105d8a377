// SPDX-License-Identifier: GPL-2.0-or-later
/// What the tests of the store share.
#pragma once

#include "ae/error.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>

namespace ae::test {

inline std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void spit(const std::filesystem::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// Bytes of any value, the same in every run for the same \p random.
inline std::string random_bytes(std::mt19937& random, std::size_t length) {
  std::string bytes(length, '\0');
  for (auto& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

/// The Error that \p work throws; nothing where it throws none.
template <class Work>
std::optional<Error> error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  return {};
}

template <class Work>
std::optional<ErrorCode> code_of(Work work) {
  const auto error = error_of(work);
  return error ? std::optional(error->code()) : std::nullopt;
}

inline bool mentions(const std::optional<Error>& error, std::string_view text) {
  return error && std::string_view(error->what()).find(text) != std::string_view::npos;
}

}  // namespace ae::test
