"""Check notes for damage, or for text that could identify a person."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.template import Template
from coprod_cli.notebook.copies import copy_finding
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import KEPT_APART
from coprod_cli.notebook.query import Query, Selection, select
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.check_cited_cases import CitedCases
from coprod_cli.operations.check_codings import check_codings
from coprod_cli.operations.repair_code_sets import check_code_sets, has_all_code_sets
from coprod_cli.operations.workspace import Workspace


class CheckedNote(NamedTuple):
    """The path of a note, and its findings in the order of its lines.

    `is_note` is False for a coding, a code set, and for the notebook's list of words to watch,
    which are named only if something is wrong with them.
    """

    source: str
    findings: tuple[Finding, ...]
    is_note: bool = True


class IdentifyingPlace(NamedTuple):
    """A passage of a note that could identify a person.

    `start` and `end` are character offsets in `text`, the note's text, which is "" for an
    unreadable note.
    """

    finding: Finding
    text: str = ""
    start: int = 0
    end: int = 0


class ScannedNote(NamedTuple):
    """The path of a note, and the passages in it that could identify a person.

    `is_note` is False for a coding and a code set, which have words of notes.
    """

    source: str
    places: tuple[IdentifyingPlace, ...]
    is_note: bool = True


def check_notes(
    workspace: Workspace, query: Query | None = None, *, progress: Progress = no_progress
) -> Iterator[CheckedNote]:
    """Check notes one by one against the note format, their templates and each other.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    selection = select(workspace.notebook, query or Query(), workspace.library)
    return check_selection(workspace, selection, progress)


def check_selection(
    workspace: Workspace, selection: Selection, progress: Progress = no_progress
) -> Iterator[CheckedNote]:
    """Check the notes of a selection, one by one.

    If no case is named, the notebook's list of words to watch is checked, too.
    """
    find = workspace.library.find
    sources: dict[str, str] = {}
    cited = CitedCases(selection.notebook)
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            template = find(note.case.template) if note.case else None
            findings = check_note(note, find)
            findings += _duplicate_id(selection.notebook, note, sources)
            findings += _not_kept_apart(selection.notebook, note, template)
            findings += cited.findings(note, template)
            findings += _told_too_long(note, template, workspace.clock().date())
            yield CheckedNote(note.source, tuple(findings))
    for copy in selection.copies:
        yield CheckedNote(copy.path, (copy_finding(copy, selection.notebook.folder),))
    for file, wrong in check_codings(selection):
        yield CheckedNote(str(file.path), wrong, is_note=False)
    for path, wrong in check_code_sets(workspace) if has_all_code_sets(selection) else ():
        yield CheckedNote(path, wrong, is_note=False)
    if not selection.query.named:
        yield from _watched_words(selection.notebook)


def _watched_words(notebook: Notebook) -> Iterator[CheckedNote]:
    """Yield the notebook's list of words to watch if words of it may not be found."""
    if (finding := notebook.read_watched_words().finding) is not None:
        yield CheckedNote(finding.source, (finding,), is_note=False)


def scan_notes(
    workspace: Workspace, query: Query | None = None, *, progress: Progress = no_progress
) -> Iterator[ScannedNote]:
    """Search notes one by one for text that could identify a person.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    selection = select(workspace.notebook, query or Query(), workspace.library)
    return scan_selection(workspace, selection, progress)


def scan_selection(
    workspace: Workspace, selection: Selection, progress: Progress = no_progress
) -> Iterator[ScannedNote]:
    """Search the notes of a selection one by one for text that could identify a person."""
    from coprod_cli.operations.scan_codings import findings_in, texts_with_quotes
    from coprod_cli.privacy.scan import WatchList, note_findings

    watch_list = WatchList.read(workspace.notebook.watched_words)
    # A copy has the words of its case, and others.
    copies = [copy.path for copy in selection.copies if copy.path not in selection.paths]
    selection = replace(selection, paths=[*selection.paths, *copies])
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            case = note.case
            if is_withdrawn(case, workspace.library.find(case.template) if case else None):
                continue
            if note.case is None and not note.original:
                places = tuple(IdentifyingPlace(finding) for finding in note.findings)
            else:
                places = tuple(
                    IdentifyingPlace(finding, note.text, found.start, found.end)
                    for finding, found in note_findings(note, watch_list)
                )
            yield ScannedNote(note.source, places)
    for path, text, own in texts_with_quotes(workspace, selection):
        found_there = findings_in(path, text, own, watch_list)
        places = tuple(
            IdentifyingPlace(finding, text, found.start, found.end)
            for finding, found in found_there
        )
        yield ScannedNote(path, places, is_note=False)


def _duplicate_id(notebook: Notebook, note: Note, sources: dict[str, str]) -> Iterator[Finding]:
    """Yield a finding if another note has the same id; `sources` maps ids to notes seen."""
    if (copy := notebook.renamed_copy(note)) is not None:
        yield copy_finding(copy, notebook.folder)
        return
    case_id = note.case.id if note.case else ""
    if case_id and case_id in sources:
        message = msg(
            'this has the id of another note, "{file}".', file=Path(sources[case_id]).name
        )
        hint = msg("give one of them another id, or remove it")
        yield Finding("same-id", message, note.source, 1, 1, hint)
    elif case_id:
        sources[case_id] = note.source


def _told_too_long(note: Note, template: Template | None, today: date) -> Iterator[Finding]:
    """Yield a finding if the day until which a case may be told is past, and it is still told."""
    case, consent = note.case, template.consent if template else None
    if case is None or consent is None or consent.until is None:
        return
    if is_withdrawn(case, template) or not consent.is_over(case, today):
        return
    slot = next(each for each in note.slots if each.marker.address == consent.until)
    position = note.lines.position(slot.line)[0], 1
    message = msg("the day until which this may be told is past.")
    hint = msg("ask again, and write the new day, or that it is withdrawn")
    yield Finding("told-too-long", message, note.source, *position, hint)


def _not_kept_apart(notebook: Notebook, note: Note, template: Template | None) -> Iterator[Finding]:
    """Yield a finding if a note names people and lies among the notes that exports include."""
    if (
        template is not None
        and template.names_people
        and not notebook.is_kept_apart(Path(note.source))
    ):
        message = msg("people are named in this note, and it is not kept apart from the others.")
        hint = msg("move it into the folder {folder}", folder=KEPT_APART)
        yield Finding("not-apart", message, note.source, 1, 1, hint)
