"""A person's second case: what the first one said is offered, and taken only by Enter."""

import pytest
from terminal import CONTROL, DOWN, ENTER, SHIFT_TAB

pytestmark = pytest.mark.slow

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
PLACE = "A health centre in a small town, made up, in which two nurses and a doctor work."
NEW = ("new-case", "--template", "primary-care", "--title", "T")
OFFER = {
    "en": "Enter takes it, Del clears it, and what you write takes its place.",
    "sv": "Enter sparar det, Del tar bort det, och det du skriver ersätter det.",
}
SECTION = """\
id: about
title: About
questions:
  - id: role
    type: choice
    remember: true
    text: Your role?
    choices: [{value: nurse, label: Nurse}, {value: doctor, label: Doctor}]
  - id: places
    type: choices
    remember: true
    text: Your places?
    choices: [{value: home, label: At home}, {value: ward, label: On a ward}]
  - {id: since, type: line, remember: true, text: Since when?}
"""


@pytest.fixture
def second(desk):
    """A desk at which a case was told before, in English."""
    done = desk.run(*NEW, "--plain", typed=f"{PLACE}\n")
    assert done.returncode == 130
    desk.note_path.unlink()
    return desk


@SIZES
def test_the_last_answer_stands_above_the_empty_field_and_enter_takes_it(second, columns, rows):
    terminal = second.sit(*NEW, columns=columns, rows=rows)
    terminal.see("From last time:", PLACE, OFFER["en"]).see_cursor_behind(">  ")
    terminal.press(ENTER).see("2 of 46 - 1 answered")
    assert second.answer("situation.setting") == PLACE


@pytest.mark.parametrize("key", ["\x1b[3~", "\x7f"], ids=["Delete", "Backspace"])
def test_delete_clears_it_and_enter_then_leaves_the_question_open(second, key):
    terminal = second.sit(*NEW).see(PLACE)
    terminal.press(key).see_no_more(PLACE, OFFER["en"])
    terminal.press(ENTER).see("2 of 46 - 0 answered")
    terminal.press(SHIFT_TAB).see("1 of 46 - 0 answered")
    assert not terminal.shows(PLACE)


def test_what_is_typed_takes_its_place_and_an_emptied_field_offers_it_again(second):
    terminal = second.sit(*NEW).see(PLACE)
    terminal.type("x").see_no_more(PLACE).press("\x7f").see(PLACE)
    terminal.answer("A ward").see("2 of 46 - 1 answered")
    assert second.answer("situation.setting") == "A ward"


@pytest.mark.parametrize("leave", [SHIFT_TAB, CONTROL["c"], ":menu\r", ":quit\r", "?\r"])
def test_an_offer_that_was_only_shown_is_no_answer(second, leave):
    terminal = second.sit(*NEW).see(PLACE)
    terminal.type(leave).settle()
    assert second.answer("situation.setting") == ""
    assert PLACE not in second.note()
    assert PLACE not in second.half_typed().values()


def test_in_swedish_a_swedish_answer_is_offered(desk):
    swedish = ("--language", "sv", *NEW)
    desk.run(*swedish, "--plain", typed="En vårdcentral\n")
    terminal = desk.sit(*swedish, columns=60, rows=20)
    terminal.see("Från förra gången:", "En vårdcentral", OFFER["sv"])
    terminal.see("Varje ord sparas. Ingen ska kunna kännas igen.")


def test_the_introduction_is_one_line_the_second_time(second):
    terminal = second.sit("new-case").see("How much time do you have?").press("3", ENTER)
    terminal.see("Every word is kept. Let no one be recognised.", "What shall this be called?")
    assert not terminal.shows("coprod asks, and you answer.")


def test_without_memory_nothing_is_offered(second):
    terminal = second.sit(*NEW, "--no-remembered").see("coprod asks, and you answer.")
    assert not terminal.shows(PLACE)


def test_line_by_line_enter_takes_it(second):
    shown = second.run(*NEW, "--plain", typed="\n").stderr.decode()
    assert f"From last time:\n  {PLACE}\nEnter takes it as it is." in shown
    assert second.answer("situation.setting") == PLACE


def test_line_by_line_a_backslash_leaves_the_question_open(second):
    second.run(*NEW, "--plain", typed="\\\n\nThe context\n")
    assert second.answer("situation.setting") == ""
    assert second.answer("situation.context") == "The context"


@pytest.fixture
def with_lists(desk, tmp_path):
    """A desk whose form remembers answers of other types, with a case told before."""
    folder = tmp_path / "forms" / "visit"
    folder.mkdir(parents=True)
    (folder / "template.yaml").write_text(
        "id: visit\nversion: 1.0.0\ntitle: Visit\nsections: [about]\n"
    )
    (folder / "about.yaml").write_text(SECTION)
    command = ("new-case", "--template", "visit", "--title", "T")
    prompts = str(folder.parent)
    desk.run(*command, "--plain", typed="2\n1, 2\nLast spring\n", COPROD_PROMPTS=prompts)
    desk.note_path.unlink()
    return lambda *more, **rest: desk.sit(*command, *more, COPROD_PROMPTS=prompts, **rest)


def test_lists_start_at_the_last_answer_and_a_line_is_offered(desk, with_lists):
    terminal = with_lists().see("> Doctor", "From last time: Doctor. Del clears it.")
    terminal.press(ENTER).see("Your places?", "From last time: At home, On a ward.")
    terminal.press(ENTER).see("Since when?", "Last spring").press(ENTER).see("Review")
    assert [desk.answer(f"about.{name}") for name in ("role", "places", "since")] == [
        "Doctor", "- At home\n- On a ward", "Last spring",
    ]  # fmt: skip


def test_delete_clears_what_a_list_starts_at(desk, with_lists):
    terminal = with_lists().see("> Doctor").press("\x1b[3~").see("> (leave it open)")
    terminal.press(ENTER).see("Your places?").press("\x1b[3~").press(DOWN, ENTER)
    terminal.see("Since when?")
    assert desk.answer("about.role") == desk.answer("about.places") == ""
