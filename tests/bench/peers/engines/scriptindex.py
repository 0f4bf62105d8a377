# SPDX-License-Identifier: GPL-2.0-or-later
"""Omega's scriptindex, and quest to ask what it has made."""

from engines.engine import Engine
from harness import process

SCRIPT = """\
id : unique=Q boolean=Q
day : value=0
person : boolean=XP
outlet : boolean=XO
title : field=title index
text : field=text index
"""


def asked(query):
    """A query in the language of Xapian's parser, all words required."""
    if query.op == "phrase":
        return '"' + " ".join(query.words) + '"'
    return (" OR " if query.op == "or" else " AND ").join(query.words)


class Scriptindex(Engine):
    name = "scriptindex"
    packages = ("xapian-omega", "xapian-tools")
    programs = ("scriptindex", "quest")
    notes = ("one thread; stems and words with positions, text as document data; quest prints the "
             "data")
    most_articles = 200_000  # a million take it an hour and more

    def _files(self, articles):
        return articles.folder / "scriptindex.script", articles.folder / "scriptindex.dump"

    def prepare(self, articles):
        script, dump = self._files(articles)
        script.write_text(SCRIPT, encoding="utf-8")
        with dump.open("w", encoding="utf-8") as out:
            for article in articles.read():
                people = "".join(f"person={name}\n" for name in article.values["person"])
                out.write(f"id={article.id}\nday={article.day}\n{people}"
                          f"outlet={article.values['outlet'][0]}\ntitle={article.title}\n"
                          f"text={article.text}\n\n")

    def index(self, articles, folder):
        return process.run(["scriptindex", folder, *self._files(articles)])

    def commands(self, query, folder):
        return {self.name: ["quest", "-d", folder, "--msize=10", asked(query)]}
