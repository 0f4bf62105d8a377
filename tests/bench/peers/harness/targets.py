# SPDX-License-Identifier: GPL-2.0-or-later
"""What was set out to be reached, each with what was measured."""

from dataclasses import dataclass

from engines.fts5 import BARE_SHELL
from harness import queries as form
from harness.figures import ratio

MILLION = 1_000_000
OFF, ON, SQLITE, LUCENE, SPIES, OMEGA = ("ae", "ae, entities", "SQLite FTS5", "Lucene",
                                         "Xapian, TermGenerator", "scriptindex")
LUCENE_OFFSETS = "Lucene, offsets"


@dataclass
class Target:
    measure: str
    must: float
    aim: float
    measured: float  # None: not in this run
    least: bool = False  # at least, else at most
    unit: str = "×"

    def verdict(self):
        if self.measured is None:
            return "not measured"
        reached = (lambda bound: self.measured >= bound) if self.least else (
            lambda bound: self.measured <= bound)
        return "aim" if reached(self.aim) else "must" if reached(self.must) else "**no**"

    def row(self):
        bound = "≥" if self.least else "≤"
        measured = "" if self.measured is None else f"{self.measured:.2f} {self.unit}"
        return (f"| {self.measure} | {bound} {self.must:g} {self.unit} | {bound} {self.aim:g} "
                f"{self.unit} | {measured} | {self.verdict()} |")


def _indexing(run):
    def times_faster(other, than):
        return ratio(run.get(other).index("wall"), run.get(than).index("wall"))

    return [
        Target("index wall time, entities off: faster than SQLite FTS5", 2, 3,
               times_faster(SQLITE, OFF), least=True),
        Target("… than Lucene on as many threads", 4, 4, times_faster(LUCENE, OFF), least=True),
        Target("… than scriptindex", 30, 30, times_faster(OMEGA, OFF), least=True),
        Target("the same with entities on: faster than SQLite FTS5", 1, 1.5,
               times_faster(SQLITE, ON), least=True),
        Target("archive size against the text, everything in", 1.2, 0.8,
               ratio(run.get(ON).size(), run.articles.bytes)),
    ]


def _time_ratio(run, other, kinds, share, clock, plain=False):
    """ae's milliseconds against another engine's. Of Lucene's two indexes it is the faster one."""
    names = (LUCENE, LUCENE_OFFSETS) if other == LUCENE else (other,)
    times = [run.get(name).times(run.queries, kinds, share, clock, plain) for name in names]
    best = min((time for time in times if time is not None), default=None)
    return ratio(run.get(ON).times(run.queries, kinds, share, clock, plain), best)


def _worst_class(run, other, clock):
    ratios = [(_time_ratio(run, other, (kind,), share, clock), kind, share)
              for kind in form.MIXED for share in (0.5, 0.95)]
    known = [entry for entry in ratios if entry[0] is not None]
    if not known:
        return None, ""
    worst, kind, share = max(known)
    return worst, f" ({kind}, p{share * 100:.0f})"


def _mixed(run, clock):
    targets = []
    for other in (LUCENE, SQLITE):
        for share in (0.5, 0.95):
            targets.append(Target(f"mixed queries, p{share * 100:.0f}, against {other}", 0.5, 0.25,
                                  _time_ratio(run, other, form.MIXED, share, clock)))
        targets.append(Target(f"… without snippets, p50, against {other}", 0.5, 0.25,
                              _time_ratio(run, other, form.MIXED, 0.5, clock, plain=True)))
        worst, which = _worst_class(run, other, clock)
        targets.append(Target(f"… the slowest class against {other}{which}", 1, 1, worst))
    return targets


def _facets(run, clock):
    spies = _time_ratio(run, SPIES, form.SOME_FACETS, 0.5, clock)
    ranges = _time_ratio(run, SPIES, (form.NEWEST,), 0.5, clock)
    return [
        Target("five exact facets, p50: faster than value-slot spies", 20, 50, ratio(1, spies),
               least=True),
        Target("… against Lucene", 0.6, 0.25,
               _time_ratio(run, LUCENE, form.SOME_FACETS, 0.5, clock)),
        Target("date filter + newest first, p50: faster than OP_VALUE_RANGE + sort", 2, 4,
               ratio(1, ranges), least=True),
    ]


def _commands(run):
    def against(other, name):
        return ratio(run.get(ON).command(name), run.get(other).command(name))

    return [
        Target("one-shot command, wall, against the sqlite3 shell (snippets and facets)", 0.1, 0.1,
               against(SQLITE, "wall")),
        Target("… against the sqlite3 shell with snippets alone", 0.1, 0.1,
               against(BARE_SHELL, "wall")),
        Target("… CPU, against quest (neither)", 3, 1, against(OMEGA, "cpu")),
        Target("two searching threads against one", 1.8, 1.95, run.get(ON).speed_up(2), least=True),
    ]


def _million(run, clock):
    worst, which = _worst_class(run, LUCENE, clock)
    spies = _time_ratio(run, SPIES, (form.ALL_FACETS,), 0.5, clock)
    return [
        Target(f"at a million: the slowest class against Lucene{which}", 1, 0.5, worst),
        Target("at a million: match-all with five facets, faster than spies", 40, 100,
               ratio(1, spies), least=True),
        Target("… against Lucene", 0.5, 0.25,
               _time_ratio(run, LUCENE, (form.ALL_FACETS,), 0.5, clock)),
    ]


def _memory(run, where):
    peak = run.get(ON).index("anonymous")
    return Target(f"peak anonymous memory {where}", 256, 128, None if peak is None else peak / 1e6,
                  unit="MB")


def _growth(small, large, clock):
    """Seconds a MB of text, and milliseconds of selective queries, at a million against before."""
    def seconds(run):
        return ratio(run.get(ON).index("wall"), run.articles.bytes)

    def selective(run):
        return run.get(ON).times(run.queries, form.SELECTIVE, 0.5, clock)

    return [
        Target("growth to a million: indexing a MB of text", 1.15, 1,
               ratio(seconds(large), seconds(small))),
        Target("growth to a million: p50 of selective queries", 2, 1,
               ratio(selective(large), selective(small))),
    ]


def targets(runs, clock):
    """Of all Runs: those below a million are the real articles, of which the largest counts."""
    def is_large(run):  # ae takes some of them for newer versions of others
        return run.articles.count >= 0.9 * MILLION

    small = max((run for run in runs if not is_large(run)), key=lambda run: run.articles.count,
                default=None)
    large = next(filter(is_large, runs), None)
    found = []
    if small:
        found += [*_indexing(small), _memory(small, f"at {small.articles.count:,}"),
                  *_mixed(small, clock), *_facets(small, clock), *_commands(small)]
    if large:
        found += [_memory(large, "at a million"), *_million(large, clock)]
    if small and large:
        found += _growth(small, large, clock)
    return found


def markdown(runs, clock):
    head = ["## Reached?", "", "| measure | must | aim | measured | reached |",
            "|---|---:|---:|---:|---|"]
    return "\n".join(head + [target.row() for target in targets(runs, clock)]) + "\n"


def as_json(runs, clock):
    return [{"measure": target.measure, "must": target.must, "aim": target.aim,
             "measured": target.measured, "at_least": target.least, "unit": target.unit}
            for target in targets(runs, clock)]
