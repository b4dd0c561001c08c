"""Answers of voices whose marker is lost: a known heading with a voice's label in another answer.

Without its marker, what one voice said would be read as the words of another.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import Template
from coprod_cli.model.voice_names import VOICES
from coprod_cli.model.voices import voice_label, voice_of_label
from coprod_cli.notebook.note.definitions import code_lines
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.heading_shapes import HEADING_SHAPES, Shape
from coprod_cli.notebook.note.known_headings import (
    Block,
    heading_line,
    known_headings,
    template_address,
)
from coprod_cli.notebook.note.markers import END, Marker, is_word_value
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.slot_lines import SlotLines

_ENDS_WITH_LABEL = re.compile(r"\)(?:</[hH][1-6]>)?[ \t*_#]*\Z")


class LostVoice(NamedTuple):
    """An answer whose marker is lost.

    Attributes:
        block: the lines of its heading, of any shape.
        key: its question and its voice.
        inside: the address of the marker in whose text it stands.
        is_certain: whether the word in brackets is known to be a voice, and stands there once.
    """

    block: Block
    key: AnswerKey
    inside: Address
    is_certain: bool


def lost_voices(note: Note, template: Template) -> list[LostVoice]:
    """Return the answers of voices whose marker is lost, in the note's order."""
    if not note.may_have_stray_headings or not note.slots:
        return []
    keys = {slot.marker.key for slot in note.slots}
    found = list(_unmarked(note, template, keys))
    counts = Counter(lost.key for lost in found)
    known = {*VOICES, *(key.voice for key in keys)}
    return [
        lost._replace(is_certain=lost.key.voice in known and counts[lost.key] == 1)
        for lost in found
    ]


def lost_voice_findings(note: Note, found: Iterable[LostVoice]) -> Iterator[Finding]:
    """Yield a finding for each answer of a voice whose marker is lost."""
    for lost in found:
        address, voice = lost.key
        message = msg(
            'the marker of the answer to "{address}" ({voice}) is missing; its words stand in '
            '"{other}".',
            voice=voice_label(voice or "", require_case(note).language),
            address=address,
            other=lost.inside,
        )
        marker = str(Marker(address, voice=voice))
        hint = "coprod check --repair"
        if not lost.is_certain:
            hint = msg("write {marker} under its heading", marker=marker)
        yield Finding(
            "heading", message, note.source, lost.block.first + 1, 1, hint, uncertain=True
        )


def with_lost_voices(note: Note, template: Template) -> Note:
    """Return the note with the markers of voices under their headings, where that is certain."""
    edits = []
    for lost in lost_voices(note, template):
        if not lost.is_certain:
            continue
        address, block = lost.key.address, lost.block
        new = [str(Marker(address, voice=lost.key.voice))]
        first = block.after
        if block.shape is not Shape.ATX:
            first = block.first
            wording = block.wordings[template_address(address)]
            new.insert(0, heading_line(address, wording, block.voice, template))
        edits.append(Edit(first, block.after, new))
    return apply_edits(note, edits)


def label_voice(block: Block) -> str | None:
    """Return the voice that a heading's brackets name; None if there is none."""
    voice = voice_of_label(block.voice[1:-1]) if block.voice else ""
    return voice if is_word_value(voice) else None


def _unmarked(note: Note, template: Template, keys: set[AnswerKey]) -> Iterator[LostVoice]:
    place = SlotLines(note)
    known = {key.voice for key in keys}
    labelled = [number for number, line in enumerate(place.lines) if _ENDS_WITH_LABEL.search(line)]
    if not labelled:
        return
    addresses = {key.address for key in keys} | {*template.questions}
    for index, slot in enumerate(note.slots):
        inside = slot.marker.address
        first, last = place.text(index)
        numbers = labelled[bisect_left(labelled, first) : bisect_left(labelled, last)]
        if not numbers or inside == END:
            continue
        # A fence that an answer left open ends with it.
        code = code_lines(place.lines, first, last, only_closed=True)
        for number in numbers:
            if number in code:
                continue
            stop = min(number + 2, len(place.lines))
            block = known_headings(template).block_at(place.lines, number, stop)
            voice = label_voice(block) if block else None
            if block is None or voice is None or block.shape not in HEADING_SHAPES:
                continue
            if block.has_remark(known):
                continue
            here = [_at_item(address, inside) for address in block.wordings]
            lost = [AnswerKey(each, voice) for each in here if each in addresses]
            if len(lost) == 1 and lost[0] not in keys:
                yield LostVoice(block, lost[0], inside, is_certain=False)


def _at_item(address: Address, inside: Address) -> Address:
    """Return the address of a group's question in the item that another address is in."""
    is_same_group = address.part and inside.item is not None and inside.outer == address.outer
    return inside.outer.item_at(inside.item or 0).child(address.part) if is_same_group else address
