"""Lines on a terminal end between words; what goes elsewhere, and what people copy, stays whole."""

import fcntl
import io
import os
import struct
import termios

import pytest

from coprod_cli.base.printed_lines import printed

LONG = "A sentence that is long enough to be wrapped, and that ends with a plain word."
PATH = "/home/made-up/a/rather/long/folder/20261129-abcdef.md"


@pytest.fixture
def terminal():
    """Return a function that opens a terminal of some width, and returns a stream to it."""
    opened = []

    def open_terminal(columns):
        leader, follower = os.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        stream = os.fdopen(follower, "w")
        opened.append((leader, stream))
        return stream

    yield open_terminal
    for leader, stream in opened:
        stream.close()
        os.close(leader)


def test_nothing_is_wrapped_where_no_terminal_is():
    assert printed(LONG * 9, io.StringIO()) == LONG * 9


@pytest.mark.parametrize("columns", [20, 60, 80, 120, 200])
def test_prose_is_wrapped_at_the_edge_and_at_100_columns(terminal, columns):
    text = " ".join([LONG] * 5)
    lines = printed(text, terminal(columns)).split("\n")
    assert " ".join(lines) == text
    assert max(map(len, lines)) <= min(columns, 100)


def test_each_line_of_a_text_is_wrapped_for_itself(terminal):
    assert printed("one two\n\nthree four", terminal(6)) == "one\ntwo\n\nthree\nfour"


@pytest.mark.parametrize(
    ("line", "wrapped"),
    [
        ("  12. one two three four", "  12. one two\n      three four"),
        ("- one two three four five", "- one two three\n  four five"),
        ("! one two three four five", "! one two three\n  four five"),
        ("  - [ ] one two three four", "  - [ ] one two\n        three\n        four"),
        ("    one two three four", "    one two\n    three four"),
    ],
)
def test_lines_below_the_first_are_below_its_text(terminal, line, wrapped):
    assert printed(line, terminal(16)) == wrapped


@pytest.mark.parametrize(
    ("before", "command", "after"),
    [
        ("The marker is damaged. Try: ", "coprod check --repair 20261129-abcdef", ""),
        ("Several cases fit. Try: ", "coprod show 20261129-abcdef", ", or its path"),
        ("To ask with it: ", "coprod new-case --template primary-care", ""),
        ("To look at it: ", "coprod templates show primary-care", " and then read on"),
        ("It is: ", "coprod edit 20261129-abcdef --set 'a.b=one two three'", " for one"),
        ("You have finished the case: ", PATH, ""),
    ],
)
def test_a_command_and_a_path_stay_on_one_line(terminal, before, command, after):
    for columns in range(20, 80):
        lines = printed(f"{before}{command}{after}", terminal(columns)).split("\n")
        assert sum(command in line for line in lines) == 1
        assert " ".join(lines) == f"{before}{command}{after}"
