// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/report.hpp"

#include "common/cli/json_writer.hpp"
#include "common/cli/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace ae::indexing {
namespace {

/// The counts of a report, in the order in which both forms print them.
constexpr std::array counts{
    std::pair{std::string_view("read"), &Report::read},
    std::pair{std::string_view("added"), &Report::added},
    std::pair{std::string_view("updated"), &Report::updated},
    std::pair{std::string_view("moved"), &Report::moved},
    std::pair{std::string_view("removed"), &Report::removed},
    std::pair{std::string_view("unchanged"), &Report::unchanged},
    std::pair{std::string_view("skipped"), &Report::skipped},
    std::pair{std::string_view("failed"), &Report::failed},
};

std::string where(const Fault& fault) { return cli::harmless(fault.where.to_message()); }

}  // namespace

void add(Report& report, const Fault& fault) {
  if (fault.kind == Fault::Kind::skipped) {
    ++report.skipped;
    Skipped& same = report.skips[fault.rule];
    if (same.count++ == 0) same.first = fault;
    return;
  }
  ++report.failed;
  if (report.faults.size() < faults_kept) report.faults.push_back(fault);
}

std::string counts_text(const Report& report) {
  std::string out;
  for (const auto& [name, count] : counts)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", report.*count, name);
  return out + '\n';
}

std::string to_text(const Report& report) {
  std::string out = counts_text(report);
  for (const Known& each : report.known)
    out += fmt::format("{}: {} known, {} unknown\n", each.field, each.known, each.unknown);
  return out;
}

std::string to_json(const Report& report) {
  cli::JsonWriter json;
  json.begin_object();
  for (const auto& [name, count] : counts) json.member(name, report.*count);
  json.key("known").begin_object();
  for (const Known& each : report.known) json.member(each.field, each.known);
  json.end_object();
  json.member("seconds", report.seconds).member("bytes", report.bytes).end_object();
  return json.take() + '\n';
}

std::string faults_text(const Report& report, std::size_t limit) {
  std::string out;
  const std::size_t shown = std::min(limit, report.faults.size());
  for (const Fault& fault : std::span(report.faults).first(shown))
    out += fmt::format("{}: {}\n", where(fault), cli::one_line(fault.reason));
  if (report.failed > shown)
    out += fmt::format("… and {} more failed\n", cli::grouped(report.failed - shown));
  return out;
}

std::string skips_text(const Report& report) {
  std::string out;
  for (const auto& [rule, skipped] : report.skips)
    out += fmt::format("{} skipped: {}, as {}\n", cli::grouped(skipped.count),
                       cli::one_line(skipped.first.reason), where(skipped.first));
  return out;
}

int exit_status(const Report& report) noexcept {
  return report.failed == 0 && !report.interrupted ? 0 : 1;
}

}  // namespace ae::indexing
