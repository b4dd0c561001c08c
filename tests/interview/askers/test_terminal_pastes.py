"""Pastes: all of the text goes into one answer, and none into the next question."""

import pytest
from terminal import CONTROL, DOWN, ENTER

pytestmark = pytest.mark.slow

FIRST = "1 of 46 - 0 answered Section 1 of 9 - question 1 of 5: Situation"
SECOND = "2 of 46 - 1 answered Section 1 of 9 - question 2 of 5: Situation"
BOTH = pytest.mark.parametrize("bracketed", [True, False], ids=["bracketed", "unbracketed"])
NOTE = "Came in by bus.\n\n- a cough\n- no fever\n\tindented\n\nWent home."


def begin(desk):
    return desk.sit("new-case", "--template", "primary-care", "--title", "T").see(FIRST)


@BOTH
def test_several_lines_are_one_answer(desk, bracketed):
    terminal = begin(desk).paste(NOTE, bracketed=bracketed).see("Went home.").settle()
    assert terminal.shows(FIRST)
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == NOTE
    assert desk.half_typed() == {}


@BOTH
def test_a_line_end_at_the_end_of_several_lines_does_not_take_the_answer(desk, bracketed):
    terminal = begin(desk).paste("One\ntwo\n", bracketed=bracketed).see("two").settle()
    assert terminal.shows(FIRST)
    assert desk.answer("situation.setting") == ""
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo"


@BOTH
def test_a_paste_goes_to_where_the_cursor_is(desk, bracketed):
    terminal = begin(desk).type("Before ").paste("one\ntwo", bracketed=bracketed).see("two")
    terminal.type(" after").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "Before one\ntwo after"


@BOTH
def test_200_lines_are_one_answer(desk, bracketed):
    lines = [f"Line {number} of a long letter, {'x' * (number % 37)}" for number in range(1, 201)]
    terminal = begin(desk).paste("\n".join(lines), bracketed=bracketed).see(lines[-1]).settle()
    terminal.type(" The end.").see("The end.").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting").split("\n") == [*lines[:-1], f"{lines[-1]} The end."]


def test_a_paste_that_arrives_in_parts_is_one_answer(desk):
    terminal = begin(desk).type("One").settle()
    for part in (b"\rtwo\rthr", b"ee", b"\rfour\r\r", b"five"):
        terminal.send_bytes(part).settle(0.05)
    terminal.see("five")
    assert terminal.shows(FIRST)
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo\nthree\nfour\n\nfive"


def test_pasted_lines_that_look_like_commands_are_text(desk):
    terminal = begin(desk).paste(":quit\n?\nOne").see(":quit ? One").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == ":quit\n?\nOne"
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130


def test_100_kilobytes_are_one_answer(desk):
    lines = [f"{number:05} {'abcdefghi ' * 9}".rstrip() for number in range(1050)]
    text = "\n".join(lines)
    assert len(text) > 100_000
    terminal = begin(desk).paste(text).see("01048 abcdefghi", "01049 abcdefghi")
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == text


@BOTH
def test_a_paste_is_kept_when_the_interview_is_stopped(desk, bracketed):
    terminal = begin(desk).paste(NOTE, bracketed=bracketed).see("Went home.").press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.setting": NOTE}
    terminal = desk.sit("resume").see("Came in by bus.", "Went home.")
    terminal.type(" Slept.").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == f"{NOTE} Slept."


def test_windows_line_ends_in_a_paste_are_one_line_end(desk):
    terminal = begin(desk).send_bytes(b"\x1b[200~One\r\ntwo\r\n\r\nthree\x1b[201~").see("three")
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "One\ntwo\n\nthree"


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        (b"a\x1b[31mred\x1b[0mb", "aredb"),
        (b"a\x1b]0;title\x07b", "ab"),
        (b"a\x00b\x01c\x07d\x08e\x7ff", "abcdef"),
        ("a\x85b\x9bc".encode(), "abc"),
        (b"a\x1a\x1c\x1d\x1e\x1fb", "ab"),
        (b"a\tb", "a\tb"),
    ],
    ids=["colour", "title", "control", "c1", "rest", "tab"],
)
def test_controls_in_a_paste_are_not_stored(desk, pasted, stored):
    terminal = begin(desk).send_bytes(b"\x1b[200~" + pasted + b"\x1b[201~").settle()
    terminal.press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == stored
    assert terminal.lines()[0].strip() == "T"


