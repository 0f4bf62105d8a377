// SPDX-License-Identifier: GPL-2.0-or-later
/// What the fuzzers run, and the tests run again over what they found.
#pragma once

#include <stdexcept>
#include <string_view>

namespace ae::fuzz {

/// A promise that some bytes break.
struct Broken : std::logic_error {
  using std::logic_error::logic_error;
};

/// Each takes any bytes. \throws Broken
void query(std::string_view bytes);
void tokenizer(std::string_view bytes);
void snippet(std::string_view bytes);
void page(std::string_view bytes);
/// The first byte says which format is asked for.
void reader(std::string_view bytes);

// Files of an archive, under checksums that are right. Of sections: two bytes of length before
// each.
void manifest(std::string_view bytes);
void columns(std::string_view bytes);
void texts(std::string_view bytes);
void names(std::string_view bytes);
/// The first byte says which: words, sources or copies.
void parts(std::string_view bytes);
/// Xapian's tables, which have no checksums: two bytes of length and iamglass, then postlist.glass.
void postings(std::string_view bytes);

// What shards send, before it is packed.
void exported(std::string_view bytes);

// Files that a user gives: --meta and --path-pattern, --aliases, --rules, and a model of names.
void meta(std::string_view bytes);
void aliases(std::string_view bytes);
void rules(std::string_view bytes);
void model(std::string_view bytes);

struct Target {
  const char* name;
  void (*run)(std::string_view);
};

/// All of them, by the names of the folders in seeds/ and found/.
inline constexpr Target targets[] = {
    {"aliases", aliases}, {"columns", columns},   {"exported", exported}, {"manifest", manifest},
    {"meta", meta},       {"model", model},       {"names", names},       {"page", page},
    {"parts", parts},     {"postings", postings}, {"query", query},       {"reader", reader},
    {"rules", rules},     {"snippet", snippet},   {"texts", texts},       {"tokenizer", tokenizer},
};

}  // namespace ae::fuzz
