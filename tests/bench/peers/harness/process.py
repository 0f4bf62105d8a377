# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a command and says what it took."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.01


class PeerFailed(Exception):
    """A command of a peer ended badly; the message says which and why."""


@dataclass
class Usage:
    wall: float  # seconds
    cpu: float  # seconds of processor time, user and system, of the command and its children
    anonymous: int = 0  # peak, bytes: its own memory, which the system cannot take back
    total: int = 0  # peak, bytes: with the files that it has mapped


def _memory(pid):
    """RssAnon and VmHWM in bytes; zeros once the process has ended."""
    values = {}
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            key, _, value = line.partition(":")
            if key in ("RssAnon", "VmHWM"):
                values[key] = int(value.split()[0]) * 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return values.get("RssAnon", 0), values.get("VmHWM", 0)


def cpu_of(pid):
    """Milliseconds of processor time that the living threads of a process have had."""
    nanoseconds = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            nanoseconds += int((thread / "schedstat").read_text().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass  # it has just ended
    return nanoseconds / 1e6


def _wait_watching(pid):
    """Waits for the process. ru_maxrss would be no less than what this program itself takes."""
    anonymous = total = 0
    while True:
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            return status, used, anonymous, total
        now_anonymous, now_total = _memory(pid)
        anonymous, total = max(anonymous, now_anonymous), max(total, now_total)
        time.sleep(SAMPLE_SECONDS)


def _check(command, code, accepted, errors):
    if code not in accepted:
        errors.seek(0)
        said = errors.read().decode(errors="replace").strip().splitlines()[-3:]
        raise PeerFailed(f"{command[0]}: exit status {code}: {' / '.join(said)}")


def run(command, output=None, watch=True, accepted=(0,), **options):
    """Runs `command` and returns its Usage. `output` is a file for what it prints.

    Without `watch` memory is not looked at, and the clock is exact: for commands of milliseconds.
    Raises PeerFailed where its exit status is none of those accepted.
    """
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as errors, open(output or os.devnull, "wb") as out:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors, **options)
        if watch:
            status, used, anonymous, total = _wait_watching(process.pid)
        else:
            _, status, used = os.wait4(process.pid, 0)
            anonymous = total = 0
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        _check(command, process.returncode, accepted, errors)
    return Usage(wall, used.ru_utime + used.ru_stime, anonymous, total)


def lines_of(command):
    """The lines that `command` prints, without their ends, however many they are."""
    with tempfile.NamedTemporaryFile() as file:
        run(command, output=file.name, watch=False)
        with open(file.name, encoding="utf-8", newline="\n") as lines:
            yield from (line.rstrip("\n") for line in lines)


def output_of(command):
    """What `command` prints."""
    return "\n".join(lines_of(command))


def _on_disk(file):
    """A file may have holes, which take no room."""
    status = file.stat()
    return min(status.st_size, 512 * status.st_blocks)


def size_of(path):
    """Bytes of a file, or of all files below a folder."""
    path = Path(path)
    files = [path] if path.is_file() else path.rglob("*")
    return sum(_on_disk(file) for file in files if file.is_file())
