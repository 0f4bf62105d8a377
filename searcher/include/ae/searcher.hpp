// SPDX-License-Identifier: GPL-2.0-or-later
/// The embeddable searcher: open an archive once, ask it many questions.
///
///     ae::Searcher archive("news.ae");
///     for (const ae::Hit& hit : archive.search({.text = "write-in votes"}).hits) use(hit.title);
#pragma once

#include <ae/date.hpp>
#include <ae/error.hpp>
#include <ae/span.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae {

/// Keeps, or leaves out, the articles whose field has a value.
struct Filter {
  std::string field{};   ///< "outlet", "person", "date", ... (docs/query.md)
  std::string value{};   ///< a whole value; for "date" a day, month, year, range or "unknown"
  bool exclude = false;  ///< leave out instead; filters of one field widen, exclusions add up
};

/// One field to count over the matching articles.
struct FacetRequest {
  std::string field{};  ///< "outlet", "person", ...; for "date" see unit
  std::string unit{};  ///< of dates: "year", "month" (also when empty) or "day"; of others: "share"
};

struct Request {
  enum class Match { all, any };
  enum class Sort { relevance, newest, oldest };
  enum class Collapse { none, copies, near, outlet };
  /// How relevance is weighed; what is less than full is there to compare with.
  enum class Weights {
    full,
    proximity,  ///< without a look at similar articles
    words,      ///< and without a look at where words stand
    plain,      ///< BM25 with k1 = 1.2, b = 0.75
  };

  std::string text{};     ///< as typed; any bytes; empty or "*" matches everything
  bool plain = false;     ///< text is words alone, without operators
  std::string similar{};  ///< id of an article: what matches must be like it; it is left out
  std::vector<Filter> filters{};
  Match match = Match::all;  ///< must all words match, or any of them
  Sort sort = Sort::relevance;
  /// One hit, the first, of all with the same text, of near copies (exact ones too), or of an
  /// outlet.
  Collapse collapse = Collapse::none;
  bool versions = false;  ///< find earlier versions of articles, too (docs/copies.md)
  Weights weights = Weights::full;
  bool expand = false;              ///< rank also by words that the first articles have in common
  std::optional<double> recency{};  ///< days in which a score halves, above 0; by age
  bool explain = false;             ///< fill Hit::explanation
  std::uint64_t offset = 0;         ///< hits to skip
  std::uint64_t limit = 10;         ///< hits wanted; 0 for all
  std::vector<FacetRequest> facets{};  ///< none are counted unless asked for
  /// Two fields (one may be given twice) of which to count what stands together in articles.
  std::optional<std::pair<std::string, std::string>> pairs{};
  std::uint64_t facet_limit = 10;     ///< values a facet, and pairs; 0 for all
  std::string facet_find{};           ///< only facet values that contain this text
  std::uint32_t snippets = 2;         ///< fragments an article
  std::uint32_t snippet_bytes = 240;  ///< length aimed at for one fragment
  std::uint32_t alternatives = 3;     ///< queries to offer where nothing matches; 0 for none
  /// What "last week" is relative to; the system's date if absent. And what ages count from; the
  /// newest article's day if absent.
  std::optional<Day> today{};
  /// How long it may take; absent: as long as it takes. What was found by then is the answer
  /// (\see Response::partial).
  std::optional<std::chrono::nanoseconds> timeout{};
  /// Asked every few milliseconds, on the caller's thread; true ends the search as timeout does.
  /// May be empty.
  std::function<bool()> stop{};
};

struct Snippet {
  std::string text;         ///< plain UTF-8, no markup: renderers escape
  std::size_t start = 0;    ///< offset of text in the article's text, in bytes
  std::vector<Span> marks;  ///< what matched, in text
};

/// One term of the sum that is a hit's score.
struct ScorePart {
  std::string name;  ///< "word", "near", "exact", "lead", "recency" or "smoothing"
  double value = 0;
  std::string word{};       ///< of "word", as are the rest: folded
  std::uint32_t count = 0;  ///< how often the article has it; in the headline counts twice
  double length = 0;        ///< of the article, in mean lengths
  double idf = 0;           ///< value is idf * burst * repeat, times a function of the other two
  double burst = 0;
  double repeat = 0;
};

