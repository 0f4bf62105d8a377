# SPDX-License-Identifier: GPL-2.0-or-later
"""The articles of one size, in the form in which each peer takes them."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from harness import process

# The order of the columns in `table`; article.hpp and LucenePeer.java read it.
FACETS = ("person", "org", "place", "outlet", "month")
VALUE_END = "\x1f"

GROW = Path(__file__).resolve().parents[1] / "grow"


@dataclass
class Article:
    id: str
    day: str  # "20070302"; empty: unknown
    values: dict  # of each facet, a list
    title: str
    text: str


def _flat(text):
    """The same words on one line."""
    return " ".join(text.replace(VALUE_END, " ").split())


@dataclass
class Articles:
    folder: Path
    count: int = 0
    bytes: int = 0  # of titles and texts
    lines: Path = field(init=False)  # JSON Lines, for ae
    table: Path = field(init=False)  # a line an article, for those who take what ae found

    def __post_init__(self):
        self.lines = self.folder / "articles.jsonl"
        self.table = self.folder / "articles.tsv"

    def measure(self):
        """Counts what the table holds."""
        self.count = self.bytes = 0
        with self.table.open("rb") as lines:
            for line in lines:
                *_, title, text = line.rstrip(b"\n").split(b"\t")
                self.count += 1
                self.bytes += len(title) + len(text)

    def read(self):
        """Each Article of the table."""
        with self.table.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                columns = line.rstrip("\n").split("\t")
                values = dict(zip(FACETS, (c.split(VALUE_END) if c else [] for c in columns[2:7])))
                yield Article(columns[0], columns[1], values, columns[7], columns[8])


def open_lines(path):
    """The lines of a file, unpacked where its name ends in .zst."""
    if path.suffix != ".zst":
        with open(path, "rb") as lines:
            yield from lines
        return
    with subprocess.Popen(["zstd", "-dcq", path], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as unpack:
        yield from unpack.stdout


def _write_lines(source, size, target):
    """The first `size` lines; returns how many there are. Of those with the same address only the
    first is written: ae takes a second one for a newer version."""
    seen = set()
    read = 0
    with target.open("wb") as out:
        for line in islice(open_lines(source), size):
            read += 1
            record = json.loads(line)
            key = record.get("url") or record.get("id")
            if key not in seen:
                out.write(line)
            seen.add(key)
    return read


def prepare(source, size, folder):
    """Articles of that number: the first ones of `source`, or grown from it where it has less."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = Articles(folder)
    if _write_lines(source, size, articles.lines) < size:
        with articles.lines.open("wb") as out:
            subprocess.run([sys.executable, GROW, "--articles", str(size), source], stdout=out,
                           check=True)
    return articles


def prepared(folder):
    """Those that an earlier run left in `folder`."""
    articles = Articles(folder)
    articles.measure()
    return articles


def _found_by_id(search, archive):
    """For each record's id the columns of its day and values: as text, for a million fit so."""
    command = [search, "--db", archive, "--format", "jsonl", "--limit", "0", "--snippets", "0", "*"]
    found = {}
    for line in process.lines_of(command):
        hit = json.loads(line)
        columns = [(hit["date"] or "").replace("-", "")]
        columns += [VALUE_END.join(map(_flat, hit[name])) for name in ("person", "org", "place")]
        columns += [_flat(hit["outlet"] or "unknown"), (hit["date"] or "unknown")[:7]]
        found[hit["source_id"]] = "\t".join(columns)
    return found


def add_values(articles, search, archive):
    """Writes the table: the articles that `archive` holds, with what it says of each."""
    found = _found_by_id(search, archive)
    with articles.table.open("w", encoding="utf-8", newline="\n") as table:
        for line in open_lines(articles.lines):
            record = json.loads(line)
            columns = found.pop(str(record.get("id")), None)
            if columns is None:
                continue
            title, text = _flat(record.get("title") or ""), _flat(record["text"])
            table.write("\t".join((_flat(str(record["id"])), columns, title, text)) + "\n")
    articles.measure()
