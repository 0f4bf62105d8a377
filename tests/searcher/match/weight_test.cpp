// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/weight.hpp"

#include <catch2/catch.hpp>

#include <memory>

using ae::searching::SaturationWeight;

TEST_CASE("a weight survives being sent elsewhere", "[searcher][match]") {
  const SaturationWeight weight(0.65, 400);
  const std::unique_ptr<SaturationWeight> back(weight.unserialise(weight.serialise()));
  CHECK(back->serialise() == weight.serialise());
  CHECK(back->serialise() != SaturationWeight(0.75, 400).serialise());
  CHECK(back->serialise() != SaturationWeight(0.65, 500).serialise());
  CHECK(weight.name() == "ae::searching::SaturationWeight");
  CHECK_THROWS_AS(weight.unserialise("short"), Xapian::SerialisationError);
}

TEST_CASE("no article gets more than the bound that the matcher prunes by", "[searcher][match]") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (unsigned i = 1; i <= 40; ++i) {
    Xapian::Document document;
    document.add_term("storm", 1 + i % 7);
    document.add_term("ferry", i);
    database.add_document(document);
  }
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(SaturationWeight(0.65, database.get_average_length()));
  enquire.set_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query("storm"), 2.5));
  const Xapian::MSet found = enquire.get_mset(0, 40);
  REQUIRE(found.size() == 40);
  CHECK(found.get_max_attained() <= found.get_max_possible());
  CHECK(found.get_max_possible() < 2.5 * 2.2);
}

TEST_CASE("a word that is only noted counts once", "[searcher][match]") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  document.add_term("storm", 3);
  document.add_boolean_term("writein");  // as the articles with `write-in` have it
  database.add_document(document);
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(SaturationWeight(0, 3));
  enquire.set_query(Xapian::Query("writein"));
  const Xapian::MSet found = enquire.get_mset(0, 1);
  REQUIRE(found.size() == 1);
  CHECK(found.begin().get_weight() == Approx(1));
  CHECK(found.get_max_possible() >= 1);
}
