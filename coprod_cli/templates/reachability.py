"""Whether a question is ever asked: whether any answers at all meet what it needs."""

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
from coprod_cli.templates.lint import Written

_LANGUAGE = "en"
_MOST_TICKED = 8
"""How many of the choices that conditions name are tried in every combination."""


class _Said(NamedTuple):
    """What may be said to a question, as the conditions on it see it."""

    text: str
    given: bool


_NOTHING = _Said("", given=False)
_NOT_KNOWN = _Said("", given=True)


def never_asked(written: Sequence[Written]) -> Iterator[Finding]:
    """Give a finding for each question of a template's own that no answers lead to."""
    reach = _Reach(written)
    for each in written:
        if not each.is_own:
            continue
        yield from reach.finding(each, each.question, each.path, ())
        if isinstance(each.question, GroupQuestion):
            for index, inner in enumerate(each.question.questions):
                path = (*each.path, "questions", index)
                yield from reach.finding(each, inner, path, each.question.when)


class _Reach:
    def __init__(self, written: Iterable[Written]) -> None:
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
        self, each: Written, question: Question, path: tuple[str | int, ...],
        around: tuple[Condition, ...],
    ) -> Iterator[Finding]:  # fmt: skip
        """Give the finding for a question that is never asked."""
        if not question.when:
            return
        place = (*path, "when")
        if address := self._unmet(question.when):
            message = msg(
                'this is never asked: no answer to "{address}" meets this "when".', address=address
            )
            yield each.document.finding(place, message, kind="dead-when")
        elif address := self._unmet(self._all_needed((*around, *question.when))):
            message = msg(
                'this is never asked: it needs what is never answered, "{address}".',
                address=self._named(question.when, address),
            )
            yield each.document.finding(place, message, kind="unreachable")

    def _all_needed(self, conditions: Iterable[Condition]) -> tuple[Condition, ...]:
        """Return conditions, and those of every question that must be answered to meet them."""
        needed = list(conditions)
        seen: set[Address] = set()
        while asked := {
            condition.question
            for condition in needed
            if condition.question not in seen and not self._holds([condition], _NOTHING)
        }:
            for address in sorted(asked):
                seen.add(address)
                needed += self.needs.get(address, ())
        return tuple(needed)

    def _unmet(self, conditions: Iterable[Condition]) -> str:
        """Return the first address of which no answer meets all its conditions; "" for none."""
        by_address: dict[Address, list[Condition]] = {}
        for condition in conditions:
            by_address.setdefault(condition.question, []).append(condition)
        for address, those in by_address.items():
            question = self.questions.get(address)
            if question is not None and not any(
                self._holds(those, said) for said in _answers(question, those)
            ):
                return address
        return ""

    def _named(self, own: Iterable[Condition], unmet: str) -> str:
        """Return the address in a question's own conditions that leads to what cannot be met."""
        for condition in own:
            needed = self._all_needed([condition])
            if self._unmet(needed):
                return condition.question
        return unmet

    def _holds(self, conditions: Iterable[Condition], said: _Said) -> bool:
        return all(
            condition_holds(each, self.questions[each.question], said.text, given=said.given)
            for each in conditions
            if each.question in self.questions
        )


def _answers(question: Question, conditions: list[Condition]) -> Iterator[_Said]:
    """Give answers of every kind that the conditions could tell apart."""
    yield _NOTHING
    yield _NOT_KNOWN
    for text in _texts(question, conditions):
        try:
            kept = question.parse(text, _LANGUAGE)
        except InvalidAnswer:
            continue  # such as a number out of bounds
        if kept:
            yield _Said(kept, given=True)


def _texts(question: Question, conditions: list[Condition]) -> Iterator[str]:
    expected = [expected_value(each, question) for each in conditions if each.operator != "exists"]
    match question:
        case ChoiceQuestion():
            yield from (choice.value for choice in question.choices)
        case ChoicesQuestion():
            yield from _ticked(question, [each for each in expected if isinstance(each, str)])
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
            yield "?".join(["", *words, ""])  # another text, in which each of them is


def _ticked(question: ChoicesQuestion, named: list[str]) -> Iterator[str]:
    others = [each.value for each in question.choices if each.value not in named]
    few = [*dict.fromkeys(named), *others[:1]][:_MOST_TICKED]
    for count in range(1, len(few) + 1):
        yield from ("\n".join(each) for each in combinations(few, count))


def _numbers(question: NumberQuestion, named: list[Decimal]) -> Iterator[str]:
    bounds = [
        Decimal(str(each)) for each in (question.minimum, question.maximum) if each is not None
    ]
    known = sorted({*named, *bounds})
    between = [(low + high) / 2 for low, high in pairwise(known)]
    beyond = [known[0] - 1, known[-1] + 1] if known else [Decimal(0)]
    yield from (f"{each:f}" for each in (*known, *between, *beyond))


def _days(named: list[date]) -> Iterator[str]:
    for day in named or [date(2026, 1, 1)]:
        for step in (-1, 0, 1):
            try:
                yield (day + timedelta(days=step)).isoformat()
            except OverflowError:
                continue
