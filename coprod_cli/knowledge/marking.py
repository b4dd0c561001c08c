"""Marking: the engine of `coprod mark`, a frozen value, as `Interview` is.

It knows a case, what one person has marked in it, and where each passage stands now. Each step
returns another value; nothing here reads a clock or a file, or asks anybody. The askers (terminal,
lines, data, editor) all end in `mark`, `recode`, `remove` and `undo`, so that they write the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from coprod_cli.base.span import Span
from coprod_cli.knowledge.anchors import Place, find_passage
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.code_name import CodeName
from coprod_cli.model.passage import (
    WHOLE,
    Coding,
    Passage,
    found_at,
    found_whole,
)

_LAST_CODES = 5


class PlacedPassage(NamedTuple):
    """A passage, and where it stands now."""

    passage: Passage
    place: Place

    @property
    def part(self) -> str | None:
        """The words to show of a part of an answer; None for a whole answer."""
        return None if self.passage.is_whole else self.words

    @property
    def words(self) -> str:
        """The words to show: those that stand there, or the quote where that is not sure.

        `WHOLE` for a whole answer; see `Passage.is_whole`.
        """
        if self.passage.is_whole:
            return WHOLE
        return self.place.words if self.place.state.is_used else self.passage.quote


@dataclass(frozen=True)
class Marking:
    """What one person marks in a case.

    Attributes:
        case: the case.
        coding: what is marked by now.
        earlier: earlier texts of the case's answers, by their digest.
        renamed: the present addresses of questions by earlier ones.
        before: the codings before each step of this sitting, the oldest first.
        last_codes: the codes that were given last, the latest first; at most five.
        repeated: the codes of the passage that was marked last, for "the same as before".
    """

    case: Case
    coding: Coding
    earlier: Mapping[str, str]
    renamed: Mapping[Address, Address]
    before: tuple[Coding, ...] = ()
    last_codes: tuple[CodeName, ...] = ()
    repeated: tuple[CodeName, ...] = ()

    @cached_property
    def placed(self) -> tuple[PlacedPassage, ...]:
        """Each passage, with where it stands now."""
        return tuple(
            PlacedPassage(each, find_passage(each, self.case, self.earlier, self.renamed))
            for each in self.coding.passages
        )

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The answers with words to mark, in the order of the note."""
        return tuple(answer for answer in self.case.answers if answer.text)

    def in_answer(self, answer: Answer) -> list[PlacedPassage]:
        """Return the passages that stand in an answer, in their order."""
        found = [each for each in self.placed if _is_in(each, answer)]
        return sorted(found, key=lambda each: each.place.span)

    def passage_at(self, answer: Answer, span: Span | None) -> PlacedPassage | None:
        """Return the passage that is just a place in an answer, None for all of it, if any."""
        return next((each for each in self.in_answer(answer) if _stands(each, span)), None)

    @property
    def to_look_at(self) -> list[PlacedPassage]:
        """The passages whose words changed, or that are not found for certain."""
        return [each for each in self.placed if not each.place.state.is_silent]

    @property
    def lost(self) -> list[PlacedPassage]:
        """The passages that stand nowhere in the case any more."""
        return [each for each in self.placed if each.place.answer is None]

    def with_recent_codes(self) -> "Marking":
        """Return the marking with the codes at hand that were given last before this sitting."""
        marked = [each for each in self.coding.passages if each.found and each.codes]
        marked.sort(key=lambda each: each.found.when if each.found else "")
        marking = self
        for each in marked[-_LAST_CODES:]:
            marking = marking._remember(each.codes)
        return marking

    # --- steps ---

    def mark(
        self, answer: Answer, span: Span | None, codes: tuple[CodeName, ...], memo: str = "",
        *, passage_id: str, when: str,
    ) -> "Marking":  # fmt: skip
        """Return the marking with a passage.

        The same words are marked once: their codes and memos are joined.

        Args:
            answer: the answer.
            span: the place in it; None for the whole answer.
            codes: the codes.
            memo: what the coder thinks.
            passage_id: the id of a new passage.
            when: the time, ISO 8601 with an offset.
        """
        known = self.passage_at(answer, span)
        if known is None:
            passage = _new_passage(answer, span, passage_id, when)._replace(memo=memo)
            passage = passage.with_codes(codes)
        else:
            passage = known.passage.with_codes((*known.passage.codes, *codes))
            memos = dict.fromkeys(filter(None, (known.passage.memo, memo)))
            passage = passage._replace(memo="\n".join(memos))
        return self._with(self._placed_in_order(passage, answer, span))._remember(codes)

    def with_memo(self, answer: Answer, span: Span | None, memo: str) -> "Marking":
        """Return the marking with a memo of the passage that was marked last, as one step.

        Args:
            answer: its answer.
            span: its place; None for the whole answer.
            memo: the memo; it is put behind one that the passage has.
        """
        placed = self.passage_at(answer, span)
        if placed is None:
            return self
        memos = dict.fromkeys(filter(None, (placed.passage.memo, memo)))
        noted = self.recode(placed.passage.id, memo="\n".join(memos))
        return replace(noted, before=self.before)

    def recode(
        self, passage_id: str, codes: tuple[CodeName, ...] | None = None, memo: str | None = None
    ) -> "Marking":
        """Return the marking with other codes, or another memo, of a passage; None keeps them."""
        passage = self.coding.passage(passage_id)
        if passage is None:
            return self
        if codes is not None:
            passage = passage.with_codes(codes)
        if memo is not None:
            passage = passage._replace(memo=memo)
        return self._with(self.coding.with_passage(passage))._remember(codes or ())

    def reanchor(self, passage_id: str, answer: Answer, span: Span, when: str) -> "Marking":
        """Return the marking with a passage at another place, its codes and memo as they are."""
        passage = self.coding.passage(passage_id)
        if passage is None:
            return self
        anew = _new_passage(answer, span, passage_id, when)
        anew = anew._replace(codes=passage.codes, memo=passage.memo)
        return self._with(self.coding.with_passage(anew))

    def join(self, first_id: str, second_id: str, when: str) -> "Marking":
        """Return the marking with two passages of one answer as one, which has the first one's id.

        It has all words from the first to the last of both, and their codes and memos; it is the
        whole answer if one of them is.
        """
        both = [each for each in self.placed if each.passage.id in (first_id, second_id)]
        both.sort(key=lambda each: each.passage.id != first_id)
        answer = both[0].place.answer if both else None
        if len(both) < 2 or answer is None or not _is_in(both[1], answer):  # noqa: PLR2004 - two
            return self
        starts, ends = zip(*(each.place.span for each in both), strict=True)
        is_whole = any(each.passage.is_whole for each in both)
        span = None if is_whole else Span(min(starts), max(ends))
        memos = dict.fromkeys(each.passage.memo for each in both if each.passage.memo)
        joined = _new_passage(answer, span, first_id, when)._replace(memo="\n".join(memos))
        joined = joined.with_codes(tuple(code for each in both for code in each.passage.codes))
        return self._with(self.coding.with_passage(joined).without_passage(second_id))

    def remove(self, passage_id: str) -> "Marking":
        """Return the marking without a passage."""
        return self._with(self.coding.without_passage(passage_id))

    def accept(self, passage_id: str, when: str) -> "Marking":
        """Return the marking with a passage as it stands now: its new words are its quote."""
        placed = next((each for each in self.placed if each.passage.id == passage_id), None)
        if placed is None or placed.place.answer is None:
            return self
        return self._with(self.coding.with_passage(_refreshed(placed, when)))

    def done(self, day: str) -> "Marking":
        """Return the marking of a case that the coder has gone through; "" takes that back."""
        return self._with(replace(self.coding, done=day))

    def undo(self) -> "Marking":
        """Return the marking before the last step of this sitting."""
        if not self.before:
            return self
        return replace(self, coding=self.before[-1], before=self.before[:-1])

    def refreshed(self, when: str) -> Coding:
        """Return the coding as it is to be saved: anchors are those of the answers as they are.

        Only of passages whose words stand there, silently; so a quote never keeps a character that
        somebody took out of the note around it. A passage that was written by hand is marked at
        `when`.
        """
        coding = self.coding
        for each in self.placed:
            found, answer = each.passage.found, each.place.answer
            if each.place.state.is_silent and answer is not None:
                stands = found and found.said == answer.digest and found.start == each.place.span[0]
                if not stands or each.passage.key != answer.key:
                    coding = coding.with_passage(_refreshed(each, found.when if found else when))
        return coding

    def _with(self, coding: Coding) -> "Marking":
        if coding == self.coding:
            return self
        return replace(self, coding=coding, before=(*self.before, self.coding))

    def _remember(self, codes: tuple[CodeName, ...]) -> "Marking":
        if not codes:
            return self
        last = tuple(dict.fromkeys((*codes, *self.last_codes)))[:_LAST_CODES]
        return replace(self, last_codes=last, repeated=codes)

    def _placed_in_order(self, passage: Passage, answer: Answer, span: Span | None) -> Coding:
        """Return the coding with a passage in the order of the note, if it is a new one."""
        if self.coding.passage(passage.id) is not None:
            return self.coding.with_passage(passage)
        order = {each.key: number for number, each in enumerate(self.case.answers)}
        own = (order[answer.key], span or Span(0, 0))
        passages = list(self.coding.passages)
        place = next(
            (number for number, each in enumerate(self.placed) if _position(each, order) > own),
            len(passages),
        )
        passages.insert(place, passage)
        return replace(self.coding, passages=tuple(passages))


