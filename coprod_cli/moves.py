"""Where an interview goes from a place: on, and back."""

from typing import assert_never

from coprod_cli.case import TITLE
from coprod_cli.steps import AtConflict, AtMenu, AtQuestion, AtReview, Ended, Place
from coprod_cli.viewing import Viewed


def onward(interview: Viewed) -> Place:
    """Return the place after the one where an interview stands."""
    match interview.place:
        case AtQuestion(then_review=True):
            return AtReview()
        case AtQuestion(address):
            following = _after(address, (TITLE, *interview.template.questions), interview.route)
            return AtQuestion(following) if following else AtReview()
        case AtMenu(origin):
            return origin or AtReview()
        case _:
            return interview.place


def backward(interview: Viewed) -> Place | None:
    """Return the place before the one where an interview stands; None before the first question."""
    match interview.place:
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


def _after(address: str, order: tuple[str, ...], route: tuple[str, ...]) -> str | None:
    """Return the next address of `route` after one that may itself have left it."""
    on_route = frozenset(route)
    position = order.index(address)
    return next((each for each in order[position + 1 :] if each in on_route), None)
