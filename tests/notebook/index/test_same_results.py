"""With the index and without it, every command prints the same, whatever was changed between."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from indexed import EDITS, edit, index_in_use
from made_up import TEMPLATES, add_note, coprod

COMMANDS = [
    "list",
    "list --sort title --limit 3",
    "list --tag night --json",
    "list --status draft --since 2026-11-03",
    "list --at first.name --voice family",
    "list --withdrawn",
    "overview",
    "timeline",
    "sources --since 2026-11-03",
    "codes list",
    "read",
    "overview --by voice --at first --json",
    "overview --by tag --tag night --kept-apart",
    "overview --by voice --kept-apart --json",
    "overview --by month --template every-type --json",
    "overview --voice family --json",
    "tasks",
    "tasks --all --json",
    "tasks --overdue --status draft --kept-apart",
    "export csv",
    "export jsonl --tag night",
    "read second.story --status draft --json",
    "show latest",
    "update latest --dry-run",
    "show 2",
    "show 5",
    "show Chair",
]


def outcome(command, folder, *, indexed):
    environment = {
        "COPROD_NOTEBOOK": str(folder), "COPROD_PROMPTS": str(TEMPLATES),
        "HOME": str(folder.parent), "COPROD_INDEX": "" if indexed else "off",
    }  # fmt: skip
    result = coprod(*command.split(), **environment)
    told = [line for line in result.stderr.splitlines() if not line.startswith("Reading ")]
    return result.stdout, told, result.exit_code


def assert_same(rounds):
    with TemporaryDirectory() as temporary:
        folder, cache = Path(temporary, "notes"), Path(temporary, "cache")
        (folder / ".coprod").mkdir(parents=True)
        with index_in_use(cache), patch.dict(os.environ):
            for edits in rounds:
                for each in edits:
                    edit(folder, *each)
                for command in COMMANDS:
                    right = outcome(command, folder, indexed=False)
                    assert outcome(command, folder, indexed=True) == right, command


@pytest.mark.parametrize("damage", [b"\xff", b"\0"])
def test_a_note_whose_text_cannot_be_read(tmp_path, damage):
    folder = tmp_path / "notes"
    path = add_note(folder, "20261101-aaaaaa")
    path.write_bytes(path.read_bytes() + damage)
    with index_in_use(tmp_path / "cache"), patch.dict(os.environ):
        for command in ("tasks", "tasks --all --json", "search made"):
            right = outcome(command, folder, indexed=False)
            assert outcome(command, folder, indexed=True) == right, command


@settings(max_examples=4)
@given(st.lists(st.lists(EDITS, min_size=3, max_size=9), min_size=2, max_size=2))
def test_every_command_prints_the_same(rounds):
    assert_same(rounds)


@pytest.mark.slow
@settings(max_examples=40)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=6), min_size=1, max_size=3))
def test_the_same_for_very_many_edits(rounds):
    assert_same(rounds)
