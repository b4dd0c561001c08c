"""The text field at the terminal: lines end between words, and keys go by the screen's lines."""

import re
from itertools import pairwise
from unicodedata import normalize

import pytest
from terminal import CONTROL, DOWN, ENTER, LEFT, UP

pytestmark = pytest.mark.slow

SETTING = "situation.setting"
HOME, END, PAGE_UP, PAGE_DOWN = "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"
TEXT_START, WORD_LEFT, WORD_RIGHT = "\x1b[1;5H", "\x1b[1;5D", "\x1b[1;5C"
DELETE_WORD, UNDO, BACKSPACE = "\x1b[3;5~", "\x1f", "\x7f"
PROMPT = ">  "
STORY = " ".join(f"Sentence {number} of a made-up story about a chair." for number in range(1, 41))
ADDRESS = "https://example.org/" + "x" * 90
SMALL = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)], ids=["80x24", "60x20"])
SIZES = pytest.mark.parametrize(
    ("columns", "rows"), [(80, 24), (60, 20), (120, 40), (200, 60)], ids=lambda size: f"{size}"
)


def begin(desk, columns=80, rows=24, **more):
    """Start at the first question, which has a text of its own above it."""
    size = {"columns": columns, "rows": rows}
    words = ("new-case", "--template", "primary-care", "--title", "T")
    return desk.sit(*words, **size, **more).see(">  ").settle()


def leave(terminal):
    terminal.press(CONTROL["c"])
    assert terminal.exit_code() == 130


def field_rows(terminal):
    """Return the rows of the screen that show the text: those above and below are less far in."""
    lines = terminal.lines()
    rows = [row for row, line in enumerate(lines) if line.startswith((">", "   "))]
    return [row for row in rows if not lines[row].startswith(("   line ", "   rad "))]


def field_lines(terminal):
    return [terminal.lines()[row][len(PROMPT) :] for row in field_rows(terminal)]


def see_cursor(terminal, place):
    terminal.wait_until(lambda: terminal.cursor == place, f"the cursor at {place}")


@SIZES
def test_lines_end_between_words_and_prose_stops_at_100_columns(desk, columns, rows):
    text = STORY[:399] if rows > 20 else STORY[:199]
    terminal = begin(desk, columns, rows).paste(text).settle()

    lines = field_lines(terminal)
    width = min(columns, 100)
    assert " ".join(lines) == text
    assert all(len(line) <= width for line in terminal.lines())
    for line, below in pairwise(lines):
        assert len(PROMPT + line) < width <= len(f"{PROMPT}{line} {below.split()[0]}")
    terminal.press(ENTER).see_no_more("Sentence")
    leave(terminal)
    assert desk.answer(SETTING) == text


@SMALL
def test_up_and_down_home_and_end_go_by_the_lines_on_the_screen(desk, columns, rows):
    terminal = begin(desk, columns, rows).paste(STORY[:299]).settle()
    row, column = terminal.cursor
    shown = terminal.lines()

    terminal.press(UP)
    see_cursor(terminal, (row - 1, min(column, len(shown[row - 1]))))
    terminal.press(UP, DOWN, DOWN)
    see_cursor(terminal, (row, column))
    terminal.press(HOME)
    see_cursor(terminal, (row, len(PROMPT)))
    terminal.press(UP, END)
    see_cursor(terminal, (row - 1, len(shown[row - 1])))
    terminal.press(HOME, HOME).type("Begin ").press(END, END).type(" end").press(ENTER)
    terminal.see_no_more("Sentence")
    leave(terminal)
    assert desk.answer(SETTING) == f"Begin {STORY[:299]} end"


