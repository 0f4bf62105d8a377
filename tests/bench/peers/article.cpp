// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/peers/article.hpp"

#include <stdexcept>
#include <utility>

#include "tests/bench/peers/query.hpp"

namespace ae::bench {

ArticleReader::ArticleReader(const std::filesystem::path& file) : input_(file) {
  if (!input_) throw std::runtime_error(file.string() + ": cannot be read");
}

bool ArticleReader::next(PeerArticle& article) {
  if (!std::getline(input_, line_)) return false;
  auto columns = split(line_, '\t');
  if (columns.size() != 4 + facet_fields) throw std::runtime_error("no article: " + line_);
  article.id = std::move(columns[0]);
  article.day = std::move(columns[1]);
  for (std::size_t field = 0; field < facet_fields; ++field)
    article.values[field] = split(columns[2 + field], '\x1f');
  article.title = std::move(columns[2 + facet_fields]);
  article.text = std::move(columns[3 + facet_fields]);
  return true;
}

}  // namespace ae::bench
