# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs under test, and what of them counts as a crash or a hang."""

import os
import resource
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 300  # seconds: whoever takes longer hangs, also on a busy machine


class Trouble(Exception):
    """Something that must not happen. `kind` is a column of the table."""

    def __init__(self, kind, what):
        super().__init__(what)
        self.kind = kind


@dataclass
class Ended:
    status: int  # negative: the number of the signal
    out: str
    err: str


@dataclass(frozen=True)
class Programs:
    index: Path
    search: Path
    shim: Path

    @staticmethod
    def built_in(build):
        programs = Programs(build / "indexer/ae-index", build / "searcher/ae-search",
                            build / "tests/libae-crash.so")
        for program in (programs.index, programs.search, programs.shim):
            if not program.exists():
                raise SystemExit(f"{program} is missing; see --build")
        return programs

    def run_index(self, archive, *arguments, orders=None, limits=None, user=None):
        """With `orders` for the shim: variables and their values."""
        return run([self.index, "--db", archive, "--quiet", "--jobs", "2", *arguments],
                   environment(self.shim, orders), limits, user)

    def run_search(self, archive, *arguments, orders=None, limits=None, user=None):
        return run([self.search, "--db", archive, *arguments], environment(self.shim, orders),
                   limits, user)


def environment(shim, orders):
    """The shim stands between only where it has orders."""
    variables = dict(os.environ, ASAN_OPTIONS="verify_asan_link_order=0", LC_ALL="C.UTF-8")
    if orders is not None:
        variables.update({name: str(value) for name, value in orders.items()}, LD_PRELOAD=str(shim))
    return variables


def run(command, variables, limits=None, user=None):
    """`limits`: resource -> most. Raises Trouble where it hangs."""
    def prepare():
        for what, most in (limits or {}).items():
            resource.setrlimit(what, (most, most))

    try:
        done = subprocess.run([str(word) for word in command], env=variables, user=user,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE,
                              preexec_fn=prepare if limits else None)
    except subprocess.TimeoutExpired as late:
        raise Trouble("hangs", f"{command[0]} did not end: {command}") from late
    return Ended(done.returncode, done.stdout.decode(errors="replace"),
                 done.stderr.decode(errors="replace"))


def want(ended, allowed, what, kind="crashes"):
    """Raises Trouble of that kind where a program ended otherwise; of kind crashes by a signal."""
    if ended.status < 0:
        raise Trouble("crashes", f"{what}: {signal.Signals(-ended.status).name}: {ended.err}")
    if ended.status not in allowed:
        raise Trouble(kind, f"{what}: status {ended.status}: {ended.out}{ended.err}")
    return ended
