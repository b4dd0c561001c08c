"""Commands that go through all notes keep no more of each than its path: memory stays flat."""

import gc
import os
import sys
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from made_up import add_note
from made_up_versions import ANSWERS, FIRST, SECOND, write_form

from coprod_cli.cli import app
from coprod_cli.notebook.notebook import Notebook

pytestmark = pytest.mark.slow

FIRST_LOOK, NOTES = 60, 160
# A path takes some 200 bytes, and why a note was left out 600; a note that was read takes 20,000.
MOST_BYTES = 1_000
COMMANDS = [
    "update --all --dry-run",
    "update --all --dry-run --json",
    "check",
    "check --json",
    "check --privacy",
    "check --privacy --json",
    "render --all -o out",
    "export jsonl -o out.jsonl",
    "export csv -o out.csv",
]


@pytest.fixture(params=[True, False], ids=["with its form", "without its form"])
def notebook(request, home, monkeypatch):
    """A notebook of cases of an earlier version of a form."""
    (home / "prompts").mkdir()
    if request.param:
        write_form(home / "prompts", SECOND)
    monkeypatch.setenv("COPROD_PROMPTS", str(home / "prompts"))
    for number in range(NOTES):
        case_id = f"20261124-{number:06d}"
        add_note(home / "notes", case_id, ANSWERS, template=FIRST, title="Write to ann@x.se")
    monkeypatch.chdir(home)
    return home / "notes"


@pytest.fixture
def sizes(monkeypatch):
    """The bytes that are in use when one note and a later one are about to be read."""
    sizes = []
    read = Notebook.read
    count = 0

    def counting(notebook, path):
        nonlocal count
        count += 1
        if count == FIRST_LOOK // 2:
            tracemalloc.start()
        if count in (FIRST_LOOK, NOTES):
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
        return read(notebook, path)

    monkeypatch.setattr(Notebook, "read", counting)
    yield sizes
    tracemalloc.stop()


@pytest.mark.parametrize("command", COMMANDS)
def test_memory_does_not_grow_with_the_number_of_notes(command, notebook, sizes, monkeypatch):
    with Path(os.devnull).open("w") as nowhere, suppress(SystemExit):
        monkeypatch.setattr(sys, "stdout", nowhere)
        monkeypatch.setattr(sys, "stderr", nowhere)
        app([*command.split(), "--notebook", str(notebook)], standalone_mode=False)

    early, late = sizes
    assert (late - early) / (NOTES - FIRST_LOOK) < MOST_BYTES
