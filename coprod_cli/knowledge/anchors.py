"""Anchors: find the passage that somebody marked again, in an answer that may have changed since.

Words that differ from those that were marked are never taken silently. In this order:

1. The answer is as it was: `EXACT`.
2. The same words stand there (`same_words`), and are long, or stand between like words: `MOVED`;
   where that does not decide, `UNSURE`.
3. The answer's earlier text is known: a comparison of words carries the place over. `CHANGED` if
   half of its characters stayed.
4. The nearest place (`approximate`): `CHANGED` if it is near and no other one is; else `UNSURE`.
5. The same words in another answer of the case: `ELSEWHERE`.
6. `LOST`.

The thresholds were measured with 37,026 made-up edits; tests/knowledge/test_anchors.py holds what
they are to reach. Pure: texts in, a place out.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.span import Span
from coprod_cli.knowledge.approximate import likeness, nearest_place
from coprod_cli.knowledge.carried import carried_place
from coprod_cli.knowledge.same_words import (
    Edges,
    alike_places,
    edges_of,
    is_whole,
    places_of,
    plain_words,
)
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.passage import SURROUNDINGS, Found, Passage

LONG = 30
"""From this length on, the words alone say which place is meant, if there is only one."""
HALF_ALIKE = 0.5
CLEARLY_BETTER = 0.15
"""How much more alike the surroundings of a place are than those of the next, at least."""
HALF_STAYED = 0.5
NEAR = 0.75
CLEARLY_NEARER = 0.12
PERHAPS = 0.6
"""How near a place is at least that a person is asked about."""
LONG_ELSEWHERE = 20


class State(StrEnum):
    """How sure it is where a passage stands."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"
    LOST = "lost"

    @property
    def is_silent(self) -> bool:
        """Whether the passage's words stand there, so that nobody has to look."""
        return self in {State.EXACT, State.MOVED}

    @property
    def is_changed(self) -> bool:
        """Whether other words stand there than those that were marked."""
        return self is State.CHANGED

    @property
    def is_used(self) -> bool:
        """Whether the passage counts, and is shown with the words that stand there now."""
        return self not in {State.UNSURE, State.LOST}


class Place(NamedTuple):
    """Where a passage stands now.

    Attributes:
        state: how sure that is.
        answer: the answer that it stands in; None if the passage is lost.
        span: the place in that answer's text, in code points; for `UNSURE`, the most likely one.
    """

    state: State
    answer: Answer | None = None
    span: Span = Span(0, 0)

    @property
    def words(self) -> str:
        """The words that stand there now."""
        return self.answer.text[self.span.start : self.span.end] if self.answer else ""


LOST = Place(State.LOST)


def find_passage(
    passage: Passage,
    case: Case,
    earlier: Mapping[str, str] | None = None,
    renamed: Mapping[Address, Address] | None = None,
) -> Place:
    """Return where a passage stands in a case as it is now.

    Args:
        passage: the passage.
        case: the case.
        earlier: earlier texts of its answers, by their `Answer.digest`.
        renamed: the addresses of a template's questions by those that they had (`was`).
    """
    answer = answer_of_passage(passage, case, renamed or {})
    place = LOST if answer is None else find_in_answer(passage, answer, earlier or {})
    if place.state in {State.UNSURE, State.LOST} and not passage.is_whole:
        return _elsewhere(passage, case.answers, answer) or place
    return place


def answer_of_passage(
    passage: Passage, case: Case, renamed: Mapping[Address, Address]
) -> Answer | None:
    """Return the answer in which a passage was marked, also where its voice has another word.

    Returns:
        None if there is no such answer, or several may be meant.
    """
    at = passage.at
    if at not in case.by_address and at.outer in renamed:
        at = at.moved_to(renamed[at.outer])
    there = [answer for answer in case.by_address.get(at, ()) if answer.given]
    same = [answer for answer in there if answer.voice == passage.voice]
    if same:
        return same[0]
    return there[0] if len(there) == 1 else None


def find_in_answer(passage: Passage, answer: Answer, earlier: Mapping[str, str]) -> Place:
    """Return where a passage stands in an answer; `earlier` is as for `find_passage`."""
    text, found = answer.text, passage.found
    if passage.is_whole:
        return Place(State.EXACT, answer, Span(0, len(text))) if answer.given else LOST
    if found is None:
        return _by_hand(passage.quote, answer)
    span = Span(found.start, found.start + len(passage.quote))
    if found.said == answer.digest and text[span.start : span.end] == passage.quote:
        return Place(State.EXACT, answer, span)
    before = earlier.get(found.said)
    if before is not None and before[span.start : span.end] != passage.quote:
        before = None  # somebody changed the quote by hand
    state, place = _place_in(passage.quote, found, text, before)
    return Place(state, answer, place) if place else LOST


