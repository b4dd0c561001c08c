"""System calls of saves fail: the old note or the new one is whole, and the person is told."""

import re

import pytest
from failing_disk import ERRORS, FILE_SIZE, KILL, SHORT, Disk, Trial, nothing_between, trials
from faults import Plan
from saves import OLD, SAVES, SETTING, TEXT, Desk, told_in_one_line

pytestmark = pytest.mark.pty

NAMED = {save.name: save for save in SAVES}


def test_every_call_of_a_change_by_data_may_fail_and_the_note_is_whole(tmp_path):
    disk = Disk(tmp_path)
    save = NAMED["edit --set"]
    calls = disk.count_calls(save)
    wrong = []
    for call in range(1, calls + 1):
        fault = ERRORS[call % len(ERRORS)]
        wrong += disk.play(Trial(save, fault, call, lasting=False))
    assert wrong == []
    assert disk.tally.tried.total() == calls + 1


@pytest.mark.parametrize("name", [save.name for save in SAVES])
@pytest.mark.parametrize("fault", ["ENOSPC", FILE_SIZE])
def test_a_disk_that_is_full_from_the_start_of_a_save_loses_nothing(tmp_path, name, fault):
    disk = Disk(tmp_path)
    call = 600 if fault == FILE_SIZE else 1
    assert disk.play(Trial(NAMED[name], fault, call, lasting=fault != FILE_SIZE)) == []
    assert disk.tally.tried.total() == 1, "the fault was met"


# --- that the harness notices ----------------------------------------------------------------


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "desk")
    NAMED["edit --set"].prepare(desk)
    return desk


def plan(desk, **rest):
    desk.arm()
    return Plan(str(desk.home), str(desk.armed), str(desk.log), **rest)


def test_the_calls_of_a_save_are_counted_and_one_of_them_fails(desk):
    (note,) = desk.notes
    change = ("edit", note.stem, "--set", f"{SETTING}={TEXT}")
    for _ in range(2):  # the first time, some folders are made
        desk.log.unlink(missing_ok=True)
        note.write_bytes(desk.old[note])
        desk.run(*change, plan=plan(desk))
    # A call's name may be of several words, as "open to write".
    calls = [
        re.fullmatch(r"call (\d+) ([a-z ]+) (/.*)", line).groups()
        for line in desk.log.read_text().splitlines()
    ]
    names = [name for _, name, _ in calls]
    assert {"open", "write", "fsync", "replace", "close"} <= set(names)
    (place,) = [
        int(number) for number, name, path in calls if (name, path) == ("replace", str(note))
    ]

    note.write_bytes(desk.old[note])
    desk.log.unlink()
    done = desk.run(*change, plan=plan(desk, call=place, fault="ENOSPC"))
    assert "no room left on the disk" in done.stderr
    assert re.search(rf"^FAULT {place} replace ", desk.log.read_text(), re.MULTILINE)
    assert desk.answers(note)[SETTING].text == OLD


def test_a_planned_kill_kills(desk):
    (note,) = desk.notes
    change = ("edit", note.stem, "--set", f"{SETTING}={TEXT}")
    assert desk.run(*change, plan=plan(desk, call=1, fault=KILL)).returncode == -9


def test_a_note_that_is_half_written_is_noticed(desk):
    (note,) = desk.notes
    is_new = NAMED["edit --set"].is_new
    assert nothing_between(desk, is_new) == []
    note.write_bytes(desk.old[note][:-20])
    assert nothing_between(desk, is_new) == [f"{note.name} is neither the old one nor the new one"]
    note.unlink()
    assert nothing_between(desk, is_new) == [f"{note.name} is gone"]


@pytest.mark.parametrize(
    ("errors", "code", "is_wrong"),
    [
        ("coprod: no room. Try: make room\n", 3, False),
        ("coprod: no room.\n", 3, True),
        ("coprod: no room. Try: make room\nTraceback (most recent call last):\n", 3, True),
        ("coprod: no room. Try: make room\n", 70, True),
        ("", 3, True),
    ],
)
def test_a_failure_that_is_not_told_in_one_line_is_noticed(errors, code, is_wrong):
    assert bool(told_in_one_line(errors, code=code)) == is_wrong


def test_each_fault_is_tried_at_each_call():
    tried = list(trials(NAMED["an answer"], 9))
    assert {trial.call for trial in tried if trial.fault == "EIO"} == set(range(1, 10))
    assert {trial.fault for trial in tried} == {*ERRORS, SHORT, KILL, FILE_SIZE}
