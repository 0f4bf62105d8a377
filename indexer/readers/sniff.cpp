// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/sniff.hpp"

#include "indexer/readers/crawl_records.hpp"
#include "indexer/readers/front_matter.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

constexpr auto npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

struct Magic {
  std::string_view bytes;
  std::string_view what;  ///< as in "no reader for ..."
};

/// Formats that are told by their first bytes, in whatever case.
constexpr std::array magics{
    Magic{"\x89png"sv, "images"},
    Magic{"gif8"sv, "images"},
    Magic{"\xff\xd8\xff"sv, "images"},
    Magic{"\x7f"
          "elf"sv,
          "executables"},
    Magic{"rar!\x1a"sv, "RAR files"},
    Magic{"7z\xbc\xaf"sv, "7z files"},
    Magic{"bzh"sv, "data compressed twice"},
    Magic{"\xfd"
          "7zxz"sv,
          "data compressed twice"},
    Magic{"\x1f\x8b"sv, "data compressed twice"},
    Magic{"\x28\xb5\x2f\xfd"sv, "data compressed twice"},
    Magic{"sqlite format 3"sv, "SQLite databases"},
    Magic{"{\\rtf"sv, "RTF"},
    Magic{"<?xml"sv, "XML"},
    Magic{"\xff\xfe"sv, "UTF-16 (convert it to UTF-8)"},
    Magic{"\xfe\xff"sv, "UTF-16 (convert it to UTF-8)"},
};

struct NamedFormat {
  std::string_view extension;
  Format format;
};

constexpr std::array named_formats{
    NamedFormat{"txt", Format::text},         NamedFormat{"text", Format::text},
    NamedFormat{"md", Format::markdown},      NamedFormat{"markdown", Format::markdown},
    NamedFormat{"html", Format::html},        NamedFormat{"htm", Format::html},
    NamedFormat{"xhtml", Format::html},       NamedFormat{"shtml", Format::html},
    NamedFormat{"rss", Format::feed},         NamedFormat{"atom", Format::feed},
    NamedFormat{"nitf", Format::feed},        NamedFormat{"eml", Format::mail},
    NamedFormat{"mbox", Format::mail},        NamedFormat{"csv", Format::table},
    NamedFormat{"tsv", Format::table},        NamedFormat{"json", Format::json},
    NamedFormat{"jsonld", Format::json},      NamedFormat{"jsonl", Format::json_lines},
    NamedFormat{"ndjson", Format::json_lines}};

struct Unread {
  std::string_view extension;
  std::string_view what;
};

constexpr std::array unread{Unread{"xml", "XML"}, Unread{"rdf", "XML"}};

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view text, std::string_view lower_case) {
  return text.size() >= lower_case.size() &&
         std::ranges::equal(text.substr(0, lower_case.size()), lower_case, {}, lower);
}

/// "md" of "a.MD". What is no usual extension, as in "3.5 points" or "story.2017-12-13", is none.
std::string extension_of(std::string_view name) {
  constexpr std::size_t longest = 10;
  const auto dot = name.rfind('.');
  if (dot == npos || dot == 0) return {};
  std::string extension(name.substr(dot + 1));
  std::ranges::transform(extension, extension.begin(), lower);
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const bool usual = !extension.empty() && extension.size() <= longest &&
                     is_letter(extension.front()) && std::ranges::all_of(extension, [&](char c) {
                       return is_letter(c) || (c >= '0' && c <= '9');
                     });
  return usual ? extension : std::string();
}

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte == 0x7f || (byte < 0x20 && !(byte >= '\t' && byte <= '\r'));
}

/// Why \p head is no text; empty if it is.
std::string not_text(std::string_view head, bool whole) {
  if (head.find('\0') != npos) return "binary data";
  const auto controls = static_cast<std::size_t>(std::ranges::count_if(head, is_control));
  if (controls * 20 > head.size()) return "binary data";
  // The last character of a head may be cut through.
  constexpr std::size_t cut = 3;
  const auto looked_at = whole ? head : head.substr(0, head.size() - std::min(head.size(), cut));
  const auto found = survey(looked_at);
  const bool damaged_only = found.unsound <= found.sound || found.unsound * 50 < head.size();
  if (!damaged_only && !looks_like_windows_1252(found, looked_at.size()))
    return "text neither in UTF-8 nor in Windows-1252; convert it to UTF-8";
  return {};
}

/// How far the JSON value that \p text begins with goes.
struct Extent {
  std::size_t end = npos;   ///< past its last bracket; npos where it goes on after the text
  bool over_lines = false;  ///< line ends between its tokens
};

Extent extent_of_json(std::string_view text) {
  Extent extent;
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (in_string) {
      if (c == '\\') ++at;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) {
        extent.end = at + 1;
        return extent;
      }
    } else if (c == '\n') {
      extent.over_lines = true;
    }
  }
  return extent;
}

/// One JSON value, or one a line.
Format json_or_lines(std::string_view text, std::optional<Format> named) {
  if (text.front() == '[') return Format::json;
  if (named == Format::json_lines) return Format::json_lines;
  const auto extent = extent_of_json(text);
  if (extent.end == npos) {
    if (named == Format::json || extent.over_lines) return Format::json;
    return Format::json_lines;
  }
  const auto rest = text.substr(extent.end);
  const auto next = rest.find_first_not_of(" \t\r\n");
  return next != npos && rest[next] == '{' ? Format::json_lines : Format::json;
}

bool looks_like_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const auto next = text.find_first_not_of(" \t\r\n", 1);
  if (next == npos) return false;
  return text[next] == (text.front() == '{' ? '"' : '{');
}

