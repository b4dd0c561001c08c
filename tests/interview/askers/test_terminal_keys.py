"""Keys and colon commands at a question, typed in a pseudo-terminal."""

import shutil
import sys

import pytest
from terminal import ALT_ENTER, CONTROL, DOWN, ENTER, LEFT, SHIFT_TAB, UP

pytestmark = pytest.mark.slow

PAGE_DOWN, PAGE_UP = "\x1b[6~", "\x1b[5~"
SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
FIRST = "Section 1 of 9 - question 1 of 5"
SECOND = "Section 1 of 9 - question 2 of 5"


def begin(desk, **rest):
    return desk.sit("new-case", "--template", "primary-care", "--title", "T", **rest).see(FIRST)


# --- Enter, and new lines --------------------------------------------------------------------


@pytest.mark.parametrize("key", [ALT_ENTER, CONTROL["o"]], ids=["Alt+Enter", "Ctrl+O"])
def test_a_key_starts_a_new_line_in_the_answer(desk, key):
    terminal = begin(desk)
    terminal.type("One").press(key).type("two").press(key, key).type("three")
    terminal.see("> One two three")
    assert terminal.shows(FIRST)
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo\n\nthree"


def test_a_backslash_and_enter_start_a_new_line(desk):
    terminal = begin(desk)
    terminal.type("One\\").see("One\\").press(ENTER).see_no_more("One\\")
    terminal.type("two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo"


def test_two_backslashes_and_enter_are_the_end_of_an_answer(desk):
    terminal = begin(desk).type("A path\\\\").press(ENTER).see(SECOND)
    terminal.press(CONTROL["c"])
    assert desk.answer("situation.setting") == "A path\\\\"


def test_a_backslash_inside_a_line_is_only_a_backslash(desk):
    terminal = begin(desk).type("One\\two")
    terminal.press(LEFT, LEFT, LEFT, ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\\two"


def test_enter_on_an_empty_line_leaves_the_question_unanswered(desk):
    terminal = begin(desk).press(ENTER).see("2 of 46 - 0 answered")
    terminal.type("  ").press(ENTER).see("3 of 46 - 0 answered")
    assert list(desk.case().given_answers()) == []
    assert desk.half_typed() == {}


def test_enter_in_the_middle_of_a_text_takes_all_of_it(desk):
    begin(desk).type("One two").press(LEFT, LEFT, LEFT, ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


def test_the_next_question_is_empty_again(desk):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.see_cursor_behind(">  ")


def test_any_script_is_stored_as_it_was_typed(desk):
    text = "Åsa-lik ö, 家庭医生, مرحبا, e\u0301, \U0001f469\u200d\u2695\ufe0f"
    begin(desk).type(text).press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == text


# --- going back ------------------------------------------------------------------------------


def test_shift_tab_goes_back_and_keeps_what_is_typed(desk):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.type("Half of tw").press(SHIFT_TAB).see(FIRST, ">  One")
    assert desk.half_typed() == {"situation.context": "Half of tw"}
    terminal.press(ENTER).see(SECOND, ">  Half of tw")
    terminal.see_cursor_behind(">  Half of tw")
    terminal.type("o").press(ENTER).see("3 of 46 - 2 answered")
    assert desk.answer("situation.context") == "Half of two"
    assert desk.half_typed() == {}


def test_back_as_a_word_goes_back(desk):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.type(":back").press(ENTER).see(f"1 of 46 - 1 answered {FIRST}", ">  One")
    assert desk.answer("situation.context") == ""
    assert desk.half_typed() == {}


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (":back", FIRST),
        (":menu", "All questions - 1 of 46 answered"),
        (":help", "Shift+Tab: the question before"),
    ],
)
def test_a_command_right_behind_the_text_that_was_there_leaves_that_text(desk, command, shown):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.type("Half of tw").press(SHIFT_TAB).see(FIRST).press(ENTER).see(">  Half of tw")
    terminal.type(command).press(ENTER).see(shown)
    terminal.press(ENTER).see(SECOND, ">  Half of tw")
    assert not terminal.shows(f"Half of tw{command}")
    assert desk.half_typed() == {"situation.context": "Half of tw"}
    assert desk.answer("situation.context") == ""


def test_a_command_behind_an_earlier_answer_leaves_the_answer(desk):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.press(SHIFT_TAB).see(">  One").type(":menu").press(ENTER)
    terminal.see("All questions - 1 of 46 answered", "> + What is the setting?")
    assert desk.answer("situation.setting") == "One"
    assert desk.half_typed() == {}


def test_a_question_mark_behind_an_earlier_answer_is_a_part_of_it(desk):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND)
    terminal.press(SHIFT_TAB).see(">  One").type("?").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One?"
    assert not desk.case().answer("situation.setting").unknown


