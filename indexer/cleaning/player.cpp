// SPDX-License-Identifier: GPL-2.0-or-later
/// What a video player leaves in the text: labels, placeholders, lengths, transcript headings.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <array>

namespace ae::indexing {
namespace {

/// Labels that stand alone, or before the next label when the lines were joined.
constexpr std::array<std::string_view, 19> labels{
    "coming up next:", "coming up next",   "up next:",           "skip to this video now",
    "now playing:",    "now playing",      "related extras",     "related videos",
    "more videos",     "video transcript", "watch next",         "playlist",
    "replay video",    "play video",       "video unavailable",  "now watching",
    "auto play",       "live stream",      "more in this series"};

/// Labels that a title may follow on the same line.
constexpr std::array<std::string_view, 5> titled{
    "coming up next:", "up next:", "now playing:", "now watching:", "watch next:"};

constexpr std::array<std::string_view, 6> disclaimers{
    "this transcript has been automatically generated",
    "this transcript was automatically generated",
    "this is a rush transcript",
    "this transcript may not be",
    "transcript provided by",
    "this copy may not be in its final form"};

constexpr std::size_t longest_title = 200;  ///< bytes
constexpr std::string_view transcript = "transcript for ";

/// A label ends where a word ends.
bool begins_with_label(std::string_view text, std::string_view label) {
  if (!ascii::starts_with(text, label)) return false;
  return text.size() == label.size() || label.back() == ':' || text[label.size()] == ' ';
}

std::size_t label_size(std::string_view text) {
  for (const std::string_view label : labels)
    if (begins_with_label(text, label)) return label.size();
  return 0;
}

/// Joined lines: "Related Videos Video Transcript Let me ..." -> where "Let me" begins.
std::size_t labels_end(std::string_view text, std::size_t& count) {
  std::size_t at = 0;
  for (count = 0;; ++count) {
    while (at < text.size() && text[at] == ' ') ++at;
    const std::size_t size = label_size(text.substr(at));
    if (size == 0) return at;
    at += size;
  }
}

/// "Transcript for TITLE" where TITLE is the first line, or all there is on the line.
std::size_t transcript_end(const Line& line, std::size_t from) {
  const std::string_view text = line.text.substr(from);
  if (!ascii::starts_with(text, transcript)) return from;
  const std::string_view title = text.substr(transcript.size());
  if (line.number > 0 && title.starts_with(line.opening))
    return from + transcript.size() + line.opening.size();
  return title.size() <= longest_title && !ends_sentence(title) ? line.text.size() : from;
}

bool is_length(std::string_view text) {
  constexpr std::string_view label = "duration:";
  if (ascii::starts_with(text, label)) text.remove_prefix(label.size());
  return is_clock(ascii::trim(text));
}

bool is_title_label(std::string_view text) {
  if (text.size() > longest_title) return false;
  for (const std::string_view label : titled)
    if (ascii::starts_with(text, label)) return true;
  return false;
}

Finding start_of(const Line& line, std::size_t size, std::string_view rule) {
  const std::string_view cut = ascii::trim(line.text.substr(0, size));
  return {Finding::Kind::boilerplate, rule, cut, cut, {}};
}

}  // namespace

std::optional<Finding> find_player(const Line& line) {
  if (is_length(line.text)) return furniture(line, "player length");
  for (const std::string_view disclaimer : disclaimers)
    if (line.text.size() <= 400 && ascii::starts_with(line.text, disclaimer))
      return furniture(line, "transcript disclaimer");
  std::size_t count = 0;
  const std::size_t behind_labels = labels_end(line.text, count);
  const std::size_t end = transcript_end(line, behind_labels);
  if (end > behind_labels) return start_of(line, end, "transcript heading");
  if (behind_labels == line.text.size() && count > 0) return furniture(line, "player label");
  if (is_title_label(line.text) && !ends_sentence(line.text))
    return furniture(line, "player label");
  // One label may begin a sentence ("Playlist ..."); two in a row do not.
  if (count > 1) return start_of(line, behind_labels, "player label");
  return std::nullopt;
}

std::optional<Finding> find_placeholder(const Line& line) {
  constexpr std::size_t longest = 80;
  std::size_t open = line.text.find("{{");
  for (; open != std::string_view::npos; open = line.text.find("{{", open + 1)) {
    const std::size_t length = line.text.substr(open, longest).find("}}");
    if (length == std::string_view::npos) continue;
    if (count_words(line.text, 16) <= 16) return furniture(line, "template placeholder");
    const std::string_view cut = line.text.substr(open, length + 2);
    return Finding{Finding::Kind::boilerplate, "template placeholder", cut, cut, {}};
  }
  return std::nullopt;
}

}  // namespace ae::indexing
