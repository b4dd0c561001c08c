"""The text of an answer with what is marked in it, in brackets: `[a long wait](ours/waiting)`.

Brackets need no colour. Where two passages overlap in part, they are numbered:
`[1 a long [2 wait 1](a) here 2](b)`. Pure: an answer and its passages in, parts of lines out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.span import Span
from coprod_cli.interview.askers.marked_passages import passage_line, state_note
from coprod_cli.interview.askers.passage_pointer import PassagePointer, Pointed
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.model.case import Answer


class ShownMark(NamedTuple):
    """A passage as it is shown within an answer.

    Attributes:
        span: its place.
        label: its codes, with its coder if that is another one.
        notes: lines below it: what somebody has to look at, and its memo.
        number: its number, if it overlaps another in part; 0 for none.
    """

    span: Span
    label: str
    notes: tuple[str, ...] = ()
    number: int = 0

    @property
    def opening(self) -> str:
        """The bracket before it."""
        return f"[{self.number} " if self.number else "["

    @property
    def closing(self) -> str:
        """The bracket behind it, with its codes."""
        return f" {self.number}]({self.label})" if self.number else f"]({self.label})"


class Piece(NamedTuple):
    """A part of a shown sentence: words of the answer, or a bracket.

    Attributes:
        text: the text, safe to show.
        start: the offset of the words in the answer; -1 for a bracket.
    """

    text: str
    start: int = -1


@dataclass(frozen=True)
class MarkedText:
    """An answer as it is shown to a person who marks.

    Attributes:
        text: its text.
        sentences: the places of its sentences.
        marks: what is marked within it, by its place.
        above: lines above it, about what is marked as a whole.
        below: lines below it, about what is in no sentence of it, or not for certain.
    """

    text: str
    sentences: tuple[Span, ...]
    marks: tuple[ShownMark, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, marking: Marking, answer: Answer, others: Mapping[str, Marking],
        sentences: tuple[Span, ...],
    ) -> "MarkedText":  # fmt: skip
        """Return an answer with what a person marked in it, and what others did, by their names."""
        marks: list[ShownMark] = []
        above: list[str] = []
        below: list[str] = []
        for coder, each in (("", marking), *others.items()):
            who = f"{coder}: " if coder else ""
            for placed in passages_of(each, answer):
                if placed.passage.is_whole:
                    above += _whole_lines(placed, who)
                elif placed.place.state.is_used and _is_in_some(placed.place.span, sentences):
                    marks.append(_mark(placed, who))
                else:
                    notes = [f"{who}{passage_line(placed)}", state_note(placed)]
                    below.append(" - ".join(filter(None, notes)))
        marks.sort(key=lambda mark: (mark.span.start, -mark.span.end))
        return cls(answer.text, sentences, tuple(_numbered(marks)), tuple(above), tuple(below))

    def pieces(self, index: int, cuts: Iterable[int] = ()) -> Iterator[Piece]:
        """Yield the parts of a sentence, with the brackets of what is marked in it.

        Args:
            index: which sentence, from 0.
            cuts: further offsets at which a part ends.
        """
        start, end = self.sentences[index]
        opening, closing = self._brackets.get(index, ({}, {}))
        every = {start, end, *opening, *closing, *cuts}
        inside = sorted(cut for cut in every if start <= cut <= end)
        for cut, following in zip(inside, [*inside[1:], end], strict=True):
            # The passage that began last is closed first.
            yield from (Piece(mark.closing) for mark in reversed(closing.get(cut, [])))
            yield from (Piece(mark.opening) for mark in opening.get(cut, []))
            if cut < following:
                yield Piece(screen_line(self.text[cut:following]), cut)

    def notes(self, index: int) -> list[str]:
        """Return the lines below a sentence, about the passages that end in it."""
        _opening, closing = self._brackets.get(index, ({}, {}))
        return [note for marks in closing.values() for mark in marks for note in mark.notes]

    @cached_property
    def _brackets(self) -> "dict[int, _Brackets]":
        """The passages that begin, and that end, at an offset of a sentence, by its index."""
        found: dict[int, _Brackets] = {}
        for mark in self.marks:
            inside = _sentences_with(mark.span, self.sentences)
            for index, side, offset in (
                (inside[0], 0, max(mark.span.start, self.sentences[inside[0]].start)),
                (inside[-1], 1, min(mark.span.end, self.sentences[inside[-1]].end)),
            ):
                found.setdefault(index, ({}, {}))[side].setdefault(offset, []).append(mark)
        return found


_Brackets = tuple[dict[int, list[ShownMark]], dict[int, list[ShownMark]]]


def passages_of(marking: Marking, answer: Answer) -> list[PlacedPassage]:
    """Return the passages of an answer: that stand in it, and then those that did and are lost."""
    lost = [each for each in marking.lost if each.passage.key == answer.key]
    return [*marking.in_answer(answer), *lost]


def passages_meant(
    marking: Marking, answer: Answer, pointer: PassagePointer, *, last: str
) -> list[PlacedPassage]:
    """Return the passages of an answer that a person means.

    Args:
        marking: what is marked.
        answer: the answer.
        pointer: what is pointed at: the passage of just that place, or else all that have a part
            of it. If it is nothing, the last one, or else all.
        last: the id of the passage that was marked or changed last; "" for none.
    """
    passages, span = passages_of(marking, answer), pointer.span
    if pointer.kind is Pointed.NOTHING:
        return [each for each in passages if each.passage.id == last] or passages
    if span is None:
        return [each for each in passages if each.passage.is_whole]
    inside = [each for each in passages if each.place.state.is_used and not each.passage.is_whole]
    same = [each for each in inside if each.place.span == span]
    return same or [each for each in inside if _have_a_part(each.place.span, span)]


def _have_a_part(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _whole_lines(each: PlacedPassage, who: str) -> list[str]:
    words = _("the whole answer")
    line = f"[{words}]({who}{', '.join(each.passage.codes)})"
    return [line, *(f"  {note}" for note in _notes(each, who))]


def _mark(each: PlacedPassage, who: str) -> ShownMark:
    label = f"{who}{', '.join(each.passage.codes)}"
    return ShownMark(each.place.span, label, tuple(_notes(each, who)))


def _notes(each: PlacedPassage, who: str) -> list[str]:
    memo = each.passage.memo
    memo_line = _("Memo: {memo}").format(memo=screen_line(memo)) if memo else ""
    right = each.place.state is State.CHANGED and not who
    right_line = _("{key}: right as it stands now").format(key="o") if right else ""
    return [f"{who}{note}" for note in (state_note(each), right_line, memo_line) if note]


def _is_in_some(span: Span, sentences: Sequence[Span]) -> bool:
    return bool(_sentences_with(span, sentences))


def _sentences_with(span: Span, sentences: Sequence[Span]) -> list[int]:
    """Return the indexes of the sentences that have a part of a place."""
    return [at for at, each in enumerate(sentences) if _have_a_part(each, span)]


def _numbered(marks: list[ShownMark]) -> list[ShownMark]:
    """Return the marks, those with a number that overlap another one in part."""
    crossing = [
        any(_crosses(mark.span, other.span) or _crosses(other.span, mark.span) for other in marks)
        for mark in marks
    ]
    return [
        mark._replace(number=sum(crossing[: at + 1])) if crosses else mark
        for at, (mark, crosses) in enumerate(zip(marks, crossing, strict=True))
    ]


def _crosses(one: Span, other: Span) -> bool:
    return one.start < other.start < one.end < other.end