def _position(each: PlacedPassage, order: Mapping[AnswerKey, int]) -> tuple[int, Span]:
    answer = each.place.answer
    known = order.get(answer.key) if answer is not None else None
    return (-1 if known is None else known), each.place.span


def _is_in(each: PlacedPassage, answer: Answer) -> bool:
    return each.place.answer is not None and each.place.answer.key == answer.key


def _stands(each: PlacedPassage, span: Span | None) -> bool:
    """Return whether a passage is just that place; None is the whole answer."""
    if span is None or each.passage.is_whole:
        return span is None and each.passage.is_whole
    return each.place.state.is_silent and each.place.span == span


def _new_passage(answer: Answer, span: Span | None, passage_id: str, when: str) -> Passage:
    if span is None:
        found = found_whole(answer, when)
        return Passage(passage_id, answer.address, answer.voice, WHOLE, (), "", found)
    words = answer.text[span.start : span.end]
    found = found_at(answer, span.start, span.end, when)
    is_words = words == WHOLE
    return Passage(passage_id, answer.address, answer.voice, words, (), "", found, is_words)


def _refreshed(each: PlacedPassage, when: str) -> Passage:
    """Return a passage with the words, and the surroundings, that it has now."""
    answer = each.place.answer
    if answer is None:
        return each.passage
    span = None if each.passage.is_whole else each.place.span
    anew = _new_passage(answer, span, each.passage.id, when)
    return anew._replace(codes=each.passage.codes, memo=each.passage.memo)