def _by_hand(quote: str, answer: Answer) -> Place:
    """Return where words stand that somebody wrote into a coding by hand."""
    edges = Edges(inside_start=False, inside_end=False)
    places = places_of(quote, answer.text, edges) or alike_places(quote, answer.text, edges)
    if places:
        return Place(State.MOVED if len(places) == 1 else State.UNSURE, answer, places[0])
    nearest = nearest_place(quote, answer.text)
    if nearest and nearest.score >= PERHAPS:
        return Place(State.UNSURE, answer, nearest.span)
    return LOST


def _place_in(quote: str, found: Found, text: str, before: str | None) -> tuple[State, Span | None]:
    edges = edges_of(quote, found.before, found.after)
    carried = None
    if before is not None:
        carried = carried_place(before, text, Span(found.start, found.start + len(quote)))
    places = _same_places(quote, found, text, edges)
    if places:
        return _among(places, quote, found, text, carried.span if carried else None)
    if carried and carried.stayed >= HALF_STAYED:
        return State.CHANGED, carried.span
    nearest = nearest_place(quote, text)
    if nearest is None or nearest.score < PERHAPS:
        return State.LOST, None
    is_clear = nearest.score - nearest.next_score >= CLEARLY_NEARER
    state = State.CHANGED if nearest.score >= NEAR and is_clear else State.UNSURE
    return state, nearest.span


def _same_places(quote: str, found: Found, text: str, edges: Edges) -> list[Span]:
    """Return the places that have the quote's words, those to the letter alone if one fits well."""
    places = places_of(quote, text, edges)
    if places and max(_alikeness(place, found, text) for place in places) >= HALF_ALIKE:
        return places
    return alike_places(quote, text, edges)


def _among(
    places: Sequence[Span], quote: str, found: Found, text: str, carried: Span | None
) -> tuple[State, Span]:
    """Return the place that is meant of those that have the same words, and how sure that is."""
    scored = sorted(((_alikeness(place, found, text), place) for place in places), reverse=True)
    best, place = scored[0]
    is_carried = [each for each in places if each == carried]
    if len(places) == 1:
        is_sure = len(quote) >= LONG or best >= HALF_ALIKE or bool(is_carried)
        return (State.MOVED if is_sure else State.UNSURE), place
    if best >= HALF_ALIKE and best - scored[1][0] >= CLEARLY_BETTER:
        return State.MOVED, place
    if is_carried:
        return State.MOVED, is_carried[0]
    return State.UNSURE, place


def _alikeness(place: Span, found: Found, text: str) -> float:
    """Return how alike the surroundings of a place are to those of a passage, from 0 to 1."""
    before = text[max(0, place.start - SURROUNDINGS) : place.start]
    after = text[place.end : place.end + SURROUNDINGS]
    return (_side(found.before[::-1], before[::-1]) + _side(found.after, after)) / 2


def _side(known: str, now: str) -> float:
    """Return how alike the text at one side is, nearest characters first; 1 for the same edge."""
    if not known:
        return 0.0 if any(map(str.isalnum, now)) else 1.0
    return likeness(plain_words(known), plain_words(now[: len(known)]))


def _elsewhere(
    passage: Passage, answers: Sequence[Answer], not_here: Answer | None
) -> Place | None:
    """Return the only place in the other answers of a case that has a long passage's words."""
    quote = passage.quote
    if len(quote) < LONG_ELSEWHERE:
        return None
    found = passage.found
    edges = edges_of(quote, found.before, found.after) if found else Edges(False, False)  # noqa: FBT003
    places = [
        Place(State.ELSEWHERE, answer, span)
        for answer in answers
        if answer is not not_here
        for span in places_of(quote, answer.text, edges)
    ]
    return places[0] if len(places) == 1 else None


def place_of_words(words: str, answer: Answer) -> list[Span]:
    """Return the places in an answer that say some words, to the letter or typed another way."""
    edges = Edges(inside_start=True, inside_end=True)
    exact = places_of(words, answer.text, edges) or alike_places(words, answer.text, edges)
    whole = [span for span in exact if is_whole(answer.text, span, Edges(False, False))]  # noqa: FBT003
    return whole or exact
