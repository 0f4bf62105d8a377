// SPDX-License-Identifier: GPL-2.0-or-later
/// The keys by which records name their parts: the same in JSON and in front matter.
#pragma once

#include "indexer/readers/article.hpp"

#include <array>
#include <string_view>

namespace ae::indexing {

struct RecordKey {
  std::string_view name;
  Key key;
};

/// Of two names for one key the first is the better claim.
inline constexpr std::array record_keys{
    RecordKey{"id", Key::source_id},     RecordKey{"_id", Key::source_id},
    RecordKey{"title", Key::title},      RecordKey{"headline", Key::title},
    RecordKey{"date", Key::date},        RecordKey{"published", Key::date},
    RecordKey{"pubDate", Key::date},     RecordKey{"datePublished", Key::date},
    RecordKey{"outlet", Key::outlet},    RecordKey{"source", Key::outlet},
    RecordKey{"publisher", Key::outlet}, RecordKey{"author", Key::author},
    RecordKey{"authors", Key::author},   RecordKey{"byline", Key::author},
    RecordKey{"url", Key::url},          RecordKey{"link", Key::url},
    RecordKey{"lang", Key::lang},        RecordKey{"language", Key::lang},
    RecordKey{"inLanguage", Key::lang},
};

/// Where the text of a record stands; the first that is not blank is taken.
inline constexpr std::array<std::string_view, 4> text_keys{"text", "body", "content",
                                                           "articleBody"};

}  // namespace ae::indexing
