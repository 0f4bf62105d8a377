// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/database.hpp"
#include "indexer/segments/postings.hpp"

namespace ae::indexing {
namespace {

class ApiWriter final : public PostingsWriter {
 public:
  ApiWriter(const std::filesystem::path& folder, const Terms& terms)
      : folder_(folder), terms_(terms), database_(store::create_database(folder)) {}

  void add(std::span<const TermCount> terms) override {
    store::translated(folder_, [&] {
      Xapian::Document document;
      for (const auto& [term, count] : terms) document.add_term(std::string(terms_[term]), count);
      database_.add_document(document);
    });
  }

  void finish() override {
    store::translated(folder_, [&] {
      database_.commit();
      database_.close();
    });
  }

 private:
  std::filesystem::path folder_;
  const Terms& terms_;
  Xapian::WritableDatabase database_;
};

}  // namespace

std::unique_ptr<PostingsWriter> write_through_api(const std::filesystem::path& folder,
                                                  const Terms& terms) {
  return std::make_unique<ApiWriter>(folder, terms);
}

void concatenate_through_api(std::span<const std::filesystem::path> from,
                             const std::filesystem::path& to) {
  store::translated(to, [&] {
    Xapian::Database all;
    for (const auto& folder : from) all.add_database(store::open_database(folder));
    all.compact(to.string(), Xapian::DBCOMPACT_MULTIPASS);
  });
}

}  // namespace ae::indexing
