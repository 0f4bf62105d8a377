# SPDX-License-Identifier: GPL-2.0-or-later
"""What is broken off: one command each, so that each phase of a run comes up."""

import hashlib

from .archive import State, want_sound
from .programs import Trouble, want
from .scenario import Scenario


class First(Scenario):
    """An archive is created, in folders that are not there yet."""
    place = "new/deep/archive"
    begins_with_archive = False

    def prepare(self):
        self.write("a", 1)
        self.write("b", 1)


class Update(Scenario):
    """A file is new, one is another, one is gone; so much is dead that a segment is written anew."""

    def prepare(self):
        for name in "abc":
            self.write(name, 1)
        self.index(self.news)
        self.write("a", 2)
        self.write("d", 2)
        (self.news / "b.jsonl").unlink()


class Batches(Scenario):
    """A run publishes several times."""

    def prepare(self):
        self.write("a", 1)
        self.index(self.news)
        self.write("b", 2, articles=2100, words=5)


class Merge(Scenario):
    """So many small segments that they become one."""

    def prepare(self):
        for name in "abcd":
            self.write(name, 1)
            self.index(self.news)
        self.write("e", 2)


class Rebuild(Scenario):
    """All is built beside the old archive, then swapped."""

    def prepare(self):
        for name in "ab":
            self.write(name, 1)
            self.index(self.news)
        self.write("b", 2)

    def command(self):
        return ["--rebuild", self.news]


class Purge(Scenario):
    """An article is erased from every file."""
    again = {0, 2}  # 2: it was taken out already

    def prepare(self):
        for name in "ab":
            self.write(name, 1)
            self.index(self.news)
        self.id = self.some_id()

    def command(self):
        return ["--purge", self.id]


class Remove(Purge):
    """An article is taken out until its source changes."""

    def command(self):
        return ["--remove", self.id]


class Readmit(Purge):
    """What was erased is taken in again."""

    def prepare(self):
        super().prepare()
        self.index("--purge", self.id)

    def command(self):
        return ["--readmit", self.id, self.news]

    def want_finished(self):
        """Where it counts as taken back but could not be read, any run reads it."""
        if self.run().status == 2:
            self.index(self.news)
        super().want_finished()


class Optimize(Scenario):
    """One segment is made of all, without what was removed."""

    def prepare(self):
        for name in "ab":
            self.write(name, 1)
            self.index(self.news)
        self.index("--remove", self.some_id())

    def command(self):
        return ["--optimize"]


class Aliases(Scenario):
    """What names mean is written anew, and no article."""

    def prepare(self):
        for name in "ab":
            self.write(name, 1)
            self.index(self.news)
        self.table = self.home / "aliases.txt"
        self.table.write_text("Editha Plum = Edith Plum\n")

    def command(self):
        return ["--aliases", self.table]


class Backup(Scenario):
    """A second archive is made of a first one."""
    again = {0, 2}  # 2: there is an archive already
    place = "backups/copy"
    begins_with_archive = False

    def prepare(self):
        self.reads = self.home / "archive"
        for name in "ab":
            self.write(name, 1)
            want(self.programs.run_index(self.reads, self.news), {0}, "backup: before")

    def command(self):
        return ["--backup", self.archive]

    def want_finished(self):
        super().want_finished()
        want_sound(self.programs, self.reads)


class Repair(Scenario):
    """A segment with a damaged file is written anew, and files are read again."""
    begins_sound = False

    def prepare(self):
        for name in "ab":
            self.write(name, 1)
            self.index(self.news)
        texts = sorted(self.archive.glob("segments/*/texts"))[-1]
        whole = texts.read_bytes()
        texts.write_bytes(whole[:len(whole) // 2].ljust(len(whole), b"\0"))

    def command(self):
        return ["--check", "--repair"]


class ForRemote(Scenario):
    """An archive is written as databases for Xapian's server: all of them are there, or none."""
    again = {0, 2}  # 2: they are there already
    place = "exports/new"
    begins_with_archive = False

    def prepare(self):
        self.reads = self.home / "archive"
        for name in "ab":
            self.write(name, 1)
            want(self.programs.run_index(self.reads, self.news), {0}, "forremote: before")
        self.archive.parent.mkdir()

    def command(self):
        return ["--for-remote", self.archive, "--shards", "2"]

    def state(self):
        """Byte for byte, as nothing else here can read them."""
        if not self.archive.exists():
            return None
        whole = hashlib.sha256()
        for path in sorted(self.archive.rglob("*")):
            whole.update(f"{path.relative_to(self.archive)}\n".encode())
            if path.is_file():
                whole.update(without_uuid(path))
        return State(revision=0, articles=0, content=whole.hexdigest())

    def want_published(self, run, _acknowledged):
        if self.state() not in (None, run.after):
            raise Trouble("silently_wrong", "forremote: the databases are not complete")

    def want_finished(self):
        super().want_finished()
        beside = [path for path in self.archive.parent.iterdir() if path != self.archive]
        if beside:
            raise Trouble("lost", f"left behind: {', '.join(map(str, beside))}")


def without_uuid(path):
    """The bytes of a file of Xapian's; iamglass has a number that is drawn by lot."""
    data = path.read_bytes()
    return data[:16] + data[32:] if path.name == "iamglass" else data


ALL = (First, Update, Batches, Merge, Rebuild, Optimize, Remove, Readmit, Purge, Aliases, Backup,
       ForRemote, Repair)


def prepared(programs, work, articles, seed, only=()):
    return [scenario(programs, work, articles, seed) for scenario in ALL
            if not only or scenario.__name__.lower() in only]
