"""Outlines of notes: what lists, filters and references need of each, which the index remembers."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, TypeVar

from coprod_cli.model.case_like import CaseLike
from coprod_cli.model.case_outline import CaseOutline, outline_of
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import is_note

CaseOf_co = TypeVar("CaseOf_co", bound=CaseLike, covariant=True)


class NoteLike(Protocol[CaseOf_co]):
    """What a list or a filter needs of a note; a `Note` has it, and so has its outline."""

    @property
    def source(self) -> str:
        """The note's path."""

    @property
    def case(self) -> CaseOf_co | None:
        """Its case; None if that cannot be read."""

    @property
    def case_id(self) -> str:
        """The case's id; "" if it has none."""

    @property
    def uncertain(self) -> bool:
        """Whether any answer cannot be attributed to its question."""


class NoteOutline(NamedTuple):
    """A note without its texts.

    Attributes:
        source: the note's path.
        is_note: whether the file is a note of coprod (see `note_paths.is_note`).
        case: its case; None if that cannot be read.
        uncertain: whether any answer cannot be attributed to its question.
    """

    source: str
    is_note: bool
    case: CaseOutline | None
    uncertain: bool

    @property
    def case_id(self) -> str:
        """The case's id; "" if it has none."""
        return self.case.id if self.case else ""


def outline_of_note(note: Note) -> NoteOutline:
    """Return the outline of a note."""
    case = outline_of(note.case) if note.case else None
    return NoteOutline(note.source, is_note(note), case, note.uncertain)


def outline_fact(read: Callable[[str], Note]) -> Fact[NoteOutline]:
    """Return the fact that is the outline of a note.

    Args:
        read: reads the note at a path.
    """
    return Fact(
        "outline",
        lambda path: outline_of_note(read(path)),
        lambda outline: None if is_read_each_time(outline) else as_json(outline_data(outline)),
        lambda path, value: outline_from(path, from_json(value)),
    )


def is_read_each_time(outline: NoteOutline) -> bool:
    """Return whether nothing may be remembered of a note.

    What is known of a note without a case may depend on its history, or on another program.
    """
    return outline.case is None and outline.is_note


def outline_data(outline: NoteOutline) -> Any:
    """Return an outline as JSON data."""
    if outline.case is None:
        return []
    return [outline.is_note, outline.uncertain, *outline.case]


def outline_from(path: str, data: Any) -> NoteOutline:
    """Return the outline of the note at a path from its JSON data."""
    if not data:
        return NoteOutline(path, is_note=False, case=None, uncertain=False)
    recognized, uncertain, *fields = data
    fields[_TAGS] = tuple(fields[_TAGS])
    return NoteOutline(path, recognized, CaseOutline._make(fields), uncertain)


_TAGS = CaseOutline._fields.index("tags")
