# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures as Markdown tables and as JSON."""

import os
import platform
import subprocess
from datetime import date

from harness import queries as form
from harness.figures import quantile

NOTHING = ""
EXACT = 0.02  # counts that differ by no more agree


def number(value, decimals=2):
    return NOTHING if value is None else f"{value:,.{decimals}f}"


def mega(value):
    return NOTHING if value is None else number(value / 1e6, 1)


def _row(*cells):
    return "| " + " | ".join(cells) + " |"


def _head(first, *rest):
    return [_row(first, *rest), "|---|" + "---:|" * len(rest)]


def _spread(spread):
    return NOTHING if spread is None else f"{number(spread[0])}–{number(spread[1])}"


def indexing(run):
    lines = _head("", "wall s", "least–most", "CPU s", "MB of text a second", "own memory MB",
                  "with mapped files MB", "on disk MB", "of the text")
    for name, figures in run.engines.items():
        if not figures.usages:
            continue
        wall = figures.index("wall")
        lines.append(_row(name, number(wall), _spread(figures.index_spread("wall")),
                          number(figures.index("cpu")),
                          number(run.articles.bytes / 1e6 / wall, 1),
                          mega(figures.index("anonymous")), mega(figures.index("total")),
                          mega(figures.size()), number(figures.size() / run.articles.bytes)))
    return lines


def _kinds(run):
    return [(kind, (kind,)) for kind in dict.fromkeys(query.kind for query in run.queries)]


def searching(run, clock, plain=False):
    """p50 and p95 of each class for each engine that answers in one process."""
    who = [name for name, figures in run.engines.items() if figures.shown]
    lines = _head("p50 / p95 ms", *who)
    for name, kinds in [*_kinds(run), ("**mixed**", form.MIXED)]:
        cells = []
        for engine in who:
            p50, p95 = (run.get(engine).times(run.queries, kinds, share, clock, plain)
                        for share in (0.5, 0.95))
            cells.append(NOTHING if p50 is None else f"{number(p50)} / {number(p95)}")
        lines.append(_row(name, *cells))
    if not plain:
        spreads = (run.get(engine).times_spread(run.queries, form.MIXED, 0.5, clock)
                   for engine in who)
        lines.append(_row("mixed, p50: least–most of a round", *map(_spread, spreads)))
    return lines


def _agree(one, other):
    return abs(one - other) <= max(1, EXACT * max(one, other))


def agreement(run, base="ae, entities"):
    """How many queries of each class have as many matches as with ae, and the median number."""
    counts = run.get(base).counts()
    who = [name for name, figures in run.engines.items() if name != base and figures.counts()]
    lines = _head("queries with as many matches", f"{base}: median", *who)
    for kind, _ in _kinds(run) if counts else ():
        at = [i for i, query in enumerate(run.queries) if query.kind == kind]
        cells = [f"{quantile([counts[i] for i in at], 0.5):,}"]
        for engine in who:
            theirs = run.get(engine).counts()
            pairs = [(counts[i], theirs[i]) for i in at if theirs[i] is not None]
            same = sum(_agree(*pair) for pair in pairs)
            cells.append(f"{same} of {len(pairs)}" if pairs else NOTHING)
        lines.append(_row(kind, *cells))
    return lines


def disagreements(run, base="ae, entities", most=2):
    """For each class and engine the queries whose numbers differ most, as lines to look into."""
    counts, lines = run.get(base).counts(), []
    for engine, figures in run.engines.items():
        theirs = figures.counts()
        if engine == base or not theirs or not counts:
            continue
        for kind, _ in _kinds(run):
            far = [(abs(counts[i] - theirs[i]) / max(counts[i], theirs[i]), i)
                   for i, query in enumerate(run.queries)
                   if query.kind == kind and theirs[i] is not None
                   and not _agree(counts[i], theirs[i])]
            for _, i in sorted(far, reverse=True)[:most]:
                query = run.queries[i]
                lines.append(f"- {engine}, {kind}: `{' '.join(query.words)}` "
                             f"{theirs[i]:,}, ae {counts[i]:,}")
    return lines


