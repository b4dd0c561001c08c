"""Mark what a search found, one place after the other; each is decided by a person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import InvalidAnswer, WrongUsage
from coprod_cli.base.span import Span
from coprod_cli.knowledge.marking import Marking
from coprod_cli.knowledge.named_passage import sentences
from coprod_cli.knowledge.search import Hit
from coprod_cli.model.case import Answer
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import new_passage_id
from coprod_cli.operations.mark_case import MarkingSession, open_marking
from coprod_cli.operations.workspace import Workspace


class FoundPlace(NamedTuple):
    """A sentence, or several in a row, in which words were found.

    Attributes:
        hit: the answer.
        span: the sentences.
        words: the words that were found in them, from the first to the last one.
    """

    hit: Hit
    span: Span
    words: Span


def places_in(hit: Hit) -> list[FoundPlace]:
    """Return the places of a hit that are asked about, in their order."""
    cut = sentences(hit.text) or [Span(0, len(hit.text))]
    places: list[FoundPlace] = []
    for start, end in hit.spans:
        there = [each for each in cut if each.start < end and start < each.end]
        if not there:
            continue
        span = Span(there[0].start, there[-1].end)
        words = Span(max(start, span.start), min(end, span.end))
        if places and places[-1].span.end > span.start:
            before = places.pop()
            span = Span(before.span.start, max(before.span.end, span.end))
            words = Span(before.words.start, words.end)
        places.append(FoundPlace(hit, span, words))
    return places


@dataclass
class HitMarker:
    """Marks places that a search found with some codes; each mark is on the disk at once.

    Attributes:
        workspace: the workspace.
        coder: who marks.
        codes: the codes.
        marked: how many places were marked so far.
    """

    workspace: Workspace
    coder: str
    codes: tuple[CodeName, ...]
    marked: int = field(default=0, init=False)
    _path: str = field(default="", init=False)
    _open: tuple[MarkingSession, Marking] | None = field(default=None, init=False)

    def new_places(self, hits: Sequence[Hit]) -> Iterator[FoundPlace]:
        """Yield the places of hits one by one, without those that have the codes already."""
        for hit in hits:
            for place in places_in(hit):
                if not self._has_codes(place):
                    yield place

    def mark(self, place: FoundPlace, span: Span | None) -> None:
        """Mark a place.

        Args:
            place: the place.
            span: the words of it to mark; None for the whole answer.

        Raises:
            InvalidInput: the note or the coding is damaged.
            CannotSave: the coding could not be written.
        """
        session, marking = self._marking(place.hit)
        answer = self._answer(marking, place)
        if answer is None:  # another program changed it just now
            return
        when = timestamp(self.workspace.clock())
        marking = marking.mark(answer, span, self.codes, passage_id=new_passage_id(), when=when)
        self._open = session.save(marking)
        self.marked += 1

    def _has_codes(self, place: FoundPlace) -> bool:
        _session, marking = self._marking(place.hit)
        answer = self._answer(marking, place)
        return answer is not None and any(
            set(self.codes) <= set(each.passage.codes)
            and each.place.span.start < place.words.end
            and place.words.start < each.place.span.end
            for each in marking.in_answer(answer)
        )

    def _marking(self, hit: Hit) -> tuple[MarkingSession, Marking]:
        path = self.workspace.folder / hit.path
        if self._open is None or self._path != hit.path:
            self._open, self._path = open_marking(self.workspace, path, self.coder), hit.path
        return self._open

    @staticmethod
    def _answer(marking: Marking, place: FoundPlace) -> Answer | None:
        found = place.hit.found.answer
        same = (each for each in marking.answers if each.key == found.key)
        return next((each for each in same if each.text == found.text), None)


def read_code_names(codes: Sequence[str]) -> tuple[CodeName, ...]:
    """Return the codes that options name.

    Raises:
        WrongUsage: one of them is no code.
    """
    try:
        return tuple(dict.fromkeys(map(CodeName.read, codes)))
    except InvalidAnswer as error:
        raise WrongUsage(error.message, hint="--mark ours/waiting") from None
