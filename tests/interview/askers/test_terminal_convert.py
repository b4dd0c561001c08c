"""Opening a case at a terminal in another language, in plain words or with another template."""

import pytest
from terminal import CONTROL, ENTER

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
CONTEXT = "situation.context=A made-up queue"
TALL = 100
"""Rows that hold a whole menu, which is else printed by the screenful."""


def leave(terminal):
    terminal.settle().press(CONTROL["c"])
    assert terminal.exit_code() == 130


@SIZES
def test_the_headings_follow_and_the_case_is_at_its_menu(desk, columns, rows):
    desk.write_note(CONTEXT)

    terminal = desk.sit("edit", "latest", "--language", "sv", columns=columns, rows=rows)

    terminal.see("Vilken vårdmiljö är det?")
    assert "## 1. Situation\n" in desk.note()
    assert "### Vilken vårdmiljö är det?\n" in desk.note()
    assert desk.answer("situation.context") == "A made-up queue"


def test_a_draft_goes_on_in_its_own_language_and_words(desk):
    desk.write_note(CONTEXT)
    leave(desk.sit("edit", "latest", "--language", "sv", "--plain-words").see("slags vård"))

    terminal = desk.sit("resume").see("Vad var det för slags vård?")

    terminal.answer("En påhittad mottagning").see("Vad hände runt omkring?")
    assert "### Vad var det för slags vård?\n<!-- coprod:situation.setting asked=" in desk.note()
    assert desk.answer("situation.setting") == "En påhittad mottagning"


@pytest.mark.parametrize(
    ("way", "plain", "own"),
    [
        ([], "What kind of care was this?", "What is the setting?"),
        (["--plain"], "9.1 Why does this matter?", "9.1 So what?"),
    ],
    ids=["on the screen", "line by line"],
)
def test_words_may_be_changed_to_and_fro(desk, way, plain, own):
    desk.write_note()
    leave(desk.sit("edit", "latest", "--plain-words", *way, rows=TALL).see(plain))
    leave(desk.sit("resume", *way).see("What kind of care was this?"))
    leave(desk.sit("edit", "latest", "--own-words", *way, rows=TALL).see(own))

    terminal = desk.sit("resume", *way).see("What is the setting?")

    assert not terminal.shows("What kind of care was this?")


class TestAReflectionOpenedOut:
    @SIZES
    def test_keeps_every_word_and_asks_the_rest(self, desk, columns, rows):
        desk.write_note(CONTEXT, "reflections.so-what=It matters", template="reflection")
        leave(desk.sit("resume", columns=columns, rows=rows).see("Now what?").type("Half a step"))

        terminal = desk.sit(
            "edit", "latest", "--template", "primary-care", columns=columns, rows=rows
        )
        terminal.see("1. Situation", "What is the setting?")
        assert desk.answer("situation.context") == "A made-up queue"
        assert desk.half_typed() == {"reflections.now-what": "Half a step"}
        assert "### What?\n" in desk.note()
        leave(terminal)

        section = ("--section", "reflections")
        again = desk.sit("edit", "latest", *section, columns=columns, rows=rows)
        again.see("So what?", "It matters").press(ENTER).see("Now what?", "Half a step")
        again.press(ENTER).see("What matters most?")
        assert "Half a step" in desk.answer("reflections.now-what")

    def test_gives_its_first_question_the_full_form_s_wording_once_it_is_answered_anew(self, desk):
        desk.write_note(CONTEXT, template="reflection")
        section = ("--template", "primary-care", "--section", "situation")
        terminal = desk.sit("edit", "latest", *section).see("What is the setting?")
        terminal.press(ENTER).see("What is the context?", "A made-up queue")
        assert "### What?\n" in desk.note()

        terminal.type(", and rain").press(ENTER).see("Where are you?")

        assert desk.answer("situation.context") == "A made-up queue, and rain"
        assert "### What is the context?\n" in desk.note()
        assert "### What?\n" not in desk.note()
