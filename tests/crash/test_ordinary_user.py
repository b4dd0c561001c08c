"""The program of a user without privileges is killed, and nothing is lost."""

import codecs
import importlib
import os
import shutil
import tempfile
import traceback
from pathlib import Path

import pytest
import warm
from kill import Life
from people import Person, do_as

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0,
        reason="only root can become another user; the other crash tests run as this one",
    ),
]

SEED = 20261124
SOMEBODY = Person("made-up", user=61_235, group=61_235)
MOMENTS = ["while a case is finished", "while a conflict is chosen"]
_LOADED_LATE = ("_strptime", "pwd", "grp", "encodings.idna", "pexpect", "pyte")
_ENCODINGS = ("idna", "ascii", "latin-1", "utf-8", "utf-16", "utf-8-sig", "raw_unicode_escape")
"""What is loaded from folders that only root may be able to search, before it is that user."""


@pytest.fixture
def folder():
    """A folder of that user, which pytest's own folder for tests is not."""
    made = Path(tempfile.mkdtemp(prefix="coprod-crash-"))
    os.chown(made, SOMEBODY.user, SOMEBODY.group)
    yield made
    shutil.rmtree(made)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_loses_nothing(folder, moment):
    warm.load()
    for name in _LOADED_LATE:
        importlib.import_module(name)
    for name in _ENCODINGS:
        codecs.lookup(name)

    def live():
        try:
            life = Life(folder, SEED)
            wrong = "\n".join(life.round(0, moment) + life.last_look())
        except Exception:  # noqa: BLE001 - told by the parent
            wrong = traceback.format_exc()
        (folder / "wrong").write_text(wrong)

    do_as(SOMEBODY, live)

    assert (folder / "wrong").read_text() == ""
    assert {path.stat().st_uid for path in folder.rglob("*.md")} == {SOMEBODY.user}
