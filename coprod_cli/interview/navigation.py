"""Where an interview goes from a place: on, back, into an item, to what is needed still."""

from typing import assert_never

from coprod_cli.interview.protocol import AtConflict, AtMenu, AtQuestion, AtReview, Ended, Place
from coprod_cli.interview.views import Viewed, items_of, question_at
from coprod_cli.model.address import item_address, item_place, outer_address
from coprod_cli.model.case import TITLE
from coprod_cli.model.visibility import relevant_in_item


def onward(interview: Viewed) -> Place:
    """Return the place after the one where an interview stands."""
    match interview.place:
        case AtQuestion(address, then_review) if item_place(address):
            if address in interview.asked:
                group = outer_address(address)
                return AtQuestion(first_asked_in(interview, group, after=address), then_review)
            return _within_item(interview, interview.place, step=1)
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            following = _after(address, (TITLE, *interview.template.questions), interview.route)
            return AtQuestion(first_asked_in(interview, following)) if following else AtReview()
        case AtMenu(origin):
            return origin or AtReview()
        case _:
            return interview.place


def first_asked_in(interview: Viewed, address: str, after: str = "") -> str:
    """Return the first question within a group's items that is asked by itself, else the group.

    Args:
        interview: the interview.
        address: the group's address; that of any other question is returned as it is.
        after: where one of them is named, the one after it.
    """
    order_of = interview.template.order_of
    within = [
        each
        for each in interview.asked
        if each.startswith(f"{address}#") and each in interview.relevant
    ]
    later = (each for each in within if not after or order_of(each) > order_of(after))
    return min(later, key=order_of, default=address)


def backward(interview: Viewed) -> Place | None:
    """Return the place before the one where an interview stands; None before the first question."""
    match interview.place:
        case AtQuestion(address) if item_place(address):
            return _within_item(interview, interview.place, step=-1)
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            order = tuple(reversed((TITLE, *interview.template.questions)))
            before = _after(address, order, interview.route)
            return AtQuestion(before) if before else None
        case AtMenu(origin):
            return origin or AtReview()
        case AtReview():
            return AtQuestion(interview.route[-1]) if interview.route else interview.place
        case AtConflict() | Ended():
            return interview.place
        case _:
            assert_never(interview.place)


def into_new_item(interview: Viewed) -> Place:
    """Return the first question of one more item of the group at which an interview stands."""
    if not isinstance(interview.place, AtQuestion):
        return interview.place
    group = interview.place.address
    number = max(items_of(interview, group), default=0) + 1
    return into_item(interview, item_address(group, number))


def into_item(interview: Viewed, item: str) -> Place:
    """Return the first question of an item that is asked; where it stands if there is none."""
    at = item_place(item)
    if at is None or not isinstance(interview.place, AtQuestion):
        return interview.place
    shown = relevant_in_item(
        interview.template, interview.case, at.group, at.number, interview.relevant
    )
    return AtQuestion(shown[0], interview.place.then_review) if shown else interview.place


def first_needed(interview: Viewed) -> str | None:
    """Return the first required question to which nothing was said; None where there is none.

    Within a group, what is required is so for each of its items.
    """
    said = {answer.address for answer in interview.case.given_answers()}
    said_in = set(map(outer_address, said))
    for address in interview.route:
        if question_at(interview, address).required and address not in said_in:
            return address
        for number in items_of(interview, address):
            shown = relevant_in_item(
                interview.template, interview.case, address, number, interview.relevant
            )
            for each in shown:
                if question_at(interview, each).required and each not in said:
                    return each
    return None


def _within_item(interview: Viewed, place: AtQuestion, *, step: int) -> Place:
    """Return the question beside one of an item, or the group where the item ends."""
    at = item_place(place.address)
    template = interview.template
    group = template.group_at(place.address)
    if at is None or group is None:
        return place
    item = item_address(at.group, at.number)
    order = [f"{item}.{each.id}" for each in group.questions][::step]
    beside = order[order.index(place.address) + 1 :] if place.address in order else []
    shown = relevant_in_item(template, interview.case, at.group, at.number, interview.relevant)
    following = next((each for each in beside if each in shown), at.group)
    return AtQuestion(following, place.then_review)


def _after(address: str, order: tuple[str, ...], route: tuple[str, ...]) -> str | None:
    """Return the next address of `route` after one that may itself have left it."""
    on_route = frozenset(route)
    position = order.index(address)
    return next((each for each in order[position + 1 :] if each in on_route), None)