/// ZIP or tar, but for what is built on ZIP: documents and programs.
bool looks_like_archive(std::string_view head, const std::string& extension) {
  constexpr std::array built_on{"docx"sv, "xlsx"sv, "pptx"sv, "odt"sv, "ods"sv,  "odp"sv,
                                "epub"sv, "jar"sv,  "apk"sv,  "xpi"sv, "wacz"sv, "whl"sv};
  constexpr std::size_t tar_magic = 257;
  if (head.size() > tar_magic && head.substr(tar_magic).starts_with("ustar")) return true;
  return head.starts_with("PK\x03\x04"sv) &&
         std::ranges::find(built_on, std::string_view(extension)) == built_on.end();
}

/// What \p text begins with behind XML declarations and comments.
std::string_view first_markup(std::string_view text) {
  while (true) {
    text = text.substr(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?")) return text;
    const auto end = text.find(comment ? "-->" : "?>");
    if (end == npos) return {};
    text.remove_prefix(end + (comment ? 3 : 2));
  }
}

/// A doctype or a tag of the beginning.
bool looks_like_html(std::string_view text) {
  constexpr std::array beginnings{"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv};
  const auto markup = first_markup(text);
  return std::ranges::any_of(beginnings, [&](auto each) { return begins_with(markup, each); });
}

bool looks_like_feed(std::string_view text) {
  constexpr std::array roots{"<rss"sv,    "<feed"sv,        "<rdf:rdf"sv,     "<atom:feed"sv,
                             "<nitf"sv,   "<newsitem"sv,    "<newsmessage"sv, "<!doctype nitf"sv,
                             "<urlset"sv, "<sitemapindex"sv};
  const auto markup = first_markup(text);
  return std::ranges::any_of(roots, [&](auto each) { return begins_with(markup, each); });
}

/// The line that begins a message of an mbox, or a header that only mail servers write.
bool looks_like_mail(std::string_view text) {
  constexpr std::array headers{"return-path:"sv,  "received:"sv,   "delivered-to:"sv,
                               "mime-version:"sv, "message-id:"sv, "x-mozilla-status:"sv};
  const auto line = text.substr(0, text.find('\n'));
  if (line.starts_with("From ")) return line.size() < 200 && line.find('@') < line.find(':');
  return std::ranges::any_of(headers, [&](auto each) { return begins_with(line, each); });
}

/// A page in UTF-16 as it is saved by some browsers: told by its byte order mark.
bool is_html(std::string_view head, const std::string& extension) {
  const bool wide = head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff");
  const bool named = extension == "html" || extension == "htm" || extension == "xhtml";
  if (named) return wide || head.find('\0') == npos;
  if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
  return looks_like_html(head);
}

std::optional<Format> by_name(const std::string& extension) {
  const auto* named = std::ranges::find(named_formats, extension, &NamedFormat::extension);
  if (named != named_formats.end()) return named->format;
  if (extension.empty()) return Format::text;
  return {};
}

/// Formats that say themselves which charset they are in, or hold what does.
bool brings_charset(Format format) {
  return format == Format::html || format == Format::feed || format == Format::mail ||
         format == Format::table || format == Format::warc || format == Format::pdf;
}

/// Containers and markup, whatever the charset of what they hold.
std::optional<Format> by_structure(std::string_view head, const std::string& extension) {
  if (looks_like_archive(head, extension)) return Format::archive;
  if (looks_like_crawl(head)) return Format::warc;
  if (head.substr(0, 1024).find("%PDF-") != npos) return Format::pdf;
  if (looks_like_feed(head)) return Format::feed;
  if (looks_like_mail(head)) return Format::mail;
  if (is_html(head, extension)) return Format::html;
  return {};
}

Sniffed refused(std::string_view rule, std::string reason) {
  return {.format = {}, .rule = rule, .reason = std::move(reason)};
}

Sniffed taken(Format format) { return {.format = format, .rule = {}, .reason = {}}; }

std::string name_of_unread(const std::string& extension) {
  const auto* known = std::ranges::find(unread, extension, &Unread::extension);
  return known != unread.end() ? std::string(known->what) : "." + extension + " files";
}

}  // namespace

Sniffed sniff(std::string_view head, bool whole, std::string_view name, Format asked) {
  if (head.empty()) return refused("empty", "empty file");
  const auto extension = extension_of(name);
  const auto structured = asked == Format::automatic ? by_structure(head, extension)
                          : brings_charset(asked)    ? std::optional(asked)
                                                     : std::nullopt;
  if (structured) return taken(*structured);
  if (asked == Format::automatic)
    for (const auto& magic : magics)
      if (begins_with(head, magic.bytes))
        return refused("no-reader", fmt::format("no reader for {}", magic.what));
  if (auto why = not_text(head, whole); !why.empty()) return refused("not-text", std::move(why));
  if (asked != Format::automatic) return taken(asked);

  if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
  const auto text = head.substr(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (text.empty() && whole) return refused("blank", "nothing but white space");
  for (const auto& magic : magics)
    if (magic.bytes.starts_with('<') && begins_with(text, magic.bytes))
      return refused("no-reader", fmt::format("no reader for {}", magic.what));

  const auto named = by_name(extension);
  if (looks_like_json(text)) return taken(json_or_lines(text, named));
  if (!named)
    return refused("no-reader", fmt::format("no reader for {}", name_of_unread(extension)));
  const bool fenced = head.starts_with("---") || head.starts_with("+++");
  if (*named == Format::text && fenced &&
      read_front_matter(normalise(repair_utf8(head).text)).size > 0)
    return taken(Format::markdown);
  return taken(*named);
}

}  // namespace ae::indexing
