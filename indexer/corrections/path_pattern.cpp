// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/path_pattern.hpp"

#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/corrections/fields.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t longest = 1000;       // bytes of a pattern
constexpr std::size_t most_pieces = 16;     // * and fields; each is tried at every end
constexpr std::size_t longest_path = 4096;  // PATH_MAX; what is longer fits no pattern

bool all_digits(std::string_view text) { return std::ranges::all_of(text, ascii::is_digit); }

/// "20171213" -> "2017-12-13"; all else as it is.
std::string dated(std::string_view text) {
  if (text.size() != 8 || !all_digits(text)) return std::string(text);
  return fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6));
}

}  // namespace

/// Tries to fit one path, piece by piece. Where an attempt failed is noted, so that no path costs
/// more than pieces times bytes times bytes.
class PathPattern::Match {
 public:
  Match(const std::vector<Piece>& pieces, std::string_view path)
      : pieces_(pieces), path_(path), failed_(pieces.size() * (path.size() + 1)) {}

  bool fits(std::size_t piece = 0, std::size_t at = 0) {
    // Runs of letters need no stack.
    while (piece < pieces_.size() && pieces_[piece].what == What::letter) {
      if (at == path_.size() || path_[at] != pieces_[piece].letter) return false;
      ++piece, ++at;
    }
    if (piece == pieces_.size()) return at == path_.size();
    if (failed_[piece * (path_.size() + 1) + at]) return false;
    for (std::size_t end = at; end <= end_of(piece, at); ++end) {
      if (!may_be(pieces_[piece], path_.substr(at, end - at)) || !fits(piece + 1, end)) continue;
      said_.emplace_back(&pieces_[piece], path_.substr(at, end - at));
      return true;
    }
    failed_[piece * (path_.size() + 1) + at] = true;
    return false;
  }

  /// What each piece stands for, the last first.
  [[nodiscard]] const std::vector<std::pair<const Piece*, std::string_view>>& said() const {
    return said_;
  }

 private:
  /// The furthest that the piece can reach: a name, unless it may be anything.
  [[nodiscard]] std::size_t end_of(std::size_t piece, std::size_t at) const {
    if (pieces_[piece].what == What::any) return path_.size();
    return std::min(path_.find('/', at), path_.size());
  }

  static bool may_be(const Piece& piece, std::string_view text) {
    switch (piece.what) {
      case What::year:
        return text.size() == 4 && all_digits(text);
      case What::month:
      case What::day:
        return (text.size() == 1 || text.size() == 2) && all_digits(text);
      case What::field:
        return !text.empty() &&
               problem_of(piece.key, piece.key == Key::date ? dated(text) : std::string(text))
                   .empty();
      default:
        return true;
    }
  }

  const std::vector<Piece>& pieces_;
  std::string_view path_;
  std::vector<bool> failed_;  // by piece and place
  std::vector<std::pair<const Piece*, std::string_view>> said_;
};

PathPattern::PathPattern(std::string text) : text_(std::move(text)) {
  if (text_.size() > longest)
    throw Error(ErrorCode::bad_usage, "--path-pattern: too long",
                fmt::format("{} bytes at most", longest));
  std::size_t pieces = 0;
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if ((text_[at] == '{' || text_[at] == '*') && ++pieces > most_pieces)
      throw Error(ErrorCode::bad_usage, "--path-pattern: too many fields and wildcards",
                  fmt::format("{} at most", most_pieces));
    if (text_[at] == '{') {
      const auto end = text_.find('}', at);
      if (end == std::string::npos)
        throw Error(ErrorCode::bad_usage, "--path-pattern: a { is not closed",
                    "as in: --path-pattern '{outlet}/{date}/*'");
      pieces_.push_back(read_field(std::string_view(text_).substr(at + 1, end - at - 1)));
      at = end;
    } else if (text_[at] == '*') {
      const bool any = text_.compare(at, 2, "**") == 0;
      pieces_.push_back({.what = any ? What::any : What::name});
      at += any ? 1 : 0;
    } else {
      pieces_.push_back({.what = What::letter, .letter = text_[at]});
    }
  }
}

PathPattern::Piece PathPattern::read_field(std::string_view name) const {
  if (name == "year") return {.what = What::year};
  if (name == "month") return {.what = What::month};
  if (name == "day") return {.what = What::day};
  const auto key = settable_field(name);
  if (!key || *key == Key::url)
    throw Error(ErrorCode::bad_usage, fmt::format("--path-pattern: {{{}}} is no field", name),
                "fields: title, date, outlet, author, lang, year, month, day");
  return {.what = What::field, .letter = '\0', .key = *key};
}

std::vector<Claim> PathPattern::claims(std::string_view path) const {
  if (path.size() > longest_path) return {};
  Match match(pieces_, path);
  if (!match.fits()) return {};
  const std::string rule = fmt::format("--path-pattern {}", text_);
  std::vector<Claim> claims;
  std::string year, month, day;
  for (auto at = match.said().rbegin(); at != match.said().rend(); ++at) {
    const auto& [piece, text] = *at;
    if (piece->what == What::year) year = text;
    if (piece->what == What::month) month = text;
    if (piece->what == What::day) day = text;
    if (piece->what != What::field) continue;
    const std::string value = piece->key == Key::date ? dated(text) : std::string(text);
    claims.push_back(told(piece->key, normalise_line(repair_utf8(value).text), Source::path, rule));
  }
  std::string date = fmt::format("{}-{:0>2}-{:0>2}", year, month, day);
  const bool whole = !year.empty() && !month.empty() && !day.empty();
  if (whole && problem_of(Key::date, date).empty())
    claims.push_back(told(Key::date, std::move(date), Source::path, rule));
  return claims;
}

}  // namespace ae::indexing
