# SPDX-License-Identifier: GPL-2.0-or-later
"""What was measured, round by round, and medians of it."""

from dataclasses import dataclass, field
from statistics import median


def quantile(values, share):
    """The value below which `share` of all lie."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


@dataclass
class Figures:
    """Of one engine with articles of one size. A list has an entry a round."""
    usages: list = field(default_factory=list)  # of indexing
    sizes: list = field(default_factory=list)  # bytes
    shown: list = field(default_factory=list)  # lists of Answer or None, with snippets
    plain: list = field(default_factory=list)  # the same without snippets
    seconds: dict = field(default_factory=dict)  # number of threads: seconds a round
    commands: dict = field(default_factory=dict)  # kind of query: Usages
    failure: str = ""  # why there is nothing more

    def index(self, name):
        """Medians of `wall`, `cpu`, `anonymous` or `total`; None where nothing was indexed."""
        return median(getattr(usage, name) for usage in self.usages) if self.usages else None

    def index_spread(self, name):
        values = [getattr(usage, name) for usage in self.usages]
        return (min(values), max(values)) if values else None

    def size(self):
        return median(self.sizes) if self.sizes else None

    def _each(self, queries, kinds, clock, plain):
        """For each query of some kinds its milliseconds in all rounds; empty where the engine does
        not answer all of them."""
        rounds = self.plain if plain else self.shown
        each = [list(answers) for query, *answers in zip(queries, *rounds) if query.kind in kinds]
        if any(None in answers for answers in each):
            return []
        return [[getattr(answer, clock) for answer in answers] for answers in each]

    def times(self, queries, kinds, share, clock="wall", plain=False):
        """The quantile over the queries of some kinds of the milliseconds that each takes, the
        median of its rounds; None where the engine does not answer all of them."""
        each = self._each(queries, kinds, clock, plain)
        return quantile([median(times) for times in each], share) if each and each[0] else None

    def times_spread(self, queries, kinds, share, clock="wall"):
        """The least and the most that this quantile was in a round; None as above."""
        each = self._each(queries, kinds, clock, plain=False)
        if not each or not each[0]:
            return None
        rounds = [quantile(times, share) for times in zip(*each)]
        return min(rounds), max(rounds)

    def counts(self):
        """How many articles match each query, None where the engine does not say."""
        if not self.shown:
            return []
        return [answer and answer.count for answer in self.shown[0]]

    def speed_up(self, threads):
        """How many times as many answers as one thread; the median over rounds."""
        pairs = zip(self.seconds.get(1, []), self.seconds.get(threads, []))
        ratios = [threads * one / many for one, many in pairs]
        return median(ratios) if ratios else None

    def command(self, name, kinds=None):
        """Median `wall` or `cpu` seconds of commands, over kinds of query."""
        each = [median(getattr(usage, name) for usage in usages)
                for kind, usages in self.commands.items() if kinds is None or kind in kinds]
        return median(each) if each else None


@dataclass
class Run:
    """All engines with articles of one size."""
    articles: object  # harness.articles.Articles
    queries: list
    engines: dict  # name: Figures

    def get(self, name):
        return self.engines.get(name) or Figures()


def ratio(above, below):
    """None where one is missing."""
    return above / below if above is not None and below else None
