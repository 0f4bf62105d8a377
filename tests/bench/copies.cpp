// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-bench-copies ARCHIVE SAMPLE: how many near copies an archive has, what finding them took, and
/// how that compares with a plain comparison of every pair of SAMPLE articles, shingle by shingle.
/// ae-bench-copies ARCHIVE pairs N: N random pairs of near copies, to be read and judged.
#include "common/store/segment.hpp"
#include "indexer/duplicates/near_copies.hpp"
#include "indexer/duplicates/shingles.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <ctime>
#include <exception>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using namespace ae;
using indexing::Pairs;

/// One of the distinct texts of an archive.
struct Text {
  std::int32_t day = 0;
  std::uint64_t hash = 0;
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;

  friend auto operator<=>(const Text&, const Text&) = default;
};

struct Archive {
  explicit Archive(const std::filesystem::path& path) {
    const auto snapshot = store::Snapshot::open(path);
    for (const auto& entry : snapshot.segments()) segments.emplace_back(snapshot, entry);
    std::set<std::uint64_t> seen;
    for (std::uint32_t i = 0; i < segments.size(); ++i)
      for (std::uint32_t docid = 1; docid <= segments[i].documents(); ++docid) {
        if (store::contains(segments[i].tombstones(), docid)) continue;
        ++articles;
        const auto& columns = segments[i].columns();
        const std::uint64_t hash = columns.text_hashes()[docid - 1];
        if (seen.insert(hash).second) texts.push_back({columns.days()[docid - 1], hash, i, docid});
      }
    std::ranges::sort(texts);
  }

  [[nodiscard]] store::PrintsView prints(const Text& text) const {
    return segments[text.segment].columns().prints(text.docid);
  }

  std::vector<store::Segment> segments;
  std::uint64_t articles = 0;
  std::vector<Text> texts;  ///< the oldest first
};

double cpu_now() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

Pairs find(const Archive& archive, std::span<const Text> texts) {
  return indexing::find_near(static_cast<std::uint32_t>(texts.size()),
                             [&](std::uint32_t text) { return archive.prints(texts[text]); });
}

