"""Where an interview goes from a place: on, back, into an item, to what is needed still."""

from typing import assert_never

from coprod_cli.interview.positions import (
    AtConflict,
    AtMenu,
    AtQuestion,
    AtReview,
    Ended,
    Position,
)
from coprod_cli.interview.state import InterviewState
from coprod_cli.interview.views import items_of, question_at
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE
from coprod_cli.model.visibility import relevant_in_item


def onward(state: InterviewState) -> Position:
    """Return the place after the one where an interview stands."""
    match state.position:
        case AtQuestion(address, then_review) if address.item is not None:
            if address in state.asked:
                beside = first_asked_in(state, address.outer, after=address)
                return AtQuestion(beside, then_review)
            return _within_item(state, state.position, step=1)
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            following = _after(address, (TITLE, *state.template.questions), state.route)
            return AtQuestion(first_asked_in(state, following)) if following else AtReview()
        case AtMenu(origin):
            return origin or AtReview()
        case _:
            return state.position


def first_asked_in(
    state: InterviewState, address: Address, after: Address | None = None
) -> Address:
    """Return the first question within a group's items that is asked by itself, else the group.

    Args:
        state: the interview.
        address: the group's address; that of any other question is returned as it is.
        after: where one of them is named, the one after it.
    """
    order_of = state.template.order_of
    within = [each for each in state.relevant if each in state.asked and each.is_inside(address)]
    later = (each for each in within if after is None or order_of(each) > order_of(after))
    return min(later, key=order_of, default=address)


def backward(state: InterviewState) -> Position | None:
    """Return the place before the one where an interview stands; None before the first question."""
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
        case AtReview():
            return AtQuestion(state.route[-1]) if state.route else state.position
        case AtConflict() | Ended():
            return state.position
        case _:
            assert_never(state.position)


def into_new_item(state: InterviewState) -> Position:
    """Return the first question of one more item of the group at which an interview stands."""
    if not isinstance(state.position, AtQuestion):
        return state.position
    group = state.position.address
    number = max(items_of(state, group), default=0) + 1
    return into_item(state, group.item_at(number))


def into_item(state: InterviewState, item: Address) -> Position:
    """Return the first question of an item that is asked; where it stands if there is none."""
    if item.item is None or not isinstance(state.position, AtQuestion):
        return state.position
    shown = relevant_in_item(state.template, state.case, item.outer, item.item, state.relevant)
    return AtQuestion(shown[0], state.position.then_review) if shown else state.position


def first_needed(state: InterviewState) -> Address | None:
    """Return the first required question to which nothing was said; None where there is none.

    Within a group, what is required is so for each of its items.
    """
    said = {answer.address for answer in state.case.given_answers()}
    said_in = {address.outer for address in said}
    for address in state.route:
        if question_at(state, address).required and address not in said_in:
            return address
        for number in items_of(state, address):
            shown = relevant_in_item(state.template, state.case, address, number, state.relevant)
            for each in shown:
                if question_at(state, each).required and each not in said:
                    return each
    return None


def _within_item(state: InterviewState, place: AtQuestion, *, step: int) -> Position:
    """Return the question beside one of an item, or the group where the item ends."""
    address, template = place.address, state.template
    group, item = template.group_at(address), address.item_address
    if group is None or item is None or address.item is None:
        return place
    order = [item.child(each.id) for each in group.questions][::step]
    beside = order[order.index(address) + 1 :] if address in order else []
    shown = relevant_in_item(template, state.case, address.outer, address.item, state.relevant)
    following = next((each for each in beside if each in shown), address.outer)
    return AtQuestion(following, place.then_review)


def _after(
    address: Address, order: tuple[Address, ...], route: tuple[Address, ...]
) -> Address | None:
    """Return the next address of `route` after one that may itself have left it."""
    on_route = frozenset(route)
    position = order.index(address)
    return next((each for each in order[position + 1 :] if each in on_route), None)
