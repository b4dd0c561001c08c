"""Words of a block of notes in postings, so that a search loads a few values, and no note's own."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import pairwise
from typing import NamedTuple

from coprod_cli.knowledge.answer_words import AnswerWords
from coprod_cli.knowledge.postings import Postings
from coprod_cli.knowledge.postings_format import FORMAT, NoteWords, pack_postings
from coprod_cli.model.address import Address
from coprod_cli.model.case_id import is_case_id
from coprod_cli.model.case_outline import AnswerOutline, CaseOutline
from coprod_cli.notebook.filters import is_clear
from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.outline_blocks import without

_NOTES, _CASES, _FIRST_POSTINGS = range(3)
"""The numbers of parts."""
_UNKNOWN, _GIVEN = "?", "+"
_SIZE = 4
"""Blocks of 512 notes: with 128, a search takes half as long again; a note that was changed costs a
tenth of a second more."""


class CaseRow(NamedTuple):
    """What filters need of a case apart from its answers, as in `Case`."""

    id: str
    template: str
    status: str
    created: str
    tags: tuple[str, ...]


class Searched(NamedTuple):
    """Which answers of a block are searched.

    Attributes:
        slots: a byte for each slot of the postings, which is 1 if its answer is; None if all are.
        cases: how many cases are.
        apart: how many are not since they are kept apart.
    """

    slots: bytes | None
    cases: int
    apart: int


class BlockWords:
    """The words of the notes of a block.

    Left out, and to be looked at one by one, are notes of which more must be known than their
    words: those that are no note or cannot be read, links, copies with another id in their name,
    withdrawn and damaged cases, and those to which nobody can apply filters.
    """

    def __init__(
        self,
        paths: Sequence[str],
        load_part: Callable[[int], bytes],
        parts: Sequence[bytes] = (),
    ) -> None:
        """Take the paths of the block's notes, and what loads a part by its number, from 0.

        `parts` are the parts themselves, of a block that is to be stored.
        """
        self._load_part = load_part
        self._paths = paths
        self.postings = Postings(lambda number: load_part(_FIRST_POSTINGS + number))
        self.parts = parts
        left_out, self.case_ids, self._apart = from_json(load_part(_NOTES))
        self.left_out: Sequence[str] = [paths[place] for place in left_out]
        self.paths: Sequence[str] = list(without(paths, left_out))

    @cached_property
    def cases(self) -> Sequence[CaseRow]:
        """What filters need of the case of each note that is not left out."""
        *columns, tags = from_json(self._load_part(_CASES))
        return list(map(CaseRow, self.case_ids, *columns, map(tuple, tags)))

    def searched(
        self,
        fits: Callable[[CaseRow], bool] | None,
        takes: Callable[[str], bool] | None,
        *,
        with_apart: bool,
    ) -> Searched:
        """Return which answers are searched.

        Args:
            fits: tells whether a case is searched; None if all are.
            takes: tells whether an answer is, by its key; None if all are. A case is only searched
                if one of its answers is.
            with_apart: whether cases are searched that are kept apart.
        """
        notes = bytearray(map(fits, self.cases) if fits else b"\1" * len(self.paths))
        slots = None
        if takes is not None:
            table = self.postings.table
            slots = table.slots_with(takes)
            for place, (start, end) in enumerate(pairwise(table.starts)):
                notes[place] = notes[place] and slots.find(1, start, end) >= 0
        apart = 0
        for place in [] if with_apart else self._apart:
            apart += notes[place]
            notes[place] = 0
        return Searched(self._of_notes(notes, slots), notes.count(1), apart)

    def _of_notes(self, notes: bytearray, slots: bytes | None) -> bytes | None:
        """Return the slots of the searched notes among some; None for all that there are."""
        if 0 not in notes:
            return slots
        table = self.postings.table
        found = bytearray(slots or b"\1" * table.slots)
        for is_searched, (start, end) in zip(notes, pairwise(table.starts), strict=True):
            if not is_searched:
                found[start:end] = bytes(end - start)
        return bytes(found)

    def cases_with(self, slots: bytes) -> list[tuple[str, str]]:
        """Return the id, and the path of the note, of each case that has any of some slots."""
        starts = self.postings.table.starts
        rows = zip(self.case_ids, self.paths, starts, starts[1:], strict=False)
        return [(name, path) for name, path, start, end in rows if slots.find(1, start, end) >= 0]


def block_of_words(
    of: Fact[AnswerWords], is_apart: Callable[[str], bool]
) -> BlockFact[AnswerWords, BlockWords]:
    """Return the fact that is the words of the notes of a block.

    Args:
        of: the fact of a note.
        is_apart: tells by the path of a note, which is no link, that it is kept apart.
    """
    merge = partial(_merged, is_apart)
    return BlockFact("postings", of, merge, lambda words: words.parts, BlockWords, FORMAT, _SIZE)


def _merged(
    is_apart: Callable[[str], bool], paths: Sequence[str], notes: Sequence[AnswerWords | None]
) -> BlockWords:
    left_out, case_ids, apart = [], [], []
    cases: list[tuple[str, str, str, tuple[str, ...]]] = []
    words = []
    for place, (path, note) in enumerate(zip(paths, notes, strict=True)):
        case = note and note.outline.note.case
        if note is None or case is None or not _is_plain(path, note, case):
            left_out.append(place)
            continue
        if is_apart(path):
            apart.append(len(cases))
        case_ids.append(case.id)
        cases.append((case.template, case.status, case.created, case.tags))
        words.append(NoteWords(list(map(_key_of, case.given_answers())), note.words))
    parts = [
        as_json([left_out, case_ids, apart]),
        as_json(list(zip(*cases, strict=True)) or [()] * 4),
        *pack_postings(words),
    ]
    return BlockWords(paths, parts.__getitem__, parts)


def _is_plain(path: str, words: AnswerWords, case: CaseOutline) -> bool:
    """Return whether a search needs no more of a note than its words and its outline."""
    outline = words.outline
    name = case_id_in_name(path)
    return (
        outline.note.is_note
        and not (outline.note.uncertain or outline.is_damaged or outline.is_withdrawn)
        and (name in {"", case.id} or not is_case_id(case.id))
        and is_clear(case)
    )


def _key_of(answer: AnswerOutline) -> str:
    """Return what filters need of a given answer as text."""
    place = answer.address if answer.voice is None else f"{answer.address} {answer.voice}"
    return f"{_UNKNOWN if answer.unknown else _GIVEN}{place}"


def answer_from(key: str) -> AnswerOutline:
    """Return what filters need of an answer from its key."""
    address, has_voice, voice = key[1:].partition(" ")
    is_unknown = key.startswith(_UNKNOWN)
    return AnswerOutline(Address(address), voice if has_voice else None, is_unknown, given=True)
