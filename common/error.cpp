// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/error.hpp"

#include <utility>

namespace ae {

Error::Error(ErrorCode code, const std::string& what, std::string hint)
    : std::runtime_error(what), code_(code), hint_(std::move(hint)) {}

}  // namespace ae
