// SPDX-License-Identifier: GPL-2.0-or-later
/// Mail: a message as a file, or an mbox of many. Newsletters come as either.
#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/pages/fragment.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/lines.hpp"
#include "indexer/readers/mail_message.hpp"
#include "indexer/readers/normalise.hpp"

#include <fmt/format.h>

#include <utility>

namespace ae::indexing {
namespace {

void claim(Article& article, Key key, std::string value, std::string_view rule, double confidence) {
  if (value.empty()) return;
  article.claims.push_back({.key = key,
                            .value = std::move(value),
                            .source = Source::record,
                            .rule = std::string(rule),
                            .bytes = {},
                            .confidence = confidence});
}

/// "The Lark <news@lark.example>" -> "The Lark"
std::string display_name(std::string_view from) {
  const auto name = ascii::trim(from.substr(0, from.find('<')));
  if (name.find('@') != std::string_view::npos) return {};
  const bool quoted = name.size() > 1 && name.front() == '"' && name.back() == '"';
  return std::string(quoted ? name.substr(1, name.size() - 2) : name);
}

std::string without_brackets(std::string_view value) {
  if (value.starts_with('<') && value.ends_with('>')) value = value.substr(1, value.size() - 2);
  return std::string(value);
}

class MailReader final : public Reader {
 public:
  explicit MailReader(Blob blob)
      : where_(std::move(blob.where)), lines_(std::move(blob.bytes), most_bytes) {}

  std::optional<Article> next(const FaultSink& faults) override {
    while (!ended_) {
      const auto message = next_message(faults);
      if (is_blank(message)) continue;
      Location where = where_;
      where.line = is_mbox_ ? ++messages_ : 0;
      if (auto article = to_article(message, where, faults)) return article;
    }
    return {};
  }

 private:
  /// The lines up to the next "From " that begins a message of an mbox, or to the end.
  std::string next_message(const FaultSink& faults) {
    std::string message;
    bool after_blank = true;
    std::string_view line;
    try {
      while (true) {
        const auto outcome = lines_.next(line);
        if (outcome == LineReader::Outcome::end) break;
        if (outcome == LineReader::Outcome::too_long) continue;
        if (lines_.number() == 1 && line.starts_with("From ")) {
          is_mbox_ = true;
          continue;
        }
        if (is_mbox_ && after_blank && line.starts_with("From ")) return message;
        after_blank = line.empty() || line == "\r";
        // ">From " and ">>From " within a message stand for themselves with one ">" less.
        const auto quoted = line.find_first_not_of('>');
        if (is_mbox_ && quoted != std::string_view::npos && quoted > 0 &&
            line.substr(quoted).starts_with("From "))
          line.remove_prefix(1);
        if (message.size() < most_bytes) message.append(line).append(1, '\n');
      }
    } catch (const Error& error) {
      where_.line = messages_ + 1;
      faults(failed(where_, "broken-input", error.what()));
      message.clear();  // it did not come whole
    }
    ended_ = true;
    return message;
  }

  static std::optional<Article> to_article(std::string_view bytes, const Location& where,
                                           const FaultSink& faults) {
    MailMessage message = read_message(bytes);
    Article article;
    article.origin = where;
    if (!is_blank(message.text))
      article.text = normalise(message.text);
    else
      set_fragment(message.html, article);
    if (is_blank(article.text)) {
      faults(skipped(where, "blank", "a mail without a text"));
      return {};
    }
    claim(article, Key::title, std::move(message.subject), "header Subject", 1);
    claim(article, Key::date, std::move(message.date), "header Date", 0.9);
    claim(article, Key::author, display_name(message.from), "header From", 0.7);
    claim(article, Key::url, without_brackets(message.address), "header Archived-At", 1);
    claim(article, Key::source_id, without_brackets(message.message_id), "header Message-ID", 1);
    return article;
  }

  Location where_;
  LineReader lines_;
  std::uint64_t messages_ = 0;
  bool is_mbox_ = false;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_mail_reader(Blob blob) {
  return std::make_unique<MailReader>(std::move(blob));
}

}  // namespace ae::indexing
