"""Items of repeated groups: lists the items that a case has, and removes one."""

from collections.abc import Iterable
from dataclasses import replace

from coprod_cli.model.case import Answer, Case


def items_in(case: Case, group: str) -> tuple[int, ...]:
    """Return the numbers of a group's items that have any answer, in ascending order."""
    return items_among(case.given_answers(), group)


def items_among(answers: Iterable[Answer], group: str) -> tuple[int, ...]:
    """Return the numbers of the group's items to which answers belong, in ascending order."""
    numbers = {
        number
        for answer in answers
        if (number := answer.address.item) is not None and answer.address.outer == group
    }
    return tuple(sorted(numbers))


def without_item(case: Case, item: str) -> Case:
    """Return a case without the answers of one item, given by its address."""
    kept = tuple(answer for answer in case.answers if not answer.address.is_within(item))
    return replace(case, answers=kept)
