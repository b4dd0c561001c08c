"""Plain mode prints a screenful at a time, and breaks no word."""

import pytest
from made_up import PRIMARY_CARE
from terminal import CONTROL, ENTER

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
ALL_QUESTIONS = "All questions"
LAST = "A number such as 4.3 goes to that question."
MORE = "Enter: more >"
FULL_FORM = ("new-case", "--plain", "--template", "primary-care", "--title", "T")

pytestmark = pytest.mark.slow


def at_menu(desk, columns, rows):
    terminal = desk.sit(*FULL_FORM, columns=columns, rows=rows)
    return terminal.see("What is the setting?").answer(":menu").see(ALL_QUESTIONS, MORE)


@SIZES
def test_a_long_menu_waits_before_its_beginning_scrolls_away(desk, columns, rows):
    terminal = at_menu(desk, columns, rows)
    screens = [terminal.settle().text()]
    while not terminal.shows(LAST):
        assert MORE in terminal.lines()[terminal.cursor[0]]
        before = screens[-1]
        terminal.press(ENTER).wait_until(lambda before=before: terminal.text() != before, "more")
        screens.append(terminal.settle().text())

    seen = " ".join(" ".join(screens).split())
    assert all(f" {section}.1 " in seen for section in range(1, 10))
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130


@SIZES
def test_what_is_typed_instead_of_enter_answers_the_menu(desk, columns, rows):
    terminal = at_menu(desk, columns, rows).answer("4.3")

    terminal.see("When is the current system really reliable?").press(CONTROL["c"])
    assert terminal.exit_code() == 130


@SIZES
def test_no_word_is_broken_at_the_edge(desk, columns, rows):
    terminal = desk.sit(*FULL_FORM, columns=columns, rows=rows)
    terminal.see("(:help tells all keys.)")
    question = PRIMARY_CARE.questions["situation.setting"]
    shown = set(" ".join(terminal.lines()).split())

    assert set(question.text["en"].split() + question.help["en"].split()) <= shown
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130


def test_nothing_waits_where_nobody_types(desk):
    printed = desk.run(*FULL_FORM, typed=":menu\n").stderr.decode()

    assert MORE not in printed
    assert LAST in printed


def test_the_rows_before_a_new_case_are_wrapped_between_words(desk):
    terminal = desk.sit("new-case", "--plain", columns=40, rows=24).see("Number, or Enter for 1 >")

    row = terminal.lines().index("  1. 5 minutes: the short form, 4")
    assert terminal.lines()[row + 1] == "     questions"
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
