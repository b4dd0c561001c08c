"""Bars of signs for what cases answer, do not know and leave open; no sign needs a colour."""

import sys
from collections.abc import Sequence

from coprod_cli.knowledge.coverage import Count
from coprod_cli.knowledge.question_states import State

MOST_SINGLE = 60
"""The most cases that have a sign each; more are shown as a bar in proportion."""
_BLOCKS = {State.ANSWERED: "█", State.UNKNOWN: "▒", State.OPEN: "·", State.NOT_ASKED: " "}
_ASCII = {State.ANSWERED: "#", State.UNKNOWN: "?", State.OPEN: ".", State.NOT_ASKED: " "}


def signs() -> dict[State, str]:
    """Return the sign of each state: blocks, or ASCII where the terminal's encoding has none."""
    try:
        "".join(_BLOCKS.values()).encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return _ASCII
    return _BLOCKS


def case_bar(states: Sequence[State], width: int) -> str:
    """Return a sign for each case if there is room, else a bar in proportion.

    Args:
        states: a state for each case.
        width: how many columns there are.
    """
    sign = signs()
    if len(states) <= min(MOST_SINGLE, width):
        return "".join(sign[state] for state in states)
    return proportional_bar(
        Count(*(sum(each == state for each in states) for state in list(State)[:3])), width
    )


def proportional_bar(count: Count, width: int) -> str:
    """Return a bar in proportion to the counts, in which each count but 0 has one sign at least."""
    if not count.asked:
        return ""
    sign = signs()
    shown = [max(1, round(each * width / count.asked)) if each else 0 for each in count]
    while sum(shown) > width:
        shown[shown.index(max(shown))] -= 1
    shown[shown.index(max(shown))] += width - sum(shown)
    return "".join(sign[state] * length for state, length in zip(State, shown, strict=False))