/// One article as a list of results shows it. Absent or empty: unknown.
struct Hit {
  std::uint64_t rank = 0;  ///< 1 for the first
  std::string id;
  std::optional<std::string> source_id;
  std::optional<std::string> copy_of;  ///< id of the first article with the same text
  /// Id of the first of its near copies (docs/copies.md), where that has another text.
  std::optional<std::string> near_copy_of{};
  /// Id of the article that this is an earlier version of.
  std::optional<std::string> version_of{};
  double score = 0;  ///< comparable within one Response only; 0 when sorted by date
  std::string title;
  bool title_derived = false;  ///< there was no headline: the text's first words
  std::optional<Day> date;
  std::optional<std::string> outlet;
  std::vector<std::string> authors;
  std::optional<std::string> lang;
  std::optional<std::string> url;
  std::string path;
  std::vector<std::string> person, org, place;
  std::vector<Span> title_marks;
  std::vector<Snippet> snippets;
  std::uint64_t more = 0;                ///< further articles of its group; see Request::collapse
  std::vector<ScorePart> explanation{};  ///< adds up to score; if asked for
};

struct FacetValue {
  std::string value{};
  std::uint64_t count = 0;  ///< articles; exact
  bool selected = false;    ///< a filter of the request names it
  double share = 0;         ///< of all articles with that value, 0 to 1; where the unit is "share"
};

struct Facet {
  std::string field;
  std::string unit;                ///< as requested
  std::vector<FacetValue> values;  ///< most frequent first; dates in calendar order, unknown last
  std::uint64_t distinct = 0;      ///< how many values there are, before facet_limit
};

struct Note {
  std::string code;  ///< stable: "closed-quote", "no-such-word", ...
  std::string text;  ///< one sentence for a person
};

/// What of an archive is compared with its checksums.
enum class Verify {
  as_read,  ///< all that is read, when it is first read, but Xapian's tables where they are large
  everything,  ///< every file, when it is opened: some gigabytes a second
};

/// A part of an archive that Xapian's own server offers (docs/scaling.md).
struct RemoteArchive {
  std::string host;
  unsigned port = 0;  ///< 1 to 65535
};

/// What a Searcher is to search.
struct Sources {
  std::vector<std::filesystem::path> archives{};
  std::vector<RemoteArchive> remotes{};
  std::chrono::milliseconds timeout{10'000};  ///< for each thing that a remote one is asked
  /// Search without the remote ones that do not answer: Response::partial says so.
  bool partial = false;
  Verify verify = Verify::as_read;  ///< of archives, not of remote ones
  /// That one search may use, its caller's among them: others are started where thousands of
  /// articles have to be read, and end before it does. 0: as many as the machine has.
  unsigned threads = 1;
};

struct ArchiveInfo {
  std::string path;            ///< HOST:PORT of a remote one
  std::uint64_t revision = 0;  ///< grows with every publication
  std::uint64_t articles = 0;
};

/// What would match where the query as typed matches nothing.
struct Alternative {
  std::string query;
  std::uint64_t total = 0;
  std::vector<Hit> hits;  ///< the first three at most
  std::string change{};   ///< what it does otherwise: "without hmm", "words apart", ...
};

/// Two values that stand together.
struct Pair {
  std::string first_field, first;
  std::string second_field, second;
  std::uint64_t count = 0;  ///< articles with both

