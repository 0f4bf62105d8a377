# SPDX-License-Identifier: GPL-2.0-or-later
"""No index at all: every article is read for every query."""

import shutil

from engines.engine import Engine


class Grep(Engine):
    name = "grep"
    packages = ("ripgrep",)
    notes = ("ripgrep, else grep: reads all texts for each query, counts lines (one an article); "
             "no stems, no ranking; as a command only")

    def prepare(self, articles):
        self.file = articles.table

    def index(self, articles, folder):
        folder.mkdir()
        return None

    def commands(self, query, folder):
        if query.op != "phrase" and len(query.words) > 1:
            return {}
        tool = "rg" if shutil.which("rg") else "grep"
        return {self.name: [tool, "-c", "-i", "-w", "-F", " ".join(query.words), self.file]}
