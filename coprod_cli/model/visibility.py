"""Visibility: which questions of a template are asked, depending on earlier answers."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.conditions import condition_holds
from coprod_cli.model.items import items_in
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template
from coprod_cli.model.voices import answers_there


def relevant_addresses(template: Template, case: Case) -> frozenset[Address]:
    """Return the addresses of questions whose conditions hold, also within items of groups.

    The answer to a hidden question counts as not given, as in FHIR's enableWhen.
    """
    relevant: set[Address] = set()
    for address, question in template.questions.items():
        if _holds(question, template, case, (relevant,)):
            relevant.add(address)
            if isinstance(question, GroupQuestion):
                for number in items_in(case, address):
                    relevant.update(
                        _relevant_in_item(question, address, number, template, case, relevant)
                    )
    return frozenset(relevant)


def waits_for_round(template: Template, case: Case, address: Address) -> bool:
    """Return True for questions to ask again later on, of which there is no round yet."""
    group = template.group_at(address)
    return group is not None and group.is_asked_again and not items_in(case, address)


def unasked_addresses(case: Case, template: Template | None) -> tuple[Address, ...]:
    """Return the addresses of a template's questions, or groups, that a case is not asked.

    These are those that a condition hides, and questions to ask again later on, of which there is
    no round yet. Where the template is not known, it is none.
    """
    if template is None:
        return ()
    relevant = relevant_addresses(template, case)
    return tuple(
        address
        for address in template.questions
        if address not in relevant or waits_for_round(template, case, address)
    )


def relevant_in_item(
    template: Template, case: Case, group: Address, number: int, relevant: frozenset[Address]
) -> tuple[Address, ...]:
    """Return the addresses of questions in an item whose conditions hold, in order.

    Args:
        template: the template.
        case: the case.
        group: the group's address.
        number: the item's number; the item need not exist yet.
        relevant: the result of `relevant_addresses` for the case.
    """
    question = template.group_at(group)
    if question is None or group not in relevant:
        return ()
    return tuple(_relevant_in_item(question, group, number, template, case, relevant))


def _relevant_in_item(  # noqa: PLR0917 - called in two places only
    group: GroupQuestion, address: Address, number: int, template: Template, case: Case,
    relevant: AbstractSet[Address],
) -> Iterator[Address]:  # fmt: skip
    item = address.item_at(number)
    in_item: set[Address] = set()  # beside `relevant`, which would take long to copy
    for question in group.questions:
        if group.tasks and group.tasks.done == question.id:
            # It is not asked in turn: there is nothing to say before the step is done.
            if answers_there(case, item.child(question.id)):
                yield item.child(question.id)
        elif _holds(question, template, case, (relevant, in_item), item):
            in_item.add(item.child(question.id))
            yield item.child(question.id)


def _holds(
    question: Question, template: Template, case: Case,
    relevant: tuple[AbstractSet[Address], ...], item: Address | None = None,
) -> bool:  # fmt: skip
    return all(_is_met(condition, template, case, relevant, item) for condition in question.when)


def _is_met(
    condition: Condition, template: Template, case: Case,
    relevant: tuple[AbstractSet[Address], ...], item: Address | None,
) -> bool:  # fmt: skip
    address = condition.question
    if item is not None and address.is_inside(item.outer):
        address = item.child(address.part)
    question = template.question_at(address)
    if question is None:
        return False
    is_relevant = any(address in some for some in relevant)
    answer = case.answer(address) if is_relevant else Answer(address)
    given = answer.given
    if isinstance(question, GroupQuestion) and is_relevant:
        given = given or bool(items_in(case, address))
    return condition_holds(condition, question, answer.text, given=given)
