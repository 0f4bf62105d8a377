# SPDX-License-Identifier: GPL-2.0-or-later
"""A disk in memory: what a record of calls (tests/crash/shim/record.hpp) leaves behind when the
power goes after any of them.

Each file and folder has what programs see, and what has reached the disk for certain. Two models:

ext4    Names change in one journal, in order; any sync writes it out. Of the changes since then
        some first ones may have made it.
posix   Names in a folder are certain once that folder was synced. Until then each may or may not
        have changed, on its own.

In both, bytes of a file are certain once that file was synced; of those written since, none, all
or any 4 KiB pieces may be there.
"""

from pathlib import Path

PIECE = 4096  # bytes
MODELS = ("ext4", "posix")
ANNOUNCED = ("CURRENT", "ae-archive")  # what makes a folder an archive with a state in force


class File:
    def __init__(self, data=b""):
        self.data = bytearray(data)
        self.certain = bytes(data)
        self.uncertain = []  # changes since: (offset, bytes) or a new size

    def write(self, offset, data):
        put(self.data, offset, data)
        self.uncertain.append((offset, data))

    def truncate(self, size):
        resize(self.data, size)
        self.uncertain.append(size)

    def sync(self):
        self.certain = bytes(self.data)
        self.uncertain.clear()

    def after_crash(self, luck):
        data = bytearray(self.certain)
        for change in self.uncertain:
            if isinstance(change, int):
                if luck.keeps():
                    resize(data, change)
                continue
            offset, written = change
            for at in range(0, len(written), PIECE):
                if luck.keeps():
                    put(data, offset + at, written[at:at + PIECE])
        return bytes(data)


class Folder:
    def __init__(self):
        self.names = {}
        self.certain = {}


def put(data, offset, written):
    if len(data) < offset:
        resize(data, offset)
    data[offset:offset + len(written)] = written


def resize(data, size):
    del data[size:]
    data.extend(bytes(size - len(data)))


class Luck:
    """Whether what is uncertain has reached the disk: never, always, or by chance."""

    def __init__(self, random, share):
        self.random, self.share = random, share

    def keeps(self):
        return self.random.random() < self.share


class Disk:
    """What stands below `root`, at first the same as below `before`, all of it certain. Changes
    elsewhere are left out."""

    def __init__(self, root, before, model):
        self.root, self.model = Path(root), model
        self.top = load(before)
        self.journal = []  # lists of (folder, name, what it names now or None) since the last sync
        self.published = None  # the text of CURRENT that must not be lost
        self.replaced = None  # the folder in which one of ANNOUNCED was, and not synced since

    # --- the calls

    def apply(self, call, arguments, data):
        getattr(self, call)(*arguments, **({"data": data} if call == "write" else {}))

    def open(self, path):
        if self._at(path) is None:
            self._name([(path, File())])

    def mkdir(self, path):
        self._name([(path, Folder())])

    def unlink(self, path):
        self._name([(path, None)])

    def rename(self, source, target):
        self._name([(source, None), (target, self._at(source))])
        folder, _, name = target.rpartition("/")
        if name in ANNOUNCED:
            self.replaced = folder

    def write(self, offset, path, data):
        file = self._at(path)
        if file is not None:
            file.write(offset, data)

    def truncate(self, size, path):
        file = self._at(path)
        if file is not None and len(file.data) != size:
            file.truncate(size)

    def sync(self, path):
        node = self._at(path)
        if node is None:
            return
        if isinstance(node, File):
            node.sync()
        else:
            node.certain = dict(node.names)
        if self.model == "ext4":
            self._write_journal()
        if path == self.replaced:
            if all(self._at(f"{path}/{name}") for name in ANNOUNCED):
                self.published = bytes(self._at(path + "/CURRENT").data).decode()
            self.replaced = None

    # --- what is left

    def write_out(self, to, luck):
        """As the next start finds it; whatever `luck` says of what is uncertain."""
        kept = int(luck.share * len(self.journal))
        if 0 < luck.share < 1:
            kept = luck.random.randint(0, len(self.journal))
        names = {}  # folder -> its names, of those that differ from what is certain
        for changes in self.journal[:kept] if self.model == "ext4" else []:
            for folder, name, node in changes:
                set_name(names.setdefault(folder, dict(folder.certain)), name, node)
        self._write_folder(self.top, to, names, luck)

    def write_now(self, to):
        """As programs see it now."""
        self._write_folder(self.top, to, None, None)

    def _write_folder(self, folder, to, names, luck):
        to.mkdir()
        for name, node in self._names_of(folder, names, luck).items():
            if isinstance(node, Folder):
                self._write_folder(node, to / name, names, luck)
            else:
                (to / name).write_bytes(node.after_crash(luck) if luck else node.data)

    def _names_of(self, folder, names, luck):
        if luck is None:
            return folder.names
        if self.model == "ext4":
            return names.get(folder, folder.certain)
        chosen = dict(folder.certain)
        for name in sorted(folder.certain.keys() | folder.names.keys()):
            if folder.certain.get(name) is not folder.names.get(name) and luck.keeps():
                set_name(chosen, name, folder.names.get(name))
        return chosen

    # --- names

    def _at(self, path):
        node = self.top
        for name in self._steps(path) or ():
            node = node.names.get(name) if isinstance(node, Folder) else None
        return node if self._steps(path) is not None else None

    def _steps(self, path):
        path = Path(path)
        return path.relative_to(self.root).parts if path.is_relative_to(self.root) else None

    def _name(self, changes):
        done = []
        for path, node in changes:
            folder = self._at(str(Path(path).parent))
            if folder is not None:
                set_name(folder.names, Path(path).name, node)
                done.append((folder, Path(path).name, node))
        self.journal.append(done)

    def _write_journal(self):
        for changes in self.journal:
            for folder, _, _ in changes:
                folder.certain = dict(folder.names)
        self.journal.clear()


def set_name(names, name, node):
    if node is None:
        names.pop(name, None)
    else:
        names[name] = node


def load(path):
    """What stands there, all of it certain."""
    folder = Folder()
    for entry in sorted(path.iterdir()):
        folder.names[entry.name] = load(entry) if entry.is_dir() else File(entry.read_bytes())
    folder.certain = dict(folder.names)
    return folder


def read_record(path):
    """The calls: name, arguments, bytes written."""
    calls = []
    with open(path, "rb") as record:
        while line := record.readline():
            call, _, rest = line.decode().rstrip("\n").partition(" ")
            data = b""
            if call == "write":
                offset, size, path = rest.split(" ", 2)
                data = record.read(int(size))
                record.readline()
                arguments = (int(offset), path)
            elif call == "truncate":
                size, path = rest.split(" ", 1)
                arguments = (int(size), path)
            elif call == "rename":
                arguments = (rest, record.readline().decode().rstrip("\n"))
            else:
                arguments = (rest,)
            calls.append((call, arguments, data))
    return calls
