// SPDX-License-Identifier: GPL-2.0-or-later
/// Pieces of HTML that are an article's text already: what feeds and mails hold.
#pragma once

#include "indexer/pages/main_text.hpp"
#include "indexer/readers/article.hpp"

#include <string_view>
#include <vector>

namespace ae::indexing {

/// All \p runs as one text, with what is no body marked in Article::parts.
void write_text(const std::vector<Run>& runs, const std::vector<Verdict>& verdicts,
                Article& article);

/// Sets text and parts of \p article: captions, share buttons and advertisements are marked, all
/// else is text. The text is empty where there is none.
void set_fragment(const Page& page, Article& article);

/// The same from HTML. \param html  valid UTF-8
void set_fragment(std::string_view html, Article& article);

}  // namespace ae::indexing
