"""A footnote that a formatter deleted, since another answer has one of that label, is told."""

import pytest
from made_up import EVERY_TYPE, note_text

from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import read_note

NOTE = "A study[^1] and [so].\n\n[^1]: Here.\n\n[so]: https://example.org/a"


def borrowed(story, late):
    text = note_text({"second.story": story, "second.late": late})
    found = check_note(read_note(text.encode(), "case.md"), lambda _: EVERY_TYPE)
    return [text.split("\n")[each.line - 1] for each in found if each.kind == "borrowed"]


def test_the_use_of_a_footnote_that_only_another_answer_defines_is_told():
    assert borrowed(NOTE, "Words.\n\nIt is[^1] so.") == ["It is[^1] so."]


def test_the_answer_is_known_to_be_its_own():
    text = note_text({"second.story": NOTE, "second.late": "It is[^1] so."})
    found = check_note(read_note(text.encode(), "case.md"), lambda _: EVERY_TYPE)
    assert [(each.kind, each.uncertain) for each in found] == [("borrowed", False)]
    assert '"second.story"' in found[0].message


@pytest.mark.parametrize(
    "late",
    [
        NOTE,
        "No label.",
        "One address for [both][so].",
        "`[^1]`",
        "```\n[^1]\n```",
        "An unknown [^2] and [other].",
    ],
)
def test_what_is_at_home_or_no_label_is_not_told(late):
    assert borrowed(NOTE, late) == []


def test_what_no_answer_defines_is_not_told():
    assert borrowed("A study[^1].", "It is[^1] so.") == []
