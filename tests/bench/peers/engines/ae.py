# SPDX-License-Identifier: GPL-2.0-or-later
"""ae itself."""

from engines.engine import BuiltEngine
from harness import process

FACETS = "--facets=person,org,place,outlet,date"


def as_typed(query):
    """The words of a query as somebody types them for ae-search."""
    if query.op == "phrase":
        return '"' + " ".join(query.words) + '"'
    return {"all": "*", "prefix": " ".join(query.words) + "*", "or": " OR ".join(query.words),
            "near": " NEAR/5 ".join(query.words)}.get(query.op, " ".join(query.words))


class Ae(BuiltEngine):
    name = "ae"
    built = "ae-bench-peer-ae"
    notes = "entities off; reads JSON Lines, tells languages, dates, outlets and authors; no search"
    entities = "off"

    def index(self, articles, folder):
        command = [self.tools.build / "indexer" / "ae-index", "--db", folder, "--quiet",
                   "--entities", self.entities, "--jobs", self.tools.jobs, articles.lines]
        return process.run(command)

    def search(self, queries, folder, snippets=True):
        return None  # AeWithNames does: names are filtered and counted

    def throughput(self, queries, folder, threads):
        return None


class AeWithNames(Ae):
    name = "ae, entities"
    notes = ("finds people, organisations and places too; exact totals and copies with every answer; long answers "
             "on all cores, throughput with one a thread")
    entities = "on"

    def search(self, queries, folder, snippets=True):
        return BuiltEngine.search(self, queries, folder, snippets)

    def throughput(self, queries, folder, threads):
        return BuiltEngine.throughput(self, queries, folder, threads)

    def commands(self, query, folder):
        search = self.tools.build / "searcher" / "ae-search"
        return {self.name: [search, "--db", folder, FACETS, "--", as_typed(query)]}