/// All shingles of a text, spelled with the folded words themselves: ascending, distinct.
std::vector<std::uint32_t> shingles_of(const Archive& archive, const Text& text,
                                       std::unordered_map<std::string, std::uint32_t>& numbers) {
  const store::Words& words = archive.segments[text.segment].words();
  store::Sequence sequence;
  words.read(text.docid, sequence);
  std::vector<std::string_view> folded;
  for (const std::uint32_t word : sequence[1])
    if (word != 0) folded.push_back(words.forms(word).folded);
  std::vector<std::uint32_t> out;
  for (std::size_t i = 0; i + store::shingle_words <= folded.size(); ++i) {
    std::string shingle;
    for (std::size_t j = 0; j < store::shingle_words; ++j)
      shingle.append(folded[i + j]).append(1, ' ');
    out.push_back(numbers.try_emplace(shingle, numbers.size()).first->second);
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

std::size_t shared(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++count;
    const bool first = *i <= *j;
    const bool second = *j <= *i;
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  return count;
}

/// What the samples only estimate: shares of the shorter and of the longer text.
using Shares = std::pair<double, double>;

bool are_near(Shares shares, double contained) {
  return shares.first >= contained && shares.second >= 0.5;
}

void compare(const Archive& archive, std::size_t sample) {
  sample = std::min(sample, archive.texts.size());
  const auto texts = std::span(archive.texts).subspan((archive.texts.size() - sample) / 2, sample);
  double begin = cpu_now();
  Pairs found = find(archive, texts);
  const double own = cpu_now() - begin;
  std::ranges::sort(found);
  std::unordered_map<std::string, std::uint32_t> numbers;
  std::vector<std::vector<std::uint32_t>> shingles;
  for (const Text& text : texts) shingles.push_back(shingles_of(archive, text, numbers));
  begin = cpu_now();
  std::size_t near = 0, missed = 0, missed_clearly = 0, right = 0, nearly_right = 0;
  for (std::uint32_t i = 0; i < shingles.size(); ++i)
    for (std::uint32_t j = i + 1; j < shingles.size(); ++j) {
      const auto [less, more] = std::minmax({shingles[i].size(), shingles[j].size()});
      if (less < 16) continue;
      const auto both = static_cast<double>(shared(shingles[i], shingles[j]));
      const Shares shares{both / static_cast<double>(less), both / static_cast<double>(more)};
      const bool is_found = std::ranges::binary_search(found, std::pair(i, j));
      const bool is_near = are_near(shares, 0.8);
      near += is_near ? 1 : 0;
      missed += is_near && !is_found ? 1 : 0;
      missed_clearly += are_near(shares, 0.9) && shares.second >= 0.6 && !is_found ? 1U : 0U;
      right += is_near && is_found ? 1 : 0;
      nearly_right += is_found && shares.first >= 0.7 && shares.second >= 0.4 ? 1 : 0;
    }
  fmt::print("| {} texts of consecutive days | near pairs | CPU s |\n|---|---:|---:|\n", sample);
  fmt::print("| every pair, every shingle | {} | {:.2f} |\n", near, cpu_now() - begin);
  fmt::print("| by samples | {} | {:.2f} |\n\n", found.size(), own);
  fmt::print(
      "Of {} pairs found {} are near by every shingle, {} are at least 0.7 contained; {} are "
      "missed, "
      "{} of them more than 0.9 contained.\n",
      found.size(), right, nearly_right, missed, missed_clearly);
}

void summarise(const Archive& archive) {
  const auto count = static_cast<std::uint32_t>(archive.texts.size());
  const double begin = cpu_now();
  const Pairs near = find(archive, archive.texts);
  const auto centres = indexing::group_near(count, near);
  const double took = cpu_now() - begin;
  std::set<std::uint32_t> groups;
  std::size_t members = 0;
  std::unordered_map<std::uint32_t, std::size_t> sizes;
  for (std::uint32_t text = 0; text < count; ++text)
    if (centres[text] != text) {
      groups.insert(centres[text]);
      ++members;
      ++sizes[centres[text]];
    }
  std::size_t largest = 0;
  for (const auto& [centre, size] : sizes) largest = std::max(largest, size + 1);
  std::size_t prints = 0;
  for (const Text& text : archive.texts) prints += archive.prints(text).numbers.size();
  fmt::print(
      "{} articles: {} exact copies; {} near copies of {} texts, in {} pairs; the largest group "
      "has "
      "{}. Finding and grouping them: {:.2f} CPU s. {:.1f} prints a text.\n\n",
      archive.articles, archive.articles - count, members, groups.size(), near.size(), largest,
      took, static_cast<double>(prints) / count);
}

/// What indexing spends on the samples alone.
double sampling(const Archive& archive) {
  indexing::Vocabulary vocabulary;
  double took = 0;
  for (const store::Segment& segment : archive.segments) {
    std::vector<std::uint32_t> numbers{0};
    for (std::uint32_t word = 1; word <= segment.words().size(); ++word) {
      const std::string_view surface = segment.words().forms(word).surface;
      numbers.push_back(vocabulary.number(surface, {.bytes = {0, surface.size()}}, 0));
    }
    store::Sequence sequence;
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
      segment.words().read(docid, sequence);
      for (auto& word : sequence[1]) word = numbers[word];
      const double begin = cpu_now();
      const auto prints = indexing::sample_shingles(sequence[1], vocabulary);
      took += cpu_now() - begin;
    }
  }
  return took;
}

void print_pairs(const Archive& archive, std::size_t wanted) {
  Pairs near = find(archive, archive.texts);
  std::mt19937 random(1);
  std::ranges::shuffle(near, random);
  near.resize(std::min(near.size(), wanted));
  const auto show = [&](const Text& text) {
    const auto article = archive.segments[text.segment].article(text.docid);
    std::string body = article.body.text;
    std::ranges::replace(body, '\n', ' ');
    const std::size_t cut = std::min<std::size_t>(body.size(), 400);
    fmt::print("  {} {} [{}] {} ... {}\n", article.date ? to_iso(*article.date) : "unknown",
               article.record.title, body.size(), body.substr(0, cut),
               body.substr(body.size() - std::min<std::size_t>(body.size() - cut, 150)));
  };
  for (const auto& [a, b] : near) {
    const auto part =
        store::overlap(archive.prints(archive.texts[a]), archive.prints(archive.texts[b]));
    fmt::print("{:.2f} {:.2f}\n", part.of_first, part.of_second);
    show(archive.texts[a]);
    show(archive.texts[b]);
  }
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc < 3) {
      fmt::print(stderr, "usage: ae-bench-copies ARCHIVE SAMPLE|pairs N\n");
      return 2;
    }
    const Archive archive(argv[1]);
    if (argc > 3) {
      print_pairs(archive, number(argv[3]));
      return 0;
    }
    summarise(archive);
    fmt::print("Taking the samples while indexing: {:.2f} CPU s.\n\n", sampling(archive));
    compare(archive, number(argv[2]));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "ae-bench-copies: {}\n", error.what());
    return 1;
  }
}
