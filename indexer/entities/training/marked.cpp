// SPDX-License-Identifier: GPL-2.0-or-later
/// See marked.hpp.
#include "indexer/entities/training/marked.hpp"

#include "ae/error.hpp"
#include "indexer/entities/token.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <span>
#include <utility>

namespace ae::training {
namespace {

namespace fs = std::filesystem;
using indexing::NameType;

struct Mark {
  Span bytes;  ///< of the name, in the text without marks
  NameType type = NameType::person;
};

constexpr std::array<std::pair<std::string_view, NameType>, 3> openings{
    std::pair{std::string_view{"[PER "}, NameType::person},
    std::pair{std::string_view{"[ORG "}, NameType::org},
    std::pair{std::string_view{"[LOC "}, NameType::place}};

/// Takes the marks out of one text.
class Unmarker {
 public:
  Unmarker(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {
    text.reserve(bytes.size());
  }

  void run() {
    while (at_ < bytes_.size()) step(bytes_[at_]);
    if (open_) fail("is not closed");
  }

  std::string text;
  std::vector<Mark> marks;

 private:
  void step(char c) {
    if (c == '[') return open();
    if (c == ']') return close();
    const bool paragraph = c == '\n' && text.ends_with('\n');
    if (paragraph && open_) fail("is not closed in its paragraph");
    text += c;
    ++at_;
  }

  void open() {
    if (open_) fail("holds another one");
    const auto rest = bytes_.substr(at_);
    const auto* found = std::find_if(openings.begin(), openings.end(), [rest](const auto& opening) {
      return rest.starts_with(opening.first);
    });
    if (found == openings.end()) fail("is none of [PER , [ORG , [LOC ");
    marks.push_back({{text.size(), text.size()}, found->second});
    open_ = true;
    at_ += found->first.size();
  }

  void close() {
    if (!open_) fail("was never opened");
    auto& mark = marks.back();
    mark.bytes.to = text.size();
    if (mark.bytes.size() == 0) fail("is empty");
    open_ = false;
    ++at_;
  }

  [[noreturn]] void fail(std::string_view what) const {
    const auto line = 1 + std::count(bytes_.begin(), bytes_.begin() + std::ptrdiff_t(at_), '\n');
    throw Error(ErrorCode::bad_usage, fmt::format("{}, line {}: a mark {}", name_, line, what),
                "names are marked as [PER Ana Roe], and nothing else stands in square brackets");
  }

  std::string_view bytes_;
  std::string_view name_;
  std::size_t at_ = 0;
  bool open_ = false;
};

void add_names(std::span<const Mark> marks, BioDocument& document) {
  std::size_t at = 0;
  for (const auto& mark : marks) {
    const auto& tokens = document.tokens;
    while (at < tokens.size() && tokens[at].to <= mark.bytes.from) ++at;
    const auto from = at;
    while (at < tokens.size() && tokens[at].from < mark.bytes.to) ++at;
    if (from < at) document.names.push_back({from, at, mark.type});
  }
}

bool is_marked(const fs::path& path) { return path.extension() == ".txt"; }

}  // namespace

BioDocument read_marked(std::string_view bytes, std::string_view name) {
  Unmarker unmarker(bytes, name);
  unmarker.run();
  BioDocument document;
  document.text = std::move(unmarker.text);
  const auto tokens = indexing::split_tokens(document.text, {});
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    document.tokens.push_back(tokens[i].bytes);
    const bool starts = tokens[i].starts_sentence && (i == 0 || !tokens[i - 1].starts_sentence);
    if (starts) document.sentences.push_back(i);
  }
  add_names(unmarker.marks, document);
  return document;
}

std::vector<BioDocument> read_annotated(const std::string& path, std::size_t join) {
  if (!fs::is_directory(path)) {
    if (!is_marked(path)) return read_bio(read_file(path), join);
    return {read_marked(read_file(path), path)};
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (is_marked(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<BioDocument> documents;
  documents.reserve(files.size());
  for (const auto& file : files) {
    documents.push_back(read_marked(read_file(file.string()), file.string()));
  }
  return documents;
}

}  // namespace ae::training