# --- not known yet, and answers that look like commands --------------------------------------


def test_a_question_mark_means_not_known_yet(desk):
    terminal = begin(desk).type("?").press(ENTER).see("2 of 46 - 0 answered - 1 not known")
    assert desk.case().answer("situation.setting").unknown
    assert "<!-- coprod:situation.setting unknown asked=" in desk.note()
    terminal.press(SHIFT_TAB).see("(Not known yet, so far.)")
    terminal.type("A ward").press(ENTER).see(SECOND)
    assert not desk.case().answer("situation.setting").unknown
    assert desk.answer("situation.setting") == "A ward"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("??", "?"),
        ("???", "??"),
        ("::back", ":back"),
        ("::quit", ":quit"),
        (":::menu", "::menu"),
        ("go :back", "go :back"),
        ("Why?", "Why?"),
    ],
)
def test_what_only_looks_like_a_command_is_an_answer(desk, typed, stored):
    begin(desk).type(typed).press(ENTER).see("2 of 46 - 1 answered")
    assert desk.answer("situation.setting") == stored
    assert not desk.case().answer("situation.setting").unknown


def test_an_answer_that_is_a_command_can_be_kept_when_it_is_seen_again(desk):
    terminal = begin(desk).type("::back").press(ENTER).see(SECOND)
    terminal.press(SHIFT_TAB).see(">  :back").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == ":back"


# --- the menu --------------------------------------------------------------------------------


@SIZES
def test_the_menu_goes_to_a_question_by_arrows(desk, columns, rows):
    terminal = begin(desk, columns=columns, rows=rows).type("One").press(ENTER).see(SECOND)
    terminal.type(":menu").press(ENTER).see("All questions - 1 of 46 answered")
    lines = [line.strip() for line in terminal.lines()]
    assert lines.index("1. Situation (1 of 5 answered)") + 1 == lines.index(
        "+ What is the setting? - One"
    )
    assert "> What is the context?" in " ".join(terminal.text().split())
    terminal.press(DOWN, DOWN).see("> What is your role?").press(UP).see("> Where are you?")
    terminal.press(ENTER).see("Section 1 of 9 - question 3 of 5")


@SIZES
def test_the_menu_goes_to_each_section_by_its_digit(desk, columns, rows):
    terminal = begin(desk, columns=columns, rows=rows).type(":menu").press(ENTER)
    terminal.see("All questions")
    for digit, text in {
        "9": "> So what?",
        "1": "> What is the setting?",
        "5": "> What is known, understood about the basic biology",
        "8": '> What resources do the "professional-persons"',
        "2": "> What is the pattern of life",
        "7": "> What is required for good care",
    }.items():
        terminal.press(digit).see(text)
    terminal.press(ENTER).see("Section 7 of 9 - question 1 of 5")


@pytest.mark.parametrize("keys", [(SHIFT_TAB,), (":", "back", ENTER), (ENTER,)])
def test_the_menu_goes_back_to_where_one_was(desk, keys):
    terminal = begin(desk).type("Half a").press(SHIFT_TAB).see("This is the first question.")
    terminal.see(">  Half a").type(":menu").press(ENTER).see("All questions", "> ~ What is the")
    terminal.press(*keys).see(FIRST, ">  Half a")
    assert desk.half_typed() == {"situation.setting": "Half a"}


