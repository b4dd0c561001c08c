"""Navigation: the next and previous position, group items, and required questions."""

from typing import assert_never

from coprod_cli.interview.entries import items_of, question_at
from coprod_cli.interview.positions import (
    AtConflict,
    AtFinish,
    AtMenu,
    AtQuestion,
    AtReview,
    AtSources,
    AtTags,
    AtVoice,
    AtWithdrawal,
    Ended,
    Position,
)
from coprod_cli.interview.state import InterviewState
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE
from coprod_cli.model.visibility import relevant_in_item


def next_position(state: InterviewState) -> Position:  # noqa: PLR0911 - each kind
    """Return the position after the current one."""
    match state.position:
        case AtQuestion(address, then_review) if address.item is not None:
            if address in state.asked:
                inner = first_asked_in(state, address.outer, after=address)
                return AtQuestion(inner, then_review)
            return _within_item(state, state.position, step=1)
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            following = _after(address, (TITLE, *state.template.questions), state.route)
            return AtQuestion(first_asked_in(state, following)) if following else AtReview()
        case AtMenu(origin):
            return origin or AtReview()
        case AtTags(then) | AtSources(then) | AtVoice(then):
            return then
        case _:
            return state.position


def first_asked_in(
    state: InterviewState, address: Address, after: Address | None = None
) -> Address:
    """Return a group's first question that is asked on its own, else the group itself.

    Args:
        state: the interview.
        address: the group's address; that of any other question is returned unchanged.
        after: the question to search after; None to search from the start.
    """
    sort_key = state.template.sort_key
    asked = [each for each in state.relevant if each in state.asked and each.is_inside(address)]
    later = (each for each in asked if after is None or sort_key(each) > sort_key(after))
    return min(later, key=sort_key, default=address)


def previous_position(state: InterviewState) -> Position | None:  # noqa: PLR0911 - each kind
    """Return the position before the current one; None at the first question."""
    match state.position:
        case AtQuestion(address) if address.item is not None:
            return _within_item(state, state.position, step=-1)
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            order = tuple(reversed((TITLE, *state.template.questions)))
            before = _after(address, order, state.route)
            return AtQuestion(before) if before else None
        case AtMenu(origin):
            return origin or AtReview()
        case AtFinish(origin=origin):
            return AtReview(origin)
        case AtWithdrawal(then=then):
            return then
        case AtReview(origin):
            return origin or (AtQuestion(state.route[-1]) if state.route else state.position)
        case AtTags(then) | AtSources(then) | AtVoice(then):
            return then
        case AtConflict() | Ended():
            return state.position
        case _:
            assert_never(state.position)


def new_item_position(state: InterviewState) -> Position:
    """Return the first question of a new item of the current group."""
    if not isinstance(state.position, AtQuestion):
        return state.position
    group = state.position.address
    number = max(items_of(state, group), default=0) + 1
    return item_position(state, group.item_at(number))


def item_position(state: InterviewState, item: Address) -> Position:
    """Return the first question of a group item; the current position if it has none."""
    if item.item is None or not isinstance(state.position, AtQuestion):
        return state.position
    shown = relevant_in_item(state.template, state.case, item.outer, item.item, state.relevant)
    return AtQuestion(shown[0], state.position.then_review) if shown else state.position


def first_missing_answer(state: InterviewState) -> Address | None:
    """Return the address of the first required question without an answer; None if all have one.

    A required question in a group is required in each item.
    """
    given = {answer.address for answer in state.case.given_answers()}
    given_outer = {address.outer for address in given}
    for address in state.route:
        if question_at(state, address).required and address not in given_outer:
            return address
        for number in items_of(state, address):
            shown = relevant_in_item(state.template, state.case, address, number, state.relevant)
            for inner in shown:
                if question_at(state, inner).required and inner not in given:
                    return inner
    return None


def _within_item(state: InterviewState, position: AtQuestion, *, step: int) -> Position:
    """Return the next (step 1) or previous (-1) question of a group item, else the group."""
    address, template = position.address, state.template
    group, item = template.group_at(address), address.item_address
    if group is None or item is None or address.item is None:
        return position
    order = [item.child(each.id) for each in group.questions][::step]
    remaining = order[order.index(address) + 1 :] if address in order else []
    shown = relevant_in_item(template, state.case, address.outer, address.item, state.relevant)
    following = next((each for each in remaining if each in shown), address.outer)
    return AtQuestion(following, position.then_review)


def _after(
    address: Address, order: tuple[Address, ...], route: tuple[Address, ...]
) -> Address | None:
    """Return the next address on `route`; `address` itself may no longer be on it.

    Args:
        address: the current address.
        order: all addresses in order.
        route: the addresses that are asked.
    """
    on_route = frozenset(route)
    index = order.index(address)
    return next((each for each in order[index + 1 :] if each in on_route), None)
