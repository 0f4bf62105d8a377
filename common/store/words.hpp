// SPDX-License-Identifier: GPL-2.0-or-later
/// The articles of a segment as sequences of word numbers, and the dictionary of those words.
///
/// Phrases, NEAR, exact words, wildcards and highlighting all come down to a set of dictionary
/// words and a walk over these sequences. Numbers go by falling frequency, so that most take one
/// or two bytes; 0 stands for a place where something was removed from the text.
///
/// Sections: "strings" (all forms, sorted bytewise, one after the other) and "string_starts"
/// uint32; "surfaces" "folded" "stems" (string numbers) and "counts" (occurrences), uint32, one a
/// word; "by_folded" "by_stem" uint32 word numbers sorted by that form; "sequences" and "starts"
/// uint64 (documents + 1) into it; and those of pairs of common words (pairs.hpp).
/// A sequence: the number of places in title, body and captions, then the word numbers; varints.
#pragma once

#include "common/store/pairs.hpp"
#include "common/store/sealed_file.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// Of this file's format.
inline constexpr std::uint32_t words_version = 2;

/// A word as printed, as compared, and as stemmed.
struct WordForms {
  std::string_view surface, folded, stem;
  friend auto operator<=>(const WordForms&, const WordForms&) = default;
};

enum class Zone : std::uint8_t { title, body, caption };

/// The word numbers of one article, by zone.
using Sequence = std::array<std::vector<std::uint32_t>, 3>;

/// The same as they are written: varints.
using Zones = std::array<std::string_view, 3>;

class Words;

/// Writes the articles of a segment in the order of their docids.
class WordsWriter {
 public:
  /// \param words   entry n-1 is the word of number n in the sequences to come; forms may stand
  ///   more than once. The strings must outlive this.
  /// \param counts  occurrences, beside words
  /// \throws Error io
  WordsWriter(const std::filesystem::path& path, std::span<const WordForms> words,
              std::span<const std::uint32_t> counts);

  /// The next docid; the first is 1. \throws Error io
  void add(const Sequence& sequence);

  /// All articles of \p input, one after the other.
  /// \param numbers  what each of its words is called here, by its number there; of 0 it is 0
  /// \throws Error io, archive_damaged
  void append(const Words& input, std::span<const std::uint32_t> numbers);

  /// Writes the dictionary. Call it once. \throws Error io
  FileSum finish();

 private:
  /// How a word is written: a varint, in eight bytes that are copied as one. Behind it stand its
  /// size and PairsWriter::place() of the word, which the next word is written over.
  using Spelling = std::uint64_t;

  std::vector<std::uint32_t> rank(std::span<const WordForms> words,
                                  std::span<const std::uint32_t> counts);
  void spell(std::span<const std::uint32_t> written_as);
  void write_dictionary();
  char* begin_article(std::span<const std::uint32_t> places, std::size_t words);
  template <class Next>
  char* put_zone(char* to, std::size_t zone, std::size_t words, Next next);
  void end_article(const char* end);

  SealedFileWriter file_;
  std::vector<WordForms> dictionary_;       // entry n-1 is the word that is written as n
  std::vector<std::uint32_t> frequencies_;  // beside dictionary_
  std::vector<Spelling> spelling_;          // by number given
  std::vector<std::uint64_t> starts_{0};
  std::optional<PairsWriter> pairs_;   // made when the dictionary is
  std::vector<std::uint8_t> places_;   // of a zone's words: PairsWriter::place()
  std::vector<Spelling> spelt_there_;  // by number in an input
  std::string buffer_;
};

