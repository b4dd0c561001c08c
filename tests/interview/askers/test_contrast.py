"""All text can be read on a black, a white and a Solarized background: contrast of what is sent.

The contrast is that of WCAG 2.2 (1.4.3), computed from the control sequences (ECMA-48, SGR).
"""

import re

import pytest
from made_up import VISIT, add_note
from terminal import DOWN, ENTER, SHIFT_TAB, Terminal

pytestmark = pytest.mark.slow

ENOUGH = 4.5
BACKGROUNDS = {
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "Solarized dark": (0, 43, 54),
    "Solarized light": (253, 246, 227),
}
_SEQUENCE = re.compile(rb"\x1b\[([\d;:]*)m")
# The attributes that leave a text in the terminal's own two colours: reset, bold, italic, underline
# and reverse, and their ends. Among the others are dim and blinking text.
HARMLESS = {0, 1, 3, 4, 7, 21, 22, 23, 24, 27, 39, 49}
# What terminals show for the 16 named colours: xterm, VGA and Solarized.
XTERM = """000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5
           7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"""
VGA = """000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa
         555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"""
SOLARIZED = """073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5
               002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"""
PALETTES = (XTERM, VGA, SOLARIZED)


def luminance(colour):
    """Return the relative luminance of red, green and blue from 0 to 255."""
    parts = [value / 255 for value in colour]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(colours):
    return min(contrast(each, ground) for each in colours for ground in BACKGROUNDS.values())


def named(number):
    """Return what a named colour may look like."""
    return [tuple(bytes.fromhex(palette.split()[number])) for palette in PALETTES]


def numbered(number):
    """Return what one of xterm's 256 colours looks like."""
    if number < 16:
        return named(number)
    if number >= 232:
        return [(8 + 10 * (number - 232),) * 3]
    steps = (0, 95, 135, 175, 215, 255)
    rest = number - 16
    return [(steps[rest // 36], steps[rest // 6 % 6], steps[rest % 6])]


def contrasts(output):
    """Return the least contrast of each sequence that changes a colour; 0 for what is not known."""
    found = {}
    for codes in set(_SEQUENCE.findall(output)):
        numbers = [int(each or 0) for each in re.split(rb"[;:]", codes)]
        while numbers:
            first = numbers.pop(0)
            colours = []
            if first in HARMLESS:
                continue
            if first in (38, 48) and numbers[:1] == [5]:
                colours, numbers = numbered(numbers[1]), numbers[2:]
            elif first in (38, 48) and numbers[:1] == [2]:
                colours, numbers = [tuple(numbers[1:4])], numbers[4:]
            elif first % 10 < 8 and first // 10 in (3, 4, 9, 10):
                colours = named(first % 10 + 8 * (first > 49))
            found[codes] = least_contrast(colours) if colours else 0
    return found


def assert_readable(*terminals):
    seen = b"".join(terminal.output for terminal in terminals)
    assert {codes: ratio for codes, ratio in contrasts(seen).items() if ratio < ENOUGH} == {}


@pytest.mark.parametrize(
    ("codes", "ratio"),
    [("1;33", 1.7), ("38;2;255;157;0", 1.8), ("38;5;208", 2.1), ("90", 1.0), ("2", 0.0)],
)
def test_a_colour_that_is_hard_to_read_would_be_found(codes, ratio):
    (found,) = contrasts(f"\x1b[{codes}m".encode()).values()
    assert found < ENOUGH
    assert found == pytest.approx(ratio, abs=0.4)


def test_no_colour_at_all_is_easy_to_read_on_each_background():
    greys = [(value,) * 3 for value in range(256)]  # contrast goes by luminance alone
    assert max(least_contrast([grey]) for grey in greys) < ENOUGH


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (60, 20)])
def test_the_screens_of_an_interview_are_readable(desk, language, columns, rows):
    size = {"columns": columns, "rows": rows, "COPROD_LANGUAGE": language}
    first = desk.sit("new-case", "--template", "every-type", **size).settle()
    first.answer("Title, made up").settle()
    for text in ("Typed \x02\x02", "\x1b[200~a\u202eb\x1b[201~", ":help\r", "q", ":nothing\r"):
        first.type(text).settle(0.1)
    first.press("\x15", ENTER, DOWN, ":").type("help\r").press("q", ENTER, " ", ENTER, ENTER)
    first.press(SHIFT_TAB).type(":menu\r").press(DOWN, SHIFT_TAB).settle().press("\x03")
    first.exit_code()
    review = desk.sit("edit", "latest", "--section", "second", **size).settle()
    review.press(*[ENTER] * 4).settle()
    review.press(DOWN, "\x03")
    review.exit_code()
    assert b"\x1b[0;1m" in first.output  # else nothing was seen
    assert_readable(first, review)


COMMANDS = [
    ["list"], ["show", "latest"], ["tasks"], ["help"], ["help", "interview"], ["check"],
    ["check", "--privacy"], ["history", "latest"], ["templates", "list"], ["--help"],
    ["new-case", "--help"], ["shwo"], ["show", "nothing"], ["list", "--nothing"],
    ["export", "jsonl"], ["update"], ["templates", "show", "every-type"], ["tasks", "--pick"],
]  # fmt: skip


def test_the_output_of_commands_is_readable(desk):
    folder = desk.notebook
    add_note(folder, "20261101-aaaaaa", {**VISIT, "first.name": "Anna Ek, made up"}, title="One")
    terminals = []
    for command in COMMANDS:
        terminal = desk.sit(*command, PAGER="cat").settle(0.2)
        terminals.append(terminal.press("\x03"))
        terminal.exit_code()
    assert_readable(*terminals)


def test_a_progress_bar_is_readable(tmp_path):
    code = (
        "from coprod_cli.cli.console.progress import progress_bar\n"
        "with progress_bar('Reading')(range(400), 400) as items: list(items)"
    )
    terminal = Terminal("-c", code, folder=tmp_path)
    terminal.exit_code()
    assert_readable(terminal)
