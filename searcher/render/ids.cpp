// SPDX-License-Identifier: GPL-2.0-or-later
/// The ids of the articles, one a line: what ae-index --remove and --purge take.
#include "searcher/render/formats.hpp"

namespace ae::searching::render {
namespace {

class Ids final : public Renderer {
 public:
  std::string begin(const Response&) override { return {}; }
  std::string hit(const Hit& hit) override { return hit.id + '\n'; }
  std::string end(const Response&) override { return {}; }
};

}  // namespace

std::unique_ptr<Renderer> make_ids() { return std::make_unique<Ids>(); }

}  // namespace ae::searching::render
