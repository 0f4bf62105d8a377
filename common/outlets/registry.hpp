// SPDX-License-Identifier: GPL-2.0-or-later
/// Which outlet publishes at which domain, and what it is called. What is not in the table stays
/// unknown.
#pragma once

#include <optional>
#include <string_view>

namespace ae::outlets {

/// "https://www.reuters.com/article/x" -> "www.reuters.com"; empty where no host stands.
[[nodiscard]] std::string_view host_of(std::string_view url) noexcept;

/// "www.reuters.com" or "uk.reuters.com" -> "Reuters". The longest known domain wins; case does
/// not matter.
[[nodiscard]] std::optional<std::string_view> outlet_of_host(std::string_view host);

/// "washington post", "WaPo" -> "The Washington Post": a name as the table writes it, whatever its
/// case, its punctuation, and with or without "The".
[[nodiscard]] std::optional<std::string_view> outlet_of_name(std::string_view name);

}  // namespace ae::outlets
