# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite's full-text search."""

import shutil

from engines.engine import BuiltEngine
from harness import process

FILE = "news.db"
BARE_SHELL = "SQLite FTS5, no facets"


def match(query):
    """A query in FTS5's language, of the kinds that commands are timed with."""
    words = [f'"{word}"' for word in query.words]
    if query.op == "phrase":
        return '"' + " ".join(query.words) + '"'
    return (" OR " if query.op == "or" else " AND ").join(words)


class Fts5(BuiltEngine):
    name = "SQLite FTS5"
    packages = ("libsqlite3-dev", "sqlite3")
    built = "ae-bench-peer-fts5"
    notes = ("one thread in one C++ program; porter, external content, index by day; one "
             "transaction, no journal, no sync, hash of 64 MB, no optimize; facet tables are "
             "neither timed nor sized; bm25 of all matches, no total")

    def index(self, articles, folder):
        folder.mkdir()
        return process.run([*self.program(), "index", articles.table, folder / FILE])

    def finish(self, articles, folder):
        process.run([*self.program(), "facets", articles.table, folder / FILE])

    def search(self, queries, folder, snippets=True):
        return super().search(queries, folder / FILE, snippets)

    def throughput(self, queries, folder, threads):
        return super().throughput(queries, folder / FILE, threads)

    def commands(self, query, folder):
        if not shutil.which("sqlite3"):
            return {}
        sql = (f"select title, snippet(search, 1, '[', ']', '...', 64) from search "
               f"where search match '{match(query)}' order by rank limit 10;")
        shell = ["sqlite3", folder / FILE]
        return {self.name: [*shell, sql + _facets(match(query))], BARE_SHELL: [*shell, sql]}


def _facets(text):
    counted = (f"create temp table hit as select rowid as id from search "
               f"where search match '{text}';")
    for field in range(5):
        counted += (f"select text, n from (select facet.value as v, count(*) as n "
                    f"from hit cross join facet on facet.article = hit.id "
                    f"and facet.field = {field} group by facet.value "
                    f"order by n desc limit 10) join value on value.id = v;")
    return counted
