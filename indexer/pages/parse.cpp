// SPDX-License-Identifier: GPL-2.0-or-later
/// The only code that knows libxml2. Its events make our tree, so that neither its tree nor its
/// recursion meets bytes from outside; the network, external entities and "huge" are off.
#include "indexer/pages/page.hpp"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <climits>
#include <exception>
#include <memory>

namespace ae::indexing {
namespace {

constexpr std::size_t deepest = 512;  ///< open elements; libxml2 searches them at each end tag
constexpr std::size_t most_nodes = 2'000'000;  ///< far above any page; bounds the memory
constexpr std::size_t most_attributes = 64;    ///< of one element

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// Puts the tree together as tags come and go.
class Builder {
 public:
  explicit Builder(xmlParserCtxt* parser) : parser_(parser) {
    page_.nodes.emplace_back();
    open_.push_back(0);
  }

  void start(const xmlChar* name, const xmlChar** attributes) {
    if (!add()) return;
    Node& node = page_.nodes.back();
    node.name = view(name);
    for (std::size_t i = 0; attributes != nullptr && attributes[i] != nullptr; i += 2) {
      if (i / 2 == most_attributes) break;
      node.attributes.push_back(
          {std::string(view(attributes[i])), std::string(view(attributes[i + 1]))});
    }
    open_.push_back(page_.nodes.size() - 1);
    if (open_.size() > deepest) stop();
  }

  void end(const xmlChar* name) {
    // libxml2 closes in order; an end without a beginning is passed over all the same.
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](std::size_t node) {
      return page_.nodes[node].name == view(name);
    });
    if (found == open_.rend()) return;
    while (open_.size() > 1) {
      const std::size_t node = open_.back();
      open_.pop_back();
      close(node);
      if (page_.nodes[node].name == view(name)) return;
    }
  }

  void characters(const xmlChar* text, int size) {
    const std::string_view part(reinterpret_cast<const char*>(text),
                                static_cast<std::size_t>(size));
    const bool goes_on = page_.nodes.size() > 1 && page_.nodes.back().is_text() &&
                         page_.nodes.back().parent == open_.back();
    if (!goes_on && !add()) return;
    page_.nodes.back().text.append(part);
  }

  Page take() {
    while (!open_.empty()) {
      close(open_.back());
      open_.pop_back();
    }
    return std::move(page_);
  }

  /// What a callback threw: it must not fly through C.
  std::exception_ptr thrown{};

  void stop() {
    page_.cut = true;
    xmlStopParser(parser_);
  }

 private:
  bool add() {
    if (page_.cut) return false;
    if (page_.nodes.size() >= most_nodes) {
      stop();
      return false;
    }
    const auto number = static_cast<std::uint32_t>(page_.nodes.size());
    page_.nodes.push_back({.parent = static_cast<std::uint32_t>(open_.back()), .end = number + 1});
    return true;
  }

  void close(std::size_t node) {
    page_.nodes[node].end = static_cast<std::uint32_t>(page_.nodes.size());
  }

  xmlParserCtxt* parser_;
  Page page_;
  std::vector<std::size_t> open_;
};

template <class Act>
void guarded(void* user, Act act) {
  auto& builder = *static_cast<Builder*>(user);
  try {
    act(builder);
  } catch (...) {
    builder.thrown = std::current_exception();
    builder.stop();
  }
}

void on_start(void* user, const xmlChar* name, const xmlChar** attributes) {
  guarded(user, [&](Builder& builder) { builder.start(name, attributes); });
}

void on_end(void* user, const xmlChar* name) {
  guarded(user, [&](Builder& builder) { builder.end(name); });
}

void on_characters(void* user, const xmlChar* text, int size) {
  guarded(user, [&](Builder& builder) { builder.characters(text, size); });
}

/// Sets \p parser up to tell \p builder what it meets, and nobody else.
void listen(xmlParserCtxt& parser, Builder& builder) {
  *parser.sax = {};
  parser.sax->startElement = on_start;
  parser.sax->endElement = on_end;
  parser.sax->characters = on_characters;
  parser.sax->ignorableWhitespace = on_characters;
  parser.sax->cdataBlock = on_characters;
  parser.userData = &builder;
}

int size_of(std::string_view text) {
  return static_cast<int>(std::min<std::size_t>(text.size(), INT_MAX));
}

}  // namespace

Page parse_page(std::string_view html) {
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              &htmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  Builder builder(parser.get());
  listen(*parser, builder);
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                          HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC;
  xmlFreeDoc(
      htmlCtxtReadMemory(parser.get(), html.data(), size_of(html), nullptr, "UTF-8", options));
  if (builder.thrown) std::rethrow_exception(builder.thrown);
  return builder.take();
}

Page parse_xml(std::string_view xml) {
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(xmlNewParserCtxt(),
                                                                            &xmlFreeParserCtxt);
  if (!parser) throw std::bad_alloc();
  Builder builder(parser.get());
  listen(*parser, builder);
  constexpr int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                          XML_PARSE_NONET | XML_PARSE_IGNORE_ENC;
  xmlFreeDoc(xmlCtxtReadMemory(parser.get(), xml.data(), size_of(xml), nullptr, "UTF-8", options));
  if (builder.thrown) std::rethrow_exception(builder.thrown);
  return builder.take();
}

}  // namespace ae::indexing
