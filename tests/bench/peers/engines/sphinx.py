# SPDX-License-Identifier: GPL-2.0-or-later
"""Sphinx: its indexer, and its daemon asked in SphinxQL."""

import contextlib
import subprocess
import tempfile
import time
from pathlib import Path

from engines.engine import Engine
from engines.mysql import Connection, QueryFailed
from harness import process
from harness.articles import FACETS
from harness.process import PeerFailed

SINGLE = ("outlet", "month")  # an article has one of them
START_SECONDS = 120  # the daemon reads all attributes into memory first

CONFIGURATION = """\
source news
{{
  type = tsvpipe
  tsvpipe_command = cat {table}
  tsvpipe_field_string = title
  tsvpipe_field_string = text
  tsvpipe_attr_uint = day
{attributes}
}}
index news
{{
  source = news
  path = {folder}/news
  morphology = stem_en
  dict = keywords
  min_prefix_len = 3
}}
indexer
{{
  mem_limit = 128M
}}
searchd
{{
  listen = {socket}:mysql41
  pid_file = {folder}/pid
  log = {folder}/log
  binlog_path =
  workers = threads
}}
"""


def _match(query):
    """A query in Sphinx's language."""
    if query.op == "phrase":
        return '"' + " ".join(query.words) + '"'
    if query.op == "prefix":
        return query.words[0] + "*"
    return {"or": " | ", "near": " NEAR/5 "}.get(query.op, " ").join(query.words)


class Sphinx(Engine):
    name = "Sphinx"
    packages = ("sphinxsearch",)
    programs = ("indexer", "searchd")
    notes = ("one thread; stem_en, prefixes of three letters, texts as attributes, which its "
             "daemon keeps in memory; facet values as numbers; SNIPPET(); a daemon, timed from "
             "Python")

    def _number(self, name, value):
        return self._numbers[name].setdefault(value, len(self._numbers[name]) + 1)

    def prepare(self, articles):
        self._table = articles.folder / "sphinx.tsv"
        self._numbers = {name: {} for name in FACETS}
        with self._table.open("w", encoding="utf-8") as out:
            for row, article in enumerate(articles.read(), start=1):
                values = [",".join(str(self._number(name, value)) for value in article.values[name])
                          for name in FACETS]
                columns = [str(row), article.title, article.text, article.day or "0", *values]
                out.write("\t".join(columns) + "\n")

    def _configure(self, folder, socket):
        attributes = "\n".join(f"  tsvpipe_attr_{'uint' if name in SINGLE else 'multi'} = {name}"
                               for name in FACETS)
        file = folder / "sphinx.conf"
        text = CONFIGURATION.format(table=self._table, attributes=attributes, folder=folder,
                                    socket=socket)
        file.write_text(text, encoding="utf-8")
        return file

    def index(self, articles, folder):
        folder.mkdir()
        file = self._configure(folder, folder / "socket")
        return process.run(["indexer", "--quiet", "-c", file, "--all"])

    @contextlib.contextmanager
    def _daemon(self, folder):
        """A Connection, and whose; the path of a socket may have some hundred bytes only."""
        with tempfile.TemporaryDirectory(prefix="ae-") as short:
            file = self._configure(folder, Path(short) / "s")
            daemon = subprocess.Popen(["searchd", "--nodetach", "-c", file],
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                connection = self._connect(Path(short) / "s")
                yield connection, daemon.pid
                connection.close()
            finally:
                daemon.terminate()
                daemon.wait()

    @staticmethod
    def _connect(socket):
        for _ in range(START_SECONDS * 10):
            with contextlib.suppress(OSError, QueryFailed):
                return Connection(socket)
            time.sleep(0.1)
        raise PeerFailed("searchd does not answer")

    def _select(self, query, snippets):
        match = _match(query) if query.op != "all" else ""
        conditions = [f"MATCH('{match}')"] if match else []
        if query.person:
            conditions.append(f"person = {self._numbers['person'].get(query.person, 0)}")
        if query.begin:
            conditions.append(f"day BETWEEN {query.begin} AND {query.end}")
        shown = f"title, SNIPPET(text, '{match}')" if snippets and match else "title"
        sql = f"SELECT {shown} FROM news"
        if conditions:
            sql += " WHERE " + " AND ".join(conditions)
        if query.newest or not match:
            sql += " ORDER BY day DESC"
        sql += " LIMIT 10"
        for name in FACETS if query.facets else ():
            sql += f" FACET {name} ORDER BY COUNT(*) DESC LIMIT 10"
        return sql

    def search(self, queries, folder, snippets=True):
        with self._daemon(folder) as (connection, pid):
            return [self._answer(connection, pid, self._select(query, snippets))
                    for query in queries]

    def _answer(self, connection, pid, sql):
        """None where it cannot answer."""
        try:
            connection.ask(sql)
            found = connection.ask("SHOW META LIKE 'total_found'")
            return self.timed(lambda: connection.ask(sql), pid, int(found[0][0][1]))
        except QueryFailed:
            return None