@SMALL
@pytest.mark.parametrize(("language", "line"), [("en", "line"), ("sv", "rad")])
def test_a_long_answer_says_which_line_the_cursor_is_in(desk, columns, rows, language, line):
    terminal = begin(desk, columns, rows, COPROD_LANGUAGE=language)
    above = terminal.lines()[: terminal.cursor[0]]
    assert f"   {line} " not in terminal.text()

    terminal.paste(STORY).settle()
    found = re.search(rf"^   {line} (\d+) \w+ (\d+)$", terminal.text(), re.MULTILINE)
    at, count = map(int, found.groups())
    assert at == count > rows // 2
    assert terminal.lines()[: len(above)] == above
    page = len(field_rows(terminal)) - 1
    for key, wanted in (
        (PAGE_UP, count - page), (UP, count - page - 1), (PAGE_DOWN, count - 1),
        (PAGE_DOWN, count), (TEXT_START, 1), (DOWN, 2), (PAGE_UP, 1),
    ):  # fmt: skip
        terminal.press(key).see(f"{line} {wanted} {found[0].split()[2]} {count}")
    leave(terminal)
    again = desk.sit("resume", "latest", columns=columns, rows=rows, COPROD_LANGUAGE=language)
    leave(again.see(f"   {line} {count} "))


def test_the_cursor_goes_by_words_of_any_letters(desk):
    terminal = begin(desk).type("En hjälpsam själ, år 2026")
    for word in ("2026", "år", "själ", "hjälpsam"):
        terminal.press(WORD_LEFT)
        row, column = terminal.cursor
        assert terminal.lines()[row][column:].startswith(word)
    terminal.press(WORD_RIGHT).type("!").see("En hjälpsam! själ")
    terminal.press(DELETE_WORD).see("En hjälpsam!, år 2026")
    terminal.press(UNDO).see("En hjälpsam! själ, år")
    leave(terminal.press(UNDO).see("En hjälpsam själ, år"))


def test_the_cursor_stands_behind_a_full_line_and_the_next_word_goes_below(desk):
    full = "word " * 14 + "longer"
    terminal = begin(desk).type(full)
    row, column = terminal.cursor
    assert (column, terminal.lines()[row]) == (79, PROMPT + full)
    terminal.type(" ")
    see_cursor(terminal, (row, 79))
    terminal.type("x")
    see_cursor(terminal, (row + 1, len(PROMPT) + 1))
    terminal.press(LEFT, LEFT)
    see_cursor(terminal, (row, 79))
    terminal.press(END, DOWN, END, BACKSPACE, BACKSPACE)
    see_cursor(terminal, (row, 79))
    terminal.type("s")
    assert field_lines(terminal) == ["word " * 13 + "word", "longers"]
    leave(terminal)


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("see " + ADDRESS, 80, ["see", ADDRESS[:76], ADDRESS[76:]]),
        ("日本語" * 15, 80, ["日本語" * 12 + "日本", "語日本語日本語"]),
        ("e\u0301" * 80, 80, ["é" * 76, "é" * 4]),
        ("👍 " * 20, 44, ["👍 " * 12 + "👍", "👍 " * 7]),
        ("ett ord", 8, ["ett", "ord"]),
        ("långt", 6, ["lå", "ng", "t"]),
        ("ett\u00a0ord som", 13, ["ett ord", "som"]),
        ("a\tb\tcde", 14, ["a   b", "cde"]),
    ],
    ids=["address", "wide", "combining", "emoji", "narrow", "very narrow", "no break", "tabs"],
)  # fmt: skip
def test_odd_texts_wrap_with_the_cursor_behind_them(desk, text, columns, lines):
    terminal = begin(desk).resize(columns, 60).paste(text).settle()

    row, column = terminal.cursor
    shown = [normalize("NFC", line) for line in terminal.lines()]
    behind = [line[len(PROMPT) :] for line in shown[row - len(lines) + 1 : row + 1]]
    wide = sum(letter in "日本語👍" for letter in lines[-1])
    # pyte leaves a blank cell behind each wide character.
    assert [line.replace("\xa0", " ").replace(" ", "") for line in behind] == [
        line.replace(" ", "") for line in lines
    ]
    assert column == len(PROMPT) + len(lines[-1]) + wide
    leave(terminal)


def test_a_text_wraps_anew_when_the_window_changes_its_size(desk):
    terminal = begin(desk).paste(STORY[:199]).settle()
    for columns, rows in ((50, 24), (120, 30), (34, 40), (80, 24)):
        terminal.resize(columns, rows).settle()
        lines = field_lines(terminal)
        assert " ".join(lines) == STORY[:199]
        see_cursor(terminal, (field_rows(terminal)[-1], len(PROMPT + lines[-1])))
    leave(terminal)
