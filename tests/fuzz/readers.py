"""The four readers of what comes from anyone, each with what it is given and what must hold."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from form_promises import (
    check_data_reader,
    check_template_loader,
    read_data,
    read_template,
    template_folder,
)
from note_promises import (
    check_front_matter_reader,
    check_note_reader,
    read_and_check,
    read_front,
)

CORPUS = Path(__file__).parent / "corpus"


class Reader(NamedTuple):
    """A reader under test.

    `read` is what one command does with what is given, and what is timed; `check` raises where
    something does not hold for the bytes. `prepare` turns bytes into what `read` takes.
    """

    name: str
    read: Callable[[Any], object]
    check: Callable[[bytes], None]
    prepare: Callable[[bytes], Any] = bytes


def repeated(data: bytes, size: int = 1_000_000) -> Iterator[bytes]:
    """Return an input grown to `size` bytes: all of it repeated, or only its middle third."""
    if not data:
        return
    yield (data * (size // len(data) + 1))[:size]
    third = len(data) // 3
    start, middle, end = data[:third], data[third : 2 * third], data[2 * third :]
    if middle:
        yield start + middle * ((size - 2 * third) // len(middle)) + end


READERS = {
    reader.name: reader
    for reader in (
        Reader("note", read_and_check, check_note_reader),
        Reader("front-matter", read_front, check_front_matter_reader),
        Reader("data", read_data, check_data_reader),
        Reader("template", read_template, check_template_loader, template_folder),
    )
}
