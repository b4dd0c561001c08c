"""Show the results of checks, privacy checks and repairs."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.console.findings import show_findings, show_findings_as_json, show_passage
from coprod_cli.cli.console.output import show_error, show_message, show_text
from coprod_cli.operations.check import CheckedNote, ScannedNote
from coprod_cli.operations.repair import RepairedNote


def show_checked(notes: Iterable[CheckedNote], *, json: bool) -> bool:
    """Print the findings of a check, note by note, and return whether there are any."""
    findings: list[Finding] = []
    found = count = 0
    for note in notes:
        count += note.is_note
        found += len(note.findings)
        if json:
            findings += note.findings
        else:
            show_findings(note.findings)
    if json:
        show_findings_as_json(findings)
    _show_count(found, count)
    return found > 0


def show_scanned(notes: Iterable[ScannedNote], *, json: bool) -> bool:
    """Print each passage that could identify a person, and return whether there are any."""
    from coprod_cli.cli.show.privacy_report import numbers_of_kinds
    from coprod_cli.privacy.scan import SCAN_DISCLAIMER

    findings: list[Finding] = []
    kinds = Counter[str]()
    count = 0
    for note in notes:
        count += 1
        kinds.update(place.finding.kind for place in note.places)
        for place in note.places:
            if json:
                findings.append(place.finding)
            else:
                show_passage(place.finding, place.text, place.start, place.end)
    if json:
        show_findings_as_json(findings)
    if kinds:
        message = ngettext(
            "{count} note looked at: may tell who somebody is in {kinds}.",
            "{count} notes looked at: may tell who somebody is in {kinds}.",
            count,
        )
    else:
        message = ngettext(
            "{count} note looked at: no such pattern.",
            "{count} notes looked at: no such pattern.",
            count,
        )
    sentence = message.format(count=count, kinds=numbers_of_kinds(kinds))
    show_message(f"{sentence} {_(SCAN_DISCLAIMER)}")
    return bool(kinds)


def show_repaired(notes: Iterable[RepairedNote]) -> bool:
    """Print each repair and the remaining findings, and return whether any finding remains.

    Raises:
        CoprodError: the only note could not be repaired.
    """
    errors: list[CoprodError] = []
    count = remaining = 0
    for note in notes:
        count += 1
        remaining += len(note.findings)
        _show_one_repaired(note)
        if note.error is not None:
            errors.append(note.error)
    if errors and count == 1:
        raise errors[0]
    for error in errors:
        show_error(error)
    _show_count(remaining, count)
    return remaining > 0


def _show_one_repaired(note: RepairedNote) -> None:
    if note.repair is not None:
        name = _("{path} (mended)").format(path=note.source)
        show_text("\n".join([*note.repair.diff(name), ""]))
    if note.kept is not None:
        message = _("{file} is mended. As it was, it is kept in {folder}")
        show_message(message.format(file=Path(note.source).name, folder=note.kept))
    show_findings(note.findings)


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
