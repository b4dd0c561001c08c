"""Finds questions that are never asked, because no answers can meet their conditions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise
from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.model.address import Address
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.conditions import condition_holds, expected_value
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import DateQuestion, GroupQuestion, NumberQuestion, Question
from coprod_cli.templates.lint import WrittenQuestion

_LANGUAGE = "en"
_MAX_COMBINED = 8
"""The most choices named by conditions that are tried in every combination."""


class _PossibleAnswer(NamedTuple):
    """A possible answer to a question, with the properties that conditions look at.

    Attributes:
        text: the stored text.
        given: whether the question is answered; True with no text for "not known yet".
    """

    text: str
    given: bool


_NOTHING = _PossibleAnswer("", given=False)
_UNKNOWN = _PossibleAnswer("", given=True)


def unreachable_questions(written: Sequence[WrittenQuestion]) -> Iterator[Finding]:
    """Yield a finding for each of a template's own questions that no answers lead to."""
    reachability = _Reachability(written)
    for each in written:
        if not each.is_own:
            continue
        yield from reachability.finding(each, each.question, each.path, ())
        if isinstance(each.question, GroupQuestion):
            for index, inner in enumerate(each.question.questions):
                path = (*each.path, "questions", index)
                yield from reachability.finding(each, inner, path, each.question.when)


class _Reachability:
    """Looks for answers that meet the conditions of a template's questions."""

    def __init__(self, written: Iterable[WrittenQuestion]) -> None:
        self.questions: dict[Address, Question] = {}
        self.needs: dict[Address, tuple[Condition, ...]] = {}
        for each in written:
            self.questions[each.address] = each.question
            self.needs[each.address] = each.question.when
            if isinstance(each.question, GroupQuestion):
                for inner in each.question.questions:
                    address = each.address.child(inner.id)
                    self.questions[address] = inner
                    self.needs[address] = (*each.question.when, *inner.when)

    def finding(
        self, each: WrittenQuestion, question: Question, path: tuple[str | int, ...],
        group_conditions: tuple[Condition, ...],
    ) -> Iterator[Finding]:  # fmt: skip
        """Yield the finding for a question that is never asked.

        Args:
            each: the question, or the group that it is in.
            question: the question.
            path: its path in the document.
            group_conditions: the conditions of that group.
        """
        if not question.when:
            return
        when = (*path, "when")
        if address := self._unmet(question.when):
            message = msg(
                'this is never asked: no answer to "{address}" meets this "when".', address=address
            )
            yield each.document.finding(when, message, kind="dead-when")
        elif address := self._unmet(self._all_needed((*group_conditions, *question.when))):
            message = msg(
                'this is never asked: it needs what is never answered, "{address}".',
                address=self._cause(question.when, address),
            )
            yield each.document.finding(when, message, kind="unreachable")

    def _all_needed(self, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        """Return conditions and, transitively, those of the questions they need answered."""
        needed = list(conditions)
        seen: set[Address] = set()
        while asked := {
            condition.question
            for condition in needed
            if condition.question not in seen and not self._hold([condition], _NOTHING)
        }:
            for address in sorted(asked):
                seen.add(address)
                needed += self.needs.get(address, ())
        return tuple(needed)

    def _unmet(self, conditions: Iterable[Condition]) -> str:
        """Return the first address for which no answer meets all conditions on it; "" for none."""
        by_address: dict[Address, list[Condition]] = {}
        for condition in conditions:
            by_address.setdefault(condition.question, []).append(condition)
        for address, required in by_address.items():
            question = self.questions.get(address)
            if question is not None and not any(
                self._hold(required, answer) for answer in _answers(question, required)
            ):
                return address
        return ""

    def _cause(self, own: Iterable[Condition], unmet: str) -> str:
        """Return the address in a question's own conditions that leads to the unmet one."""
        for condition in own:
            needed = self._all_needed([condition])
            if self._unmet(needed):
                return condition.question
        return unmet

    def _hold(self, conditions: Iterable[Condition], answer: _PossibleAnswer) -> bool:
        """Return whether an answer to all their questions meets the conditions."""
        return all(
            condition_holds(each, self.questions[each.question], answer.text, given=answer.given)
            for each in conditions
            if each.question in self.questions
        )


def _answers(question: Question, conditions: list[Condition]) -> Iterator[_PossibleAnswer]:
    """Yield enough answers to try every outcome of the conditions."""
    yield _NOTHING
    yield _UNKNOWN
    for text in _texts(question, conditions):
        try:
            stored = question.parse(text, _LANGUAGE)
        except InvalidAnswer:
            continue  # such as a number out of bounds
        if stored:
            yield _PossibleAnswer(stored, given=True)


def _texts(question: Question, conditions: list[Condition]) -> Iterator[str]:
    """Yield texts to try as answers; some may be invalid."""
    expected = [expected_value(each, question) for each in conditions if each.operator != "exists"]
    match question:
        case ChoiceQuestion():
            yield from (choice.value for choice in question.choices)
        case ChoicesQuestion():
            yield from _choice_combinations(
                question, [each for each in expected if isinstance(each, str)]
            )
        case YesNoQuestion():
            yield from question.labels(_LANGUAGE)
        case NumberQuestion():
            yield from _numbers(question, [each for each in expected if isinstance(each, Decimal)])
        case DateQuestion():
            yield from _days([each for each in expected if isinstance(each, date)])
        case _:
            words = [str(each) for each in expected]
            yield from words
            yield " ".join(words)
            yield "?".join(["", *words, ""])  # a text that equals none, and contains each


def _choice_combinations(question: ChoicesQuestion, expected: list[str]) -> Iterator[str]:
    """Yield all combinations of the expected choices and one other choice."""
    others = [choice.value for choice in question.choices if choice.value not in expected]
    values = [*dict.fromkeys(expected), *others[:1]][:_MAX_COMBINED]
    for count in range(1, len(values) + 1):
        yield from ("\n".join(combination) for combination in combinations(values, count))


def _numbers(question: NumberQuestion, expected: list[Decimal]) -> Iterator[str]:
    """Yield the expected numbers and bounds, and numbers between and beyond them."""
    bounds = [
        Decimal(str(each)) for each in (question.minimum, question.maximum) if each is not None
    ]
    limits = sorted({*expected, *bounds})
    between = [(low + high) / 2 for low, high in pairwise(limits)]
    beyond = [limits[0] - 1, limits[-1] + 1] if limits else [Decimal(0)]
    yield from (f"{number:f}" for number in (*limits, *between, *beyond))


def _days(expected: list[date]) -> Iterator[str]:
    """Yield the expected days, and the days before and after each; any day if none is expected."""
    for day in expected or [date(2026, 1, 1)]:
        for step in (-1, 0, 1):
            try:
                yield (day + timedelta(days=step)).isoformat()
            except OverflowError:
                continue
