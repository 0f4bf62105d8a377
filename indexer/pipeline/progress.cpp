// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/progress.hpp"

#include "common/cli/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::indexing {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view clear_line = "\r\x1B[K";

/// "0:09", "12:40", "3:05:00".
std::string clock_text(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::clamp(seconds, 0.0, 3.6e6));
  const auto hours = whole / 3600, minutes = whole / 60 % 60, rest = whole % 60;
  return hours ? fmt::format("{}:{:02}:{:02}", hours, minutes, rest)
               : fmt::format("{}:{:02}", minutes, rest);
}

std::uint64_t rounded(double number) { return static_cast<std::uint64_t>(number + 0.5); }

}  // namespace

std::string progress_line(std::uint64_t done_bytes, std::uint64_t total_bytes,
                          std::uint64_t articles, std::chrono::duration<double> spent) {
  const auto done = static_cast<double>(done_bytes), total = static_cast<double>(total_bytes);
  std::string line;
  if (total_bytes > 0) line += fmt::format("{:3} %  ", rounded(100 * std::min(1.0, done / total)));
  line += cli::counted(articles, "article");
  // A rate over the first instants says nothing.
  if (spent < 500ms || done_bytes == 0) return line;
  const double seconds = spent.count();
  line += fmt::format("  {}/s  {} articles/s", cli::byte_count(rounded(done / seconds)),
                      cli::grouped(rounded(static_cast<double>(articles) / seconds)));
  if (total_bytes > done_bytes)
    line += fmt::format("  {} left", clock_text((total - done) * seconds / done));
  return line;
}

Progress::Progress(ProgressStyle style, Write write, std::function<Clock::time_point()> now)
    : style_(style), write_(std::move(write)), now_(std::move(now)), start_(now_()), due_(start_) {}

Progress::~Progress() { clear(); }

void Progress::update(std::uint64_t done_bytes, std::uint64_t total_bytes, std::uint64_t articles) {
  if (!style_.shown) return;
  const Clock::time_point now = now_();
  if (now < due_) return;
  due_ = now + (style_.terminal ? Clock::duration(100ms) : Clock::duration(30s));
  const std::string line = progress_line(done_bytes, total_bytes, articles, now - start_);
  if (!style_.terminal) return write_(line + '\n');
  write_(fmt::format("{}{}", clear_line, cli::fitted(line, style_.width - 1)));
  on_screen_ = true;
}

void Progress::clear() {
  if (std::exchange(on_screen_, false)) write_(clear_line);
}

}  // namespace ae::indexing
