"""Notebooks whose index is used from the first note on, and random edits by other programs."""

import os
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

from hypothesis import strategies as st
from made_up import note_text

from coprod_cli.base.clock import nanoseconds_since_1970
from coprod_cli.notebook.index.indexed_facts import IndexedFacts
from coprod_cli.notebook.index.place import index_file

_LATER = 3_600_000_000_000
_edits = count(1)


@contextmanager
def index_in_use(cache):
    """Use an index in a cache folder from the first note on, an hour after the notes were made.

    A file that was changed within the last two seconds is not remembered. A block has about four
    notes.
    """
    with (
        patch.object(IndexedFacts, "min_notes", 1),
        patch("coprod_cli.notebook.index.blocks._ENDS", 3),
        patch(
            "coprod_cli.notebook.index.index.nanoseconds_since_1970",
            lambda: nanoseconds_since_1970() + _LATER,
        ),
        patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}),
    ):
        yield


def index_of(folder, cache):
    """The file of the index of the notebook in a folder."""
    with patch.dict(os.environ, {"XDG_CACHE_HOME": str(cache)}):
        return index_file(folder)


def write_as_another_program(path, text):
    """Write a note as an editor does; no two edits have the same time."""
    path.write_text(text, encoding="utf-8", newline="")
    changed = path.stat().st_mtime_ns + 1_000_000 * next(_edits)
    os.utime(path, ns=(changed, changed))


IDS = [*(f"202611{day:02}-aaaaaa" for day in range(1, 10)), "20261101-zzzzzz"]
LINES = st.sampled_from([
    "A chair, made up.", "- [ ] Call back (owner: nurse, due: 2026-12-01)", "- [x] Done",
    "<!-- coprod:second.story voice=family -->", "## A heading", "Kö på mottagningen", "",
    "Write to ann@x.se on 2026-11-24", "Dr Made Up came",
])  # fmt: skip
NAMES = st.sampled_from([
    *(f"{each}.md" for each in IDS), f"kept-apart/{IDS[0]}.md", f"{IDS[1]} (1).md", "README.md",
    "sub/a note.md", f"{IDS[2]}.sync-conflict-20261101-101010.md",
])  # fmt: skip
NOTES = st.builds(
    lambda case_id, title, status, tags, answers, voice, updated: note_text(
        answers, id=case_id, title=title, status=status, tags=tags, updated=updated,
        created=f"{case_id[:4]}-{case_id[4:6]}-{case_id[6:8]}T09:00:00+01:00",
    ).replace("coprod:second.story", f"coprod:second.story{voice}"),
    st.sampled_from(IDS), st.sampled_from(["", "Chair", "Kön", "A chair in the way"]),
    st.sampled_from(["draft", "final", "odd"]),
    st.lists(st.sampled_from(["night", "day"]), max_size=2, unique=True),
    st.dictionaries(
        st.sampled_from(["first.name", "first.seen", "second.story", "first.day"]),
        st.lists(LINES, min_size=1, max_size=3).map("\n".join), max_size=4,
    ),
    st.sampled_from(["", " voice=family"]),
    st.sampled_from([f"2026-11-24T{hour}:00:00+01:00" for hour in ("09", "10", "11")] +
                    ["2026-11-24", "once"]),
)  # fmt: skip
BROKEN = st.sampled_from(
    ["", "no note", "---\nid: [\n---\ncoprod:", "\0\0", "---\ncoprod: 1\n---\n"]
)
EDITS = st.one_of(
    st.tuples(st.just("write"), NAMES, st.one_of(NOTES, NOTES, NOTES, BROKEN)),
    st.tuples(
        st.just("write"), st.just("words-to-watch.txt"), st.sampled_from(["chair\n", "kö\n"])
    ),
    st.tuples(st.just("delete"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
    st.tuples(st.just("link"), NAMES, NAMES),
)


def edit(folder, kind, name, other):
    """Change a file as another program does."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "write":
        if path.is_symlink():
            path.unlink()
        write_as_another_program(path, other)
    elif kind == "delete":
        path.unlink(missing_ok=True)
    elif os.path.lexists(path):
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        path.replace(folder / other)
    elif kind == "link":
        path.symlink_to(folder / other)