  struct Example {
    std::string id;    ///< of the article
    std::string text;  ///< a sentence of it that names both
  };
  std::optional<Example> example;  ///< of names; absent where no sentence was found
};

struct Response {
  std::string id{};  ///< of the query, where several are answered; the caller's
  std::string query;
  std::string parsed;  ///< the query as understood, in one line
  std::vector<Note> notes;
  std::optional<Note> refused;  ///< why the query cannot be understood; then nothing else is set
  std::uint64_t total = 0;      ///< all hits there are, exact: articles, or groups of them
  std::uint64_t articles = 0;   ///< all matching articles; more than total where they are collapsed
  /// Time was up, or a remote archive did not answer (\see Sources::partial): notes "timeout" and
  /// "partial" say what is missing. What is told is right.
  bool partial = false;
  bool exact = true;  ///< false, where it is partial: more than total and articles may match
  double seconds = 0;
  std::vector<ArchiveInfo> archives;
  std::vector<Hit> hits;
  std::vector<Facet> facets;
  std::vector<Pair> pairs{};
  std::vector<Alternative> instead;
};

/// One piece of evidence for a metadata value.
struct Evidence {
  std::string field;
  std::string value;
  std::string source;  ///< "manifest", "record", "text", ...
  std::string rule;
  Span bytes;             ///< in the source text, where source is "text"
  double confidence = 1;  ///< 0 to 1
  bool accepted = true;
  std::string reason{};  ///< why it was not accepted, as "a stronger claim stands"
};

struct Passage {
  std::string text;
  Span bytes;  ///< in the source text
};

struct Entity {
  std::string value;  ///< canonical
  std::string type;   ///< "person", "org" or "place"
  Span bytes;         ///< in Document::text
  std::string why{};  ///< why the archive calls it so; empty where the article itself does
};

/// Another article with much the same text.
struct Copy {
  std::string id;
  std::optional<std::string> outlet;
  std::optional<Day> date;
  std::string path;    ///< as in Hit
  bool exact = false;  ///< the same text
  double of_this = 1;  ///< part of the shown article's text that stands in the other, 0 to 1
  double of_that = 1;  ///< and the other way round; both are estimates, but 1 where it is exact
};

/// What one address said at one time.
struct Version {
  std::string id;  ///< of the current version it is the article's own
  std::optional<Day> date;
  std::string date_time, date_zone;  ///< as the source writes them; may be empty
  std::string path;                  ///< as in Hit
  bool current = false;              ///< the one that is found without being asked for
};

/// One whole article.
struct Document {
  Hit hit;  ///< rank, score, marks and snippets are not set
  std::string text;
  std::string date_time, date_zone;  ///< as the source writes them; may be empty
  std::vector<std::string> sources;  ///< every place it was read from
  std::vector<Passage> captions, boilerplate;
  std::vector<Entity> entities;
  std::vector<Evidence> evidence;
  std::vector<Copy> copies{};  ///< exact and near ones, the oldest first
  /// Itself among them, the current one first and the others newest first; none where there is only
  /// one.
  std::vector<Version> versions{};
};

/// One way in which typed text may go on.
struct Completion {
  std::string text;         ///< a word, a name, `person:` or `person:"Doug Jones"`
  std::string kind;         ///< "word", "field", or the field that it is a value of
  std::uint64_t count = 0;  ///< how often the word is printed, or articles with the name
};

/// A snapshot of one or several archives, here or on other machines. Not thread-safe: one Searcher
/// a thread, they are cheap.
class Searcher {
 public:
  /// \throws Error no_archive, format_mismatch, archive_damaged, io
  explicit Searcher(const std::filesystem::path& archive, Verify verify = Verify::as_read);
  explicit Searcher(const std::vector<std::filesystem::path>& archives,
                    Verify verify = Verify::as_read);
  /// \throws Error io, where a remote archive does not answer
  explicit Searcher(const Sources& sources);
  ~Searcher();
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;

  /// \throws Error io, archive_damaged -- never for anything in \p request.text
  /// \throws Error io from then on, once a remote archive has failed, unless Sources::partial holds
  /// \throws Error bad_usage, for a filter or facet of a field that does not exist
  [[nodiscard]] Response search(const Request& request) const;

  /// The same, but every hit goes to \p sink as soon as it is made; Response::hits stays empty.
  Response search(const Request& request, const std::function<void(Hit&&)>& sink) const;

  /// How many articles match, or were found to before time was up; 0 for a query that search()
  /// refuses. Cheaper than search(). \throws as search()
  [[nodiscard]] std::uint64_t count(const Request& request) const;

  /// The article of that id, or nothing.
  /// \throws Error io, archive_damaged
  [[nodiscard]] std::optional<Document> show(std::string_view id) const;

  /// Words, names and fields that go on from \p prefix, most frequent first: at most \p most each.
  [[nodiscard]] std::vector<Completion> complete(std::string_view prefix, std::size_t most) const;

  /// One stage of the query, printed: "tokens", "tree" or "xapian".
  /// \throws Error bad_usage, for another stage
  [[nodiscard]] std::string explain_query(const Request& request, std::string_view stage) const;

  [[nodiscard]] std::vector<ArchiveInfo> archives() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae
