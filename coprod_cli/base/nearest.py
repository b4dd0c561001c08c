"""Finds the name that was probably meant where somebody mistyped one."""

from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str], likeness: float = 0.6) -> str:
    """Return the candidate that is spelt most like a name; "" if none is.

    Args:
        name: the mistyped name.
        candidates: the names that exist. The time grows with their number.
        likeness: how like a candidate must be, from 0 to 1: the share of the letters that both
            have in the same order.
    """
    return next(iter(similar_names(name, candidates, 1, likeness)), "")


def similar_names(
    name: str, candidates: Iterable[str], most: int = 3, likeness: float = 0.6
) -> list[str]:
    """Return the candidates that are spelt like a name, the most similar first.

    Args:
        name: the mistyped name.
        candidates: the names that exist.
        most: how many are returned at most.
        likeness: as for `nearest`.
    """
    from difflib import get_close_matches

    return get_close_matches(name, list(candidates), most, likeness)
