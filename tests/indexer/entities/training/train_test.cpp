// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/training/train.hpp"

#include "ae/error.hpp"
#include "common/store/files.hpp"
#include "indexer/entities/training/score.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <fmt/core.h>

#include <string>

namespace ae::training {
namespace {

/// Sentences of made-up names, told apart by the words around them.
std::vector<Corpus> made_up(unsigned from, unsigned to) {
  std::string bio;
  for (unsigned i = from; i < to; ++i) {
    const auto name = fmt::format("{}{}{}", "BDFGKLMN"[i % 8], "aeiou"[i % 5], "lnrst"[i / 3 % 5]);
    bio += fmt::format("yesterday\tO\n{}ov\tB-PER\nsaid\tO\nso\tO\n.\tO\n\n", name);
    bio += fmt::format("they\tO\nlive\tO\nin\tO\n{}ia\tB-LOC\n.\tO\n\n", name);
    bio += fmt::format("the\tO\n{}\tB-ORG\nFund\tI-ORG\ngrew\tO\n.\tO\n\n", name);
    bio += "we\tO\nmet\tO\non\tO\nTuesday\tO\n.\tO\n\n";
  }
  return {{{.file = "made up", .join = 4, .misc = true}, read_bio(bio, 4)}};
}

TrainOptions quick() {
  TrainOptions options;
  options.settings.row_bits = 12;
  return options;
}

void no_progress(std::string_view) {}

}  // namespace

TEST_CASE("a model learns to tell names by what surrounds them", "[entities][training]") {
  const auto bytes = train(made_up(0, 60), quick(), no_progress);
  test::TempDir folder;
  const auto path = folder.write("x.model", bytes);
  const store::MappedFile file(path);
  const auto model = indexing::open_model(file.bytes(), "x.model", indexing::Trust::checksum);
  const indexing::Lexicon lexicon(model.words);
  Scores scores;
  const auto unseen = made_up(60, 75);
  for (const auto& document : unseen[0].documents) {
    score(document, {lexicon, model.weights}, scores);
  }
  CHECK(total(scores).wanted == 45);
  CHECK(total(scores).f1() > 0.95);
}

TEST_CASE("the same text makes the same model, bit by bit", "[entities][training]") {
  const auto text = made_up(0, 20);
  CHECK(train(text, quick(), no_progress) == train(text, quick(), no_progress));
}

TEST_CASE("gazetteers that are not there are an error", "[entities][training]") {
  const test::TempDir folder;
  auto options = quick();
  options.lists = folder.path().string();
  CHECK_THROWS_AS(train(made_up(0, 2), options, no_progress), Error);
}

TEST_CASE("places and first names of gazetteers are known to the model", "[entities][training]") {
  const test::TempDir folder;
  folder.write("geonames_cities1000.tsv",
               "name\tcountry\tadmin\tpopulation\nGravenport\tUS\tXX\t50000\n"
               "\u00c9lan Vale\tFR\tX\t6000\nHamlet\tUS\tXX\t900\nYesterday\tUS\tXX\t90000\n");
  folder.write("first_names_male_stdlib.tsv", "name\nOrlo\n");
  auto options = quick();
  options.lists = folder.path().string();
  options.passes = 1;
  const auto bytes = train(made_up(0, 5), options, no_progress);
  const auto path = folder.write("x.model", bytes);
  const store::MappedFile file(path);
  const auto model = indexing::open_model(file.bytes(), "x.model", indexing::Trust::checksum);
  using namespace indexing;
  CHECK(model.words.find(word_key("Gravenport")).kinds == kind::city);
  CHECK(model.words.find(join_keys(word_key("Elan"), word_key("Vale"))).kinds == kind::town);
  CHECK(model.words.find(word_key("Hamlet")).kinds.empty());
  CHECK(model.words.find(word_key("Orlo")).kinds == kind::male_name);
  CHECK(model.words.find(word_key("Tuesday")).casing == 1);
  CHECK(model.words.find(word_key("said")).kinds.any(kind::common));
}

}  // namespace ae::training
