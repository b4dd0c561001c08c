"""Overlaps: two passages of one coder that share words and a code, and so count as one.

A person decides what is meant: one passage with all of the words, or one of the two.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.code_name import CodeName

PresentName = Callable[[CodeName], CodeName]
"""Returns the name that a code has today."""


class Overlap(NamedTuple):
    """Two passages that overlap, the one that begins first in front, and the codes of both."""

    first: PlacedPassage
    second: PlacedPassage
    codes: tuple[CodeName, ...]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of the two."""
        return self.first.passage.id, self.second.passage.id


class Remedy(StrEnum):
    """What a person makes of an overlap: one passage, or the codes of both at one of the two."""

    JOIN = "join"
    FIRST = "first"
    SECOND = "second"


def overlaps_in(
    placed: Iterable[PlacedPassage], present_name: PresentName = lambda name: name
) -> Iterator[Overlap]:
    """Yield the passages that overlap and have a code in common, pair by pair.

    Args:
        placed: the passages of one coder in one case.
        present_name: returns the name that a code has today.
    """
    by_answer: dict[AnswerKey, list[PlacedPassage]] = {}
    for each in placed:
        if each.place.answer is not None and each.place.state.is_used:
            by_answer.setdefault(each.place.answer.key, []).append(each)
    for passages in by_answer.values():
        passages.sort(key=lambda each: each.place.span)
        before: list[PlacedPassage] = []
        for each in passages:
            before = [other for other in before if other.place.span.end > each.place.span.start]
            for other in before:
                codes = set(map(present_name, other.passage.codes))
                shared = codes & set(map(present_name, each.passage.codes))
                if shared:
                    yield Overlap(other, each, tuple(sorted(shared)))
            before.append(each)


def mended(
    marking: Marking, overlap: Overlap, remedy: Remedy, when: str,
    present_name: PresentName = lambda name: name,
) -> Marking:  # fmt: skip
    """Return a marking in which two passages have no code in common any more.

    Args:
        marking: the marking.
        overlap: the passages.
        remedy: what is made of them. A passage that keeps neither a code nor a memo is taken out.
        when: the time, ISO 8601 with an offset.
        present_name: as for `overlaps_in`.
    """
    if remedy is Remedy.JOIN:
        return marking.join(*overlap.ids, when)
    other = overlap.second if remedy is Remedy.FIRST else overlap.first
    codes = tuple(each for each in other.passage.codes if present_name(each) not in overlap.codes)
    if codes or other.passage.memo:
        return marking.recode(other.passage.id, codes)
    return marking.remove(other.passage.id)
