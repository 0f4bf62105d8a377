// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/charset.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using namespace std::string_literals;

TEST_CASE("a page is read in the charset of its mark, its header, its declaration",
          "[indexer][pages]") {
  struct Row {
    std::string bytes;
    std::string declared;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {"\xef\xbb\xbf"
       "caf\xc3\xa9",
       "", "café"},
      {"\xff\xfe"
       "c\0\xe9\0"s,
       "", "cé"},
      {"\xfe\xff"
       "\0c\0\xe9"s,
       "utf-8", "cé"},
      {"caf\xe9 du monde", "iso-8859-1", "café du monde"},
      {"<meta charset=iso-8859-2>\xb1\xea", "", "<meta charset=iso-8859-2>ąę"},
      {"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>\xcc\xe8\xf0", "",
       "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>Мир"},
      {"<?xml version=\"1.0\" encoding=\"shift_jis\"?>\x93\xfa\x96\x7b", "",
       "<?xml version=\"1.0\" encoding=\"shift_jis\"?>日本"},
      {"<meta charset=utf-8>\xcc\xe8\xf0", "windows-1251", "<meta charset=utf-8>Мир"},
      {"\x1b$BF|K\\\x1b(B", "iso-2022-jp", "日本"},
  }));
  CAPTURE(row.bytes, row.declared);
  const Utf8 read = html_to_utf8(row.bytes, row.declared);
  CHECK(read.text == row.text);
  CHECK(read.replaced == 0);
}

TEST_CASE("a charset that the bytes belie is not believed", "[indexer][pages]") {
  CHECK(html_to_utf8("<meta charset=iso-8859-1>l\u2019été").text ==
        "<meta charset=iso-8859-1>l\u2019été");
  CHECK(html_to_utf8("caf\xc3\xa9", "utf-16").text == "café");
  CHECK(html_to_utf8("plain", "no-such-charset").text == "plain");
}

TEST_CASE("without a declaration the bytes tell the charset", "[indexer][pages]") {
  // A paragraph in KOI8-R.
  const std::string koi8 =
      "\xf7 \xd0\xd1\xd4\xce\xc9\xc3\xd5 \xd3\xd5\xc4 \xd2\xc5\xdb\xc9\xcc, \xde\xd4\xcf "
      "\xc7\xcf\xd2\xcf\xc4 \xc4\xcf\xcc\xd6\xc5\xce \xd0\xc5\xd2\xc5\xd3\xde\xc9\xd4\xc1\xd4\xd8 "
      "\xc7\xcf\xcc\xcf\xd3\xc1 \xc9 \xcf\xd0\xd5\xc2\xcc\xc9\xcb\xcf\xd7\xc1\xd4\xd8 "
      "\xd2\xc5\xda\xd5\xcc\xd8\xd4\xc1\xd4.";
  CHECK(html_to_utf8(koi8).text.starts_with("В пятницу суд решил"));
}

TEST_CASE("a content type names its charset", "[indexer][pages]") {
  CHECK(charset_of("text/html; charset=\"ISO-8859-1\"") == "ISO-8859-1");
  CHECK(charset_of("text/html; Charset = utf-8; x=y") == "utf-8");
  CHECK(charset_of("text/html").empty());
  CHECK(charset_of("").empty());
}
