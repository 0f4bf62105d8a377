// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/failures.hpp"

#include "common/cli/json_writer.hpp"
#include "common/cli/layout.hpp"
#include "indexer/pipeline/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::indexing {

std::vector<FailedFile> failures_of(const std::filesystem::path& archive) {
  std::vector<FailedFile> all;
  const Catalog catalog = store::opened(archive, load_catalog);
  for (const KnownFile& file : catalog.files) {
    if (file.faults.empty()) continue;
    FailedFile& failed = all.emplace_back();
    failed.shown = file.row.shown;
    failed.failed = file.row.failed;
    for (const store::FaultRow& row : file.faults) failed.faults.push_back(to_fault(file, row));
  }
  std::ranges::sort(all, {}, &FailedFile::shown);
  return all;
}

std::string to_text(const std::vector<FailedFile>& files) {
  std::string out;
  for (const FailedFile& file : files) {
    for (const Fault& fault : file.faults)
      out += fmt::format("{}: {} [{}]\n", cli::harmless(fault.where.to_message()),
                         cli::one_line(fault.reason), fault.rule);
    if (file.failed > file.faults.size())
      out += fmt::format("{}: … and {} more failed\n", cli::harmless(file.shown),
                         cli::grouped(file.failed - file.faults.size()));
  }
  return out;
}

std::string to_json(const std::vector<FailedFile>& files) {
  std::string out;
  for (const FailedFile& file : files)
    for (const Fault& fault : file.faults) {
      cli::JsonWriter json;
      json.begin_object().member("path", fault.where.path).member("member", fault.where.member);
      json.member("line", fault.where.line).member("rule", fault.rule);
      json.member("reason", fault.reason).end_object();
      out += json.take() + '\n';
    }
  return out;
}

}  // namespace ae::indexing