def test_a_menu_asked_for_in_the_menu_is_the_same_menu(desk):
    terminal = begin(desk).press(ENTER).see(SECOND).type(":menu").press(ENTER)
    terminal.see("All questions").press(":").see(">  :").see_no_more("1. Situation")
    terminal.type("menu").see(">  :menu").press(ENTER).see("All questions", "1. Situation")
    terminal.press(SHIFT_TAB).see(SECOND)


def test_what_is_no_command_in_the_menu_is_shown_again(desk):
    terminal = begin(desk).type(":menu").press(ENTER).see("All questions")
    terminal.press(":").see(">  :").type("bakc").press(ENTER)
    terminal.see("There is no :bakc. Did you mean :back?").see_cursor_behind(">  :")
    terminal.press(SHIFT_TAB).see("All questions", "> What is the setting?")
    assert list(desk.case().given_answers()) == []


@pytest.mark.parametrize(
    ("typed", "left"),
    [([":quitt"], ""), (["Two words", ALT_ENTER, ":quitt"], "Two words")],
    ids=["alone", "below a text"],
)
def test_escape_takes_out_a_line_that_is_no_command(desk, typed, left):
    terminal = (
        begin(desk).press(*typed, ENTER).see("Enter again keeps it as text. Esc takes it out")
    )
    terminal.press("\x1b").see_no_more(":quitt").see_cursor_behind(f">  {left}")
    terminal.press(ENTER).see(SECOND)
    assert desk.case().answer("situation.setting").text == left


@pytest.mark.parametrize("keys", [CONTROL["c"], CONTROL["d"], ":quit"])
def test_the_menu_can_be_left_for_another_day(desk, keys):
    terminal = begin(desk).press(ENTER).see(SECOND).type(":menu").press(ENTER)
    terminal.see("All questions").press(keys)
    if keys == ":quit":
        terminal.press(ENTER)
    assert terminal.exit_code() == 130
    desk.sit("resume").see(SECOND)


# --- help ------------------------------------------------------------------------------------


@SIZES
def test_help_shows_the_help_the_keys_and_the_source_and_goes_back(desk, columns, rows):
    terminal = begin(desk, columns=columns, rows=rows)
    terminal.type(":help").press(ENTER)
    terminal.see(
        "What is the setting?",
        "What sort of care this was, such as a planned visit,",
        "Enter: takes the answer; an empty one is left open",
        "Alt+Enter or Ctrl+O: a new line (or \\ and Enter)",
        "Shift+Tab: the question before",
        "Arrows: read on Enter: back to the question",
    )
    terminal.press(*[DOWN] * 20).see(
        ":menu, :m: all questions; go to any of them",
        ":quit, :q: stop; every word is kept",
        "Source: Paul Batalden",
    )
    terminal.press(ENTER).see(FIRST)
    terminal.see_cursor_behind(">  ")
    assert not terminal.shows("Paul Batalden")


@pytest.mark.parametrize("key", ["q", " ", SHIFT_TAB])
def test_help_is_left_with_any_of_the_usual_keys(desk, key):
    terminal = begin(desk).type(":help").press(ENTER).see("Enter: back to the question")
    terminal.press(key).see(FIRST)
    terminal.see_cursor_behind(">  ")


def test_a_long_help_is_read_with_the_arrows(desk):
    terminal = desk.sit(
        "new-case", "--title", "T", "--section", "service", columns=44, rows=14
    ).see("1 of 5 - 0 answered")
    terminal.press(ENTER, ENTER).see("3 of 5 - 0 answered").type(":help").press(ENTER)
    terminal.see("What measurements help monitor the", "(more: arrow down, PageDown)")
    seen = terminal.text()
    for _ in range(8):
        seen += terminal.press(PAGE_DOWN).settle().text()
    for text in ("The source's own wording:", "baby?", "Paul Batalden", "Welfare."):
        assert text in seen
    assert not terminal.shows("(more:")
    terminal.press("\x1b[H").see("(more:").press("\x1b[F").see("Welfare.").see_no_more("(more:")
    terminal.press(DOWN, UP, *[PAGE_UP] * 8).see("Anything followed over time").press(ENTER).see(
        "3 of 5 - 0 answered"
    )


