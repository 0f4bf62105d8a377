// SPDX-License-Identifier: GPL-2.0-or-later
/// A query tree -> one that matches the same and says nothing twice.
#pragma once

#include "searcher/query/tree.hpp"

namespace ae::searching {

/// Of equal parts side by side (`a OR a`, `a b a`) the first stays.
[[nodiscard]] Node without_repeats(Node node);

}  // namespace ae::searching
