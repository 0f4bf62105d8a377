// SPDX-License-Identifier: GPL-2.0-or-later
/// What a page says about its article in meta tags, links, microdata and the text around it.
#pragma once

#include "indexer/pages/main_text.hpp"

#include <vector>

namespace ae::indexing {


}  // namespace ae::indexing
