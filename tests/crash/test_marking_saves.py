"""System calls of coprod mark fail, or it is killed there: no passage is lost, no note changes."""

import pytest
from failing_disk import ERRORS, KILL, Disk, Trial
from marking_saves import SAVE

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("fault", ["an error", KILL])
def test_every_call_of_a_mark_may_fail_and_no_passage_is_lost(tmp_path, fault):
    disk = Disk(tmp_path)
    calls = disk.calls_of(SAVE)
    assert {"replace", "write", "fsync"} <= set(calls)
    wrong = []
    for call in range(1, len(calls) + 1):
        kind = KILL if fault == KILL else ERRORS[call % len(ERRORS)]
        wrong += disk.play(Trial(SAVE, kind, call, lasting=False))
    assert wrong == []


def test_a_disk_that_is_full_from_the_start_of_a_mark_loses_nothing(tmp_path):
    assert Disk(tmp_path).play(Trial(SAVE, "ENOSPC", 1, lasting=True)) == []
