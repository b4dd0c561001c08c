"""System calls of changes of codes fail, or the process is killed: nothing is half changed."""

import pytest
from failing_disk import ERRORS, KILL, Disk, Trial
from recodings import RECODINGS

pytestmark = pytest.mark.slow

NAMED = {each.name: each for each in RECODINGS}
CHANGES = {"write", "mkdir", "replace", "unlink"}
"""Between two of these, the disk is the same."""


@pytest.mark.parametrize("name", NAMED)
def test_killed_at_any_call_that_changes_the_disk_all_or_nothing_is_changed(tmp_path, name):
    disk = Disk(tmp_path)
    calls = disk.calls_of(NAMED[name])
    wrong = []
    for number, call in enumerate(calls, 1):
        if call in CHANGES:
            wrong += disk.play(Trial(NAMED[name], KILL, number, lasting=False))
    assert wrong == []


def test_any_call_of_a_rename_may_fail(tmp_path):
    disk = Disk(tmp_path)
    save = NAMED["codes rename"]
    wrong = []
    for number in range(1, len(disk.calls_of(save)) + 1):
        fault = ERRORS[number % len(ERRORS)]
        wrong += disk.play(Trial(save, fault, number, lasting=False))
    assert wrong == []


@pytest.mark.parametrize("name", NAMED)
def test_a_disk_that_is_full_from_some_call_on_loses_nothing(tmp_path, name):
    disk = Disk(tmp_path)
    wrong = []
    for number, call in enumerate(disk.calls_of(NAMED[name]), 1):
        if call == "write":
            wrong += disk.play(Trial(NAMED[name], "ENOSPC", number, lasting=True))
    assert wrong == []
