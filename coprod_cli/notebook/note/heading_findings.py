"""Findings about headings that are not where or what they should be."""

from collections.abc import Iterable, Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import Message, msg
from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.known_headings import template_address
from coprod_cli.notebook.note.lost_voices import LostVoice
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.restore_markers import present_addresses
from coprod_cli.notebook.note.stray_headings import Kind, Stray, is_restorable, stray_headings


def stray_heading_findings(
    note: Note, template: Template, lost: Iterable[LostVoice]
) -> Iterator[Finding]:
    """Yield a finding for each heading that is not where or what it should be.

    Args:
        note: the note.
        template: its template.
        lost: the answers of voices whose marker is lost, which have findings of their own.
    """
    of_lost = {each.block.first for each in lost}
    for stray in stray_headings(note, template):
        if stray.kind in (Kind.BEGINS, Kind.ENDS) and stray.block and stray.block.first in of_lost:
            continue  # what is wrong is that a voice's marker is missing below it
        slot = note.slots[stray.slot]
        line = note.lines.number(slot.line) if stray.block is None else stray.block.first
        message, hint = _words(note, template, stray)
        yield Finding("heading", message, note.source, line + 1, 1, hint, uncertain=stray.uncertain)


def _words(note: Note, template: Template, stray: Stray) -> tuple[str, str]:
    """Return the message and the hint of a finding."""
    address = note.slots[stray.slot].marker.address
    hint: str = "coprod check --repair"
    match stray.kind:
        case Kind.ABOVE if stray.uncertain:
            message = _in_another(address, note.slots[stray.slot - 1].marker.address)
        case Kind.ABOVE:
            message = msg('the heading of "{address}" is not a heading any more.', address=address)
        case Kind.BELOW:
            message = msg('the marker of "{address}" stands above its heading.', address=address)
        case Kind.LIKELY:
            message = msg(
                'the marker of "{address}" has no heading; this line may be it.', address=address
            )
            hint = _hint_for_likely(stray)
        case Kind.NONE:
            message = msg('the marker of "{address}" has no heading.', address=address)
        case Kind.OTHERS:
            message = msg(
                'the marker of "{address}" stands under the heading of another question.',
                address=address,
            )
            hint = msg("write {marker} under its heading", marker=str(Marker(address)))
        case _:
            message = _message_at_edge(address, stray)
            hint = _hint_at_edge(note, template, stray)
    return message, hint


def _in_another(address: Address, other: Address) -> Message:
    return msg(
        'the heading of "{address}" is not a heading any more, and stands in "{other}".',
        address=address, other=other,
    )  # fmt: skip


def _hint_for_likely(stray: Stray) -> str:
    if is_restorable(stray):
        return "coprod check --repair"
    return msg("write ### in front of it if it is the heading, or else a heading below it")


def _hint_at_edge(note: Note, template: Template, stray: Stray) -> str:
    present = present_addresses(note)
    wordings = stray.block.wordings if stray.block else ()
    missing = [address for address in wordings if address not in present]
    if len(missing) != 1 or not template.asks_the_same_as(require_case(note).template_version):
        return msg("take this line out, or put it in quotes")
    marker = str(Marker(missing[0]))
    return msg("coprod check --repair, or write {marker} below this line", marker=marker)


def _message_at_edge(address: Address, stray: Stray) -> Message:
    begins = stray.kind is Kind.BEGINS
    wordings = stray.block.wordings if stray.block else {}
    if template_address(address) in wordings:
        if begins:
            return msg('"{address}" begins with its own heading.', address=address)
        return msg('"{address}" ends with its own heading.', address=address)
    other = next(iter(wordings))
    if begins:
        return msg(
            '"{address}" begins with the heading of "{other}".', address=address, other=other
        )
    return msg('"{address}" ends with the heading of "{other}".', address=address, other=other)