def commands(run):
    lines = _head("start to answer", "wall ms", "CPU ms")
    for name, figures in run.engines.items():
        if figures.commands:
            lines.append(_row(name, number(1e3 * figures.command("wall"), 1),
                              number(1e3 * figures.command("cpu"), 1)))
    return lines


def threads(run):
    lines = _head("two threads against one", "answers a second, one", "two", "ratio")
    mixed = sum(query.kind in form.MIXED for query in run.queries)
    for name, figures in run.engines.items():
        if not figures.seconds.get(2):
            continue
        one, two = (quantile(figures.seconds[n], 0.5) for n in (1, 2))
        lines.append(_row(name, number(mixed / one, 0), number(2 * mixed / two, 0),
                          number(figures.speed_up(2))))
    return lines


def notes(engines, run):
    lines = [f"- **{engine.name}**: {engine.notes}." for engine in engines]
    return lines + [f"- **{name}** failed: {figures.failure}"
                    for name, figures in run.engines.items() if figures.failure]


def left_out(engines, run):
    return [f"{engine.name} is left out: it is measured with {engine.most_articles:,} at most."
            for engine in engines if engine.name not in run.engines]


def _versions(engine):
    """Of Debian's packages; empty where there is none, or no dpkg."""
    if not engine.packages:
        return []
    asked = ["dpkg-query", "-W", "-f", "${Package} ${Version}\\n", *engine.packages]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    return [line for line in done.stdout.splitlines() if not line.endswith(" ")]


def machine(engines):
    """When, where and with what."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    versions = [version for engine in engines for version in _versions(engine)]
    return (f"{date.today():%d %B %Y}; {os.cpu_count()} cores, {memory / 1e9:.0f} GB of memory, "
            f"{platform.system()} {platform.release()}; {', '.join(dict.fromkeys(versions))}")


def markdown(engines, run, clock):
    text = run.articles.bytes
    parts = [[f"## {run.articles.count:,} articles, {mega(text)} MB of titles and texts"],
             left_out(engines, run), ["### Indexing"], indexing(run),
             ["### Searching: ten hits with snippets, warm"],
             searching(run, clock), ["### The same without snippets"], searching(run, clock, True),
             ["### Do they find the same?"], agreement(run), disagreements(run),
             ["### Commands"], commands(run), ["### Threads"], threads(run),
             ["### What differs"], notes(engines, run)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _usage(usage):
    return {"wall_s": round(usage.wall, 4), "cpu_s": round(usage.cpu, 4),
            "anonymous_bytes": usage.anonymous, "total_bytes": usage.total}


def _engine(run, figures):
    result = {"index": [_usage(usage) for usage in figures.usages], "bytes": figures.sizes,
              "search": {}, "threads_s": figures.seconds, "failure": figures.failure,
              "commands": {kind: [_usage(usage) for usage in usages]
                           for kind, usages in figures.commands.items()}}
    for name, kinds in [*_kinds(run), ("mixed", form.MIXED)]:
        times = {f"{label}_p{share}_ms":
                 figures.times(run.queries, kinds, share / 100, clock, plain)
                 for label, clock, plain in (("wall", "wall", False), ("cpu", "cpu", False),
                                             ("plain_wall", "wall", True))
                 for share in (50, 95)}
        result["search"][name] = {key: None if value is None else round(value, 4)
                                  for key, value in times.items()}
        result["search"][name]["wall_p50_ms_least_most"] = figures.times_spread(
            run.queries, kinds, 0.5)
    result["counts"] = figures.counts()
    return result


def as_json(run):
    return {"articles": run.articles.count, "bytes": run.articles.bytes,
            "queries": [[query.kind, query.line()] for query in run.queries],
            "engines": {name: _engine(run, figures) for name, figures in run.engines.items()}}
