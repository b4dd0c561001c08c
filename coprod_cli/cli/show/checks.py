"""Show the results of checks, privacy checks and repairs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.cli.console.findings import (
    show_findings_as_json,
    show_note_findings,
    show_passage,
    show_passages_as_json,
)
from coprod_cli.cli.console.output import show_error, show_message, show_text
from coprod_cli.operations.check import CheckedNote, IdentifyingPlace, ScannedNote
from coprod_cli.operations.merge_notes import joined_message
from coprod_cli.operations.plan_repair import Repair
from coprod_cli.operations.repair import RepairedNote


def show_checked(notes: Iterable[CheckedNote], *, json: bool) -> bool:
    """Print the findings of a check, note by note, and return whether there are any."""
    found = count = 0

    def counted() -> Iterator[tuple[Finding, ...]]:
        nonlocal found, count
        for note in notes:
            count += note.is_note
            found += len(note.findings)
            yield note.findings

    if json:
        show_findings_as_json(chain.from_iterable(counted()))
    else:
        for findings in counted():
            show_note_findings(findings)
    _show_count(found, count)
    return found > 0


def show_scanned(notes: Iterable[ScannedNote], *, json: bool) -> bool:
    """Print each passage that could identify a person, and return whether there are any."""
    from coprod_cli.privacy.kinds import SCAN_DISCLAIMER

    kinds = Counter[str]()
    count = 0

    def places() -> Iterator[IdentifyingPlace]:
        nonlocal count
        for note in notes:
            count += note.is_note
            kinds.update(place.finding.kind for place in note.places)
            yield from note.places

    if json:
        show_passages_as_json((place.finding, place.end - place.start) for place in places())
    else:
        for place in places():
            show_passage(place.finding, place.text, place.start, place.end)
    show_message(f"{_scan_sentence(count, kinds)} {_(SCAN_DISCLAIMER)}")
    return bool(kinds)


def _scan_sentence(count: int, kinds: Counter[str]) -> str:
    """Return what a scan found in so many notes: how often each kind."""
    from coprod_cli.cli.show.privacy_report import numbers_of_kinds

    if not kinds:
        message = ngettext(
            "{count} note looked at: no such pattern.",
            "{count} notes looked at: no such pattern.",
            count,
        )
        return message.format(count=count)
    message = ngettext(
        "{count} note looked at: may tell who somebody is in {kinds}.",
        "{count} notes looked at: may tell who somebody is in {kinds}.",
        count,
    )
    return message.format(count=count, kinds=numbers_of_kinds(kinds))


class ShownRepairs(NamedTuple):
    """Whether any finding remains, and the notes that a person may want to be rebuilt.

    The findings of those notes are shown and counted, and are not in `found`.
    """

    found: bool
    to_rebuild: list[Path]


def show_repaired(notes: Iterable[RepairedNote]) -> ShownRepairs:
    """Print each repair and the remaining findings, and return what is left.

    Raises:
        CoprodError: the only note could not be repaired.
    """
    errors: list[CoprodError] = []
    to_rebuild: list[Path] = []
    count = remaining = others = 0
    for note in notes:
        count += 1
        remaining += len(note.findings)
        if note.can_be_rebuilt:
            to_rebuild.append(Path(note.source))
        else:
            others += len(note.findings)
        show_one_repaired(note)
        if note.error is not None:
            errors.append(note.error)
    if errors and count == 1:
        raise errors[0]
    for error in errors:
        show_error(error)
    _show_count(remaining, count)
    return ShownRepairs(others > 0, to_rebuild)


def show_repair(repair: Repair) -> None:
    """Print the lines that a repair changes, and what a person should know about them."""
    if repair.message is not None:
        show_message(f"{Path(repair.before.source).name}: {translated(repair.message)}")
    name = _("{path} (mended)").format(path=repair.before.source)
    show_text("\n".join([*repair.diff(name), ""]))
    for joined in repair.joined:
        show_message(joined_message(joined))
    if repair.rebuilt is not None:
        from coprod_cli.cli.show.rebuilds import rebuild_messages

        for message in rebuild_messages(repair.rebuilt):
            show_message(message)


def show_one_repaired(note: RepairedNote, *, with_change: bool = True) -> None:
    """Print what a repair did to a note, and its remaining findings."""
    if note.repair is not None and with_change:
        show_repair(note.repair)
    if note.kept is not None:
        message = _("{file} is mended. As it was, it is kept in {folder}")
        show_message(message.format(file=Path(note.source).name, folder=note.kept))
    for copy, path in zip_longest(note.repair.copies if note.repair else (), note.removed):
        message = _("{file} would be joined into {note}, and go into the bin.")
        if path is not None:
            message = _("{file} is joined into {note}, and lies in the bin: {path}")
        if path is not None or note.error is None:
            show_message(message.format(path=path, file=copy, note=Path(note.source).name))
    show_note_findings(note.findings)


def _show_count(findings: int, count: int) -> None:
    if findings:
        message = ngettext(
            "{count} note looked at: {findings}.", "{count} notes looked at: {findings}.", count
        )
    else:
        message = ngettext(
            "{count} note looked at: all is well.", "{count} notes looked at: all is well.", count
        )
    counted = ngettext("{number} finding", "{number} findings", findings)
    show_message(message.format(count=count, findings=counted.format(number=findings)))
