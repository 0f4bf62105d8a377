// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/manifest.hpp"

#include "common/store/hash.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;
using test::error_of;
using test::mentions;

Manifest example() {
  return {.archive_id = "5f0c8e1b7a9d2e34",
          .revision = 12,
          .next_segment = 1000001,
          .settings = {{"a key", std::string("two\nlines, 100%\0 ", 17)}, {"language", "en"}},
          .segments = {{.name = "000007",
                        .documents = 1000,
                        .tombstones = {{3, 5}, {9, 9}},
                        .files = {{"columns", {1, 2}},
                                  {"xapian/postlist.glass", {81920, 0x0f3a6c55d1b2e798}}}},
                       {.name = "1000000", .documents = 0}}};
}

/// \p lines under a checksum that is right.
std::string sealed(std::string lines) { return lines + "checksum " + to_hex(xxh3(lines)) + "\n"; }

Manifest parse(std::string_view text) { return parse_manifest(text, "manifest"); }

TEST_CASE("a manifest comes back as it was written", "[common][store]") {
  const auto manifest = GENERATE(example(), Manifest{.archive_id = "0000000000000000"});
  CHECK(parse(to_text(manifest)) == manifest);
}

TEST_CASE("a person can read a manifest", "[common][store]") {
  CHECK(
      to_text(example()).starts_with("ae-manifest 4\n"
                                     "archive 5f0c8e1b7a9d2e34\n"
                                     "revision 12\n"
                                     "next-segment 1000001\n"
                                     "setting a%20key two%0alines, 100%25%00 \n"
                                     "setting language en\n"
                                     "segment 000007 documents 1000\n"
                                     "file 1 0000000000000002 columns\n"
                                     "file 81920 0f3a6c55d1b2e798 xapian/postlist.glass\n"
                                     "tombstones 3-5,9\n"
                                     "segment 1000000 documents 0\n"
                                     "checksum "));
  CHECK(example().segments[0].live() == 996);
}

TEST_CASE("a manifest of another format says what to do", "[common][store]") {
  const auto error = error_of([] { parse("ae-manifest 99\nwhatever"); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::format_mismatch);
  CHECK(mentions(error, "format 99"));
  CHECK(error->hint().find("--rebuild") != std::string::npos);
}

TEST_CASE("an altered manifest is never believed", "[common][store]") {
  std::mt19937 random(6);
  const std::string sound = to_text(example());
  for (std::size_t at = 0; at < sound.size(); ++at) {
    CAPTURE(at);
    REQUIRE(code_of([&] { parse(sound.substr(0, at)); }));
    for (int round = 0; round < 8; ++round) {
      std::string altered = sound;
      altered[at] = static_cast<char>(altered[at] ^ (1 << round));
      REQUIRE(code_of([&] { parse(altered); }));
    }
  }
}

TEST_CASE("a manifest with lines altered under a right checksum never crashes", "[common][store]") {
  std::mt19937 random(8);
  const std::string sound = to_text(example());
  const std::string lines = sound.substr(0, sound.rfind("checksum "));
  int believed = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string altered = lines;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      const std::size_t at = random() % altered.size();
      switch (random() % 3) {
        case 0:
          altered.erase(at, random() % 20);
          break;
        case 1:
          altered.insert(at, test::random_bytes(random, random() % 4));
          break;
        default:
          altered[at] = "0123456789-, /.%\n"[random() % 17];
      }
      if (altered.empty()) altered = lines;
    }
    try {
      const Manifest manifest = parse(sealed(altered));
      REQUIRE(parse(to_text(manifest)) == manifest);
      ++believed;
    } catch (const Error& error) {
      const auto code = error.code();
      REQUIRE((code == ErrorCode::archive_damaged || code == ErrorCode::format_mismatch));
    }
  }
  CHECK(believed > 0);
  CHECK(believed < 2500);
}

TEST_CASE("a manifest that leads out of the archive is refused", "[common][store]") {
  const std::string head = "ae-manifest 4\narchive 5f0c8e1b7a9d2e34\nrevision 1\nnext-segment 5\n";
  REQUIRE_NOTHROW(parse(sealed(head + "segment 000004 documents 9\n")));
  const std::string segment = GENERATE(
      "segment ../x documents 9\n", "segment 000005 documents 9\n", "segment 4 documents 9\n",
      "segment 0000004 documents 9\n", "segment 000004 documents -9\n",
      "segment 000004 documents 9\nsegment 000004 documents 9\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 ../../etc/passwd\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 /etc/passwd\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 a//b\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 ./a\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 a/\n",
      "segment 000004 documents 9\nfile 1 0000000000000000 \n",
      "segment 000004 documents 9\nfile 1 00 a\n", "segment 000004 documents 9\ntombstones 10\n",
      "segment 000004 documents 9\ntombstones \n", "file 1 0000000000000000 a\n", "tombstones 1\n",
      "setting  x\n", "setting a %zz\n", "setting b 1\nsetting a 1\n", "\n");
  CAPTURE(segment);
  CHECK(code_of([&] { parse(sealed(head + segment)); }) == ErrorCode::archive_damaged);
}

}  // namespace
}  // namespace ae::store
