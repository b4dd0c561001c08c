"""Merges two versions of a note by answer: the text that only one side changed, or both texts.

Nothing but the notes' own texts is needed: no template, no clock. The content of the result does
not depend on which side is whose.
"""

from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import CoprodError, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Case
from coprod_cli.notebook.note.edit import Edit, apply_edits, refuse_if_uncertain
from coprod_cli.notebook.note.markers import END, is_heading
from coprod_cli.notebook.note.merge_blocks import (
    BetweenSides,
    Joined,
    JoinKind,
    both_texts,
    merged_block,
)
from coprod_cli.notebook.note.merge_front_matter import FrontLines, front_lines, merged_front
from coprod_cli.notebook.note.merge_items import blocks_in, with_new_numbers
from coprod_cli.notebook.note.merge_values import interleaved, the_longer, three_way
from coprod_cli.notebook.note.note_parts import Block, BlockKey, NoteParts, parts_of
from coprod_cli.notebook.note.reader import Note, read_note, require_case
from coprod_cli.notebook.note.two_versions import line_between

EarlierTexts = Mapping[AnswerKey, Collection[str]]
"""Texts of answers that are known to have been replaced by a later one."""
NO_EARLIER_TEXTS: EarlierTexts = MappingProxyType({})
_MOST_COMPARED = 4_000_000
"""How many pairs of lines are compared at most: that takes about a second."""


class Merged(NamedTuple):
    """The merged note, and the places that both sides changed."""

    note: Note
    joined: tuple[Joined, ...]

    @property
    def is_open(self) -> bool:
        """Whether a person has to choose between two versions of some text."""
        return any(each.is_open for each in self.joined)


def merge_notes(
    base: Note | None, ours: Note, theirs: Note, earlier: EarlierTexts = NO_EARLIER_TEXTS
) -> Merged:
    """Merge two versions of the note of one case.

    An answer that only one side changed is taken from that side. Lists are joined line by line. Of
    any other answer that both changed, both texts are kept, with a line between them (see
    `two_versions`). Lines that do not change keep the bytes that they have in `ours`.

    Args:
        base: the note before both changes; None if it is not known.
        ours: one version.
        theirs: the other version.
        earlier: texts of answers that are known to have been replaced by a later one.

    Raises:
        InvalidInput: a version is damaged; the error has the findings.
        CoprodError: these are not two versions of one case.
    """
    _refuse_different(refuse_if_uncertain(ours), refuse_if_uncertain(theirs))
    late, early = sorted((ours, theirs), key=_age, reverse=True)
    if base is not None and (base.uncertain or base.case_id != ours.case_id):
        base = None
    return _Merge(base, late, early, earlier).merged(ours)


def _refuse_different(ours: Case, theirs: Case) -> None:
    if ours.id != theirs.id or ours.template != theirs.template or not ours.id:
        raise CoprodError(msg("these are not two versions of one case."))


def _age(note: Note) -> tuple[float, str]:
    return epoch_seconds(require_case(note).updated), note.text


