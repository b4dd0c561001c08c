"""Mends what is sure in a damaged note: lost markers, doubled ones, and a lost end."""

import re
from collections.abc import Iterator

from coprod_cli.base.text import canonical_text, folded
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.template import Template
from coprod_cli.model.wording import every_wording
from coprod_cli.notebook.note.edit import Edit, apply_edits, lost_heading
from coprod_cli.notebook.note.markers import END, Marker, is_heading, marker_for
from coprod_cli.notebook.note.new_note import question_heading, section_heading
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note

_HASHES = re.compile(r"\A {0,3}#{1,6}[ \t]*")
_NUMBER = re.compile(r"\A[0-9]+\.[ \t]*")


def repaired(note: Note, template: Template | None) -> Note:
    """Return the note with all mended that is sure; the same note where nothing is.

    No text goes: that of a doubled answer is put below the other one. What is not sure, as a marker
    that is gone together with its heading, stays as it is.

    Args:
        note: the note.
        template: its template; without it no lost marker is known.
    """
    # What is mended may make sure what was not: of two headings, one may be gone with its double.
    while (mended := _mended_once(note, template)) is not note:
        note = mended
    return note


def _mended_once(note: Note, template: Template | None) -> Note:
    case = note.case
    if case is None:
        return note
    if template is not None and case.template_version != template.version:
        template = None
    note = _without_broken_marker(note, template)
    if template is not None:
        note = _with_lost_markers(note, template)
        note = _with_lost_tail(note, template, case.language)
    note = _with_end(note)
    while (mended := _with_one_less_doubled(note)) is not note:
        note = mended
    return note


def _ends(note: Note) -> bool:
    return bool(note.slots) and note.slots[-1].marker.address == END


def _without_broken_marker(note: Note, template: Template | None) -> Note:
    """Take out a last line that is the beginning of a marker that is lost, and no more of it."""
    lines = note.text.rstrip().split("\n")
    last = lines[-1].strip()
    if _ends(note) or len(last) < len("<!--"):
        return note
    there = {slot.marker.address for slot in note.slots}
    known = [address for address, _ in _wordings(template)] if template else []
    lost = [address for address in (END, *known) if address not in there]
    if not any(str(Marker(address)).startswith(last) for address in lost):
        return note
    return apply_edits(note, [Edit(len(lines) - 1, len(lines), [])])


def _with_end(note: Note) -> Note:
    if _ends(note):
        return note
    lines = note.text.rstrip("\n").split("\n")
    return apply_edits(note, [Edit(len(lines), len(note.text.split("\n")), ["", str(Marker(END))])])


# --- lost markers ---


def _with_lost_markers(note: Note, template: Template) -> Note:
    """Put a marker under each heading that is known for a lost one, and for no other."""
    there = {slot.marker.address for slot in note.slots}
    wordings = {key: texts for key, texts in _wordings(template) if key not in there}
    edits = []
    for number, line in _free_headings(note):
        said = _words_of(line)
        meant = [key for key, texts in wordings.items() if said in texts]
        if len(meant) == 1:
            edits.append((meant[0], number + 1))
    once = [each for each in edits if [key for key, _ in edits].count(each[0]) == 1]
    return apply_edits(note, [Edit(at, at, [str(Marker(key))]) for key, at in once])


def _wordings(template: Template) -> Iterator[tuple[Address, set[str]]]:
    """Give every wording of the heading of each section and question, as they are compared."""
    for section in template.sections:
        titles = [*every_wording(section.title), *every_wording(section.slide_title)]
        yield Address(section.id), {_words_of(title) for title in titles}
        for question in section.questions:
            texts = [*every_wording(question.text), *every_wording(question.text_plain)]
            yield section.address(question), {_words_of(text) for text in texts}


def _free_headings(note: Note) -> Iterator[tuple[int, str]]:
    """Give the number and the text of each heading that no marker has."""
    start = note.front_matter.end if note.front_matter else 0
    end = note.slots[-1].line if _ends(note) else len(note.text)
    owned = {note.lines.number(slot.heading) for slot in note.slots}
    first, last = note.lines.number(start), note.lines.number(end)
    for number, line in enumerate(note.text.split("\n")[first : last + 1], first):
        if is_heading(line) and number not in owned:
            yield number, line


def _words_of(heading: str) -> str:
    """Return a heading as it is compared: without hashes and a section's number, folded."""
    return folded(_NUMBER.sub("", _HASHES.sub("", heading, count=1), count=1))


def _with_lost_tail(note: Note, template: Template, language: str) -> Note:
    """Put back the questions that were cut off with the end, each of them open."""
    if _ends(note):
        return note
    there = {slot.marker.address for slot in note.slots}
    blocks: list[tuple[Address, list[str]]] = []
    for number, section in enumerate(template.sections, 1):
        heading = section_heading(section, number, language)
        name = Address(section.id)
        blocks.append((name, [heading, str(Marker(name)), ""]))
        for question in section.questions:
            address = section.address(question)
            heading = question_heading(question, language)
            blocks.append((address, [heading, str(Marker(address)), ""]))
    lost = [address not in there for address, _ in blocks]
    tail = lost.index(True) if True in lost else len(lost)
    if not all(lost[tail:]) or tail == len(lost):
        return note  # a marker is lost in between: whose text is whose is not sure
    lines = note.text.rstrip("\n").split("\n")
    added = ["", *(line for _, block in blocks[tail:] for line in block)]
    return apply_edits(note, [Edit(len(lines), len(note.text.split("\n")), added)])


# --- doubled markers ---


def _with_one_less_doubled(note: Note) -> Note:
    """Put the second of two texts for one answer below the first."""
    first_of: dict[AnswerKey, Slot] = {}
    for slot in note.slots:
        if not slot.marker.address.is_question:
            continue  # a section, or the end: no answer of theirs can be doubled
        if (first := first_of.setdefault(slot.marker.key, slot)) is not slot:
            return _joined(note, first, slot)
    return note


def _joined(note: Note, first: Slot, second: Slot) -> Note:
    # As they stand, with what keeps their lines from being markers.
    texts = [canonical_text(note.text[slot.start : slot.end]) for slot in (first, second)]
    kept = [text for text in dict.fromkeys(texts) if text]
    given = [
        slot.marker.unknown
        for slot, text in zip((first, second), texts, strict=True)
        if text or slot.marker.unknown
    ]
    marker = first.marker
    answer = Answer(marker.address, "", bool(given) and all(given), marker.voice, marker.evidence)
    slots = note.slots
    place = slots.index(second)
    before, after = slots[place - 1], slots[place + 1]  # of a note that has its end
    adjacent = before is first
    lines = "\n\n".join(kept).split("\n") if kept else []
    lines += lost_heading(after if adjacent else slots[slots.index(first) + 1], lines)
    body = ["", *lines, ""] if lines else [""]
    above = canonical_text(note.text[before.start : before.end]).split("\n")
    instead = [] if adjacent else lost_heading(after, above)
    top = note.lines.number(first.line)
    return apply_edits(
        note,
        [
            Edit(top, top + 1, [str(marker_for(answer, marker.words))]),
            Edit(note.lines.number(first.start), note.lines.number(first.end), body),
            Edit(note.lines.number(second.heading), note.lines.number(second.end), instead),
        ],
    )
