// SPDX-License-Identifier: GPL-2.0-or-later
/// Takes away from this process what reading one document does not need.
#pragma once

#include <chrono>

namespace ae::indexing {

/// From here on: 1 GiB of memory, so much time of the processor (then SIGXCPU ends the process), no
/// file written, none opened but to read what the system installed, no further process, no network.
/// Where the kernel refuses a part of it, the rest holds.
void confine(std::chrono::seconds processor = std::chrono::seconds(20));

}  // namespace ae::indexing
