# SPDX-License-Identifier: GPL-2.0-or-later
"""What an archive holds, as a user sees it, and whether that is a state that was published."""

import hashlib
import json
import re
from dataclasses import dataclass

from .programs import Trouble, want

NO_ARCHIVE = re.compile(r"no archive here|is no archive|is a backup that broke off")


@dataclass(frozen=True)
class State:
    """One published state. Two with the same content answer every question alike."""
    revision: int
    articles: int
    content: str  # a hash


def state_of(programs, archive):
    """None where there is no archive yet."""
    stats = programs.run_index(archive, "--stats")
    if stats.status == 3 and NO_ARCHIVE.search(stats.err):
        return None
    want(stats, {0}, "the archive does not open", "lost")
    numbers = {key: int(value) for key, value in re.findall(r"^(\w+): (\d+)$", stats.out, re.M)}
    return State(numbers["revision"], numbers["articles"], content_of(programs, archive))


def content_of(programs, archive):
    """All articles and versions with their metadata, and passages and facets of a search."""
    listed = answer(programs, archive, "--limit", "0", "--snippets", "0", "--versions", "*")
    passages = answer(programs, archive, "--limit", "0", '"recount certified"')
    facets = answer(programs, archive, "--count", "--facets", "council", form="json")
    whole = "\n".join(sorted(map(plain, listed)) + sorted(map(plain, passages)) + facets)
    return hashlib.sha256(whole.encode()).hexdigest()


def answer(programs, archive, *arguments, form="jsonl"):
    ended = programs.run_search(archive, "--format", form, *arguments)
    want(ended, {0, 1}, "a search fails", "lost")
    return re.sub(r'"(seconds|revision)":[\d.]+', "", ended.out).splitlines()


def plain(line):
    """A hit without what depends on the order of segments: equal hits share ranks anyhow."""
    hit = json.loads(line)
    for key in ("rank", "score"):
        hit.pop(key, None)
    return json.dumps(hit, sort_keys=True)


def want_sound(programs, archive):
    want(programs.run_index(archive, "--check"), {0}, "--check finds damage", "lost")


def is_damaged(programs, archive):
    return want(programs.run_index(archive, "--check"), {0, 3}, "--check").status == 3


def want_published(programs, archive, published, acknowledged):
    """`published`: revision -> State; `acknowledged`: the revision that must not be lost, or 0.
    Returns the state, None where there is no archive yet."""
    state = state_of(programs, archive)
    if state is None:
        if acknowledged:
            raise Trouble("lost", f"revision {acknowledged} was published, now there is no archive")
        return None
    want_sound(programs, archive)
    if state.revision < acknowledged:
        raise Trouble("lost", f"revision {acknowledged} was published, now {state.revision} is in force")
    if state.revision == 0 and state.articles == 0 and not acknowledged:
        return state  # created, and nothing is in it yet
    if published.get(state.revision) != state:
        raise Trouble("silently_wrong", f"{state} was never published: {published}")
    return state


def leftovers(archive):
    """What the state in force does not need."""
    manifests = sorted(archive.glob("manifest-*"))
    text = manifests[-1].read_text() if manifests else ""
    used = set(re.findall(r"^segment (\d+)", text, re.M))
    segments = [folder for folder in (archive / "segments").glob("*") if folder.name not in used]
    return [*archive.glob("building-*"), *archive.glob("*.tmp"), *archive.glob("*-unfinished"),
            *manifests[:-1], *segments]


def want_tidy(archive):
    left = leftovers(archive)
    if left:
        raise Trouble("lost", f"left behind: {', '.join(map(str, left))}")
