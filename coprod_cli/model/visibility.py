"""Which questions of a template are asked, as the answers to earlier ones decide."""

from collections.abc import Iterator

from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.conditions import condition_holds
from coprod_cli.model.items import items_in
from coprod_cli.model.question_base import Condition
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.template import Template


def relevant_addresses(template: Template, case: Case) -> frozenset[Address]:
    """Return the addresses whose conditions all hold, those of each item of a group among them.

    What was said to a question that is itself hidden counts as not said, as in FHIR's enableWhen.
    """
    relevant: set[Address] = set()
    for address, question in template.questions.items():
        if _holds(question, template, case, relevant):
            relevant.add(address)
            if isinstance(question, GroupQuestion):
                for number in items_in(case, address):
                    relevant.update(_within(question, address, number, template, case, relevant))
    return frozenset(relevant)


def relevant_in_item(
    template: Template, case: Case, group: Address, number: int, relevant: frozenset[Address]
) -> tuple[Address, ...]:
    """Return the addresses of an item whose conditions hold, in order; also of one yet to come.

    Args:
        template: the template.
        case: the case.
        group: the group's address.
        number: the item's number.
        relevant: the addresses that hold in the case.
    """
    question = template.group_at(group)
    if question is None or group not in relevant:
        return ()
    return tuple(_within(question, group, number, template, case, set(relevant)))


def _within(  # noqa: PLR0917 - one call of two
    group: GroupQuestion, address: Address, number: int, template: Template, case: Case,
    relevant: set[Address],
) -> Iterator[Address]:  # fmt: skip
    item = address.item_at(number)
    known = set(relevant)
    for question in group.questions:
        if _holds(question, template, case, known, item):
            known.add(item.child(question.id))
            yield item.child(question.id)


def _holds(
    question: Question, template: Template, case: Case, relevant: set[Address],
    item: Address | None = None,
) -> bool:  # fmt: skip
    return all(_met(each, template, case, relevant, item) for each in question.when)


def _met(
    condition: Condition, template: Template, case: Case, relevant: set[Address],
    item: Address | None,
) -> bool:  # fmt: skip
    address = condition.question
    if item is not None and address.is_inside(item.outer):
        address = item.child(address.part)
    asked = template.question_at(address)
    if asked is None:
        return False
    said = case.answer(address) if address in relevant else Answer(address)
    given = said.given
    if isinstance(asked, GroupQuestion) and address in relevant:
        given = given or bool(items_in(case, address))
    return condition_holds(condition, asked, said.text, given=given)
