"""Block fact: a value that is merged from a fact of some hundred notes, and stored as one.

A command that counts or lists very many notes then decodes a few values, and not one of each note.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from coprod_cli.notebook.index.fact import Fact, Value, kind_of

Merged = TypeVar("Merged")
Result = TypeVar("Result")
_NOTES_IN_BLOCK = 128
LoadPart = Callable[[int], bytes]
"""Returns a part of a stored value by its number, from 0."""

Use = Callable[[Sequence[str], Merged], Result]
"""Makes something of the value of a block, whose paths come with it."""


class PartLost(Exception):
    """A part of a value is no longer there, or is damaged: the value must be computed."""


@dataclass(frozen=True)
class BlockFact(Generic[Value, Merged]):
    """How a value is merged from a fact of each note of a block, and how it is stored.

    The value must follow from those facts, the paths, and what `depends_on` names.

    Attributes:
        name: the name: lower-case letters; different from that of any other block fact.
        of: the fact of a note.
        merge: returns the value from the paths of the notes and the fact of each; None stands for
            the fact of a link, or of a note of which nothing may be remembered: such a note is
            to be looked at one by one, each time.
        pack: returns the parts of the value as bytes.
        unpack: returns the value again, from the paths and a function that loads a part; that may
            be called later, but not after the value was used (see `Index.use_blocks`).
        depends_on: what the value depends on beside the facts.
        size: how many times as many notes its blocks have as is usual; a power of two. More make
            looking up faster, and merging after a change slower.
    """

    name: str
    of: Fact[Value]
    merge: Callable[[Sequence[str], Sequence[Value | None]], Merged]
    pack: Callable[[Merged], Sequence[bytes]]
    unpack: Callable[[Sequence[str], LoadPart], Merged]
    depends_on: str = ""
    size: int = 1

    @property
    def notes_in_block(self) -> int:
        """About how many notes a block has."""
        return _NOTES_IN_BLOCK * self.size

    @property
    def kind(self) -> str:
        """The name under which values are stored that are computed in exactly this way."""
        return kind_of(self.name, f"{self.of.kind}\0{self.depends_on}")


def merged(
    fact: BlockFact[Value, Merged],
    paths: Sequence[str],
    links: Collection[str],
    values: Iterator[tuple[Value, bool]],
) -> Merged:
    """Return the value of a block.

    Args:
        fact: the fact.
        paths: the paths of the notes.
        links: those that are links, and perhaps others.
        values: the fact of each note that is no link, and whether it may be remembered.
    """
    found: list[Value | None] = []
    for path in paths:
        value, may_be_kept = next(values) if path not in links else (None, False)
        found.append(value if may_be_kept else None)
    return fact.merge(paths, found)
