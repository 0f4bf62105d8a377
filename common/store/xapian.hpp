// SPDX-License-Identifier: GPL-2.0-or-later
/// The one include of Xapian, with the settings every file of ours must agree on.
#pragma once

#ifndef XAPIAN_MOVE_SEMANTICS
#define XAPIAN_MOVE_SEMANTICS
#endif
#include <xapian.h>
