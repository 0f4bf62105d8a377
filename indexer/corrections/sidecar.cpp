// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/sidecar.hpp"

#include "ae/error.hpp"
#include "indexer/corrections/fields.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/json_records.hpp"

#include <fmt/format.h>

#include <utility>

namespace ae::indexing {
namespace {

constexpr std::uint64_t largest = 1 << 20;  // bytes

SourceFile file_of(const SourceFile& file) {
  SourceFile sidecar = file;
  sidecar.path += sidecar_ending;
  sidecar.absolute += sidecar_ending;
  return sidecar;
}

std::vector<Claim> claims_in(const std::string& json, const Location& where,
                             const FaultSink& faults) {
  JsonRecords records;
  if (const auto problem = records.parse(json, JsonRecords::Shape::record); !problem.empty()) {
    faults(failed(where, sidecar_rule, problem));
    return {};
  }
  auto claims = records.claims();
  if (!claims)
    faults(failed(where, sidecar_rule, "no JSON object with keys as title, date, outlet"));
  return std::move(claims).value_or(std::vector<Claim>());
}

}  // namespace

std::vector<Claim> read_sidecar(const SourceFile& file, const FaultSink& faults) {
  const SourceFile sidecar = file_of(file);
  const Location where{.path = sidecar.path, .member = {}, .line = 0};
  std::string json;
  try {
    Blob blob = open_blob(sidecar);
    while (json.size() <= largest && blob.bytes->read(json, largest) > 0) {
    }
  } catch (const Error& error) {
    faults(failed(where, sidecar_rule, error.what()));
    return {};
  }
  if (json.size() > largest) {
    faults(failed(where, sidecar_rule, "larger than 1 MiB"));
    return {};
  }
  std::vector<Claim> said;
  for (Claim& claim : claims_in(json, where, faults)) {
    const std::string problem = problem_of(claim.key, claim.value);
    if (problem.empty())
      said.push_back(told(claim.key, std::move(claim.value), Source::sidecar,
                          fmt::format("{}, {}", sidecar.path, claim.rule)));
    else
      faults(failed(where, sidecar_rule, problem));
  }
  return said;
}

}  // namespace ae::indexing
