// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/manifest.hpp"

#include "ae/error.hpp"
#include "common/schema/fields.hpp"
#include "common/store/hash.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace ae::store {
namespace {

constexpr std::string_view checksum_word = "checksum ";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Percent-encodes what would end a line or a word.
std::string escaped(std::string_view text, bool word) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '%' || (word && c == ' ')) {
      out += fmt::format("%{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (; !text.empty(); text.remove_prefix(1)) {
    if (text.front() != '%') {
      out += text.front();
      continue;
    }
    unsigned byte = 0;
    if (text.size() < 3) return {};
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + 3, byte, 16);
    if (error != std::errc() || end != text.data() + 3) return {};
    out += static_cast<char>(byte);
    text.remove_prefix(2);
  }
  return out;
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

bool is_segment_name(std::string_view name) {
  return name.size() >= 6 && name.size() <= 19 && std::ranges::all_of(name, is_digit) &&
         segment_name(*number<std::uint64_t>(name)) == name;
}

/// Removes and gives what stands before the first \p end; all of it where there is none.
std::string_view take_until(std::string_view& text, char end) {
  const auto part = text.substr(0, text.find(end));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return part;
}

/// Reads the lines between the first and the last. Each function is false where the line makes no
/// sense.
class Lines {
 public:
  explicit Lines(Manifest& manifest) : manifest_(manifest) {}

  bool read(std::string_view line) {
    const auto word = take_until(line, ' ');
    if (word == "archive") return archive(line);
    if (word == "revision") return assign(manifest_.revision, line);
    if (word == "next-segment") return assign(manifest_.next_segment, line);
    if (word == "setting") return setting(line);
    if (word == "segment") return segment(line);
    if (word == "file") return file(line);
    if (word == "tombstones") return docids(&SegmentEntry::tombstones, line);
    return word == "earlier" && docids(&SegmentEntry::earlier, line);
  }

 private:
  template <class T>
  static bool assign(T& to, std::string_view text) {
    const auto value = number<T>(text);
    if (value) to = *value;
    return value.has_value();
  }

  bool archive(std::string_view id) {
    manifest_.archive_id = id;
    return from_hex(id).has_value();
  }

  bool setting(std::string_view line) {
    const auto key = unescaped(take_until(line, ' '));
    const auto value = unescaped(line);
    if (!key || key->empty() || !value) return false;
    return manifest_.settings.emplace(*key, *value).second;
  }

  bool segment(std::string_view line) {
    SegmentEntry entry{.name = std::string(take_until(line, ' '))};
    if (!is_segment_name(entry.name) || !names_.insert(entry.name).second) return false;
    if (*number<std::uint64_t>(entry.name) >= manifest_.next_segment) return false;
    if (take_until(line, ' ') != "documents" || !assign(entry.documents, line)) return false;
    manifest_.segments.push_back(std::move(entry));
    return true;
  }

  bool file(std::string_view line) {
    if (manifest_.segments.empty()) return false;
    FileEntry entry;
    if (!assign(entry.sum.size, take_until(line, ' '))) return false;
    const auto sum = from_hex(take_until(line, ' '));
    if (!sum || !is_part_name(line)) return false;
    entry.sum.xxh3 = *sum;
    entry.name = line;
    manifest_.segments.back().files.push_back(std::move(entry));
    return true;
  }

  bool docids(DocRanges SegmentEntry::*which, std::string_view line) {
    if (manifest_.segments.empty()) return false;
    auto& segment = manifest_.segments.back();
    auto ranges = parse_ranges(line, segment.documents);
    if (!ranges) return false;
    segment.*which = *std::move(ranges);
    return true;
  }

  Manifest& manifest_;
  std::set<std::string, std::less<>> names_;
};

[[noreturn]] void throw_unreadable(std::string_view name, std::string_view what) {
  throw_damaged(std::filesystem::path(name), what);
}

/// "ae-manifest 4", which it removes from \p text.
void read_head(std::string_view& text, std::string_view name) {
  auto line = take_until(text, '\n');
  const bool ours = take_until(line, ' ') == "ae-manifest";
  const auto version = number<int>(line);
  if (!ours || !version) throw_unreadable(name, "is no manifest of an archive");
  if (*version == schema::format_version) return;
  throw Error(ErrorCode::format_mismatch,
              fmt::format("{}: the archive has format {}, this program reads {}", name, *version,
                          schema::format_version),
              "build it anew with: ae-index --rebuild FOLDER");
}

}  // namespace

bool is_part_name(std::string_view name) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
  if (name.empty() || name.ends_with('/')) return false;
  while (!name.empty()) {
    const auto component = take_until(name, '/');
    if (component.empty() || component == "." || component == "..") return false;
    if (component.find_first_not_of(allowed) != component.npos) return false;
  }
  return true;
}

std::string segment_name(std::uint64_t number) { return fmt::format("{:06}", number); }

std::string to_text(const Manifest& manifest) {
  std::string text = fmt::format("ae-manifest {}\narchive {}\nrevision {}\nnext-segment {}\n",
                                 schema::format_version, manifest.archive_id, manifest.revision,
                                 manifest.next_segment);
  for (const auto& [key, value] : manifest.settings) {
    text += fmt::format("setting {} {}\n", escaped(key, true), escaped(value, false));
  }
  for (const auto& segment : manifest.segments) {
    text += fmt::format("segment {} documents {}\n", segment.name, segment.documents);
    for (const auto& [name, sum] : segment.files) {
      text += fmt::format("file {} {} {}\n", sum.size, to_hex(sum.xxh3), name);
    }
    if (!segment.tombstones.empty()) {
      text += fmt::format("tombstones {}\n", to_text(segment.tombstones));
    }
    if (!segment.earlier.empty()) text += fmt::format("earlier {}\n", to_text(segment.earlier));
  }
  return text + fmt::format("{}{}\n", checksum_word, to_hex(xxh3(text)));
}

Manifest parse_manifest(std::string_view text, std::string_view name) {
  std::string_view rest = text;
  read_head(rest, name);
  const auto last = text.rfind(checksum_word);
  if (last == text.npos || last == 0 || text[last - 1] != '\n') {
    throw_unreadable(name, "is cut short");
  }
  if (text.substr(last) !=
      fmt::format("{}{}\n", checksum_word, to_hex(xxh3(text.substr(0, last))))) {
    throw_unreadable(name, "was altered: its checksum differs");
  }
  rest.remove_suffix(text.size() - last);
  Manifest manifest;
  Lines lines(manifest);
  for (int number = 2; !rest.empty(); ++number) {
    if (lines.read(take_until(rest, '\n'))) continue;
    throw_unreadable(name, fmt::format("line {} makes no sense", number));
  }
  // One way to write each state: this refuses repeated, missing and disordered lines.
  if (to_text(manifest) != text) throw_unreadable(name, "is not as a program writes it");
  return manifest;
}

}  // namespace ae::store
