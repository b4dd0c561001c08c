"""The latest case is the same one, found among the newest notes of blocks or among all notes."""

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import EDITS, edit, index_in_use
from made_up import add_note

from coprod_cli.base.errors import CoprodError, NotFound
from coprod_cli.base.message import msg
from coprod_cli.notebook.latest import latest_note
from coprod_cli.notebook.listed_notes import ListedNotes
from coprod_cli.notebook.notebook import Notebook

MORNING, NOON = "2026-11-24T09:00:00+01:00", "2026-11-24T12:00:00+01:00"


def found(folder, *, indexed, **options):
    """The latest note, or why there is none, and what is told."""
    told = []
    with patch.dict(os.environ, {"COPROD_INDEX": "" if indexed else "off"}):
        try:
            notes = Notebook(folder, notify=told.append).listed()
            path = latest_note(notes, NotFound(msg("")), **options)
        except CoprodError as error:
            path = (type(error), error.where, [str(line) for line in error.lines()])
    return path, [str(each) for each in told if not str(each).startswith("Reading ")]


def without_chairs(case, _path):
    return case.title == "Chair"


@settings(max_examples=30)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=9), min_size=1, max_size=3))
def test_it_is_found_among_the_newest_as_among_all(rounds):
    with TemporaryDirectory() as temporary, index_in_use(Path(temporary, "cache")):
        folder = Path(temporary, "notes")
        folder.mkdir()
        for edits in rounds:
            for each in edits:
                edit(folder, *each)
            for options in (
                {}, {"drafts": True}, {"to_change": True}, {"is_withdrawn": without_chairs},
                {"drafts": True, "is_withdrawn": without_chairs},
            ):  # fmt: skip
                right = found(folder, indexed=False, **options)
                assert found(folder, indexed=True, **options) == right


def test_no_outline_of_an_older_note_is_looked_at(tmp_path):
    paths = [
        add_note(tmp_path / "notes", f"2026110{day}-aaaaaa", updated=NOON if day == 5 else MORNING)
        for day in range(1, 10)
    ]
    with index_in_use(tmp_path / "cache"):
        found(tmp_path / "notes", indexed=True)
        with patch.object(ListedNotes, "outlines", side_effect=AssertionError):
            assert found(tmp_path / "notes", indexed=True) == (paths[4], [])


def test_a_time_without_a_zone_is_one_where_the_reader_is(tmp_path, monkeypatch):
    folder = tmp_path / "notes"
    add_note(folder, "20261101-aaaaaa", updated="2026-11-24T10:00:00")
    add_note(folder, "20261102-aaaaaa", updated="2026-11-24T10:00:00+01:00")
    latest = []
    with index_in_use(tmp_path / "cache"):
        for zone in ("America/New_York", "Asia/Tokyo"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            latest.append(found(folder, indexed=True)[0].stem)
    monkeypatch.undo()
    time.tzset()

    assert latest == ["20261101-aaaaaa", "20261102-aaaaaa"]
