"""A marker that another program put in the middle of a text is told, if it is the only one."""

import pytest
from made_up import EVERY_TYPE, note_text

from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.set_answers import set_answer

FAMILY = Answer("second.story", "What the family said.", voice="family")


def note(text):
    return read_note(text.encode(), "case.md")


def two_voices():
    text = note_text({"second.story": "What somebody said."})
    return set_answer(note(text), FAMILY, "### What happened?").original


def buried(text):
    found = check_note(note(text), {"every-type": EVERY_TYPE}.get)
    return [each for each in found if "middle of a text" in each.message]


@pytest.mark.parametrize(
    "joined",
    [
        "text. ### What happened? <!-- coprod:second.story voice=family -->",
        "What happened? (family) <!-- coprod:second.story\nvoice=family -->",
        "What happened? <!--\ncoprod:second.story voice=family --> words",
    ],
)
def test_a_buried_marker_of_a_voice_with_no_other_is_told_and_leaves_the_owner_in_doubt(joined):
    marker = "### What happened? (family)\n<!-- coprod:second.story voice=family -->"
    text = two_voices()
    assert marker in text

    text = text.replace(marker, joined)

    (found,) = buried(text)
    assert "<!-- coprod:second.story voice=family -->" in found.hint
    assert text.split("\n")[found.line - 1] == joined.split("\n")[0]
    assert is_uncertain(note(text), EVERY_TYPE)


@pytest.mark.parametrize(
    "words",
    [
        "It says <!-- coprod:second.story --> there.",
        "It says <!-- coprod:no.such --> there.",
        "It says \\<!-- coprod:second.story voice=family --> there.",
    ],
)
def test_an_answer_may_speak_of_a_marker(words):
    text = note_text({"second.story": words, "second.late": "A text."})
    assert buried(text) == []
    assert not is_uncertain(note(text), EVERY_TYPE)
