"""Marking line by line while another program writes to the note."""

import pytest
from made_up import CASE_ID, add_note, coprod
from made_up_plan import TWO_PARTS, plan_text
from paths import GROUP_TEMPLATES, TEMPLATES

from coprod_cli.interview.askers.plain.marking import mark_by_lines
from coprod_cli.operations.mark_case import open_marking
from coprod_cli.operations.marking_desk import marking_desk
from coprod_cli.operations.workspace import open_workspace

STORY = "Maken väntade vid disken. Dottern ville vara med."


@pytest.fixture
def note(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_NOTEBOOK", str(tmp_path / "book"))
    monkeypatch.setenv("COPROD_PROMPTS", str(TEMPLATES))
    return add_note(tmp_path / "book", answers={"second.story": STORY})


def test_nothing_is_attached_to_other_words_and_it_is_told(note):
    def edit():
        new = STORY.replace("Maken väntade", "Grannen frågade")
        result = coprod("edit", CASE_ID, "--set", f"second.story={new}")
        assert result.exit_code == 0, result.output
        return "+told"

    typed = iter(["1", edit, "1", "+told", "", ":q"])
    shown = []

    def read_line(_prompt):
        line = next(typed)
        return line if isinstance(line, str) else line()

    session, marking = open_marking(open_workspace(note.parent), CASE_ID, "anna")
    marked = mark_by_lines(marking_desk(session, marking), marking, shown.append, read_line)
    text = "\n".join(shown)
    assert "This answer was changed by another program meanwhile." in text
    assert "1 Grannen frågade vid disken." in text
    assert [each.quote for each in marked.coding.passages] == ["Grannen frågade vid disken."]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("me", "Near: levels/meso. A new one: +me."),
        ("m", "Near: levels/macro, levels/meso, levels/micro. A new one: +m."),
        ("others/told", "A new one: +others/told."),
        ("levels/mes", "Near: levels/meso. A new one: +levels/mes."),
    ],
)
def test_what_a_code_begins_with_is_told_and_not_taken(note, typed, said):
    lines, shown = iter(["1", typed, "", ":q"]), []
    session, marking = open_marking(open_workspace(note.parent), CASE_ID, "anna")
    desk = marking_desk(session, marking)
    marked = mark_by_lines(desk, marking, shown.append, lambda _prompt: next(lines))
    assert (shown[-3:-2], marked.coding.passages) == ([f"  there is no such code. {said}"], ())


def test_an_answer_within_an_item_is_told_with_the_item_behind_the_section(tmp_path, monkeypatch):
    monkeypatch.setenv("COPROD_PROMPTS", str(GROUP_TEMPLATES))
    (tmp_path / f"{CASE_ID}.md").write_text(plan_text(TWO_PARTS, id=CASE_ID))
    shown = []
    session, marking = open_marking(open_workspace(tmp_path), CASE_ID, "anna")
    mark_by_lines(marking_desk(session, marking), marking, shown.append, lambda _prompt: "")
    first, second = "Answer 1 of 8: Is there a booked time?", "Answer 2 of 8: Part 1: What is to be"
    assert shown[3:6] == ["The day", first, "1 Yes"]
    assert shown[7:9] == ["What was agreed", f"{second} done?"]
    assert "Answer 6 of 8: Part 2: What is to be done?" in shown


@pytest.mark.parametrize(("replies", "is_done"), [(["2", "j"], True), (["2", ""], False)])
def test_whether_the_case_is_done_is_asked_until_it_is_said(note, replies, is_done):
    lines = iter(["", *replies])
    session, marking = open_marking(open_workspace(note.parent), CASE_ID, "anna")
    desk = marking_desk(session, marking)
    marked = mark_by_lines(desk, marking, [].append, lambda _prompt: next(lines))
    assert (bool(marked.coding.done), list(lines)) == (is_done, [])
