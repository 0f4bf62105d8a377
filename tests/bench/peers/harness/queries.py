# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries in a form that every peer understands; query.hpp reads the lines."""

import json
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice

from harness import process

NEAR = " NEAR/5 "
MIXED = ("rare word", "common word", "two words, AND", "three words, OR", "phrase of three",
         "phrase of stop words", "NEAR/5", "wildcard", "word, person filter",
         "word, 90 days, newest first")
SELECTIVE = ("rare word", "two words, AND", "word, person filter")
SOME_FACETS = ("common word, five facets", "three words, OR, five facets")
ALL_FACETS = "everything, five facets"
NEWEST = "word, 90 days, newest first"


@dataclass(frozen=True)
class Query:
    kind: str  # the class that it is counted with
    op: str  # all, and, or, phrase, near, prefix
    words: tuple = ()
    person: str = ""
    begin: str = ""  # day as 20070302
    end: str = ""
    newest: bool = False
    facets: bool = False

    def line(self):
        flags = ",".join(flag for flag in ("newest", "facets") if getattr(self, flag))
        return "\t".join((self.op, " ".join(self.words), self.person, self.begin, self.end, flags))


def _words(text):
    """The op and the words of what ae-bench-queries lists."""
    if text == "*":
        return "all", ()
    if text.startswith('"'):
        return "phrase", tuple(text.strip('"').lower().split())
    if NEAR in text:
        return "near", tuple(text.split(NEAR))
    if " OR " in text:
        return "or", tuple(text.split(" OR "))
    if text.endswith("*"):
        return "prefix", (text[:-1],)
    return "and", tuple(text.split())


def _query(line):
    kind, text, *filters = line.split("\t")
    op, words = _words(text)
    query = Query(kind, op, words)
    for each in filters:
        name, _, value = each.partition("=")
        if name == "person":
            query = replace(query, person=value)
        elif name == "date":
            begin, _, end = value.replace("-", "").partition("..")
            query = replace(query, begin=begin, end=end, newest=True)
    return query


def _is_plain(query):
    """Not a phrase that others would cut in other places than ae: one with an apostrophe, say."""
    return all(word.isascii() and word.isalnum() for word in query.words)


def some_people(articles, most):
    """People of articles that stand evenly over the collection, as the table calls them: what a
    segment of the archive calls them may mean somebody else by now."""
    step = max(1, articles.count // (8 * most))
    lists = (article.values["person"] for article in islice(articles.read(), 0, None, step))
    people = [each[0] for each in lists if each]
    return people[::max(1, len(people) // most)][:most]


def _with_people(queries, people):
    """The same queries, for people of the table; none where it names nobody."""
    named = cycle(people) if people else iter(())
    for query in queries:
        if not query.person:
            yield query
        elif person := next(named, None):
            yield replace(query, person=person)


def draw(program, archive, articles, each):
    """Queries from the archive's own words, `each` of a class; the same for the same archive."""
    kinds = len(MIXED) + 1
    listed = process.output_of([program, archive, str(kinds * each), "list"]).splitlines()
    drawn = [query for query in map(_query, listed) if _is_plain(query)]
    drawn = list(_with_people(drawn, some_people(articles, each)))
    chosen = [query for query in drawn if query.kind in MIXED]
    for source, kind in zip(("common word", "three words, OR"), SOME_FACETS):
        chosen += [replace(query, kind=kind, facets=True) for query in drawn
                   if query.kind == source]
    return chosen + [Query(ALL_FACETS, "all", facets=True)] * max(3, each // 4)


def keep(queries, file):
    """For read()."""
    file.write_text(json.dumps([asdict(query) for query in queries]), encoding="utf-8")


def read(file):
    kept = json.loads(file.read_text(encoding="utf-8"))
    return [Query(**{**query, "words": tuple(query["words"])}) for query in kept]


def write(queries, file):
    file.write_text("".join(query.line() + "\n" for query in queries), encoding="utf-8")
