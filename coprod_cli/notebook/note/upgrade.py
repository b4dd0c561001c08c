"""A note brought to another version of its template, or to another template; no answer goes.

An answer to a question that was reworded keeps its heading, which says what was asked, until it is
answered anew. The open ones get the new wording. What is kept of a question or of a section that is
gone says so in its marker.
"""

import re

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.blocks import (
    lines_of,
    with_blocks_moved,
    with_lines_in_order,
)
from coprod_cli.notebook.note.edit import (
    Edit,
    apply_edits,
    insert_block,
    lost_heading,
    marker_edit,
    original_lines,
    refuse_if_uncertain,
    set_front_matter,
)
from coprod_cli.notebook.note.headings import heading_text, heading_words, with_heading
from coprod_cli.notebook.note.markers import NEW, REMOVED, Marker
from coprod_cli.notebook.note.new_note import heading_of, item_heading, section_heading
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.version_diff import (
    current_address,
    is_given,
    is_given_in,
    is_removed,
    known_heading,
    renamed_addresses,
)


def updated(note: Note, template: Template) -> Note:
    """Return the note as one of a template's version; the same note where it is that already.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    case = refuse_if_uncertain(note)
    if (case.template, case.template_version) == (template.id, template.version):
        return note
    words = (f"{NEW}={template.version}",) if case.template == template.id else ()
    renamed = renamed_addresses(note, template)
    note = _with_addresses(note, renamed)
    note = _without_removed(note, template)
    note = _with_sections_in_order(note, template)
    note = _Builder(template, case.language, words, frozenset(renamed.values())).built(note)
    note = _without_removed_sections(note, template)
    note = _with_current_headings(note, template, case.language)
    note = _with_what_was_asked(note, template)
    return set_front_matter(note, {"template": template.id, "template_version": template.version})


def _with_addresses(note: Note, renamed: dict[Address, Address]) -> Note:
    edits = []
    for slot in note.slots:
        address = current_address(slot.marker.address, renamed)
        if address != slot.marker.address:
            edits.append(marker_edit(note, slot, slot.marker._replace(address=address)))
    return apply_edits(note, edits)


# --- what is gone ---


def _without_removed(note: Note, template: Template) -> Note:
    """Take out what was removed and has no answer; what has one stays, and its marker says so."""
    gone = []
    edits = []
    for slot in note.slots:
        address = slot.marker.address
        if not is_removed(address, template):
            edits.append(_removal_told(note, slot, "") if address.is_question else None)
        elif is_given_in(note, slot):
            edits.append(_removal_told(note, slot, template.version))
        else:
            gone.append(slot)
    edits += _taken_out(note, gone)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _without_removed_sections(note: Note, template: Template) -> Note:
    """Take out the sections that were removed, unless something stands there still."""
    sections = {section.id for section in template.sections}
    gone = []
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        address = slot.marker.address
        if address in sections:
            edits.append(_removal_told(note, slot, ""))
        elif address.is_question:
            continue
        elif following.marker.address.is_question or is_given(note, slot):
            edits.append(_removal_told(note, slot, template.version))
        else:
            gone.append(slot)
    edits += _taken_out(note, gone)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _removal_told(note: Note, slot: Slot, version: str) -> Edit | None:
    """Return the edit that lets a marker say since which version its question is gone, if any."""
    marker = slot.marker
    if bool(marker.word(REMOVED)) == bool(version):
        return None
    words = tuple(word for word in marker.words if not word.startswith((f"{REMOVED}=", f"{NEW}=")))
    words = (*words, f"{REMOVED}={version}") if version else words
    return marker_edit(note, slot, marker._replace(words=words))


def _taken_out(note: Note, gone: list[Slot]) -> list[Edit]:
    """Return the edits that take blocks out; what stands above them stays whole."""
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if slot in gone:
            lines = lines_of(note, slot)
            kept = [] if following in gone else lost_heading(following)
            edits.append(Edit(lines.start, lines.stop, kept))
    return edits


# --- where everything stands ---


def _with_sections_in_order(note: Note, template: Template) -> Note:
    """Put the sections into the template's order, where they stand in that of their numbers.

    A person may have put them into an order of their own, which stays.
    """
    places = {section.id: place for place, section in enumerate(template.sections)}
    known = [slot for slot in note.slots if slot.marker.address in places]
    numbers = [_number_of(note, slot) for slot in known]
    if not known or 0 in numbers or numbers != sorted(set(numbers)):
        return note
    starts = [note.lines.number(slot.heading) for slot in known]
    ends = [*starts[1:], note.lines.number(note.slots[-1].line)]
    parts = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    order = sorted(range(len(known)), key=lambda each: places[known[each].marker.address])
    if order == sorted(order):
        return note
    tail = range(ends[-1], len(original_lines(note)))
    return with_lines_in_order(note, [range(starts[0]), *(parts[each] for each in order), tail])


def _number_of(note: Note, slot: Slot) -> int:
    found = _NUMBERED.match(heading_text(note, slot))
    return int(found[1]) if found else 0


class _Builder:
    """Puts in what is new, each after what comes before it in the template.

    A question that was renamed into another section goes there with all that was said to it.
    """

    def __init__(
        self, template: Template, language: str, words: tuple[str, ...], renamed: frozenset[Address]
    ) -> None:
        """Take the template, the note's language, and what a new question's marker says."""
        self._template = template
        self._language = language
        self._words = words
        self._renamed = renamed

    def built(self, note: Note) -> Note:
        """Return the note with each section, question and item of the template in its place."""
        before = ""
        for number, section in enumerate(self._template.sections, 1):
            name = Address(section.id)
            if _first(note, name) is None:
                block = [section_heading(section, number, self._language), str(Marker(name))]
                note = insert_block(note, _end_of_section(note, before), [*block, ""])
            before = last = section.id
            for question in section.questions:
                address = section.address(question)
                note = self._with_question(note, address, section.id, last)
                if _section_around(note, address) == section.id:
                    last = address
                if isinstance(question, GroupQuestion):
                    note = self._with_items(note, address, question)
        return note

    def _with_question(self, note: Note, address: Address, section: str, before: str) -> Note:
        around = _section_around(note, address)
        if around is None:
            return insert_block(note, _end_of(note, section, before), self._open_block(address))
        if address not in self._renamed or around == section:
            return note
        return with_blocks_moved(
            note,
            lambda slot: slot.marker.address.outer == address,
            _end_of(note, section, before),
        )

    def _with_items(self, note: Note, address: Address, group: GroupQuestion) -> Note:
        addresses = [slot.marker.address for slot in note.slots]
        numbers = {
            number
            for each in addresses
            if (number := each.item) is not None and each.outer == address
        }
        for number in sorted(numbers):
            item = address.item_at(number)
            if _first(note, item) is None:
                heading = item_heading(group, number, self._language)
                within = (each for each in note.slots if each.marker.address.is_inside(item))
                block = [heading, str(Marker(item)), ""]
                note = insert_block(note, next(within).heading, block)
            last = item
            for question in group.questions:
                asked = item.child(question.id)
                if _first(note, asked) is None:
                    end = [each.end for each in note.slots if each.marker.address == last][-1]
                    note = insert_block(note, end, self._open_block(asked))
                last = asked
        return note

    def _open_block(self, address: Address) -> list[str]:
        heading = heading_of(address, self._template, self._language)
        return [heading, str(Marker(address, words=self._words)), ""]


def _first(note: Note, address: str) -> Slot | None:
    return next((slot for slot in note.slots if slot.marker.address == address), None)


def _section_around(note: Note, address: str) -> str | None:
    """Return the section below whose heading an answer stands; None where the note has none."""
    section = ""
    for slot in note.slots:
        if slot.marker.address == address:
            return section
        if not slot.marker.address.is_question:
            section = slot.marker.address
    return None


def _end_of(note: Note, section: str, before: str) -> int:
    """Return where something ends that stands in a section: its own heading, or a question's."""
    end = 0
    around = ""
    for slot in note.slots:
        address = slot.marker.address
        around = around if address.is_question else address
        if around == section and address.outer == before:
            end = slot.end
    return end


