"""What one voice said, without its marker, is never read as the words of another, unseen."""

import itertools

import pytest
from made_up import EVERY_TYPE, NOON, blank_text

from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.reader import read_note
from coprod_cli.notebook.note.repair import repaired

STORY, LATE = "second.story", "second.late"
TEXTS = {"patient": "One, made up", "family": "Two, made up", None: "Three, made up"}


def note_of(*voices, address=STORY, language="en"):
    note = read_note(blank_text(EVERY_TYPE, language=language).encode(), "case.md")
    case = note.case
    for voice in voices:
        text = TEXTS.get(voice, f"The {voice}, made up")
        case = case.with_answer(Answer(address, text, voice=voice))
    return with_case_changes(note, note.case, case, EVERY_TYPE, NOON)


def without_markers(note, *voices):
    """The note without the markers of some voices."""
    lines = note.original.split("\n")
    lost = tuple(f"voice={voice} " for voice in voices)
    kept = [line for line in lines if not any(word in line for word in lost)]
    return read_note("\n".join(kept).encode(), "case.md")


def said(note):
    return {each.key: each.text for each in note.case.given_answers()}


def findings(note):
    return check_note(note, lambda _name: EVERY_TYPE)


DAMAGES = [
    (order, lost)
    for count in (1, 2, 3)
    for order in itertools.permutations(["patient", "family", None], count)
    for lost in (["patient"], ["family"], ["patient", "family"])
    if set(lost) <= set(order)
]


@pytest.mark.parametrize(("order", "lost"), DAMAGES, ids=str)
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_lost_voice_is_told_and_comes_back_under_its_own_marker(order, lost, language):
    whole = note_of(*order, language=language)
    damaged = without_markers(whole, *lost)
    assert is_uncertain(damaged, EVERY_TYPE)
    assert any(finding.uncertain for finding in findings(damaged))

    mended = repaired(damaged, EVERY_TYPE)

    assert said(mended) == said(whole)
    assert findings(mended) == []
    assert repaired(mended, EVERY_TYPE) is mended


def test_the_finding_names_the_voice_and_the_place():
    (finding,) = findings(without_markers(note_of("patient", "family"), "family"))

    assert finding.message == (
        f'the marker of the answer to "{STORY}" (family) is missing; its words stand in "{STORY}".'
    )
    assert finding.hint == "coprod check --repair"
    assert finding.line == 1 + note_of("patient", "family").original.split("\n").index(
        "### What happened? (family)"
    )


def test_a_heading_is_told_and_left_where_it_is_not_known_that_the_word_is_a_voice():
    damaged = without_markers(note_of("patient", "porter"), "porter")
    (finding,) = findings(damaged)

    assert finding.hint == f"write <!-- coprod:{STORY} voice=porter --> under its heading"
    assert repaired(damaged, EVERY_TYPE) is damaged


@pytest.mark.parametrize("remark", ["(4)", "(?)", "(in the morning)"])
def test_a_word_in_brackets_is_no_voice_unless_it_has_a_letter(remark):
    for text in (f"### What happened? {remark}", f"Made up\n\n### What happened? {remark}"):
        note = note_of("patient")
        case = note.case.with_answer(Answer(LATE, text))
        note = with_case_changes(note, note.case, case, EVERY_TYPE, NOON)

        assert findings(note) == []


@pytest.mark.parametrize("voice", ["porter", "4"])
def test_a_word_is_known_as_a_voice_where_it_speaks_elsewhere_in_the_note(voice):
    case = note_of("patient", voice)
    also = case.case.with_answer(Answer(LATE, "Made up", voice=voice))
    whole = with_case_changes(case, case.case, also, EVERY_TYPE, NOON)
    damaged = whole.original.replace(
        next(line for line in whole.original.split("\n") if f"{STORY} voice={voice}" in line)
        + "\n",
        "",
    )

    assert said(repaired(read_note(damaged.encode(), "case.md"), EVERY_TYPE)) == said(whole)


@pytest.mark.parametrize(
    "text",
    ["### What happened? (in the morning)", "### A heading of ours (family)",
     "What happened? (family)", "```\n### What happened? (family)\n```",
     "### What happened? (patient)\n\nOne"],
)  # fmt: skip
def test_a_heading_of_a_person_s_own_is_no_lost_voice(text):
    note = note_of("patient")
    case = note.case.with_answer(Answer(STORY, f"Made up\n\n{text}\n\nMade up", voice="patient"))
    note = with_case_changes(note, note.case, case, EVERY_TYPE, NOON)

    assert findings(note) == []
    assert repaired(note, EVERY_TYPE) is note


@pytest.mark.parametrize(
    "shape", ["**{}**", "{}\n---", "__{}__", "\\### {}", "<h3>{}</h3>"],
)  # fmt: skip
def test_a_lost_voice_comes_back_under_a_heading_that_another_program_changed(shape):
    whole = note_of("patient", "family")
    damaged = without_markers(whole, "family")
    heading = "### What happened? (family)"
    changed = damaged.original.replace(heading, shape.format(heading[4:]))
    damaged = read_note(changed.encode(), "case.md")
    assert is_uncertain(damaged, EVERY_TYPE)

    mended = repaired(damaged, EVERY_TYPE)

    assert said(mended) == said(whole)
    assert heading in mended.original
    assert findings(mended) == []


def test_a_lost_voice_is_told_once_where_no_marker_of_its_question_is_left():
    told = findings(without_markers(note_of("patient", "family"), "patient", "family"))

    assert [finding.hint for finding in told] == ["coprod check --repair"] * 2
    assert all(finding.uncertain for finding in told)


def test_a_voice_that_stands_twice_is_left():
    damaged = without_markers(note_of("patient", "family"), "family")
    block = "### What happened? (family)\n\nTwo, made up\n\n"
    twice = read_note(damaged.original.replace(block, block * 2).encode(), "case.md")

    assert is_uncertain(twice, EVERY_TYPE)
    assert repaired(twice, EVERY_TYPE) is twice
