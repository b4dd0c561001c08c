"""Footnotes that an answer uses and only another answer defines.

In Markdown, a label has one definition in a file. So a formatter deletes the second `[^1]: ...`,
which was another footnote, of another answer (markdownlint's rule MD053). One link address for
several answers is nothing odd.
"""

from collections.abc import Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.notebook.note.definitions import find_definitions, referred_labels
from coprod_cli.notebook.note.reader import Note

_HINT = "[^"


def borrowed_definition_findings(note: Note) -> Iterator[Finding]:
    """Yield a finding for each footnote that an answer uses, and only another one has and uses.

    Where that other one does not use it, it is a moved definition, and told as such.
    """
    if _HINT not in note.text:
        return
    lines = note.text.split("\n")
    regions = [
        (slot, range(note.lines.number(slot.start), note.lines.number(slot.end)))
        for slot in note.slots
        if slot.marker.address.is_question
    ]
    defined = [
        {each.label for each in find_definitions(lines, region.start, region.stop)}
        for _, region in regions
    ]
    if not any(defined):
        return
    used = [referred_labels(lines, region.start, region.stop) for _, region in regions]
    at_home = {
        label: slot.marker.address
        for (slot, _), own, using in zip(regions, defined, used, strict=True)
        for label in own & using
        if label.startswith("^")
    }
    for (_, region), own, using in zip(regions, defined, used, strict=True):
        for label in sorted((using & at_home.keys()) - own):
            line = _first_use(lines, region, label)
            message = msg(
                'this uses a footnote that stands only in "{address}".',
                address=at_home[label],
            )
            hint = msg("write it below this text, too; a formatter may have deleted it")
            yield Finding("borrowed", message, note.source, line + 1, 1, hint)


def _first_use(lines: list[str], region: range, label: str) -> int:
    """Return the number of the first line that refers to a label; the region's if it is split."""
    uses = (number for number in region if label in referred_labels(lines, number, number + 1))
    return next(uses, region.start)
