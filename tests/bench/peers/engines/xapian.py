# SPDX-License-Identifier: GPL-2.0-or-later
"""Xapian as a program on it usually is: TermGenerator, value slots, match spies."""

from engines.engine import BuiltEngine
from harness import process


class TermGenerator(BuiltEngine):
    name = "Xapian, TermGenerator"
    packages = ("libxapian-dev",)
    built = "ae-bench-peer-xapian"
    notes = ("databases of 10,000 articles on all cores, compacted; stems and words with "
             "positions, text as document data, six value slots; match spies, OP_VALUE_RANGE, "
             "MSet::snippet")

    def index(self, articles, folder):
        return process.run([*self.program(), "index", articles.table, folder])
