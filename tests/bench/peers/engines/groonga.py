# SPDX-License-Identifier: GPL-2.0-or-later
"""Groonga, asked through the standard input of its own program."""

import json
import subprocess
from urllib.parse import urlencode

from engines.engine import Engine
from harness import process
from harness.articles import FACETS

FILE = "news"

TABLES = "".join(f"table_create {name} TABLE_PAT_KEY ShortText\n" for name in FACETS) + """\
table_create Articles TABLE_NO_KEY
column_create Articles id COLUMN_SCALAR ShortText
column_create Articles day COLUMN_SCALAR UInt32
column_create Articles title COLUMN_SCALAR ShortText
column_create Articles text COLUMN_SCALAR Text
""" + "".join(f"column_create Articles {name} COLUMN_VECTOR {name}\n" for name in FACETS)

# After the articles: a full list is written faster than one that grows.
INDEXES = """\
table_create Words TABLE_PAT_KEY ShortText \
  --default_tokenizer TokenBigram --normalizer NormalizerAuto
column_create Words articles COLUMN_INDEX|WITH_POSITION|WITH_SECTION Articles title,text
column_create person articles COLUMN_INDEX Articles person
"""


def _match(query):
    """A query in Groonga's language."""
    if query.op == "phrase":
        return '"' + " ".join(query.words) + '"'
    if query.op == "near":
        return '*N5"' + " ".join(query.words) + '"'
    if query.op == "prefix":
        return query.words[0] + "*"
    return (" OR " if query.op == "or" else " ").join(query.words)


def _select(query, snippets):
    options = {"table": "Articles", "command_version": 2, "limit": 10,
               "output_columns": "title, snippet_html(text)" if snippets else "title",
               "sort_keys": "-day" if query.newest or query.op == "all" else "-_score"}
    if query.op == "all":
        options["output_columns"] = "title"
    else:
        options |= {"match_columns": "title || text", "query": _match(query)}
    filters = []
    if query.person:
        filters.append(f"person @ {json.dumps(query.person, ensure_ascii=False)}")
    if query.begin:
        filters.append(f"day >= {query.begin} && day <= {query.end}")
    if filters:
        options["filter"] = " && ".join(filters)
    for name in FACETS if query.facets else ():
        options |= {f"drilldowns[{name}].keys": name, f"drilldowns[{name}].limit": 10,
                    f"drilldowns[{name}].sort_keys": "-_nsubrecs"}
    return "/d/select?" + urlencode(options)


class Groonga(Engine):
    name = "Groonga"
    packages = ("groonga-bin",)
    programs = ("groonga",)
    notes = ("one thread; words and numbers with positions (TokenBigram), no stems, punctuation "
             "parts phrases; index columns made after loading; drilldowns; a process of its own, "
             "timed from Python")

    def prepare(self, articles):
        self._commands = articles.folder / "groonga.commands"
        with self._commands.open("w", encoding="utf-8") as out:
            out.write(TABLES + "load --table Articles\n[\n")
            for number, article in enumerate(articles.read()):
                record = {"id": article.id, "day": int(article.day or 0), "title": article.title,
                          "text": article.text, **article.values}
                out.write((",\n" if number else "") + json.dumps(record, ensure_ascii=False))
            out.write("\n]\n" + INDEXES)

    def index(self, articles, folder):
        folder.mkdir()
        with self._commands.open("rb") as commands:
            return process.run(["groonga", "-n", folder / FILE], stdin=commands)

    def search(self, queries, folder, snippets=True):
        with subprocess.Popen(["groonga", folder / FILE], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as groonga:
            self._ask(groonga, "cache_limit 0")  # the same query is asked twice
            answers = [self._answer(groonga, _select(query, snippets)) for query in queries]
            groonga.stdin.close()
        return answers

    @staticmethod
    def _ask(groonga, command):
        groonga.stdin.write(command + "\n")
        groonga.stdin.flush()
        return groonga.stdout.readline()

    def _answer(self, groonga, command):
        """None where it cannot answer."""
        status, *body = json.loads(self._ask(groonga, command))
        if status[0] != 0:
            return None
        return self.timed(lambda: self._ask(groonga, command), groonga.pid, body[0][0][0][0])