def _end_of_section(note: Note, section: str) -> int:
    """Return where the section after another one starts; the first one where none is named."""
    places = [place for place, slot in enumerate(note.slots) if slot.marker.address == section]
    if not places:
        return note.slots[0].heading
    following = note.slots[places[-1] + 1 :]
    return next(slot.heading for slot in following if not slot.marker.address.is_question)


# --- what the headings and the markers say ---


def _with_current_headings(note: Note, template: Template, language: str) -> Note:
    """Give each open question its wording of now, and each section its number."""
    numbers = {section.id: number for number, section in enumerate(template.sections, 1)}
    edits = []
    for slot in note.slots:
        address = slot.marker.address
        now = heading_text(note, slot)
        if not address.is_question and (found := _NUMBERED.match(now)):
            lead = f"{numbers[address]}. " if address in numbers else ""
            edits.append(with_heading(note, slot, f"{lead}{found[2]}"))
        question = template.question_at(address)
        if question is None or is_given(note, slot):
            continue
        if fingerprint(now) not in question.fingerprints:
            wording = heading_words(heading_of(address, template, language))
            edits.append(with_heading(note, slot, wording))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _with_what_was_asked(note: Note, template: Template) -> Note:
    """Let the marker of each answer say what was asked, where only its heading did so far."""
    edits = []
    for slot in note.slots:
        marker = slot.marker
        heading = known_heading(note, slot)
        is_known = marker.asked or template.question_at(marker.address) is None
        if not is_known and heading and is_given(note, slot):
            said = marker._replace(words=marker.words_asked(fingerprint(heading)))
            edits.append(marker_edit(note, slot, said))
    return apply_edits(note, edits)


_NUMBERED = re.compile(r"([0-9]{1,9})\. +(.*)\Z")
