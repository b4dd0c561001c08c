"""Suggested choices are preselected in a list, and are no answer until a person accepts them."""

import pytest
from terminal import DOWN, ENTER, SHIFT_TAB, UP

pytestmark = pytest.mark.slow

HEAD = "id: ways\nversion: 1.0.0\ntitle: Ways\nsections: [one]\n"
ONE = """\
id: one
title: One
questions:
  - {id: way, type: choice, text: Which way?, choices: [bus, train, foot], default: train}
  - {id: ways, type: choices, text: Which ways?, choices: [bus, train, foot], default: [bus, foot]}
  - {id: seen, type: yes_no, text: Seen?, default: false}
  - {id: last, type: line, text: Last?}
"""


@pytest.fixture
def ask(desk):
    """Start at the first question of a template that suggests answers."""
    folder = desk.folder / "prompts" / "ways"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(HEAD)
    (folder / "one.yaml").write_text(ONE)
    prompts = str(folder.parent)

    def sit(*arguments, **rest):
        options = ("--title", "T", "--template", "ways", *arguments)
        return desk.sit("new-case", *options, COPROD_PROMPTS=prompts, **rest).see("Which way?")

    return sit


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
def test_a_list_starts_on_it_and_enter_takes_it(desk, ask, columns, rows):
    terminal = ask(columns=columns, rows=rows).see("> train")
    assert not desk.case().answer("one.way").given
    terminal.press(ENTER).see("Which ways?", "bus", "foot").press(ENTER).see("Seen?", "> No")
    terminal.press(ENTER).see("Last?")

    assert desk.answer("one.way") == "train"
    assert desk.answer("one.ways") == "- bus\n- foot"
    assert desk.answer("one.seen") == "No"


def test_another_one_can_be_taken_or_none(desk, ask):
    terminal = ask().see("> train").press(DOWN).see("> foot").press(ENTER)
    terminal.see("Which ways?").press(" ").press(ENTER).see("Seen?", "> No")
    terminal.press(UP, UP).see("> (leave it open)").press(ENTER).see("Last?")

    assert desk.answer("one.way") == "foot"
    assert desk.answer("one.ways") == "- foot"
    assert not desk.case().answer("one.seen").given


def test_what_was_said_comes_before_it(ask):
    terminal = ask().see("> train").press(DOWN).press(ENTER).see("Which ways?")

    terminal.press(SHIFT_TAB).see("Which way?", "> foot")


def test_line_by_line_a_suggestion_is_told_and_enter_leaves_the_question_open(desk, ask):
    terminal = ask(TERM="dumb").see("Suggested: train. Enter leaves it open.").press(ENTER)
    terminal.see("Which ways?", "Suggested: bus, foot. Enter leaves it open.").answer("2")
    terminal.see("Seen?", "Suggested: No. Enter leaves it open.").press(ENTER).see("Last?")

    assert not desk.case().answer("one.way").given
    assert desk.answer("one.ways") == "- train"
    assert not desk.case().answer("one.seen").given
