# SPDX-License-Identifier: GPL-2.0-or-later
"""One command on an archive that stands there before. It is carried out once undisturbed, which
tells every state that it publishes; then as often as one likes, disturbed."""

import filecmp
import json
import shutil
from dataclasses import dataclass
from random import Random

from . import news
from .archive import State, is_damaged, state_of, want_published, want_tidy
from .programs import Trouble, want
from .replay import Disk, read_record


class Scenario:
    """Subclasses say what stands there before, and which command is broken off."""
    again = {0}  # statuses of the same command once more, also where it was complete before
    place = "archive"  # below the folder of a trial
    begins_with_archive = True
    begins_sound = True
    reads = None  # the archive that the command names, where that is another one

    def __init__(self, programs, work, articles, seed):
        self.name = type(self).__name__.lower()
        self.programs, self.articles = programs, articles
        self.random = Random(f"{self.name} {seed}")
        self.home = work / self.name
        self.news = self.home / "news"
        self.trial = self.home / "trial"  # what every run takes for its disk
        self.before = self.home / "before"
        self.trial.mkdir(parents=True)
        self.prepare()
        self.trial.rename(self.before)
        self.undisturbed = self.carry_out(self.before)

    @property
    def archive(self):
        return self.trial / self.place

    # --- what subclasses say, and with what

    def state(self):
        """What stands in `archive`; None where nothing does yet."""
        return state_of(self.programs, self.archive)

    def prepare(self):
        """Writes news, and the archive that stands there before."""
        raise NotImplementedError

    def command(self):
        return [self.news]

    def write(self, name, generation, articles=None, words=60):
        news.write(self.news, name, generation, articles or self.articles, self.random, words)

    def index(self, *arguments):
        return want(self.programs.run_index(self.archive, *arguments), {0}, f"{self.name}: before")

    def some_id(self):
        listed = self.programs.run_search(self.archive, "--format", "jsonl", "--limit", "1", "*")
        return json.loads(listed.out)["id"]

    # --- the runs that are disturbed

    def reset(self, before=None):
        shutil.rmtree(self.trial, ignore_errors=True)
        shutil.copytree(before or self.before, self.trial)

    def run(self, **how):
        return self.programs.run_index(self.reads or self.archive, *self.command(), **how)

    def want_published(self, run, acknowledged):
        """The archive is in a state that `run` publishes, and in none before `acknowledged`."""
        if not (self.begins_sound or acknowledged) and is_damaged(self.programs, self.archive):
            return
        state = want_published(self.programs, self.archive, run.published, acknowledged)
        if state is None and self.begins_with_archive:
            raise Trouble("lost", f"{self.name}: there is no archive any more")

    def want_kept(self):
        """What the command has made is there for good once it has ended."""
        state = self.state()
        if state is None or state.content != self.undisturbed.after.content:
            raise Trouble("lost", f"{self.name}: it had ended with {self.undisturbed.after}, now "
                                  f"{state}")

    def want_finished(self):
        """The same command once more completes, and then all is as if nothing had happened."""
        want(self.run(), self.again, f"{self.name}: the next run", "lost")
        state = self.state()
        if state is None or state.content != self.undisturbed.after.content:
            raise Trouble("silently_wrong", f"{self.name}: after the next run {state}, not "
                                            f"{self.undisturbed.after}")
        want_tidy(self.archive)

    # --- the run that is not

    def carry_out(self, before):
        """The command from what stands in the folder `before`."""
        self.reset(before)
        record, calls = self.home / "record", self.home / "calls"
        calls.unlink(missing_ok=True)
        record.write_bytes(b"")  # stays so where the command has nothing left to do
        want(self.run(orders={"AE_RECORD": record, "AE_CALLS": calls}), self.again,
             f"{self.name}: undisturbed")
        made, written = map(int, calls.read_text().split()[-2:])
        after, ended = self.state(), self.home / "ended"
        self.trial.rename(ended)
        run = Undisturbed(read_record(record), made, written, after)
        run.published = {state.revision: state for state in self._publications(before, run.record)}
        if not same_files(ended, self.trial):
            raise Trouble("silently_wrong", f"{self.name}: the record of calls is not complete")
        shutil.rmtree(ended)
        return run

    def _publications(self, before, record):
        """Every state that was in force; leaves the last one in the trial's folder."""
        disk = Disk(self.trial, before, "ext4")
        seen = ()
        for call in [None, *record]:
            if call is not None:
                disk.apply(*call)
            if disk.published != seen:
                seen = disk.published
                self._show(disk)
                if self.begins_sound or seen or not is_damaged(self.programs, self.archive):
                    state = self.state()
                    if state:
                        yield state
        self._show(disk)

    def _show(self, disk):
        shutil.rmtree(self.trial, ignore_errors=True)
        disk.write_now(self.trial)


@dataclass
class Undisturbed:
    record: list  # of calls, as read_record() gives it
    calls: int  # that a fault can hit
    bytes: int  # that were written
    after: State
    published: dict = None  # revision -> State

    def largest_file(self):
        """Bytes, as far as it was written."""
        return max(arguments[0] + len(data) for call, arguments, data in self.record if call == "write")


def same_files(one, other):
    """Whether two folders hold the same names and bytes."""
    names = sorted(path.relative_to(one) for path in one.rglob("*"))
    if names != sorted(path.relative_to(other) for path in other.rglob("*")):
        return False
    files = [name for name in names if (one / name).is_file()]
    return filecmp.cmpfiles(one, other, files, shallow=False)[0] == files
