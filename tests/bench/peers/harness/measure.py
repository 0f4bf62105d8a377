# SPDX-License-Identifier: GPL-2.0-or-later
"""Rounds: in each, every engine indexes, answers all queries and makes room for the next one."""

import shutil
import sys

from engines.ae import AeWithNames
from harness import articles as input_articles
from harness import queries as form
from harness.figures import Figures, Run
from harness.process import PeerFailed, run

# Commands are timed with the first query of each of these.
COMMAND_KINDS = ("rare word", "common word", "two words, AND", "three words, OR", "phrase of three")
COMMAND_REPEATS = 5
QUERIES = "queries.json"
NOTHING_FOUND = 1  # exit status of grep and ae-search


def say(text):
    print(text, file=sys.stderr, flush=True)


def _remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def _commands(engine, queries, folder, all_figures):
    for kind in COMMAND_KINDS:
        query = next((q for q in queries if q.kind == kind), None)
        for name, command in engine.commands(query, folder).items() if query else ():
            times = [run(command, watch=False, accepted=(0, NOTHING_FOUND))
                     for _ in range(1 + COMMAND_REPEATS)]
            figures = all_figures.setdefault(name, Figures())
            figures.commands.setdefault(kind, []).extend(times[1:])  # the first warms up


def _search(engine, queries, folder, figures):
    for snippets, kept in ((True, figures.shown), (False, figures.plain)):
        answers = engine.search(queries, folder, snippets)
        if answers is not None:
            kept.append(answers)
    mixed = [query for query in queries if query.kind in form.MIXED]
    for threads in (1, 2):
        seconds = engine.throughput(mixed, folder, threads)
        if seconds is not None:
            figures.seconds.setdefault(threads, []).append(seconds)


def _measure(engine, articles, queries, folder, all_figures):
    """One engine in one round."""
    figures = all_figures[engine.name]
    usage = engine.index(articles, folder)
    if usage:
        figures.usages.append(usage)
        figures.sizes.append(engine.size(folder))
    engine.finish(articles, folder)
    _search(engine, queries, folder, figures)
    _commands(engine, queries, folder, all_figures)


def _prepare(tools, source, size, each, folder):
    """Articles with what ae says of them, and queries from their words."""
    (folder / QUERIES).unlink(missing_ok=True)  # of another run; written last, once all is there
    articles = input_articles.prepare(source, size, folder)
    archive = folder / "values"
    _remove(archive)
    AeWithNames(tools).index(articles, archive)
    input_articles.add_values(articles, tools.build / "searcher" / "ae-search", archive)
    queries = form.draw(tools.build / "tests" / "ae-bench-queries", archive, articles, each)
    _remove(archive)
    form.keep(queries, folder / QUERIES)
    return articles, queries


def _prepared(folder):
    """What _prepare() left there in an earlier run."""
    say(f"{folder}: taken up as it is")
    return input_articles.prepared(folder), form.read(folder / QUERIES)


def measure(tools, engines, source, size, each, rounds, folder, prepared=False):
    """A Run with articles of that number. `each`: queries a class; `prepared`: by an earlier run."""
    if prepared:
        articles, queries = _prepared(folder)
    else:
        say(f"{size} articles: preparing")
        articles, queries = _prepare(tools, source, size, each, folder)
    fit = [e for e in engines if not e.most_articles or articles.count <= e.most_articles]
    for engine in fit:
        engine.prepare(articles)
    figures = {engine.name: Figures() for engine in fit}
    for number in range(rounds):
        turn = number % len(fit)
        for engine in fit[turn:] + fit[:turn]:
            own = figures[engine.name]
            if own.failure:
                continue
            say(f"{size} articles, round {number + 1}: {engine.name}")
            place = folder / "index"
            _remove(place)
            try:
                _measure(engine, articles, queries, place, figures)
            except PeerFailed as failure:
                own.failure = str(failure)
                say(f"  {failure}")
            _remove(place)
    return Run(articles, queries, figures)
