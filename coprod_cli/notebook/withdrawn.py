"""Withdrawn cases: recognizes them, refuses them where they are named, and else leaves them out."""

from typing import TYPE_CHECKING

from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.notebook.note_paths import id_or_stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.note.reader import Note

LIST = "coprod list --withdrawn"


def is_withdrawn(case: "Case | None", template: "Template | None") -> bool:
    """Return True if a case was withdrawn, as its template says.

    A withdrawal counts, too, where another program changed its marker in the note.
    """
    consent = template.consent if template else None
    if case is None or consent is None:
        return False
    return consent.is_withdrawn(case) or _has_damaged_marker(case, consent.withdrawn)


def is_withdrawn_at(path: str, template: "Template | None", read: "Callable[[str], Note]") -> bool:
    """Return True if the case whose note is at a path was withdrawn, as its template says.

    The note is only read if the template asks for consent.
    """
    if template is None or template.consent is None:
        return False
    return is_withdrawn(read(path).case, template)


def _has_damaged_marker(case: "Case", address: str) -> bool:
    """Return True if a text stands below a damaged marker of a question.

    Such a marker and what is below it are read as part of the answer above. One of which nobody can
    tell whose it is counts as the question's, if the note has no other.
    """
    for answer in case.answers:
        if "coprod" not in answer.text.casefold():
            continue
        from coprod_cli.notebook.note.damaged_markers import find_damaged_markers
        from coprod_cli.notebook.note.markers import is_heading

        found = list(find_damaged_markers(answer.text, 0, {}))
        starts = (*(each.place.start for each in found[1:]), len(answer.text))
        for damaged, stop in zip(found, starts, strict=True):
            lines = answer.text[damaged.place.end : stop].split("\n")
            if not any(line.strip() and not is_heading(line) for line in lines):
                continue
            if damaged.marker is None and address not in case.by_address:
                return True
            if damaged.marker is not None and damaged.marker.address == address:
                return True
    return False


def refuse_withdrawn(case: "Case", template: "Template | None", name: str) -> None:
    """Raise NotFound if a case was withdrawn, as if it did not exist.

    Args:
        case: the case.
        template: its template.
        name: the name by which commands take it.

    Raises:
        NotFound: the case was withdrawn.
    """
    if is_withdrawn(case, template):
        message = msg("this was withdrawn, and is not shown any more.")
        hint = msg("coprod remove {name}, to delete it, or {command}", name=name, command=LIST)
        raise NotFound(message, where=name, hint=hint)


def leaves_out_withdrawn(note: "Note", template: "Template | None", *, named: bool) -> bool:
    """Return True if a note is left out among others, since its case was withdrawn.

    Args:
        note: the note.
        template: the template of its case.
        named: whether a person named the case, which is then refused instead.

    Raises:
        NotFound: the case was withdrawn, and is named.
    """
    if note.case is None or not is_withdrawn(note.case, template):
        return False
    if named:
        refuse_withdrawn(note.case, template, id_or_stem(note))
    return True


def withdrawn_notice(count: int) -> tuple[Message, ...]:
    """Return what is said of withdrawn cases that are left out; () for none."""
    if not count:
        return ()
    notice = nmsg(
        "{count} withdrawn case is left out. To see that it is there: {command}",
        "{count} withdrawn cases are left out. To see that they are there: {command}",
        count,
        command=LIST,
    )
    return (notice,)
