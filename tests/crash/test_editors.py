"""Editors go wrong, and neither the text before nor the one that they saved is lost."""

import pytest
from editors import CANNOT_BE_TEXT, Editing, Trial, trials, what_is_lost
from made_up_editor import DEEDS, ELSEWHERE, SAVED

pytestmark = pytest.mark.slow

SEED = 20261124
# What tests/asking/test_terminal_editor.py does not try already.
QUICK = [
    Trial("saves and is killed", plain=False),
    Trial("saves UTF-16", plain=False),
    Trial("saves half a character", plain=True),
    Trial("puts a folder in its place", plain=False),
    Trial("puts a link in its place", plain=False),
    Trial("puts a pipe in its place", plain=True),
    Trial("renames over it", plain=False),
    Trial("comes back at once, and saves later", plain=False),
    Trial("waits", plain=False),
    Trial("saves and waits", plain=True),
    Trial("outlives coprod, and saves then", plain=False),
]


@pytest.mark.parametrize("trial", QUICK, ids=str)
def test_no_text_is_lost_to_an_editor(tmp_path, trial):
    assert Editing(tmp_path, SEED).play(trial) == []


def test_each_deed_of_an_editor_is_tried():
    assert {trial.deed for trial in trials()} == set(DEEDS)
    assert set(QUICK) <= set(trials())


# --- that the harness notices ----------------------------------------------------------------


def test_a_text_that_is_gone_is_noticed(tmp_path):
    kept = tmp_path / "kept.md"
    kept.write_bytes(CANNOT_BE_TEXT["saves Latin-1"])
    told = f"What it saved is in {kept}."
    assert what_is_lost("saves Latin-1", "Before", "Before", told) == []
    assert what_is_lost("saves Latin-1", "Before", "Before", "It went wrong.")
    assert what_is_lost("saves Latin-1", "", "Before", told)
    kept.write_bytes(b"caf")
    assert what_is_lost("saves Latin-1", "Before", "Before", told)


def test_only_a_text_that_may_be_taken_is_taken():
    assert what_is_lost("saves", SAVED, "Before", "") == []
    assert what_is_lost("saves", "Before", "Before", "")
    assert what_is_lost("puts a link in its place", ELSEWHERE, "Before", "") == []
    assert what_is_lost("deletes the file", "", "Before", "")
