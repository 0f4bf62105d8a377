// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/training/marked.hpp"

#include "ae/error.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace ae::training {
namespace {

using indexing::NameType;

}  // namespace

TEST_CASE("marks are taken out and become names", "[entities][training]") {
  const auto document =
      read_marked("[PER Ana Roe]'s aide left [LOC Elm].\n\nThe [ORG Elm Board] met.", "a.txt");
  CHECK(document.text == "Ana Roe's aide left Elm.\n\nThe Elm Board met.");
  CHECK(document.names == std::vector<BioName>{{0, 2, NameType::person},
                                               {5, 6, NameType::place},
                                               {8, 10, NameType::org}});
  CHECK(document.sentences == std::vector<std::size_t>{0, 7});
}

TEST_CASE("a mark within a word takes the word", "[entities][training]") {
  const auto document = read_marked("anti-[PER Roe] feeling; [PER Roe\nJr.] left", "a.txt");
  REQUIRE(document.names.size() == 2);
  CHECK(document.tokens[document.names[0].from].of(document.text) == "anti-Roe");
  CHECK(document.names[1].to - document.names[1].from == 2);
}

TEST_CASE("a mark that makes no sense says where it stands", "[entities][training]") {
  const auto text = GENERATE(as<std::string>{}, "a\n[PER Ana", "a\n[PER [ORG Ana]]", "a\nAna]",
                             "a\n[Ana]", "a\n[MISC Ana]", "a\n[PER ]", "a\n[PER Ana\n\nRoe]");
  CAPTURE(text);
  try {
    static_cast<void>(read_marked(text, "a.txt"));
    FAIL("read without complaint");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("a.txt, line ") == 0);
    CHECK_FALSE(error.hint().empty());
  }
}

TEST_CASE("a folder is its marked files in order", "[entities][training]") {
  const test::TempDir folder;
  folder.write("b.txt", "[PER Bo] left.");
  folder.write("a.txt", "[LOC Elm] burned.");
  folder.write("README.md", "no [mark");
  const auto bio = folder.write("c.bio", "Bo\tB-PER\n");
  const auto documents = read_annotated(folder.path().string(), 1);
  REQUIRE(documents.size() == 2);
  CHECK(documents[0].text == "Elm burned.");
  CHECK(read_annotated(bio.string(), 1)[0].text == "Bo");
}

}  // namespace ae::training
