// SPDX-License-Identifier: GPL-2.0-or-later
/// The stored articles of a segment: a record of opaque bytes for each docid, compressed on its
/// own, so that reading one costs no other.
///
/// Sections: "dictionary" (zstd's, may be empty), "records" (XXH3 of the plain bytes; how many at
/// their front are kept as they are, and these; a zstd frame of the rest), and the records'
/// beginnings and the last one's end: "offsets32" where "records" is shorter than 4 GiB, else
/// "offsets64".
#pragma once

#include "common/store/sealed_file.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// The largest record, uncompressed. \see TextsWriter::add
inline constexpr std::uint64_t max_record_size = std::uint64_t{256} << 20;  // bytes

/// Where a writer has its dictionary from, and who else is to have it. By default it trains one.
struct SharedDictionary {
  /// That of other texts, which another thread may still be training. Valid and empty: those were
  /// too few to learn from.
  std::shared_future<std::string> given{};
  /// Kept as soon as this writer's dictionary stands, with none where there is none.
  std::optional<std::promise<std::string>> awaited{};
};

/// For SharedDictionary::given: one that stands already.
[[nodiscard]] std::shared_future<std::string> ready_dictionary(std::string dictionary);

/// Writes records in the order of docids 1, 2, 3 ... The first MiB is held back to train a
/// dictionary from (0.2 s; articles then take 0.37 of their size instead of 0.51); a segment that
/// stays smaller goes without one, unless it is given one.
class TextsWriter {
 public:
  /// Holds records back while the dictionary that it is given is not there.
  /// \throws Error io
  TextsWriter(const std::filesystem::path& path, SharedDictionary dictionary);

  /// \param dictionary  a ready dictionary, as of a segment that is being merged: nothing is
  ///   trained then. Empty: train one.
  /// \throws Error io
  explicit TextsWriter(const std::filesystem::path& path, std::string dictionary = {});
  TextsWriter(TextsWriter&&) noexcept;
  TextsWriter& operator=(TextsWriter&&) noexcept;
  ~TextsWriter();

  /// \param packed  bytes at the front of \p record that are kept as they are: compressed they
  ///   would take as much room, and what follows more
  /// \returns the docid: 1 for the first record
  /// \throws Error bad_usage, when \p record is larger than max_record_size; io
  std::uint32_t add(std::string_view record, std::size_t packed = 0);

  /// Takes a record as Texts::raw gives it, without compressing again. The other segment's
  /// dictionary must be the one this writer was made with.
  std::uint32_t append_raw(std::string_view compressed);

  /// Writes what is left; waits for a dictionary that is not there yet. Call it once.
  /// \throws Error io
  FileSum finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The stored articles of one segment. Const functions may run on several threads at once.
class Texts {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Texts(const std::filesystem::path& path);
  Texts(Texts&&) noexcept;
  Texts& operator=(Texts&&) noexcept;
  ~Texts();

  /// How many records: docids go from 1 to this.
  [[nodiscard]] std::uint32_t documents() const noexcept;

  /// The record of \p docid, 1..documents(), byte for byte as it was added.
  /// \throws Error archive_damaged "article N of FILE is damaged"
  [[nodiscard]] std::string read(std::uint32_t docid) const;

  /// The record as it stands in the file, for TextsWriter::append_raw. Valid as long as this.
  [[nodiscard]] std::string_view raw(std::uint32_t docid) const;

  /// Empty where the segment was too small to train one. Valid as long as this.
  [[nodiscard]] std::string_view dictionary() const;

  /// Verifies the file's checksums and reads every record. \throws Error archive_damaged
  void verify_all() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae::store
