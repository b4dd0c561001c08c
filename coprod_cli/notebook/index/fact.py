"""Fact: a small value that is computed from one note, and that the index may remember."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")

_FORMAT = 2
"""Is raised with each change of what any fact stores, so that nobody reads an earlier form."""


def as_json(data: Any) -> bytes:
    """Return JSON data as the bytes of a value."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def from_json(value: bytes) -> Any:
    """Return the JSON data whose bytes `as_json` returned."""
    return _decode(value.decode("utf-8", "surrogatepass"))[0]


_decode = json.JSONDecoder().raw_decode
"""Faster than `json.loads`, which also looks for blanks at both ends."""


def _installation() -> str:
    """Return what changes when coprod is installed anew: another version may compute otherwise.

    So may another version of Python, which knows other letters.
    """
    try:
        status = os.stat(__file__)  # noqa: PTH116 - a string
    except OSError:  # within an archive
        return sys.version
    return f"{sys.version} {status.st_ino} {status.st_mtime_ns} {status.st_ctime_ns}"


@dataclass(frozen=True)
class Fact(Generic[Value]):
    """How a value is computed from a note, and how it is stored.

    The value must follow from the note's bytes, its path, and what `depends_on` names; else the
    index would give an old one.

    Attributes:
        name: the fact's name: lower-case letters.
        compute: reads the note at a path, and returns the value.
        pack: returns the value as bytes; None for a value that is to be computed each time, such as
            that of a file that cannot be read.
        unpack: returns the value again, from the note's path and these bytes.
        compute_many: returns the values of many notes, in order, in less time than one by one; None
            if there is no such way.
        depends_on: what the value depends on beside the note, such as the stamps of templates.
    """

    name: str
    compute: Callable[[str], Value]
    pack: Callable[[Value], bytes | None]
    unpack: Callable[[str, bytes], Value]
    depends_on: str = ""
    compute_many: Callable[[Sequence[str]], Iterable[Value]] | None = None

    def values_of(self, paths: Sequence[str]) -> Iterable[Value]:
        """Compute the values of the notes at some paths, in order."""
        return map(self.compute, paths) if self.compute_many is None else self.compute_many(paths)

    @property
    def kind(self) -> str:
        """The name under which values are stored that are computed in exactly this way."""
        return kind_of(self.name, self.depends_on)


def kind_of(name: str, depends_on: str) -> str:
    """Return the name under which values are stored that are computed in exactly one way.

    Args:
        name: the name of the fact.
        depends_on: what its values depend on beside the notes and this installation.
    """
    from hashlib import blake2b

    said = f"{_FORMAT}\0{_installation()}\0{depends_on}"
    return f"{name}-{blake2b(said.encode(), digest_size=8).hexdigest()}"
