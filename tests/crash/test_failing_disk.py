"""System calls of saves fail: the old note or the new one is whole, and the person is told."""

import re

import pytest
from desk import Desk, nothing_between, told_in_one_line
from failing_disk import ERRORS, FILE_SIZE, KILL, SHORT, Disk, Trial, trials
from faults import Plan
from saves import OLD, SAVES, SETTING, TEXT, left_behind

pytestmark = pytest.mark.slow

NAMED = {save.name: save for save in SAVES}


def test_every_call_of_a_change_by_data_may_fail_and_the_note_is_whole(tmp_path):
    disk = Disk(tmp_path)
    save = NAMED["edit --set"]
    calls = disk.calls_of(save)
    wrong = []
    for call in range(1, len(calls) + 1):
        fault = ERRORS[call % len(ERRORS)]
        wrong += disk.play(Trial(save, fault, call, lasting=False))
    assert wrong == []
    assert disk.tally.tried.total() == len(calls) + 1


@pytest.mark.parametrize("name", [save.name for save in SAVES])
def test_a_disk_that_is_full_from_the_start_of_a_save_loses_nothing(tmp_path, name):
    disk = Disk(tmp_path)
    assert disk.play(Trial(NAMED[name], "ENOSPC", 1, lasting=True)) == []
    assert disk.tally.tried.total() == 1, "the fault was met"


@pytest.mark.parametrize("name", ["edit --set", "check --repair", "restore --whole"])
def test_a_system_that_takes_no_more_than_a_small_file_loses_nothing(tmp_path, name):
    disk = Disk(tmp_path)
    assert disk.play(Trial(NAMED[name], FILE_SIZE, 600, lasting=False)) == []
    assert disk.tally.tried.total() == 1, "the fault was met"


@pytest.mark.parametrize(
    ("name", "fault", "at"),
    [
        ("remove", "EIO", {"rename", "unlink"}),
        ("remove", KILL, {"rename", "unlink"}),
        ("restore", "EIO", {"link", "fsync", "unlink"}),
        ("restore", KILL, {"link", "fsync", "unlink"}),
        ("restore --to", "EIO", {"read"}),
        ("restore --whole", "EIO", {"read"}),
        ("edit --set", KILL, {"replace"}),
        ("check --repair", KILL, {"replace"}),
    ],
)
def test_what_is_moved_read_or_put_in_its_place_may_fail(tmp_path, name, fault, at):
    disk = Disk(tmp_path)
    save = NAMED[name]
    calls = [number for number, call in enumerate(disk.calls_of(save), 1) if call in at]
    assert len(calls) > 1
    for call in calls:
        assert disk.play(Trial(save, fault, call, lasting=False)) == []


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


def done_at(tmp_path, name):
    desk = Desk(tmp_path / name)
    NAMED[name].prepare(desk)
    assert nothing_between(desk, NAMED[name].is_new) == []
    assert NAMED[name].go_on(desk) == []
    assert nothing_between(desk, NAMED[name].is_new) == []
    return desk


@pytest.mark.parametrize("name", ["remove", "restore"])
def test_a_note_in_two_places_or_in_none_is_noticed(tmp_path, name):
    desk = done_at(tmp_path, name)
    (note,) = (*desk.notes, *desk.removed)
    elsewhere = {
        "remove": desk.notebook / note.name,
        "restore": desk.notebook / ".coprod" / "bin" / "20261124T090000.000000Z" / note.name,
    }
    other = elsewhere[name]
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(note.read_bytes())
    assert left_behind(desk)
    other.unlink()
    note.unlink()
    assert nothing_between(desk, NAMED[name].is_new)


@pytest.mark.parametrize(
    "name", ["edit --set", "restore --to", "restore --only", "restore --whole", "check --repair"]
)
def test_a_text_that_was_replaced_and_is_not_kept_is_noticed(tmp_path, name):
    desk = done_at(tmp_path, name)
    for kept in desk.notebook.glob(".coprod/history/*/*.md"):
        kept.unlink()
    assert nothing_between(desk, NAMED[name].is_new)


def test_what_is_in_the_way_of_the_next_run_is_noticed(tmp_path):
    desk = done_at(tmp_path, "edit --set")
    (note,) = desk.notes
    part = desk.notebook / ".coprod" / "history" / note.stem / ".20261124T0900.x.part"
    part.touch(mode=0o600)
    assert left_behind(desk) == [f"left in the way: {part.relative_to(desk.notebook)}"]


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
    calls = ["open to write", "write", "fsync", "replace", "close", "read"]
    tried = list(trials(NAMED["an answer"], calls))
    for fault in ("EIO", KILL):
        assert {each.call for each in tried if each.fault == fault} == {1, 2, 3, 4, 5, 6}
    assert {each.call for each in tried if each.fault == "ENOSPC"} == {1, 2, 3, 4, 5}
    assert {each.call for each in tried if each.fault == SHORT} == {2}
    assert {each.fault for each in tried} == {*ERRORS, SHORT, KILL, FILE_SIZE}
    assert {each.fault for each in tried if each.lasting} == {"ENOSPC", "EROFS"}
