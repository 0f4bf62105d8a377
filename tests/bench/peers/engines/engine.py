# SPDX-License-Identifier: GPL-2.0-or-later
"""What every engine answers to."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from harness import process
from harness import queries as form

HERE = Path(__file__).resolve().parent.parent


@dataclass
class Tools:
    """Where things are."""
    build: Path  # ae's build folder
    work: Path  # for what is compiled
    jars: Path  # Lucene's
    jobs: int


@dataclass
class Answer:
    count: int  # articles that match, exactly
    wall: float  # milliseconds
    cpu: float  # milliseconds of the engine's own process


class Engine:
    """One engine. An index is a folder; whatever `index` needs stands in `articles`."""

    name = ""
    packages = ()  # of Debian, that it needs
    programs = ()  # that must be in the path
    notes = ""  # how it differs from the others, for the table
    most_articles = None  # beyond it is left out, with a note

    def __init__(self, tools):
        self.tools = tools

    def missing(self):
        """What it lacks, as a sentence; empty: nothing."""
        lacks = [program for program in self.programs if not shutil.which(program)]
        return f"no {', '.join(lacks)}" if lacks else ""

    def prepare(self, articles):
        """Puts the articles into its own form, which is not measured."""

    def index(self, articles, folder):
        """Indexes; returns a Usage."""
        raise NotImplementedError

    def finish(self, articles, folder):
        """Adds what searching needs and the measure of indexing leaves out."""

    def size(self, folder):
        """Bytes of the index."""
        return process.size_of(folder)

    def search(self, queries, folder, snippets=True):
        """An Answer for each query, None for those that it has no way to ask; None: no searching
        in one process."""
        return None

    def throughput(self, queries, folder, threads):
        """Seconds in which `threads` threads answer all queries each; None: not in one process."""
        return None

    @staticmethod
    def timed(ask, pid, count):
        """The Answer that `ask()` gets from another process."""
        cpu, begin = process.cpu_of(pid), time.perf_counter()
        ask()
        wall = 1e3 * (time.perf_counter() - begin)
        return Answer(count, wall, process.cpu_of(pid) - cpu)

    def commands(self, query, folder):
        """Commands that answer from a standing start, by the names that the table calls them."""
        return {}


class ProgramEngine(Engine):
    """An engine that a program of ours embeds; session.hpp describes how it is called."""

    def program(self):
        """The command that it begins with."""
        raise NotImplementedError

    def _queries(self, queries, folder):
        file = folder.with_name(folder.name + ".queries")
        form.write(queries, file)
        return file

    def search(self, queries, folder, snippets=True):
        file = self._queries(queries, folder)
        lines = process.output_of([*self.program(), "times", folder, file, int(snippets)])
        answers = []
        for line in lines.splitlines():
            count, wall, cpu = line.split("\t")
            answers.append(Answer(int(count), float(wall) / 1e3, float(cpu) / 1e3))
        return answers

    def throughput(self, queries, folder, threads):
        file = self._queries(queries, folder)
        command = [*self.program(), "throughput", folder, file, threads]
        return float(process.output_of(command)) / 1e6


class BuiltEngine(ProgramEngine):
    """Whose program CMake builds, where it finds what that needs."""

    built = ""

    def program(self):
        return [self.tools.build / "tests" / self.built]

    def missing(self):
        if self.program()[0].exists():
            return super().missing()
        return f"{self.program()[0]} is not built"
