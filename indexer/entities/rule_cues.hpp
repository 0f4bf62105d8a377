// SPDX-License-Identifier: GPL-2.0-or-later
/// What the words at one place tell, for the rules that take names off a run.
#pragma once

#include "indexer/entities/name_rules.hpp"

#include <cstddef>

namespace ae::indexing {

/// "16th Street Baptist Church"
[[nodiscard]] bool is_ordinal(const RuleText& rules, std::size_t i);

/// "U.S. Food and Drug Administration": a listed name behind its country. 0: none.
[[nodiscard]] std::size_t national_org_end(const RuleText& rules, std::size_t i);

/// Forms that are words as well (Who, It, Us) are names only in capitals.
[[nodiscard]] Phrase listed_phrase(const RuleText& rules, std::size_t i);

/// "General Hospital", "Duke University", "King County"
[[nodiscard]] bool is_title_of_name(const RuleText& rules, std::size_t i, const HeadedName& headed);

/// "Pa", "Miss", "Ill": states only with their dot, or behind a comma.
[[nodiscard]] bool is_bare_abbreviation(const RuleText& rules, std::size_t i, const Phrase& phrase);

/// "Dean Smith", "April Jones": a first name whatever else it is.
[[nodiscard]] bool is_first_name(const RuleText& rules, std::size_t i, std::size_t end);

/// A first name before a word that no list knows, or before an initial.
[[nodiscard]] bool begins_person(const RuleText& rules, std::size_t i, std::size_t end);

/// "Boston Red Sox" has a list; "Milltown Rovers" is a place and one plural that ends the run.
[[nodiscard]] bool is_team(const RuleText& rules, std::size_t i, std::size_t end);

/// "CHIEF ECONOMIST"
[[nodiscard]] bool all_everyday(const RuleText& rules, std::size_t i, std::size_t to);

/// "Mark Your Calendar"
[[nodiscard]] bool everyday_rest(const RuleText& rules, std::size_t i, std::size_t to);

/// "Brandvold & Ames": where a firm of two names ends. 0: none begins here.
[[nodiscard]] std::size_t firm_end(const RuleText& rules, std::size_t i, std::size_t end);

[[nodiscard]] bool has_no_digit(const RuleText& rules, const Token& token);

/// "8 p.m. Pacific", "11:30 AM Eastern"
[[nodiscard]] bool is_time_zone(const RuleText& rules, std::size_t i);

/// "(R-Ky.)", "D-N.J.": the state says whom, not where.
[[nodiscard]] bool in_party_tag(const RuleText& rules, std::size_t i);

}  // namespace ae::indexing
