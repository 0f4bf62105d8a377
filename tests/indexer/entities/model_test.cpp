// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/model.hpp"

#include "ae/error.hpp"
#include "indexer/entities/extractor.hpp"

#include <catch2/catch.hpp>

#include <cstring>
#include <new>
#include <string>

namespace ae::indexing {
namespace {

/// Bytes where a mapped file would put them.
class Mapped {
 public:
  explicit Mapped(const std::string& bytes)
      : size_(bytes.size()), bytes_(static_cast<char*>(::operator new(size_ + 1, alignment))) {
    std::memcpy(bytes_, bytes.data(), size_);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() { ::operator delete(bytes_, alignment); }
  [[nodiscard]] std::string_view bytes() const { return {bytes_, size_}; }

 private:
  static constexpr std::align_val_t alignment{64};
  std::size_t size_;
  char* bytes_;
};

std::string small_model() {
  std::vector<WordTable::Slot> slots(4);
  slots[word_key("tuscaloosa") & 3U] = {WordTable::check_of(word_key("tuscaloosa")) | 2U,
                                        kind::city.bits};
  PassWeights weights;
  weights.rows.resize(2);
  weights.rows[1][3] = -5;
  weights.transitions[7] = 9;
  const std::vector<PassWeights> passes(2, weights);
  return pack_model(slots, passes);
}

ErrorCode code_of(const std::string& bytes, Trust trust = Trust::checksum) {
  const Mapped file(bytes);
  try {
    static_cast<void>(open_model(file.bytes(), "x.model", trust));
  } catch (const Error& error) {
    CHECK(std::string(error.what()).rfind("x.model: ", 0) == 0);
    CHECK_FALSE(error.hint().empty());
    return error.code();
  }
  return ErrorCode::internal;
}

}  // namespace

TEST_CASE("a model file gives back what was packed into it", "[entities]") {
  const Mapped file(small_model());
  const auto model = open_model(file.bytes(), "x.model", Trust::checksum);
  REQUIRE(model.weights.passes() == 2);
  CHECK(model.weights.rows[3][3] == -5);
  CHECK(model.weights.transitions[1][7] == 9);
  const auto facts = model.words.find(word_key("Tuscaloosa"));
  CHECK(facts.kinds == kind::city);
  CHECK(facts.casing == 2);
  CHECK(model.words.find(word_key("Gravenport")).kinds.empty());
}

TEST_CASE("a cut, altered or foreign model file is refused", "[entities]") {
  const auto good = small_model();
  for (std::size_t size = 0; size < good.size(); size += 61) {
    CAPTURE(size);
    CHECK(code_of(good.substr(0, size)) == ErrorCode::archive_damaged);
  }
  CHECK(code_of(good + '\0') == ErrorCode::archive_damaged);
  for (std::size_t at = 32; at < good.size(); at += 97) {
    CAPTURE(at);
    auto altered = good;
    altered[at] = static_cast<char>(altered[at] ^ 1);
    CHECK(code_of(altered) == ErrorCode::archive_damaged);
  }
  auto newer = good;
  newer[8] = 2;
  CHECK(code_of(newer) == ErrorCode::format_mismatch);
}

TEST_CASE("whatever stands in a model of sound structure, reading text with it ends well",
          "[entities]") {
  auto bytes = small_model();
  std::uint32_t state = GENERATE(1U, 2U, 3U);
  for (std::size_t at = 64; at < bytes.size(); ++at) {
    state = state * 1664525U + 1013904223U;
    bytes[at] = static_cast<char>(state >> 24U);
  }
  const Mapped file(bytes);
  const auto model = open_model(file.bytes(), "x.model", Trust::structure);
  const Lexicon words(model.words);
  std::size_t end = 0;
  for (const auto& mention : find_mentions_by(
           "Ana Roe met Sen. Bo Lum of the Elm Board in Tuscaloosa.", {}, words, model.weights)) {
    CHECK(mention.bytes.from >= end);
    end = mention.bytes.to;
  }
}

TEST_CASE("the model of the program is sound", "[entities]") {
  const auto& model = built_in_model();
  CHECK(model.weights.passes() == 2);
  CHECK(model.words.find(word_key("Tuscaloosa")).kinds.any(kind::city));
  CHECK(model.words.find(word_key("about")).kinds.any(kind::common));
  CHECK(model.words.find(word_key("about")).casing == 7);
}

}  // namespace ae::indexing
