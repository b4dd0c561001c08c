"""What a kill does to a case that is moved or mended is noticed; all of it is made up."""

import random
import shutil
import subprocess
import sys

import pytest
from ledger import Ledger
from made_up import PRIMARY_CARE, add_note
from moves import Keeping

pytestmark = pytest.mark.slow

ANSWERS = {"situation.role": "A made-up role", "navigation.access": "A made-up door"}


class MadeUpRun:
    """Stands in for coprod: each start and run does the next deed instead."""

    def __init__(self, *deeds):
        self.deeds = list(deeds)

    def start(self, _):
        self.deeds.pop(0)()
        return subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)

    def run(self, arguments):
        self.deeds.pop(0)()
        return subprocess.CompletedProcess(arguments, 0, "", "")


@pytest.fixture
def note(tmp_path):
    return add_note(tmp_path, answers=ANSWERS, template=PRIMARY_CARE)


@pytest.fixture
def binned(note):
    return note.parent / ".coprod" / "bin" / "20261124T090000.000000Z" / note.name


def what_is_wrong(play, note, *deeds):
    stand_in = MadeUpRun(*deeds)
    keeping = Keeping(Ledger(note), stand_in.start, stand_in.run, random.Random(1))  # noqa: S311
    wrong = play(keeping)
    assert stand_in.deeds == []
    return wrong


def copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def move(source, target):
    copy(source, target)
    source.unlink()


def nothing():
    pass


class TestRemoving:
    def test_what_did_not_begin_or_was_done_is_well(self, note, binned):
        assert what_is_wrong(Keeping.removed, note, nothing) == []
        there_and_back = (lambda: move(note, binned), lambda: move(binned, note))
        assert what_is_wrong(Keeping.removed, note, *there_and_back) == []

    def test_a_note_that_is_gone_or_cut_is_noticed(self, note, binned):
        text = note.read_text()

        def cut():
            move(note, binned)
            binned.write_text(text[:100])

        gone = "the note is gone, or not whole"
        assert gone in what_is_wrong(Keeping.removed, note, cut, lambda: move(binned, note))
        note.write_text(text)
        assert gone in what_is_wrong(Keeping.removed, note, note.unlink)

    def test_a_note_in_both_places_is_noticed(self, note, binned):
        wrong = what_is_wrong(Keeping.removed, note, lambda: copy(note, binned))
        assert "it is in the notebook and in the bin" in wrong


class TestRestoring:
    def test_a_note_that_is_not_brought_back_is_noticed(self, note, binned):
        wrong = what_is_wrong(Keeping.restored, note, lambda: move(note, binned), nothing, nothing)
        assert "the note is not back as it was" in wrong

    def test_a_copy_that_stays_in_the_bin_is_noticed(self, note, binned):
        deeds = (lambda: move(note, binned), lambda: copy(binned, note), nothing)
        wrong = what_is_wrong(Keeping.restored, note, *deeds)
        assert wrong == [f"left in the bin: {binned.parent.name}"]


class TestRepairing:
    def test_a_note_that_is_not_mended_or_not_kept_is_noticed(self, note):
        assert what_is_wrong(Keeping.repaired, note, nothing, nothing) == [
            "it is not mended",
            "the note as it was before the repair is not kept",
        ]

    def test_a_note_that_is_half_mended_is_noticed(self, note):
        whole = note.read_bytes()

        def half():
            note.write_bytes(whole[: len(whole) // 2])

        wrong = what_is_wrong(Keeping.repaired, note, half)
        assert "it is neither damaged nor mended" in wrong

    def test_each_damage_is_another_note(self, note):
        whole = note.read_bytes()
        keeping = Keeping(Ledger(note), None, None, random.Random(1))  # noqa: S311
        damaged = {keeping._damaged(whole) for _ in range(20)}
        assert whole not in damaged
        assert len(damaged) > 5
