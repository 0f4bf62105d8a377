// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cleaning/blocks.hpp"

#include "common/text/ascii.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t header_lines = 15;      ///< lines that are not blank
constexpr std::size_t header_paragraphs = 2;  ///< the body has begun behind so many
constexpr std::size_t trailer_lines = 6;      ///< lines that are not blank
constexpr std::size_t longest_read = 1'500;   ///< bytes of a line; no rule reads a longer one whole
constexpr std::size_t most_blocks = 10'000;   ///< what has more is no article; memory is bounded

using Rule = std::optional<Finding> (*)(const Line&);

/// The first rule that finds something has it: metadata before looks.
constexpr std::array<Rule, 11> rules{find_json_trailer,   find_placeholder,  find_caption,
                                     find_player,         find_header_label, find_date_line,
                                     find_byline,         find_tagline,      find_copyright,
                                     find_page_furniture, find_related_link};

/// Walks over the lines that are not blank.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) { read(next_, next_gap_); }

  /// The next line with its neighbours; false at the end.
  bool next(Line& line) {
    if (next_.empty()) return false;
    line.whole = text_;
    line.before = line.text;
    line.text = next_;
    line.gap_before = next_gap_;
    read(next_, next_gap_);
    line.after = next_;
    line.gap_after = next_gap_;
    return true;
  }

 private:
  /// \p gap: a blank line or the edge of the text stands before the line.
  void read(std::string_view& line, bool& gap) {
    gap = at_ == 0;
    line = {};
    while (line.empty() && at_ < text_.size()) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      line = ascii::trim(text_.substr(at_, end - at_));
      at_ = end + 1;
      gap = gap || line.empty();
    }
    gap = gap || line.empty();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string_view next_;
  bool next_gap_ = true;
};

/// Where the last lines begin.
std::size_t trailer_start(std::string_view text) {
  std::size_t at = text.size();
  for (std::size_t lines = 0; at > 0 && lines < trailer_lines;) {
    const std::size_t end = at;
    const std::size_t feed = text.substr(0, end).rfind('\n');
    at = feed == std::string_view::npos ? 0 : feed;
    if (!ascii::trim(text.substr(at, end - at)).empty()) ++lines;
  }
  return at;
}

bool is_paragraph(std::string_view text) { return text.size() >= 100 && ends_sentence(text); }

std::optional<Finding> judge(const Line& line) {
  // What goes on with a sentence may hold a credit at its end, or be " date 2017-12-13" below a
  // headline; it is nothing else.
  if (line.continues) {
    auto found = find_tagline(line);
    return found ? found : find_date_line(line);
  }
  for (const Rule rule : rules)
    if (auto found = rule(line)) return found;
  return std::nullopt;
}

/// Puts blocks and runs of body together in the order of the text.
class Builder {
 public:
  void body(Span bytes) {
    if (bytes.empty()) return;
    if (interrupted_ || blocks_.body.empty()) {
      blocks_.body.push_back(bytes);
    } else {
      blocks_.body.back().to = bytes.to;
    }
    interrupted_ = false;
  }

  void block(const Line& line, Finding found) {
    auto& list = found.kind == Finding::Kind::caption ? blocks_.captions : blocks_.boilerplate;
    list.push_back({line.span_of(found.cut), std::string(found.content), std::string(found.rule)});
    std::move(found.claims.begin(), found.claims.end(), std::back_inserter(blocks_.claims));
    interrupted_ = true;
  }

  /// \p line goes on with the last caption, which was wrapped; false if it is too long for that.
  bool extend_caption(const Line& line) {
    Block& caption = blocks_.captions.back();
    if (caption.text.size() + line.text.size() > longest_read) return false;
    caption.bytes.to = line.span_of(line.text).to;
    caption.text.append(" ").append(line.text);
    return true;
  }

  [[nodiscard]] bool is_full() const {
    return blocks_.captions.size() + blocks_.boilerplate.size() >= most_blocks;
  }

  Blocks take() { return std::move(blocks_); }

 private:
  Blocks blocks_;
  bool interrupted_ = false;
};

/// Is the next line the rest of this one's sentence?
bool goes_on(const Line& line) {
  return !line.gap_after && ascii::is_lower(line.after.front()) && !ends_sentence(line.text);
}

void note_lower(Line& line) {
  line.lower = line.text.size() <= longest_read ? ascii::lower(line.text) : std::string();
}

bool is_player(const std::optional<Finding>& found) {
  return found && (found->rule == "player label" || found->rule == "player length");
}

/// Short lines below a player's label are titles of other clips if another label follows them.
class ClipList {
 public:
  /// True while \p line may be such a title; it is then kept until take().
  bool hold(const Line& line) {
    const bool fits =
        open_ && held_.size() < 10 && line.text.size() <= 150 && !ends_sentence(line.text);
    if (fits) held_.push_back(line);
    return fits;
  }
  /// Opens or shuts behind a line of which \p found was said.
  void follow(const std::optional<Finding>& found) {
    open_ = is_player(found) && ascii::find(found->content, "transcript") == std::string_view::npos;
  }
  std::vector<Line> take() { return std::exchange(held_, {}); }

