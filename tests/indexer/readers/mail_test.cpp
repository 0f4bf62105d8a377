// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail_message.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using ae::test::claims_of;
using ae::test::read_all;

TEST_CASE("a mail is an article", "[indexer][readers]") {
  const auto article =
      read_all(
          "Received: from x\r\nFrom: \"Ana Reyes\" <ana@lark.example>\r\n"
          "Subject: =?utf-8?Q?Br=C3=BCcke?= =?iso-8859-1?B?IHdlZw==?=\r\n and more\r\n"
          "Date: Wed, 13 Dec 2017 10:00:00 -0600\r\nMessage-ID: <17@lark.example>\r\n"
          "Archived-At: <https://lark.example/b>\r\n"
          "Content-Type: text/plain; charset=iso-8859-1\r\n"
          "Content-Transfer-Encoding: quoted-printable\r\n\r\nDer Flu=DF stieg =\r\nan.\r\n",
          "a.eml")
          .only();
  CHECK(article.text == "Der Fluß stieg an.\n");
  CHECK(claims_of(article) ==
        "title=Brücke weg and more; date=Wed, 13 Dec 2017 10:00:00 -0600; author=Ana Reyes; "
        "url=https://lark.example/b; source_id=17@lark.example");
}

TEST_CASE("of several parts the plain text is taken, else the HTML", "[indexer][readers]") {
  const std::string head = "Subject: a\nContent-Type: multipart/alternative; boundary=\"x y\"\n\n";
  const std::string plain = "--x y\nContent-Type: text/plain\n\nThe river rose.\n";
  const std::string html =
      "--x y\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
      "PHA+VGhlIHJpdmVyIHJvc2UuPC9wPjxwPkl0IGZlbGwuPC9wPg==\n";
  const std::string attached =
      "--x y\nContent-Type: text/plain\nContent-Disposition: attachment\n\nno\n";
  CHECK(read_all(head + html + plain + "--x y--\n", "a.eml").only().text == "The river rose.\n");
  CHECK(read_all(head + attached + html + "--x y--\n", "a.eml").only().text ==
        "The river rose.\n\nIt fell.");
  CHECK(read_all(head + plain, "a.eml").only().text == "The river rose.\n");  // cut off
}

TEST_CASE("an mbox holds many", "[indexer][readers]") {
  const auto all = read_all(
      "From ana@lark.example Wed Dec 13 10:00:00 2017\nSubject: a\n\nOne.\n\n>From here on.\n\n"
      "From bob@lark.example Wed Dec 13 11:00:00 2017\nSubject: b\n\nTwo. From me.\n"
      "From the hill.\n",
      "inbox");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].text == "One.\n\nFrom here on.\n\n");
  CHECK(all.articles[0].origin.to_string() == "inbox#1");
  CHECK(all.articles[1].text == "Two. From me.\nFrom the hill.\n");
}

TEST_CASE("any bytes make a mail", "[indexer][readers]") {
  const auto bytes = GENERATE(as<std::string>{}, "", "\n", ":", "a", "Content-Type: multipart/x",
                              "Content-Type: multipart/x; boundary=\n\n--\n--\n",
                              "Content-Type: multipart/x; boundary=a\n\n--a\n--a\n--a--\n",
                              "Content-Transfer-Encoding: base64\n\n====!!\xff",
                              "Content-Transfer-Encoding: quoted-printable\n\n=\n==4=\n=F",
                              "Subject: =?x?q?a?= =?=?= =?utf-8?b?\n\nx");
  CAPTURE(bytes);
  CHECK_NOTHROW(read_message(bytes));
  std::string nested = "x";
  for (int i = 0; i < 50; ++i)
    nested = "Content-Type: multipart/x; boundary=b" + std::to_string(i) + "\n\n--b" +
             std::to_string(i) + "\n" + nested;
  CHECK(read_message(nested).text.empty());
}
