// SPDX-License-Identifier: GPL-2.0-or-later
/// What bytes may do at worst, in every format.
#include "common/text/unicode.hpp"
#include "support/packed.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace ae::indexing;
using ae::test::read_all;

namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

std::vector<std::string> hostile_inputs() {
  using namespace std::string_literals;
  const std::string json = "{\"text\":\"The river rose.\"";
  return {
      "a\0b\0c"s,
      "\xff\xfeT\0h\0e\0 \0r\0i\0v\0e\0r\0"s,  // UTF-16
      "\xfe\xff\0T\0h\0e"s,
      "\xef\xbb\xbfThe river rose.",
      "caf\xe9 \xed\xa0\x80 \xf8\x88\x80\x80\x80 \xc0\xaf",
      "\x1b]8;;http://x.example\x07 link \x1b[2J \u202e desrever",
      "zero\u200bwidth soft\u00adhyphen \ufeff",
      repeated("e\u0301\u0302", 200'000),
      std::string(3'000'000, 'a'),
      repeated("word ", 400'000),
      repeated("\n", 1'000'000),
      repeated("[", 100'000),
      repeated("{\"a\":", 100'000),
      repeated("<div>", 200'000) + "The river rose.",
      repeated("<b><i></b>", 60'000),
      repeated("<a><", 100'000),
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM "
      "\"file:///etc/hostname\">]><rss><channel><item><description>&c;&x;</description></item>"
      "</channel></rss>",
      json + ",\"title\":\"\\ud800\"}",
      "\xef\xbb\xbf" + json + "}\n" + json + "}\n",
      json + ",\"date\":1e999999}",
      "title,text\n\"" + std::string(1'000'000, 'x'),
      "title,text\n" + repeated(",", 300'000),
      "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" +
          repeated("--a\n", 50'000),
      "From a@b.example Wed Dec 13 10:00:00 2017\n" + repeated("From \n\n", 100'000),
      "WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n",
      "WARC/1.0\r\n" + repeated("WARC-Type: response\r\n", 50'000),
      "---\n" + repeated("- ", 200'000) + "\n---\ntext",
      repeated("> ", 200'000),
      repeated("[a](", 100'000),
      "PK\x03\x04" + std::string(2'000, '\x01'),
      ae::test::gzip("The river rose.").substr(0, 20),
      "%PDF-1.7\n" + repeated("1 0 obj <<", 1'000),
  };
}

std::vector<std::string> sound_inputs() {
  const std::string page =
      "<!DOCTYPE html><title>Bridge lost</title><meta name=author content=\"Ana Reyes\"><script "
      "type=\"application/ld+json\">{\"headline\":\"Bridge lost\",\"datePublished\":\"2017-12-13\"}"
      "</script><h1>Bridge lost</h1><p>The river rose by two metres in the night and took the old "
      "footbridge with it.<p>Forty families were brought to the school on the hill.";
  const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n";
  const std::string json =
      "{\"title\":\"Bees\",\"date\":\"2017-12-13\",\"text\":\"The bees came back.\"}\n";
  return {page,
          json + json,
          "[" + json + "," + json + "]",
          "title,date,text\nBees,2017-12-13,\"The bees\ncame back.\"\n",
          "---\ntitle: Bees\ntags: [a, b]\n---\n# Bees\n\nThe *bees* [came](x) back.\n",
          "<rss><channel><item><title>Bees</title><description>The &lt;b&gt;bees.</description>"
          "</item></channel></rss>",
          "MIME-Version: 1.0\nSubject: =?utf-8?Q?B=C3=A9es?=\nContent-Type: multipart/mixed; "
          "boundary=a\n\n--a\nContent-Transfer-Encoding: quoted-printable\n\nThe bees=20\n--a--\n",
          "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: " +
              std::to_string(answer.size()) + "\r\n\r\n" + answer + "\r\n\r\n",
          ae::test::tar("a.json", json),
          ae::test::zip("a.json", json),
          ae::test::tar("a.json.gz", ae::test::gzip(json)),
          "HD   Bees\nPD   13 December 2017\nSN   The Hive\nTD   The bees came back.\nAN  1\n\n"};
}

bool is_stored_form(const std::string& text) {
  const auto control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7f || (byte < 0x20 && c != '\n' && c != '\t');
  };
  return std::ranges::none_of(text, control) && ae::text::compose(text) == text;
}

}  // namespace

TEST_CASE("hostile bytes are articles or faults in every format", "[indexer][readers]") {
  const auto* const format = GENERATE("auto", "txt", "md", "html", "json", "jsonl", "warc", "feed",
                                      "eml", "csv", "pdf", "export");
  CAPTURE(format);
  const auto asked = format_from_name(format);
  REQUIRE(asked);
  const auto inputs = hostile_inputs();
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    CAPTURE(i);
    const auto all = read_all(inputs[i], "a.bin", *asked);
    for (const Article& article : all.articles) {
      CHECK(is_stored_form(article.text));
      for (const Claim& claim : article.claims) CHECK(is_stored_form(claim.value));
    }
    for (const Fault& fault : all.faults) CHECK_FALSE(fault.reason.empty());
  }
}

TEST_CASE("sound input with damage anywhere is read or refused", "[indexer][readers]") {
  std::mt19937 random(2017);
  for (const std::string& sound : sound_inputs())
    for (int round = 0; round < 150; ++round) {
      std::string bytes = sound;
      for (unsigned damages = 1 + random() % 4; damages > 0 && !bytes.empty(); --damages) {
        const std::size_t at = random() % bytes.size();
        switch (random() % 3) {
          case 0:
            bytes[at] = static_cast<char>(random() % 256);
            break;
          case 1:
            bytes.erase(at, random() % 20);
            break;
          default:
            bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 40));
        }
      }
      CAPTURE(bytes);
      for (const Article& article : read_all(bytes, "a.txt").articles)
        CHECK(is_stored_form(article.text));
    }
}
