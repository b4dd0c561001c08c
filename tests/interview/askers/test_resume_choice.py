"""`coprod resume` with several drafts asks which; with one it goes on."""

import pytest
from made_up import VISIT, add_note
from terminal import CONTROL, DOWN, ENTER, UP

in_terminal = pytest.mark.slow
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
QUESTION = {
    "en": "Which draft do you want to go on with?",
    "sv": "Vilket utkast vill du fortsätta med?",
}
FACTS = {
    "en": ("every-type, 25 Nov 2019, 8 of 8", "every-type, 24 Nov 2019, 0 of 6"),
    "sv": ("every-type, 25 nov 2019, 8 av 8", "every-type, 24 nov 2019, 0 av 6"),
}
UNTITLED = {"en": "Untitled", "sv": "Utan titel"}


def write_drafts(desk, count=2):
    """Write drafts, of which the first was changed last, and a final case."""
    times = {"created": "2019-11-20T08:00:00+01:00"}
    for number in range(count):
        add_note(
            desk.notebook, f"2019112{number}-aaaaaa", {} if number else VISIT,
            unknown=("second.story",) if number else (),
            title="" if number else "A walk to the far end of the made-up park, and back again",
            updated=f"2019-11-{25 - number}T09:00:00+01:00", **times,
        )  # fmt: skip
    add_note(
        desk.notebook, "20191129-bbbbbb", {}, title="Done", status="final",
        updated="2019-11-29T09:00:00+01:00", **times,
    )  # fmt: skip


@in_terminal
@pytest.mark.parametrize("language", QUESTION)
@SIZES
def test_several_drafts_are_told_apart_and_one_is_chosen(desk, columns, rows, language):
    write_drafts(desk)
    terminal = desk.sit("resume", columns=columns, rows=rows, COPROD_LANGUAGE=language)
    terminal.see(QUESTION[language], "> A walk", UNTITLED[language], *FACTS[language])
    assert not terminal.shows("Done")
    terminal.press(DOWN, ENTER).see_no_more(QUESTION[language])
    assert terminal.see(UNTITLED[language]).lines()[0].strip().startswith(UNTITLED[language])


@in_terminal
@pytest.mark.parametrize(("keys", "title"), [("2", "Case: Untitled"), ("", "Case: A walk")])
def test_line_by_line_a_draft_is_chosen_by_its_number(desk, keys, title):
    write_drafts(desk)
    terminal = desk.sit("resume", "--plain").see(QUESTION["en"], *FACTS["en"], "Number >")
    terminal.answer("3").see("That number is not in the list.")
    terminal.answer(keys).see(title)


@in_terminal
@SIZES
def test_of_very_many_drafts_those_that_were_changed_last_are_shown(desk, columns, rows):
    for number in range(101):
        add_note(
            desk.notebook, f"20191120-aaa{number:03d}", {}, title=f"Draft {number}",
            updated=f"2019-11-24T{9 + number // 60:02d}:{number % 60:02d}:00+01:00",
        )  # fmt: skip
    terminal = desk.sit("resume", columns=columns, rows=rows)
    terminal.see("> Draft 100 -", "Here are the 100 that were changed last.")
    terminal.press(UP).see("> Draft 1 -")


@in_terminal
@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_who_leaves_the_choice_changes_nothing(desk, options):
    write_drafts(desk)
    before = {path: path.read_bytes() for path in desk.notebook.glob("*.md")}
    terminal = desk.sit("resume", *options).see(QUESTION["en"]).press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert {path: path.read_bytes() for path in desk.notebook.glob("*.md")} == before


@in_terminal
@pytest.mark.parametrize("arguments", [["resume"], ["resume", "20191120"]])
def test_one_draft_or_a_named_one_goes_straight_on(desk, arguments):
    write_drafts(desk, count=len(arguments))
    terminal = desk.sit(*arguments).see("A walk to the far end")
    assert terminal.lines()[0].strip().startswith("A walk")
    assert not terminal.shows(QUESTION["en"])


def test_without_a_terminal_the_latest_draft_is_opened(desk):
    write_drafts(desk)
    shown = desk.run("resume", "--plain", typed="").stderr.decode()
    assert "Case: A walk" in shown
    assert QUESTION["en"] not in shown