 private:
  bool open_ = false;
  std::vector<Line> held_;
};

/// \p found, the body around it, and what is found in the rest of the line.
void place(Line line, std::optional<Finding> found, Builder& builder) {
  while (found && !builder.is_full()) {
    const Span whole = line.span_of(line.text);
    const Span cut = line.span_of(found->cut);
    builder.body(line.span_of(ascii::trim(line.whole.substr(whole.from, cut.from - whole.from))));
    builder.block(line, std::move(*found));
    line.text = ascii::trim(line.whole.substr(cut.to, whole.to - cut.to));
    line.is_rest = true;
    note_lower(line);
    if (line.text.empty()) return;
    found = judge(line);
  }
  builder.body(line.span_of(line.text));
}

void place_clips(ClipList& clips, bool are_titles, Builder& builder) {
  for (const Line& line : clips.take()) {
    if (are_titles) {
      builder.block(line, furniture(line, "title of another clip"));
    } else {
      builder.body(line.span_of(line.text));
    }
  }
}

/// Walks over the lines and says where each stands.
class Reading {
 public:
  explicit Reading(std::string_view text) : lines_(text), trailer_(trailer_start(text)) {}

  bool next(Line& line) {
    if (!lines_.next(line)) return false;
    line.number = number_++;
    if (line.number == 0) line.opening = line.text;
    line.in_header = line.number < header_lines && paragraphs_ <= header_paragraphs;
    line.in_trailer = line.span_of(line.text).from >= trailer_;
    line.is_rest = false;
    line.before_body = paragraphs_ == 0;
    line.continues = line.goes_on;  // what the line before said
    line.goes_on = goes_on(line);
    note_lower(line);
    if (is_paragraph(line.text)) ++paragraphs_;
    return true;
  }

 private:
  Lines lines_;
  std::size_t trailer_;
  std::size_t number_ = 0;
  std::size_t paragraphs_ = 0;
};

/// Links to other articles are few; more lines of their form are the article's own headings.
constexpr std::ptrdiff_t most_links = 2;

bool has_own_headings(const Blocks& blocks) {
  const auto is_link = [](const Block& block) { return block.rule == headline_rule; };
  return std::count_if(blocks.boilerplate.begin(), blocks.boilerplate.end(), is_link) > most_links;
}

Blocks build(std::string_view text, bool own_headings) {
  Builder builder;
  Reading reading(text);
  ClipList clips;
  Line line{.own_headings = own_headings};
  bool in_caption = false;
  while (reading.next(line)) {
    in_caption = in_caption && line.continues && builder.extend_caption(line);
    if (in_caption) continue;
    auto found = judge(line);
    in_caption = found && found->kind == Finding::Kind::caption;
    if (!found && clips.hold(line)) continue;
    place_clips(clips, is_player(found), builder);
    clips.follow(found);
    place(line, std::move(found), builder);
  }
  place_clips(clips, false, builder);
  return builder.take();
}

/// \p text with white space where \p parts stand, so that every offset stays as it is.
std::string masked(std::string_view text, const std::vector<Part>& parts) {
  std::string rest(text);
  for (const Part& part : parts)
    std::fill(rest.begin() + static_cast<std::ptrdiff_t>(part.bytes.from),
              rest.begin() + static_cast<std::ptrdiff_t>(part.bytes.to), '\n');
  return rest;
}

/// Cuts the runs of \p body where a part stands within one.
std::vector<Span> cut(const std::vector<Span>& body, const std::vector<Part>& parts) {
  std::vector<Span> runs;
  auto part = parts.begin();
  for (Span run : body) {
    while (part != parts.end() && part->bytes.to <= run.from) ++part;
    for (; part != parts.end() && part->bytes.from < run.to; ++part) {
      runs.push_back({run.from, part->bytes.from});
      run.from = part->bytes.to;
    }
    runs.push_back(run);
  }
  return runs;
}

void add_parts(std::string_view text, const std::vector<Part>& parts, Blocks& blocks) {
  for (const Part& part : parts) {
    auto& list = part.kind == Part::Kind::caption ? blocks.captions : blocks.boilerplate;
    list.push_back({part.bytes, std::string(part.bytes.of(text)), part.rule});
  }
  const auto before = [](const Block& a, const Block& b) { return a.bytes.from < b.bytes.from; };
  std::sort(blocks.captions.begin(), blocks.captions.end(), before);
  std::sort(blocks.boilerplate.begin(), blocks.boilerplate.end(), before);
}

}  // namespace

Blocks find_blocks(std::string_view text) {
  Blocks blocks = build(text, false);
  return has_own_headings(blocks) ? build(text, true) : blocks;
}

Blocks find_blocks(std::string_view text, const std::vector<Part>& parts) {
  if (parts.empty()) return find_blocks(text);
  Blocks blocks = find_blocks(masked(text, parts));
  blocks.body = cut(blocks.body, parts);
  add_parts(text, parts, blocks);
  return blocks;
}

}  // namespace ae::indexing
