"""Passages over many cases: which are meant, in which order, and how often each code stands."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from coprod_cli.base.sentences import sentences_of
from coprod_cli.knowledge.anchors import Place
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import Passage

CodeSet = frozenset[CodeName]
"""Codes of which a passage has one: a code and all that are below it."""


class MarkedCase(NamedTuple):
    """A case in which something is marked: its id, title, day (ISO 8601 or ""), and note's path."""

    id: str
    title: str
    day: str
    path: str


class MarkedPassage(NamedTuple):
    """A passage as it stands in its case now.

    Attributes:
        case: its case.
        coder: who marked it.
        passage: the passage; its codes have their present names.
        place: where it stands now.
        question: the wording of its question.
    """

    case: MarkedCase
    coder: str
    passage: Passage
    place: Place
    question: str

    @property
    def key(self) -> AnswerKey:
        """The key of the answer that it stands in now."""
        return self.place.answer.key if self.place.answer else self.passage.key

    @property
    def words(self) -> str:
        """Its words as they stand there now; as they were marked where they are not found."""
        return self.place.words or self.passage.quote


@dataclass(frozen=True)
class PassageFilter:
    """Which passages are meant, by their codes.

    Attributes:
        any_of: a passage has a code of one of these; () for all passages.
        all_of: it has a code of each of these, too.
        none_of: it has no code of any of these.
    """

    any_of: tuple[CodeSet, ...] = ()
    all_of: tuple[CodeSet, ...] = ()
    none_of: tuple[CodeSet, ...] = ()

    def fits(self, codes: Iterable[CodeName]) -> bool:
        """Return True if a passage with some codes is meant."""
        given = frozenset(codes)
        return (
            (not self.any_of or any(each & given for each in self.any_of))
            and all(each & given for each in self.all_of)
            and not any(each & given for each in self.none_of)
        )


class CodeRow(NamedTuple):
    """A code over many cases: its name, and how many passages have it in each case, in order."""

    code: CodeName
    passages: tuple[int, ...]

    @property
    def cases(self) -> int:
        """In how many cases it stands."""
        return sum(map(bool, self.passages))

    @property
    def total(self) -> int:
        """How many passages have it."""
        return sum(self.passages)


class CodeTable(NamedTuple):
    """Codes by case: the cases, the oldest first, and a row for each code, sorted by name."""

    cases: tuple[MarkedCase, ...]
    rows: tuple[CodeRow, ...]


class Around(NamedTuple):
    """The words of a passage, with what stands around them in its answer; all may have lines."""

    before: str
    words: str
    after: str


def in_order(passages: Iterable[MarkedPassage]) -> tuple[MarkedPassage, ...]:
    """Return passages with those of the newest case first; within a case as they were given."""
    return tuple(sorted(passages, key=lambda each: each.case.id, reverse=True))


def code_table(
    cases: Iterable[MarkedCase],
    passages: Iterable[MarkedPassage],
    is_shown: Callable[[CodeName], bool] = lambda _code: True,
) -> CodeTable:
    """Return in how many passages of each case each code stands.

    Args:
        cases: the cases, in any order.
        passages: their passages. Those of one coder that overlap and have the same code count once.
        is_shown: tells whether a code has a row.
    """
    ordered = tuple(sorted(set(cases), key=lambda case: case.id))
    counts: dict[CodeName, Counter[str]] = {}
    for code, case_id in _without_overlaps(passages):
        if is_shown(code):
            counts.setdefault(code, Counter())[case_id] += 1
    rows = (
        CodeRow(code, tuple(counts[code][case.id] for case in ordered)) for code in sorted(counts)
    )
    return CodeTable(ordered, tuple(rows))


def _without_overlaps(passages: Iterable[MarkedPassage]) -> list[tuple[CodeName, str]]:
    """Return the code and the case of each passage; passages that overlap count once a code."""
    found: list[tuple[CodeName, str]] = []
    ends: dict[tuple[str, str, AnswerKey, CodeName], int] = {}
    for each in sorted(passages, key=lambda each: (each.case.id, each.coder, each.place.span)):
        for code in each.passage.codes:
            place = (each.case.id, each.coder, each.key, code)
            if ends.get(place, -1) <= each.place.span.start:
                found.append((code, each.case.id))
            ends[place] = max(ends.get(place, -1), each.place.span.end)
    return found


def around(passage: MarkedPassage, sentences: int) -> Around:
    """Return a passage's words with some sentences before and after them.

    Args:
        passage: the passage.
        sentences: how many sentences at most on either side; what stands beside the passage in its
            own sentence is always there.
    """
    answer, span = passage.place.answer, passage.place.span
    if answer is None:
        return Around("", passage.words, "")
    text = answer.text
    if passage.passage.is_whole:
        return Around("", text, "")
    bounds = list(sentences_of(text))
    starts = [start for start, _end in bounds if start <= span.start]
    ends = [end for _start, end in bounds if end >= span.end]
    start = _beside(starts[::-1], sentences, span.start)
    end = _beside(ends, sentences, span.end)
    return Around(text[start : span.start], text[span.start : span.end], text[span.end : end])


def _beside(bounds: Sequence[int], sentences: int, default: int) -> int:
    """Return the bound that is some sentences away; `default` where there is none."""
    return bounds[min(sentences, len(bounds) - 1)] if bounds else default
