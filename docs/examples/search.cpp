// SPDX-License-Identifier: GPL-2.0-or-later
/// Embedding the searcher: prints what an archive holds about a query, matches in [brackets].
///
///     search ARCHIVE QUERY
#include <ae/searcher.hpp>

#include <cstdio>
#include <string>
#include <vector>

namespace {

std::string marked(const std::string& text, const std::vector<ae::Span>& marks) {
  std::string out;
  std::size_t done = 0;  // bytes of text
  for (const ae::Span& mark : marks) {
    out.append(text, done, mark.from - done).append("[").append(mark.of(text)).append("]");
    done = mark.to;
  }
  return out.append(text, done);
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 3) return std::fputs("usage: search ARCHIVE QUERY\n", stderr), 2;
  const ae::Searcher archive(argv[1]);
  const ae::Response answer = archive.search({.text = argv[2], .limit = 3});
  for (const ae::Note& note : answer.notes) std::printf("note: %s\n", note.text.c_str());
  std::printf("%llu articles\n", static_cast<unsigned long long>(answer.total));
  for (const ae::Hit& hit : answer.hits) {
    const std::string day = hit.date ? ae::to_iso(*hit.date) : "date unknown";
    std::printf("\n%s (%s)\n", marked(hit.title, hit.title_marks).c_str(), day.c_str());
    for (const ae::Snippet& snippet : hit.snippets)
      std::printf("  %s\n", marked(snippet.text, snippet.marks).c_str());
  }
  return answer.total == 0 ? 1 : 0;
} catch (const ae::Error& error) {
  std::fprintf(stderr, "%s\n%s\n", error.what(), error.hint().c_str());
  return 3;
}
