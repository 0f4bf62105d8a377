// SPDX-License-Identifier: GPL-2.0-or-later
/// A web page, or any XML, as a plain tree in document order, free of the library that parsed it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct Attribute {
  std::string name;  ///< in small letters
  std::string value;
};

/// An element, or a run of characters between tags.
struct Node {
  std::string name{};  ///< in small letters; empty: characters
  std::string text{};  ///< of characters: valid UTF-8, as written; scripts and styles hold theirs
  std::vector<Attribute> attributes{};
  std::uint32_t parent = 0;  ///< the root is its own
  std::uint32_t end = 0;     ///< behind the last node below this one

  [[nodiscard]] bool is_text() const noexcept { return name.empty(); }
  /// The value of an attribute; empty where it is absent or empty.
  [[nodiscard]] std::string_view get(std::string_view attribute) const noexcept;
  [[nodiscard]] bool has(std::string_view attribute) const noexcept;
};

/// The nodes below number n are n + 1 to nodes[n].end: no pointers, no recursion.
struct Page {
  std::vector<Node> nodes;  ///< never empty; the first is the root, without a name
  bool cut = false;  ///< nested too deeply, or of too many parts: what came later is left out

  /// All characters below \p node, white space collapsed to one space, none at the ends; empty
  /// where they are more than \p most bytes.
  [[nodiscard]] std::string text_of(std::size_t node, std::size_t most = npos) const;
  static constexpr auto npos = static_cast<std::size_t>(-1);
  /// Is \p inner below \p outer, or the same?
  [[nodiscard]] bool is_within(std::size_t inner, std::size_t outer) const noexcept {
    return inner >= outer && inner < nodes[outer].end;
  }
};

/// Takes any HTML apart, in time linear in its size; nothing it refers to is fetched or read.
/// \param html  valid UTF-8
[[nodiscard]] Page parse_page(std::string_view html);

/// Takes XML apart: names as written, with their prefixes; no entities but those of XML itself.
/// What is not well formed is cut where it breaks.
/// \param xml  valid UTF-8, whatever its declaration says
[[nodiscard]] Page parse_xml(std::string_view xml);

/// What stands below \p node, as a page of its own.
[[nodiscard]] Page below(const Page& page, std::size_t node);

/// Appends \p text to \p out with white space, no-break spaces too, collapsed to one space.
void append_collapsed(std::string& out, std::string_view text);

/// "Related-Links", "relatedLinks" -> " related links ": the words of a class or an id, in small
/// letters, each between spaces.
[[nodiscard]] std::string name_words(std::string_view name);

}  // namespace ae::indexing
