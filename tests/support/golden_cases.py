"""Two made-up cases from which the golden files come; nothing in them ever happened."""

from made_up import EVERY_TYPE, NOON, PRIMARY_CARE, STAMP

from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.new_note import new_note
from coprod_cli.notebook.note.reader import read_note

SAID = "(Made up.)"
SOME = Case(
    id="20261124-aaaaaa",
    title="Made up: every type of question",
    template="every-type",
    template_version=EVERY_TYPE.version,
    status="draft",
    created=STAMP,
    updated="2026-11-24T12:00:00+00:00",
    tags=("made-up", "golden"),
)
SOME_ANSWERS = (
    Answer("first.name", f"=A formula {SAID}"),
    Answer("first.kind", "At home"),
    Answer("first.helpers", "- A nurse\n- A friend"),
    Answer("first.seen", "No", evidence="reported"),
    Answer("first.day", "2026-11-24"),  # hidden, since nobody was seen
    Answer("first.wait", "-0", unknown=True),
    Answer("second.story", f"# A heading {SAID}\n\n```\n<!-- coprod:end -->\n---\n\n| a | “b” |"),
    Answer(
        "second.story",
        f"+ Another voice, é \U0001f600 {SAID}",
        voice="family",
        evidence="study",
        sources=("A made-up study, 2020", "ISBN 978-0-306-40615-7"),
    ),
    Answer("second.why-not", "", unknown=True),
)
FULL = Case(
    id="20261124-bbbbbb",
    title="Made up: all of primary care",
    template="primary-care",
    template_version=PRIMARY_CARE.version,
    status="final",
    created=STAMP,
    updated="2026-11-24T12:00:00+00:00",
)
FULL_ANSWERS = tuple(
    Answer(address, f"Made up, number {number}.")
    for number, address in enumerate(PRIMARY_CARE.questions, 1)
    if number % 5
)


def note_of(case, answers, template):
    """The note of a case, as an interview would have written it."""
    note = read_note(new_note(case, template).encode(), f"{case.id}.md")
    after = note.case
    for answer in answers:
        after = after.with_answer(answer)
    return with_case_changes(note, note.case, after, template, NOON)


def some_note():
    return note_of(SOME, SOME_ANSWERS, EVERY_TYPE)


def full_note():
    return note_of(FULL, FULL_ANSWERS, PRIMARY_CARE)
