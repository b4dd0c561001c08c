"""Codes and memos that are half typed when coprod is killed are there again in the next sitting."""

import json
import re
import shlex
import sys

import pytest
from made_up import CASE_ID, add_note
from terminal import CONTROL, DOWN, ENTER

STORY = "Tolken sa att det var som vanligt. Maken väntade vid disken."
ESCAPE = "\x1b"


@pytest.fixture
def note(desk):
    return add_note(desk.notebook, answers={"first.name": "A morning", "second.story": STORY})


@pytest.fixture
def mark(desk, note):  # noqa: ARG001 - the note is there before it is marked
    def start(*arguments):
        return desk.sit("mark", CASE_ID, "--coder", "anna", *arguments).see("as anna")

    return start


def half_typed(desk):
    return desk.notebook / ".coprod" / "marking" / f"{CASE_ID}-anna.json"


def killed(desk, terminal, text):
    """Kill coprod once the text is on the disk."""
    file = half_typed(desk)
    terminal.wait_until(lambda: file.exists() and text in file.read_text(), text)
    terminal.kill()


def coding(desk):
    return (desk.notebook / "codings" / "anna" / f"{CASE_ID}.yaml").read_text("utf-8")


def memos(desk):
    return [json.loads(each) for each in re.findall(r"memo: (.*)", coding(desk))]


def at_the_story(mark):
    return mark().see("A morning").press(ENTER).see("1 Tolken")


def marked(mark):
    terminal = at_the_story(mark).type("2").press(ENTER).see("nothing is kept")
    return terminal.answer("+told").see("kept: ours/told")


@pytest.mark.slow
class TestAfterAKill:
    def test_a_memo_is_there_and_enter_keeps_it(self, desk, mark):
        killed(desk, marked(mark).type("m").type("He waited alone"), "waited alone")

        terminal = mark().see("half typed when coprod was stopped", "He waited alone")
        terminal.type(".").press(ENTER).see("The memo is kept.")
        assert memos(desk) == ["He waited alone."]
        assert not half_typed(desk).exists()

    def test_codes_are_there_at_the_place_that_was_chosen(self, desk, mark):
        killed(desk, at_the_story(mark).press(DOWN, DOWN, ENTER).type("+wait"), "+wait")

        terminal = mark().see("half typed", '"Maken väntade vid disken."', "+wait")
        terminal.type("ed").press(ENTER).see("[Maken väntade vid disken.](ours/waited)")
        assert not half_typed(desk).exists()

    def test_codes_of_a_passage_that_is_marked_are_there(self, desk, mark):
        killed(desk, marked(mark).type("c").see("ours/told ").type("+more"), "+more")

        mark().see("half typed", "+more").press(ENTER).see("(ours/more, ours/told)")

    def test_escape_drops_it(self, desk, mark):
        killed(desk, marked(mark).type("m").type("He waited"), "He waited")

        mark().see("He waited").press(ESCAPE).see("[Maken väntade vid disken.](ours/told)")
        assert memos(desk) == []
        assert not half_typed(desk).exists()

    def test_codes_whose_answer_was_edited_are_kept_aside(self, desk, mark, note):
        killed(desk, at_the_story(mark).press(DOWN, ENTER).type("+usual"), "+usual")
        note.write_text(note.read_text("utf-8").replace("Tolken", "Grannen"), "utf-8")

        mark().see("belongs nowhere any more", ".coprod/rescued")
        (kept,) = (desk.notebook / ".coprod" / "rescued").rglob("half-typed.md")
        assert kept.read_text("utf-8") == "+usual"
        assert not half_typed(desk).exists()

    def test_a_sitting_without_that_answer_leaves_it_for_one_that_has_it(self, desk, mark):
        killed(desk, marked(mark).type("m").type("He waited"), "He waited")

        terminal = mark("--at", "first").type("1").press(ENTER).see("nothing is kept").type("+x")
        terminal.settle(0.5).press(CONTROL["c"])
        assert terminal.exit_code() == 0
        mark().see("half typed", "He waited")


@pytest.mark.slow
def test_a_second_sitting_of_the_same_coder_does_not_take_it(desk, mark):
    first = marked(mark).type("m").type("He waited")
    first.wait_until(lambda: half_typed(desk).exists(), "half typed")

    second = mark()
    assert not second.see("1 A morning").shows("He waited")
    second.press(ESCAPE)
    assert second.exit_code() == 0
    first.press(ENTER).see("The memo is kept.")


@pytest.mark.slow
def test_a_damaged_file_is_put_aside(desk, mark):
    half_typed(desk).parent.mkdir(parents=True)
    half_typed(desk).write_text('{"at": "second')

    mark().see("A morning").press(ESCAPE)
    assert half_typed(desk).with_suffix(".damaged").exists()


@pytest.mark.slow
@pytest.mark.parametrize("has_changed", [True, False])
def test_what_an_editor_had_is_rescued_and_told(desk, note, has_changed):  # noqa: ARG001
    change = "path.write_text('{{half}}[ours/a]');" if has_changed else ""
    script = f"import pathlib, sys, time; path = pathlib.Path(sys.argv[1]); {change} time.sleep(60)"
    command = shlex.join([sys.executable, "-c", script])
    terminal = desk.sit("mark", CASE_ID, "--coder", "anna", "--editor", EDITOR=command)
    folder = desk.notebook / ".coprod" / "marking"
    text = "{{half}}" if has_changed else "Tolken"

    def is_open():
        files = [path for path in folder.rglob("*") if path.is_file()]
        is_written = any(text in path.read_text() for path in folder.rglob("passages@anna.md"))
        return is_written and not any(path.suffix == ".part" for path in files)

    terminal.wait_until(is_open, "the editor's file")
    terminal.kill()

    shown = desk.run("mark", CASE_ID, "--coder", "anna", "--plain", typed=":q\n").stderr.decode()
    assert ("What an editor had when coprod was stopped" in shown) is has_changed
    rescued = [*(desk.notebook / ".coprod" / "rescued").rglob("passages@anna.md")]
    assert [path.read_text() for path in rescued] == ["{{half}}[ours/a]"] * has_changed
    assert not [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.slow
def test_by_lines_a_passage_is_kept_before_its_memo_is_typed(desk, note):  # noqa: ARG001
    terminal = desk.sit("mark", CASE_ID, "--coder", "anna", "--plain")
    terminal.see("Passage>").answer("morning").see("Codes>").answer("+told").see("Memo").kill()

    assert 'quote: "morning"' in coding(desk)
