// SPDX-License-Identifier: GPL-2.0-or-later
/// Answers to render.
#pragma once

#include "ae/searcher.hpp"

namespace ae::test {

inline Hit hit() {
  Hit hit;
  hit.rank = 1;
  hit.id = "9f8e7d6c5b4a3921";
  hit.score = 3.21;
  hit.title = "Jones wins by 21,000 votes";
  hit.title_marks = {{21, 26}};
  hit.date = day_from_iso("2017-12-13");
  hit.authors = {"Ana Reyes", "Bo \"B\" Li"};
  hit.lang = "en";
  hit.path = "corpus/lantern/a.txt";
  hit.person = {"Doug Jones"};
  hit.place = {"Alabama"};
  hit.snippets = {{"The write-in votes,\nall of them.", 1203, {{4, 18}}}};
  return hit;
}

inline Response response() {
  Response response;
  response.query = "write-in votes";
  response.parsed = "write-in AND votes";
  response.notes = {{"closed-quote", "a quotation mark was closed"}};
  response.total = response.articles = 4;
  response.seconds = 0.0012345678;
  response.archives = {{"/data/news", 7, 5}};
  response.hits = {hit()};
  response.facets = {{"outlet", "", {{"The Lantern", 3, true}, {"unknown", 1, false}}, 5},
                     {"date", "year", {{"2016", 1, false}, {"2017", 4, false}}, 2}};
  return response;
}

inline Document document() {
  Document document;
  document.hit = hit();
  document.hit.title_derived = true;
  document.text = "First line.\n\nSecond \x1b[2Jline.";
  document.date_time = "11:20";
  document.date_zone = "IST";
  document.sources = {"corpus/lantern/a.txt", "corpus/b.txt"};
  document.captions = {{"A photo", {3, 10}}};
  document.boilerplate = {{"Share this", {20, 30}}};
  document.entities = {{"Doug Jones", "person", {0, 5}}, {"Doug Jones", "person", {8, 13}}};
  document.evidence = {
      {"date", "2017-12-13", "text", "us numeric date", {40, 50}, 0.9, true},
      {"date", "2016-01-01", "url", "path", {}, 0.5, false, "a stronger claim stands"}};
  return document;
}

}  // namespace ae::test
