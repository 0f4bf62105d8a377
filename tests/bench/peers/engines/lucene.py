# SPDX-License-Identifier: GPL-2.0-or-later
"""Lucene, through a small program of ours that is compiled when it is first asked for. It is not
timed as a command: one would see little but the start of the virtual machine."""

from engines.engine import HERE, ProgramEngine
from harness import process

PARTS = ("core", "analyzers-common", "facet", "highlighter", "memory", "queries")
SOURCE = HERE / "LucenePeer.java"


class Lucene(ProgramEngine):
    name = "Lucene"
    packages = ("liblucene8-java", "default-jdk-headless")
    programs = ("java", "javac")
    offsets = 0
    notes = ("as many threads as ae; positions, stored title and text, doc values for facets and "
             "days; 64 MB buffer, heap of 1 GB, ConcurrentMergeScheduler, no forceMerge; Snowball "
             "stems, no stop words; UnifiedHighlighter analyses the ten texts anew; counts to "
             "1,000 only; fifteen rounds and five seconds before it is timed; its CPU time leaves "
             "out the compiler and the collector")

    def _jars(self):
        return [next(iter(sorted(self.tools.jars.glob(f"lucene-{part}-8.*.jar"))), None)
                for part in PARTS]

    def missing(self):
        if None in self._jars():
            return f"no Lucene 8 in {self.tools.jars}"
        return super().missing()

    def program(self):
        classes = self.tools.work / "lucene"
        path = ":".join(map(str, [classes, *self._jars()]))
        if not (classes / "LucenePeer.class").exists():
            process.run(["javac", "-encoding", "UTF-8", "-cp", path, "-d", classes, SOURCE])
        return ["java", "-Xmx1g", "-cp", path, "LucenePeer"]

    def index(self, articles, folder):
        command = [*self.program(), "index", articles.table, folder, self.tools.jobs]
        return process.run([*command, self.offsets])


class LuceneWithOffsets(Lucene):
    name = "Lucene, offsets"
    notes = "the same with offsets beside the positions, which UnifiedHighlighter takes snippets by"
    offsets = 1
