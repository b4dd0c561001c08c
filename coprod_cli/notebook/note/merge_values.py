"""Three-way merge of single values, of orders and of texts: the rules that all of a note shares.

Of two sides, the *late* one was changed last. The result does not depend on which side is whose.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)


def three_way(base: _Value | None, late: _Value, early: _Value) -> _Value | None:
    """Return the value that only one side changed, or both alike; None if they differ.

    Args:
        base: the value before both changes; None if it is not known.
        late: the value of one side.
        early: the value of the other side.
    """
    if early in (late, base):
        return late
    return early if late == base else None


def interleaved(first: Iterable[_Key], second: Iterable[_Key]) -> list[_Key]:
    """Return the keys in the order of `first`; each other one follows the one above it."""
    order = list(first)
    present = set(order)
    added: dict[_Key | None, list[_Key]] = {}
    above: _Key | None = None
    for key in second:
        if key in present:
            above = key
        else:
            added.setdefault(above, []).append(key)
    result = added.get(None, [])
    for key in order:
        result += [key, *added.get(key, ())]
    return result


def the_longer(late: str, early: str) -> str | None:
    """Return the one of two texts that has all lines of the other, in one piece; else None."""
    for longer, shorter in ((late, early), (early, late)):
        if not shorter or f"\n{shorter}\n" in f"\n{longer}\n":
            return longer
    return None


def merged_set(base: Sequence[str] | None, late: Sequence[str], early: Sequence[str]) -> list[str]:
    """Return the words of both sides, without those that one side removed."""
    removed = {word for word in base or () if word not in late or word not in early}
    return [word for word in dict.fromkeys((*late, *early)) if word not in removed]
