"""Who speaks is chosen line by line in one way, before a new case and within one."""

from io import StringIO

import pytest

from coprod_cli.interview.askers.plain.opening_pages import PlainPages
from coprod_cli.interview.opening import Left, Speaker


def chosen(*typed):
    """What is chosen before a new case where these lines are typed, and what is printed."""
    lines, out = iter(typed), StringIO()
    pages = PlainPages(out, lambda _prompt: next(lines))
    return pages.choose_voice(Speaker("family"), None), out.getvalue()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1", "patient"), ("nurse", "nurse"), (":voice nurse", "nurse"), ("4", ""),
        (":back", Left.BACK), ("", Left.BACK), (":quit", Left.STOP),
    ],
)  # fmt: skip
def test_a_number_a_word_or_a_command_chooses_or_leaves(typed, answer):
    assert chosen(typed)[0] == answer


def test_what_chooses_nothing_is_said_and_asked_again():
    answer, printed = chosen("9", ":nope", ":voice", "2")

    assert answer == "family"
    assert printed.count("That number is not in the list.\n") == 1
    assert printed.count("There is no :nope.\n") == 1
