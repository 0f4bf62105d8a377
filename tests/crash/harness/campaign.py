# SPDX-License-Identifier: GPL-2.0-or-later
"""What the campaigns have in common: options, counting, and the line of JSON at the end."""

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from random import Random

from .programs import Programs, Trouble

ROOT = Path(__file__).resolve().parents[3]
COLUMNS = ("trials", "crashes", "hangs", "lost", "silently_wrong")
TOLD = 20  # troubles


class Campaign:
    """Counts trials and what went wrong in them."""

    def __init__(self, options, programs, work):
        self.options, self.programs, self.work = options, programs, work
        self.random = Random(options.seed)
        self.counts = Counter()
        self.places = Counter()  # where trials hit

    @contextmanager
    def trial(self, what):
        self.counts["trials"] += 1
        with self.guarded(what):
            yield

    @contextmanager
    def guarded(self, what):
        try:
            yield
        except Trouble as trouble:
            self.trouble(what, trouble)

    def trouble(self, what, trouble):
        self.counts[trouble.kind] += 1
        if sum(self.counts[column] for column in COLUMNS[1:]) <= TOLD:
            print(f"{what}: {trouble.kind}: {trouble}", file=sys.stderr, flush=True)

    def line(self, kind, **more):
        counts = {column: self.counts[column] for column in COLUMNS}
        return json.dumps({"kind": kind, **counts, **more})

    def failed(self):
        return any(self.counts[column] for column in COLUMNS[1:])


def revision_of(current):
    """Of the text of CURRENT; 0 without one. Revision 0 holds nothing that could be lost."""
    return int(current.split()[0].removeprefix("manifest-")) if current else 0


def acknowledged(published):
    """The last revision in what the shim wrote down."""
    lines = published.read_text().splitlines() if published.exists() else []
    return revision_of(lines[-1]) if lines else 0


def arguments(description, trials, **more):
    """`more`: further options, as for add_argument()."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--build", type=Path, default=ROOT / "build/dev", metavar="DIR",
                        help="what to try (build/dev)")
    parser.add_argument("--trials", type=int, default=trials, help=f"at least so many ({trials})")
    parser.add_argument("--articles", type=int, default=30, help="in each generated file (30)")
    parser.add_argument("--seed", type=int, default=1, help="of all that is random (1)")
    parser.add_argument("--keep", action="store_true", help="leave the files where they are")
    for name, how in more.items():
        parser.add_argument(f"--{name}", **how)
    return parser.parse_args()


def carry_out(kind, options, trials):
    """Calls trials(campaign), prints where they hit and the line of JSON. Exits 1 on trouble."""
    programs = Programs.built_in(options.build.resolve())
    work = Path(tempfile.mkdtemp(prefix="ae-crash-"))
    campaign = Campaign(options, programs, work)
    try:
        more = trials(campaign) or {}
    finally:
        if options.keep:
            print(f"left in {work}", file=sys.stderr)
        else:
            shutil.rmtree(work, ignore_errors=True)
    for place, times in campaign.places.most_common():
        print(f"{times:7} {place}")
    print(campaign.line(kind, **more))
    sys.exit(campaign.failed())
