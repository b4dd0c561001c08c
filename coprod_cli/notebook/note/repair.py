"""Repairs a damaged note where the result is certain: lost or doubled markers, a lost end."""

from collections.abc import Iterator

from coprod_cli.base.text import canonical_text
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.sources import clean_references
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.edit import Edit, apply_edits, lost_heading
from coprod_cli.notebook.note.heading_repair import (
    with_headings_restored,
    with_markers_under_changed_headings,
)
from coprod_cli.notebook.note.known_answers import keeps_answers
from coprod_cli.notebook.note.known_headings import known_headings
from coprod_cli.notebook.note.lost_voices import with_lost_voices
from coprod_cli.notebook.note.markers import END, Marker, is_heading, marker_for
from coprod_cli.notebook.note.moved_definitions import with_definitions_moved_back
from coprod_cli.notebook.note.new_note import empty_block
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.rebuild import has_markers, is_without_markers, rebuilt_note
from coprod_cli.notebook.note.restore_markers import (
    ends_with_escaped_end,
    escaped_markers,
    line_above,
    lines_with_backslashes,
    present_addresses,
    with_markers_restored,
)
from coprod_cli.notebook.note.source_list import joined_answer, split_answer


def repaired(note: Note, template: Template | None) -> Note:
    """Return the repaired note; the same note if nothing can be repaired with certainty.

    No text is removed: the texts of a doubled answer are joined. Uncertain damage, such as a marker
    that is lost together with its heading, stays. A note with git's conflict marks stays as it is:
    what is between them stands there twice, and is no doubled answer. So does a note of whose
    answers less would be known after the repair.

    Args:
        note: the note.
        template: its template; without it no lost marker is recognized.
    """
    has_conflict = any(each.kind == "conflict" and each.uncertain for each in note.findings)
    if note.case is None or has_conflict:
        return note
    # One repair may make another certain, as of two equal headings one may be removed.
    while (result := _repaired_once(note, template)) is not note:
        note = result
    return note


def _repaired_once(note: Note, template: Template | None) -> Note:
    if is_without_markers(note):
        # Otherwise its answers might end up in none, and a person is asked first.
        rebuild = rebuilt_note(note, template)
        return rebuild[0] if rebuild is not None and rebuild[1].is_certain else note
    result = _with_markers_repaired(note, template)
    if result is not note and not keeps_answers(note, result):
        return note
    return result if result.damaged else with_definitions_moved_back(result)


def _with_markers_repaired(note: Note, template: Template | None) -> Note:
    language = require_case(note).language
    version = require_case(note).template_version
    same_version = template is not None and template.asks_the_same_as(version)
    while (restored := with_markers_restored(note, template)) is not note:
        note = restored
    if template is not None and not note.damaged:
        note = with_headings_restored(note, template, same_version=same_version)
    template = template if same_version else None
    note = _without_broken_marker(note, template)
    if template is not None:
        if not note.damaged and not escaped_markers(note, template):
            note = with_lost_voices(note, template)
        note = _with_lost_markers(note, template)
    if note.damaged:
        return note  # below a damaged marker, it is not known whose text is whose
    if template is not None:
        if has_markers(note):
            present = present_addresses(note)
            lost = [address for address in template.headed if address not in present]
            note = with_markers_under_changed_headings(note, template, lost)
        note = _with_lost_tail(note, template, language)
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
    present = present_addresses(note)
    known = template.headed if template else []
    lost = [address for address in (END, *known) if address not in present]
    if not any(str(Marker(address)).startswith(last) for address in lost):
        return note
    return apply_edits(note, [Edit(len(lines) - 1, len(lines), [])])


def _with_end(note: Note) -> Note:
    if _has_end(note) or ends_with_escaped_end(note):
        return note
    lines = note.text.rstrip("\n").split("\n")
    return apply_edits(note, [Edit(len(lines), len(note.text.split("\n")), ["", str(Marker(END))])])


# --- lost markers ---


def _with_lost_markers(note: Note, template: Template) -> Note:
    """Put lost markers back under the headings that match exactly one lost marker."""
    lost = set(template.headed) - present_addresses(note)
    lines_by_address: dict[Address, list[int]] = {}
    for number, line in _free_headings(note):
        block = known_headings(template).block_at([line], 0, 1)
        matches = [] if block is None or block.voice else sorted(lost & block.wordings.keys())
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


def _free_headings(note: Note) -> Iterator[tuple[int, str]]:
    """Yield the number and the line of each heading that belongs to no marker, damaged or not."""
    start = note.front_matter.end if note.front_matter else 0
    end = note.slots[-1].line if _has_end(note) else len(note.text)
    owned: set[int | None] = {note.lines.number(slot.heading) for slot in note.slots}
    first, last = note.lines.number(start), note.lines.number(end)
    lines = note.text.split("\n")
    changed = (*note.damaged, *lines_with_backslashes(note))
    owned |= {line_above(lines, note.lines.number(each.place.start)) for each in changed}
    for number, line in enumerate(lines[first : last + 1], first):
        if is_heading(line) and number not in owned:
            yield number, line


def _with_lost_tail(note: Note, template: Template, language: str) -> Note:
    """Put back the questions that were cut off with the end of the note, unanswered."""
    if _has_end(note):
        return note
    present = {slot.marker.address for slot in note.slots}
    lost = [address not in present for address in template.headed]
    tail = lost.index(True) if True in lost else len(lost)
    if not all(lost[tail:]) or tail == len(lost):
        return note  # another marker is lost in between, so that texts cannot be attributed
    lines = note.text.rstrip("\n").split("\n")
    blocks = (empty_block(each, template, language) for each in template.headed[tail:])
    added = ["", *(line for block in blocks for line in block)]
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
    bodies = [canonical_text(note.text[slot.start : slot.end]) for slot in (first, second)]
    splits = [
        split_answer(body, is_listed=slot.marker.sources)
        for slot, body in zip((first, second), bodies, strict=True)
    ]
    texts = [split.text for split in splits]
    sources = clean_references(line for split in splits for line in split.references)
    text = "\n\n".join(text for text in dict.fromkeys(texts) if text)
    given = [
        slot.marker.unknown
        for slot, text in zip((first, second), texts, strict=True)
        if text or slot.marker.unknown
    ]
    marker = first.marker
    is_unknown = bool(given) and all(given)
    answer = Answer(marker.address, "", is_unknown, marker.voice, marker.evidence, sources)
    slots = note.slots
    index = slots.index(second)
    before, after = slots[index - 1], slots[index + 1]  # the note has an end marker
    is_adjacent = before is first
    body_text = joined_answer(text, sources, require_case(note).language)
    lines = body_text.split("\n") if body_text else []
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