/// The words of one segment. Of the dictionary no more is read than what is asked for: a search for
/// a few words touches little of it. Not thread-safe, but for zones() and fetch(). Views live as
/// long as this.
class Words {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  explicit Words(const std::filesystem::path& path);

  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }

  /// Bytes that all articles take, some 1.6 a place.
  [[nodiscard]] std::uint64_t sequence_bytes() const noexcept { return sequence_bytes_; }

  /// Distinct words: numbers go from 1 to this.
  [[nodiscard]] std::uint32_t size() const { return dictionary().words; }

  /// \p number from 1 to size()
  [[nodiscard]] WordForms forms(std::uint32_t number) const;
  [[nodiscard]] std::string_view surface(std::uint32_t number) const;
  [[nodiscard]] std::string_view folded(std::uint32_t number) const;
  [[nodiscard]] std::string_view stem(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t count(std::uint32_t number) const;

  /// The words of that form; unsorted.
  [[nodiscard]] std::span<const std::uint32_t> with_folded(std::string_view folded) const;
  [[nodiscard]] std::span<const std::uint32_t> with_stem(std::string_view stem) const;
  /// The words whose folded form begins so, sorted by it.
  [[nodiscard]] std::span<const std::uint32_t> with_prefix(std::string_view folded) const;
  /// All words, sorted by folded form.
  [[nodiscard]] std::span<const std::uint32_t> by_folded() const;

  /// The articles that have, in title or body, a word of one folded form directly before one of
  /// another; nothing where one of them is not so common that this is known (pairs.hpp).
  /// \throws Error archive_damaged
  [[nodiscard]] std::optional<PairArticles> pair(std::string_view first,
                                                 std::string_view second) const;

  /// The word numbers of an article. \p docid from 1 to documents()
  /// \throws Error archive_damaged
  void read(std::uint32_t docid, Sequence& sequence) const;

  /// The same as they are written. Several threads may ask at once. \throws Error archive_damaged
  [[nodiscard]] Zones zones(std::uint32_t docid) const;

  /// Has the processor fetch the beginning of an article that is read soon: a search that reads
  /// many waits for memory otherwise. Several threads may ask at once. \throws Error
  /// archive_damaged
  void fetch(std::uint32_t docid) const;

  /// One article as it is written.
  struct Written {
    std::array<std::uint32_t, 3> places{};  ///< in each zone
    std::string_view numbers{};             ///< of all zones: varints
  };
  /// \throws Error archive_damaged
  [[nodiscard]] Written written(std::uint32_t docid) const;

  /// The whole dictionary, for those who read all of it.
  struct Forms {
    std::vector<std::string_view> strings;  ///< every form once, ascending
    /// One a word, by falling frequency; but for the counts, indexes of strings.
    std::span<const std::uint32_t> surfaces, folded, stems, counts;
  };
  /// \throws Error archive_damaged
  [[nodiscard]] Forms all_forms() const;

  /// \throws Error archive_damaged, always: an article's words are not what its beginning says
  [[noreturn]] void throw_misfit() const;

  /// \throws Error archive_damaged
  void verify_all() const { file_.verify_all(); }

 private:
  /// Numbers of a section, verified as they are read.
  struct Column {
    const Section* section = nullptr;
    std::uint32_t size = 0;
  };
  struct Dictionary {
    const Section* strings = nullptr;
    Column starts, surfaces, folded, stems, counts, by_folded, by_stem;
    std::uint32_t words = 0;
  };
  [[nodiscard]] Dictionary open_dictionary() const;
  [[nodiscard]] const Dictionary& dictionary() const;
  [[nodiscard]] Column column(std::string_view name) const;
  [[nodiscard]] std::uint32_t at(const Column& column, std::uint32_t index) const;
  [[nodiscard]] std::span<const std::uint32_t> words_in(const Column& column, std::uint32_t from,
                                                        std::uint32_t to) const;
  [[nodiscard]] std::string_view string(std::uint32_t number) const;
  [[nodiscard]] std::optional<std::uint32_t> find_string(std::string_view text) const;
  [[nodiscard]] std::span<const std::uint32_t> with_form(std::string_view form, const Column& forms,
                                                         const Column& by) const;

  SealedFile file_;
  const Section* sequences_;
  std::uint32_t documents_ = 0;
  const Section* starts_;
  std::uint64_t sequence_bytes_ = 0;
  mutable std::optional<Dictionary> dictionary_;  // opened when first asked for
};

}  // namespace ae::store