@pytest.mark.parametrize("key", [CONTROL["c"], CONTROL["d"]])
def test_the_interview_can_be_stopped_from_the_help(desk, key):
    terminal = begin(desk).type("Half a").press(SHIFT_TAB).see("This is the first question.")
    terminal.type(":help").press(ENTER).see("Enter: back to the question").press(key)
    assert terminal.exit_code() == 130
    desk.sit("resume").see(FIRST, ">  Half a")


# --- stopping --------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [CONTROL["c"], CONTROL["d"], ":quit"], ids=["c", "d", "quit"])
def test_stopping_says_how_to_go_on(desk, keys):
    terminal = begin(desk).type("One").press(ENTER).see(SECOND).press(keys)
    if keys == ":quit":
        terminal.press(ENTER)
    assert terminal.exit_code() == 130
    assert terminal.shows("All you wrote is kept:")
    assert terminal.shows(f"To go on: coprod resume {desk.case().id}")
    assert terminal.text().replace("\n", "").count(str(desk.note_path)) == 1
    assert not terminal.is_full_screen
    assert not terminal.shows("What is the context?"), "the screen is as it was before"
    assert desk.case().status == "draft"
    assert desk.answer("situation.setting") == "One"


def test_half_typed_text_is_there_again_with_the_cursor_at_its_end(desk):
    terminal = begin(desk).press(ENTER).see(SECOND)
    terminal.type("Half of").press(ALT_ENTER).type("a text").press(LEFT, LEFT, CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.context": "Half of\na text"}
    assert desk.answer("situation.context") == ""
    terminal = desk.sit("resume").see(SECOND, ">  Half of", "a text")
    terminal.see_cursor_behind("   a text")
    terminal.type(", and more").press(ENTER).see("question 3 of 5")
    assert desk.answer("situation.context") == "Half of\na text, and more"


def test_ctrl_d_with_text_before_the_cursor_does_not_leave(desk):
    terminal = begin(desk).type("Half a").press(CONTROL["d"]).settle()
    assert terminal.shows(FIRST)
    assert terminal.shows(">  Half a")
    terminal.type("!").see("Half a!").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "Half a!"


def test_resume_goes_to_the_first_open_question_where_nobody_was_half_way(desk):
    desk.write_note("situation.setting=A ward", "situation.place=At home")
    desk.sit("resume").see(SECOND)


def test_resume_without_a_draft_says_so(desk):
    desk.write_note("situation.setting=A ward")
    assert desk.run("edit", "latest", "--final", "--set", "situation.place=x").returncode == 0
    terminal = desk.sit("resume")
    assert terminal.exit_code() == 4
    assert terminal.shows("there is no draft to go on with.")


def test_a_lone_escape_changes_nothing(desk):
    terminal = begin(desk).type("One").press("\x1b").settle(1.3)
    terminal.type(" two").see(">  One two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


def test_a_help_that_fits_does_not_move(desk):
    terminal = begin(desk, rows=48).type(":help").press(ENTER).see("Enter: back to the question")
    before = terminal.text()
    assert terminal.press(DOWN, PAGE_DOWN).settle().text() == before


@pytest.mark.parametrize("key", ["\t", "\x12", "\x13", "\x1a", UP, DOWN])
def test_a_key_without_a_meaning_changes_nothing(desk, key):
    terminal = begin(desk).type("One").see(">  One").settle()
    before = terminal.text()
    assert terminal.press(key).settle().text() == before
    terminal.type(" two").see(">  One two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_a_text_waits_in_the_background(desk):
    terminal = desk.sit_in_shell("exec bash --norc -i", PS1="$ ").see("$")
    terminal.type(
        f"{sys.executable} -m coprod_cli new-case --template primary-care --title T\r"
    ).see(FIRST)
    terminal.type("One").press("\x1a").see("Stopped").type("stty -a\r").see(" icanon", " echo ")
    terminal.type("fg\r").see(FIRST, ">  One").type(" two").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One two"
