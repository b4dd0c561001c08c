"""Repairs a damaged note where the result is certain: lost or doubled markers, a lost end."""

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
    """Return the repaired note; the same note if nothing can be repaired with certainty.

    No text is removed: the texts of a doubled answer are joined. Uncertain damage, such as a marker
    that is lost together with its heading, stays. A note with git's conflict marks stays as it is:
    what is between them stands there twice, and is no doubled answer.

    Args:
        note: the note.
        template: its template; without it no lost marker is recognized.
    """
    if any(finding.kind == "conflict" and finding.uncertain for finding in note.findings):
        return note
    # One repair may make another certain, as of two equal headings one may be removed.
    while (result := _repaired_once(note, template)) is not note:
        note = result
    return note


def _repaired_once(note: Note, template: Template | None) -> Note:
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
    while (result := _with_one_double_joined(note)) is not note:
        note = result
    return note


def _has_end(note: Note) -> bool:
    return bool(note.slots) and note.slots[-1].marker.address == END


def _without_broken_marker(note: Note, template: Template | None) -> Note:
    """Remove a last line that is a truncated marker, if that marker is missing in the note."""
    lines = note.text.rstrip().split("\n")
    last = lines[-1].strip()
    if _has_end(note) or len(last) < len("<!--"):
        return note
    present = {slot.marker.address for slot in note.slots}
    known = [address for address, _ in _wordings(template)] if template else []
    lost = [address for address in (END, *known) if address not in present]
    if not any(str(Marker(address)).startswith(last) for address in lost):
        return note
    return apply_edits(note, [Edit(len(lines) - 1, len(lines), [])])


def _with_end(note: Note) -> Note:
    if _has_end(note):
        return note
    lines = note.text.rstrip("\n").split("\n")
    return apply_edits(note, [Edit(len(lines), len(note.text.split("\n")), ["", str(Marker(END))])])


# --- lost markers ---


def _with_lost_markers(note: Note, template: Template) -> Note:
    """Put lost markers back under the headings that match exactly one lost marker."""
    present = {slot.marker.address for slot in note.slots}
    wordings = {address: texts for address, texts in _wordings(template) if address not in present}
    lines_by_address: dict[Address, list[int]] = {}
    for number, line in _free_headings(note):
        text = _comparable(line)
        matches = [address for address, texts in wordings.items() if text in texts]
        if len(matches) == 1:
            lines_by_address.setdefault(matches[0], []).append(number + 1)
    return apply_edits(
        note,
        [
            Edit(numbers[0], numbers[0], [str(Marker(address))])
            for address, numbers in lines_by_address.items()
            if len(numbers) == 1
        ],
    )


def _wordings(template: Template) -> Iterator[tuple[Address, set[str]]]:
    """Yield the heading texts of each section and question in all wordings, comparable."""
    for section in template.sections:
        titles = [*every_wording(section.title), *every_wording(section.slide_title)]
        yield Address(section.id), {_comparable(title) for title in titles}
        for question in section.questions:
            texts = [*every_wording(question.text), *every_wording(question.text_plain)]
            yield section.address(question), {_comparable(text) for text in texts}


def _free_headings(note: Note) -> Iterator[tuple[int, str]]:
    """Yield the line number and the line of each heading that belongs to no marker."""
    start = note.front_matter.end if note.front_matter else 0
    end = note.slots[-1].line if _has_end(note) else len(note.text)
    owned = {note.lines.number(slot.heading) for slot in note.slots}
    first, last = note.lines.number(start), note.lines.number(end)
    for number, line in enumerate(note.text.split("\n")[first : last + 1], first):
        if is_heading(line) and number not in owned:
            yield number, line


def _comparable(heading: str) -> str:
    """Return a heading in comparable form: without hashes and section number, folded."""
    return folded(_NUMBER.sub("", _HASHES.sub("", heading, count=1), count=1))


def _with_lost_tail(note: Note, template: Template, language: str) -> Note:
    """Put back the questions that were cut off with the end of the note, unanswered."""
    if _has_end(note):
        return note
    present = {slot.marker.address for slot in note.slots}
    blocks: list[tuple[Address, list[str]]] = []
    for number, section in enumerate(template.sections, 1):
        heading = section_heading(section, number, language)
        name = Address(section.id)
        blocks.append((name, [heading, str(Marker(name)), ""]))
        for question in section.questions:
            address = section.address(question)
            heading = question_heading(question, language)
            blocks.append((address, [heading, str(Marker(address)), ""]))
    lost = [address not in present for address, _ in blocks]
    tail = lost.index(True) if True in lost else len(lost)
    if not all(lost[tail:]) or tail == len(lost):
        return note  # another marker is lost in between, so that texts cannot be attributed
    lines = note.text.rstrip("\n").split("\n")
    added = ["", *(line for _, block in blocks[tail:] for line in block)]
    return apply_edits(note, [Edit(len(lines), len(note.text.split("\n")), added)])


# --- doubled markers ---


def _with_one_double_joined(note: Note) -> Note:
    """Join the first two texts that belong to the same answer."""
    first_of: dict[AnswerKey, Slot] = {}
    for slot in note.slots:
        if not slot.marker.address.is_question:
            continue  # a section, or the end marker: it has no answer
        if (first := first_of.setdefault(slot.marker.key, slot)) is not slot:
            return _joined(note, first, slot)
    return note


def _joined(note: Note, first: Slot, second: Slot) -> Note:
    # Not unescaped: their lines are written back as they are.
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
    index = slots.index(second)
    before, after = slots[index - 1], slots[index + 1]  # the note has an end marker
    is_adjacent = before is first
    lines = "\n\n".join(kept).split("\n") if kept else []
    lines += lost_heading(after if is_adjacent else slots[slots.index(first) + 1], lines)
    body = ["", *lines, ""] if lines else [""]
    above = canonical_text(note.text[before.start : before.end]).split("\n")
    heading = [] if is_adjacent else lost_heading(after, above)
    top = note.lines.number(first.line)
    return apply_edits(
        note,
        [
            Edit(top, top + 1, [str(marker_for(answer, marker.words))]),
            Edit(note.lines.number(first.start), note.lines.number(first.end), body),
            Edit(note.lines.number(second.heading), note.lines.number(second.end), heading),
        ],
    )
