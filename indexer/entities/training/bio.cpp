// SPDX-License-Identifier: GPL-2.0-or-later
/// See bio.hpp.
#include "indexer/entities/training/bio.hpp"

#include "indexer/sources/folder.hpp"

#include <algorithm>
#include <filesystem>

namespace ae::training {
namespace {

using indexing::NameType;

constexpr std::string_view document_start = "-DOCSTART-";

NameType type_named(std::string_view name) {
  if (name == "PER") return NameType::person;
  if (name == "ORG") return NameType::org;
  return name == "LOC" ? NameType::place : NameType::other;
}

bool follows_closely(std::string_view token) {
  static constexpr std::string_view marks = ".,;:!?)]}%'";
  return !token.empty() && (marks.find(token.front()) != std::string_view::npos || token == "n't" ||
                            token == "\u2019s" || token == "\u2019");
}

bool binds_next(std::string_view token) {
  return token == "(" || token == "[" || token == "$" || token == "#" || token == "@";
}

void add_token(BioDocument& document, std::string_view token, std::string_view tag) {
  const auto& tokens = document.tokens;
  const bool first = document.text.empty() || document.text.back() == '\n';
  const bool bound = !tokens.empty() && binds_next(tokens.back().of(document.text));
  if (!first && !bound && !follows_closely(token)) document.text += ' ';
  const auto from = document.text.size();
  document.text += token;
  const auto index = tokens.size();
  document.tokens.push_back({from, document.text.size()});
  if (tag.size() < 3 || tag[1] != '-') return;
  const auto type = type_named(tag.substr(2));
  auto& names = document.names;
  const bool goes_on =
      tag.front() == 'I' && !names.empty() && names.back().to == index && names.back().type == type;
  if (goes_on) {
    ++names.back().to;
  } else {
    names.push_back({index, index + 1, type});
  }
}

std::string_view take_line(std::string_view& rest) {
  const auto at = rest.find('\n');
  auto line = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Puts sentences together as running text does, and keeps headings on lines of their own.
class Assembler {
 public:
  Assembler(bool marked, std::size_t join) : marked_(marked), join_(join) {}

  void line(std::string_view line) {
    if (line.empty()) return end_sentence();
    if (line.starts_with(document_start)) return end_document();
    const auto tab = line.find('\t');
    if (tab == 0 || tab == std::string_view::npos) return;
    if (!within_) begin_sentence();
    add_token(documents_.back(), line.substr(0, tab), line.substr(tab + 1));
  }

  std::vector<BioDocument> finish() {
    if (documents_.back().tokens.empty()) documents_.pop_back();
    return std::move(documents_);
  }

 private:
  void begin_sentence() {
    if (!marked_ && documents_.back().sentences.size() >= join_) end_document();
    auto& document = documents_.back();
    if (!document.text.empty() && !ends_sentence(document.text)) document.text += "\n\n";
    document.sentences.push_back(document.tokens.size());
    within_ = true;
  }

  void end_sentence() { within_ = false; }

  void end_document() {
    end_sentence();
    if (!documents_.back().tokens.empty()) documents_.emplace_back();
  }

  static bool ends_sentence(std::string_view text) {
    while (text.ends_with('"') || text.ends_with('\'')) text.remove_suffix(1);
    return text.ends_with('.') || text.ends_with('!') || text.ends_with('?');
  }

  bool marked_;
  std::size_t join_;
  bool within_ = false;
  std::vector<BioDocument> documents_{1};
};

}  // namespace

std::vector<BioDocument> read_bio(std::string_view bytes, std::size_t join) {
  const bool marked =
      bytes.starts_with(document_start) || bytes.find("\n-DOCSTART-") != std::string_view::npos;
  Assembler assembler(marked, join);
  while (!bytes.empty()) assembler.line(take_line(bytes));
  return assembler.finish();
}

std::string read_file(const std::string& path) {
  constexpr std::size_t piece = 1 << 20;
  const auto absolute = std::filesystem::absolute(path).lexically_normal().string();
  auto blob = indexing::open_blob({.path = path, .absolute = absolute, .named = true});
  std::string bytes;
  while (blob.bytes->read(bytes, piece) > 0) {
  }
  return bytes;
}

}  // namespace ae::training
