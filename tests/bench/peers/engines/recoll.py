# SPDX-License-Identifier: GPL-2.0-or-later
"""Recoll, a desktop search on Xapian: a file an article."""

import shutil

from engines.engine import Engine
from engines.scriptindex import asked
from harness import process

FILES_EACH = 1000  # in a folder


class Recoll(Engine):
    name = "Recoll"
    packages = ("recollcmd",)
    programs = ("recollindex", "recollq")
    notes = ("a text file an article, with the title as its first line; its own threads; stems are "
             "looked up when it is asked; keeps texts and shows passages")
    most_articles = 200_000  # a million files are another test

    def prepare(self, articles):
        self._texts = articles.folder / "recoll"
        shutil.rmtree(self._texts, ignore_errors=True)
        for number, article in enumerate(articles.read()):
            folder = self._texts / str(number // FILES_EACH)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{number}.txt").write_text(f"{article.title}\n\n{article.text}\n",
                                                  encoding="utf-8")

    def index(self, articles, folder):
        folder.mkdir()
        (folder / "recoll.conf").write_text(
            f"topdirs = {self._texts}\nindexstemminglanguages = english\nloglevel = 1\n"
            "idxloglevel = 1\n", encoding="utf-8")
        return process.run(["recollindex", "-c", folder, "-z"])

    def commands(self, query, folder):
        return {self.name: ["recollq", "-c", folder, "-n", "10", "-A", "-q", asked(query)]}
