"""Outlines of notes seen with their templates, which the index remembers while no template changes.

Whether a case was withdrawn, is damaged, or is not asked some questions, only its template tells.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outline_blocks import (
    columns_of,
    outlines_data,
    outlines_from,
    with_missing,
)
from coprod_cli.notebook.outlines import (
    NoteOutline,
    is_read_each_time,
    outline_data,
    outline_from,
    outline_of_note,
)
from coprod_cli.notebook.withdrawn import is_withdrawn

if TYPE_CHECKING:
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.templates.library import TemplateLibrary


class TemplateOutline(NamedTuple):
    """A note without its texts, seen with its template.

    Attributes:
        note: the outline of the note.
        is_withdrawn: whether its case was withdrawn.
        is_damaged: whether any answer cannot be attributed to its question.
        not_asked: the questions that the case is not asked; groups count, questions within them do
            not.
    """

    note: NoteOutline
    is_withdrawn: bool = False
    is_damaged: bool = False
    not_asked: tuple[Address, ...] = ()

    @property
    def case(self) -> CaseOutline | None:
        """The outline of its case, which counts only questions that it is asked, or has answered.

        None if the case cannot be read.
        """
        case = self.note.case
        return case and case.without_questions(self.not_asked)


def template_outline(note: "Note", library: "TemplateLibrary") -> TemplateOutline:
    """Return the outline of a note, seen with the template of its case."""
    outline = outline_of_note(note)
    if note.case is None:
        return TemplateOutline(outline)
    from coprod_cli.model.visibility import unasked_addresses
    from coprod_cli.notebook.note.check import is_uncertain

    template = library.find(note.case.template)
    damaged = is_uncertain(note, template)
    not_asked = unasked_addresses(note.case, template)
    return TemplateOutline(outline, is_withdrawn(note.case, template), damaged, not_asked)


def template_outline_fact(notebook: Notebook, library: "TemplateLibrary") -> Fact[TemplateOutline]:
    """Return the fact that is the outline of a note seen with its template."""
    return Fact(
        "form",
        lambda path: template_outline(notebook.read(path), library),
        lambda outline: (
            None if is_read_each_time(outline.note) else as_json(template_outline_data(outline))
        ),
        lambda path, value: template_outline_from(path, from_json(value)),
        library.fingerprint,
    )


def template_outline_data(outline: TemplateOutline) -> Any:
    """Return an outline as JSON data."""
    return [outline_data(outline.note), *outline[1:]]


def template_outline_from(path: str, data: Any) -> TemplateOutline:
    """Return the outline of the note at a path from its JSON data."""
    note, withdrawn, damaged, not_asked = data
    addresses = tuple(map(Address, not_asked))
    return TemplateOutline(outline_from(path, note), withdrawn, damaged, addresses)


def block_of_template_outlines(
    of: Fact[TemplateOutline],
) -> BlockFact[TemplateOutline, Sequence[TemplateOutline | None]]:
    """Return the fact that is the outlines of the notes of a block, seen with their templates.

    Args:
        of: the fact of a note.
    """
    return BlockFact(
        "forms",
        of,
        lambda _paths, outlines: [each if each and each.note.case else None for each in outlines],
        lambda outlines: [as_json(_template_outlines_data(outlines))],
        lambda paths, load: _template_outlines_from(paths, from_json(load(0))),
    )


def _template_outlines_data(outlines: Sequence[TemplateOutline | None]) -> Any:
    notes = [each and each.note for each in outlines]
    return [outlines_data(notes), *columns_of(each[1:] for each in outlines if each)]


def _template_outlines_from(paths: Sequence[str], data: Any) -> list[TemplateOutline | None]:
    notes, *columns = data
    if not columns:
        return [None] * len(paths)
    withdrawn, damaged, not_asked = columns
    own = filter(None, outlines_from(paths, notes))
    addresses = (tuple(map(Address, each)) for each in not_asked)
    found = map(TemplateOutline._make, zip(own, withdrawn, damaged, addresses, strict=True))
    return with_missing(found, notes[0], len(paths))