class _Merge:
    """One merge: its three notes in parts, and the places that were joined so far."""

    def __init__(self, base: Note | None, late: Note, early: Note, earlier: EarlierTexts) -> None:
        self._before, self._sides = base, (late, early)
        self._base = parts_of(base) if base else None
        self._early = parts_of(early)
        self._late, moved = with_new_numbers(self._base, parts_of(late), self._early)
        self._earlier = earlier
        language = require_case(late).language
        self._between = BetweenSides(line_between(language), language)
        self._joined = [Joined(JoinKind.RENUMBERED, f"{old} > {new}") for old, new in moved.items()]

    def merged(self, ours: Note) -> Merged:
        """Return the merged note, with the bytes of `ours` where a line does not change."""
        base, late, early = self._base, self._late, self._early
        known = self._front(self._before) if self._before else None
        sides = (self._front(note) for note in self._sides)
        front = merged_front(known, next(sides), next(sides), self._between.line)
        self._joined += [Joined(JoinKind.CHOSEN, key) for key in front.chosen]
        preamble = self._free_text(base.preamble if base else None, late.preamble, early.preamble)
        blocks = self._merged_blocks()
        head = f"{late.opening}{front.text}{late.closing}{preamble}"
        text = head + _text_of(blocks, set(late.blocks), preamble)
        note = _as_edited(ours, text)
        refuse_if_uncertain(note)
        written = {key: block.content for key, block in parts_of(note).blocks.items()}
        if written != {key: block.content for key, block in blocks.items()}:
            raise CoprodError(msg("these two versions cannot be joined with certainty."))
        return Merged(note, tuple(self._joined))

    @staticmethod
    def _front(note: Note) -> FrontLines:
        if note.front_matter is None:
            raise InvalidInput(note.findings)
        front = note.front_matter
        return front_lines(front.values, note.text[front.start : front.end], note.source)

    def _free_text(self, base: str | None, late: str, early: str) -> str:
        """Return a text that is no answer: that of one side, or both."""
        text = three_way(base, late, early)
        if text is not None:
            return text
        texts = canonical_text(late), canonical_text(early)
        longer = the_longer(*texts)
        if longer is not None:
            return late if longer == texts[0] else early
        self._joined.append(Joined(JoinKind.BOTH, ""))
        lines = [text.split("\n") for text in texts]
        pairs = zip(*lines, strict=False)
        above = [line for line, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        one, other = ("\n".join(each[len(above) :]).strip("\n") for each in lines)
        return "\n".join(["", *above, both_texts(one, other, self._between.line), "", ""])

    def _merged_blocks(self) -> dict[BlockKey, Block]:
        late, early = self._late.blocks, self._early.blocks
        known = self._base.blocks if self._base else {}
        first, second = (late, early) if self._has_late_order() else (early, late)
        blocks: dict[BlockKey, Block] = {}
        for key in _in_item_order(interleaved(first, second), {*second} - {*first}):
            kind = None
            if key in late and key in early:
                earlier = self._earlier.get(key[0], ())
                sides = late[key], early[key]
                block, kind = merged_block(known.get(key), *sides, self._between, earlier)
            else:
                this, other = (self._late, self._early)[:: 1 if key in late else -1]
                block = this.blocks[key]
                if not self._is_kept(key, this, other):
                    continue
                kind = JoinKind.KEPT if key in known and block.given else None
            blocks[key] = block
            if kind is not None:
                name = str(key[0]) if block.address.is_question else ""
                self._joined.append(Joined(kind, name))
        return blocks

    def _has_late_order(self) -> bool:
        """Return False if only the early side changed the order of the blocks."""
        base, late, early = self._base, self._late.blocks, self._early.blocks
        if base is None:
            return True
        common = [key for key in base.blocks if key in late and key in early]
        late_order, early_order = ([key for key in side if key in common] for side in (late, early))
        return late_order != common or early_order == common

    def _is_kept(self, key: BlockKey, this: NoteParts, other: NoteParts) -> bool:
        """Return whether a block that only one side has is in the result.

        It is not if the other side removed it, and this side left it as it was. A question is
        never removed: it must be in the note. An empty block is not needed where the other side has
        the answer of a named voice in its place.
        """
        block = this.blocks[key]
        known = self._base.blocks if self._base else {}
        item = block.address.item_address
        if item is not None and not blocks_in(other, item):
            was_there = any(each.address.is_within(item) for each in known.values())
            return not was_there or not _is_same(blocks_in(this, item), known)
        others = [each for each in other.blocks.values() if each.address == block.address]
        if not others or not block.given:
            return not others
        if key in known:
            return known[key].content != block.content
        is_named_there = any(each.content == block.content for each in others)
        return block.marker.voice is not None or not is_named_there


def _is_same(blocks: Mapping[BlockKey, Block], known: Mapping[BlockKey, Block]) -> bool:
    return all(key in known and known[key].content == each.content for key, each in blocks.items())


def _in_item_order(keys: list[BlockKey], added: Collection[BlockKey]) -> list[BlockKey]:
    """Return keys in an order in which the items of a group that got others follow each other."""
    groups = {key[0].address.outer for key in added if key[0].address.item is not None}
    for group in groups:
        places = [
            place for place, (key, _) in enumerate(keys)
            if key.address.item is not None and key.address.outer == group
        ]  # fmt: skip
        moved = (keys[place] for place in places)
        ordered = sorted(moved, key=lambda key: key[0].address.item or 0)
        for place, key in zip(places, ordered, strict=True):
            keys[place] = key
    return keys


def _text_of(
    blocks: Mapping[BlockKey, Block], neighbours: Collection[BlockKey], preamble: str
) -> str:
    """Return the text of blocks; a marker without a heading does not take a line of the text above.

    Args:
        blocks: the blocks.
        neighbours: the keys of the blocks that followed each other before.
        preamble: the text above.
    """
    pieces: list[str] = []
    above, was_neighbour = preamble, True
    for key, block in blocks.items():
        is_neighbour = key in neighbours
        if not (is_neighbour and was_neighbour) and not above.endswith("\n\n"):
            pieces.append("\n")
        last_line = canonical_text(above).rpartition("\n")[2]
        if not block.above and block.address != END and is_heading(last_line):
            pieces.append(f"### {Address(block.address)}\n")
        pieces += block[1:]
        above, was_neighbour = block.line + block.body, is_neighbour
    return "".join(pieces)


def _as_edited(note: Note, text: str) -> Note:
    """Return a note with another text; lines that are in both keep their bytes."""
    if not (text.endswith("\n") and note.text.endswith("\n")):
        return read_note(text.encode(), note.source)
    before, after = (each.split("\n")[:-1] for each in (note.text, text))
    if len(before) * len(after) > _MOST_COMPARED:
        return apply_edits(note, [Edit(0, len(before), after)])
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    edits = [
        Edit(first, end, after[new_first:new_end])
        for tag, first, end, new_first, new_end in matcher.get_opcodes()
        if tag != "equal"
    ]
    return apply_edits(note, edits)