def test_a_pasted_tab_is_shown_as_room(desk):
    terminal = begin(desk).paste("a\tb\nccc\td").see("d").settle()
    assert [line for line in terminal.lines() if "b" in line.split()] == [">  a   b"]
    assert "   ccc d" in terminal.lines()


def test_bytes_that_are_no_text_do_no_harm(desk):
    terminal = begin(desk).send_bytes(b"\x1b[200~caf\xe9 \xff\xfe ok\x1b[201~").see("ok")
    terminal.press(ENTER).see(SECOND)
    stored = desk.answer("situation.setting")
    assert stored.startswith("caf")
    assert stored.endswith(" ok")
    desk.note().encode()


def test_halves_of_a_character_that_arrive_apart_are_joined(desk):
    woman = "\U0001f469".encode("utf-16-le")
    halves = b"".join(
        woman[place : place + 2].decode("utf-16-le", "surrogatepass").encode(errors="surrogatepass")
        for place in (0, 2)
    )
    terminal = begin(desk).send_bytes(b"\x1b[200~a " + halves + b" b\x1b[201~").settle()
    terminal.press(ENTER).see(SECOND)
    desk.note().encode()
    assert desk.answer("situation.setting")[:2] == "a "


@BOTH
def test_what_is_pasted_into_the_menu_answers_nothing(desk, bracketed):
    terminal = begin(desk).type(":menu").press(ENTER).see("All questions")
    terminal.paste("One\ntwo\nthree\n", bracketed=bracketed).settle()
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert list(desk.case().given_answers()) == []
    assert desk.half_typed() == {}


@BOTH
@pytest.mark.parametrize("times", [1, 300])
def test_what_is_pasted_into_a_list_answers_nothing(desk, bracketed, times):
    terminal = desk.sit("new-case", "--title", "T", "--template", "every-type")
    terminal.see("What do you call this visit?").press(ENTER).see("What kind of visit was it?")
    terminal.paste("Family\nand who? : a doctor\n" * times, bracketed=bracketed).settle()
    assert terminal.shows("What kind of visit was it?")
    terminal.press(DOWN).see("> Walked in").press(ENTER).see("3 of 6 - 1 answered")
    assert desk.answer("first.kind") == "Walked in"


@BOTH
def test_ctrl_c_stops_at_a_list_also_right_behind_a_paste(desk, bracketed):
    terminal = desk.sit("new-case", "--title", "T", "--template", "every-type")
    terminal.see("What do you call this visit?").press(ENTER).see("What kind of visit was it?")
    terminal.paste("Family and who?", bracketed=bracketed).press(CONTROL["c"])
    assert terminal.exit_code() == 130


UNDO = "\x1f"


def test_undo_takes_back_what_was_typed_and_then_a_whole_paste(desk):
    lines = "\n".join(f"Line {number}" for number in range(100))
    terminal = begin(desk).type("Before ").settle(1.2)
    terminal.paste(lines, bracketed=False).see("Line 99").settle(1.2)
    terminal.type(" and more").see("Line 99 and more").press(UNDO).see_no_more("and more")
    terminal.press(UNDO).see_no_more("Line").press(ENTER).see(SECOND)
    assert desk.answer("situation.setting").strip() == "Before"


def test_a_backslash_at_the_end_of_a_pasted_line_goes_on_as_it_does_typed(desk):
    terminal = begin(desk).paste("one\\\ntwo\\\\\nthree\n\\four", bracketed=False).see("four")
    terminal.settle().press(ENTER).see(SECOND)
    assert desk.answer("situation.setting") == "one\ntwo\\\\\nthree\n\\four"


def test_a_paste_that_never_ends_is_stopped_by_ctrl_c_and_kept(desk):
    terminal = begin(desk).send_bytes(b"\x1b[200~One\rtwo").settle(0.3).press(CONTROL["c"])
    assert terminal.exit_code() == 130
    assert desk.half_typed() == {"situation.setting": "One\ntwo"}
