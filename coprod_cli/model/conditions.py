"""Conditions: evaluate whether a question is asked, from the answer to an earlier question."""

from collections.abc import Callable
from typing import Any

from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import folded
from coprod_cli.model.choice_questions import ChoicesQuestion
from coprod_cli.model.question_base import Condition, Value
from coprod_cli.model.questions import (
    DateQuestion,
    LineQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "greater-than": lambda left, right: left > right,
    "less-than": lambda left, right: left < right,
    "at-least": lambda left, right: left >= right,
    "at-most": lambda left, right: left <= right,
}


def condition_holds(condition: Condition, question: Question, text: str, *, given: bool) -> bool:
    """Return True if a condition holds for an answer.

    An unanswered question meets only `exists: false` and `not-equals`.

    Args:
        condition: the condition.
        question: the question that the condition names.
        text: the text of its answer; "" if it is not answered.
        given: whether it has any answer, also "not known yet".
    """
    if condition.operator == "exists":
        return given == (condition.answer is not False)
    value = question.value(text) if text else None
    expected = expected_value(condition, question)
    if condition.operator in ("equals", "not-equals"):
        same = value is not None and _same(value, expected)
        return same == (condition.operator == "equals")
    if condition.operator == "includes":
        if isinstance(value, tuple):
            return expected in value
        return isinstance(value, str) and folded(str(expected)) in folded(value)
    if value is None or expected is None or type(value) is not type(expected):
        return False
    return _COMPARE[condition.operator](value, expected)


def _same(value: Value, expected: Value) -> bool:
    if isinstance(value, tuple):
        return value == (expected,)
    if isinstance(value, str) and isinstance(expected, str):
        return folded(value) == folded(expected)
    return value == expected


def expected_value(condition: Condition, question: Question) -> Value:
    """Return a condition's answer as a value of its question; None if it is no such value."""
    answer = condition.answer
    if answer is None:
        return None
    text = ("true" if answer else "false") if isinstance(answer, bool) else str(answer)
    if isinstance(question, ChoicesQuestion):
        found = question.find(text)
        return found.value if found else None
    return question.value(text)


def condition_problem(condition: Condition, question: Question) -> Message | None:
    """Return why a condition can never hold for its question; None if it can."""
    operator, answer = condition.operator, condition.answer
    if operator == "exists":
        usable = answer is None or isinstance(answer, bool)
        return None if usable else msg('"exists" takes true or false as its answer.')
    if answer is None:
        return msg('"{operator}" needs an "answer".', operator=operator)
    if operator in _COMPARE and not isinstance(question, NumberQuestion | DateQuestion):
        return msg('"{operator}" needs a question of type number or date.', operator=operator)
    includable = ChoicesQuestion | TextQuestion | LineQuestion
    if operator == "includes" and not isinstance(question, includable):
        return msg('"includes" needs a question of type choices, text or line.')
    if expected_value(condition, question) is None:
        return msg('the question "{address}" never has that answer.', address=condition.question)
    return None
