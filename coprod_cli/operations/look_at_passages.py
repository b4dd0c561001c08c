"""Look at passages whose words changed, that are not found for certain, or that overlap."""

from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.knowledge.overlaps import Overlap, PresentName, Remedy, mended, overlaps_in
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.coding_edit import lines_of_passages
from coprod_cli.notebook.codings import CodingFile, Codings
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.query import Selection
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.mark_case import MarkingSession, choose_coder, marking_of
from coprod_cli.operations.workspace import Workspace


class PassageToLookAt(NamedTuple):
    """A passage that a person should look at.

    Attributes:
        file: the coding's files.
        line: its line in the coding's file, from 1; 0 if that is not clear.
        marking: the marking of its case.
        placed: the passage, with where it stands now.
        overlap: the overlap with a later passage, if that is what to look at; else None.
    """

    file: CodingFile
    line: int
    marking: Marking
    placed: PlacedPassage
    overlap: Overlap | None = None


class _CodedCase(NamedTuple):
    """A case, its template, and a coding of it."""

    case: Case
    template: Template | None
    file: CodingFile


def passages_to_look_at(workspace: Workspace, selection: Selection) -> Iterator[PassageToLookAt]:
    """Yield passages of the selected cases whose words changed, or are not found for certain.

    They are those of the notebook's coder, or of everybody if nobody is known.
    """
    for coded in _coded_cases(workspace, selection):
        yield from _to_look_at(workspace, coded)


def overlaps_to_look_at(workspace: Workspace, selection: Selection) -> Iterator[PassageToLookAt]:
    """Yield passages of one coder that overlap and have a code in common, as `passages_to_look_at`.

    A coding is read again for each, so that one may be mended before the next is taken.
    """
    present_name = workspace.code_sets.all().present_names()
    for coded in _coded_cases(workspace, selection):
        seen: set[tuple[str, str]] = set()
        while (found := _next_overlap(workspace, coded, seen, present_name)) is not None:
            yield found


def accept_passage(workspace: Workspace, looked_at: PassageToLookAt) -> None:
    """Take the words that stand there now as those of a passage.

    Raises:
        InvalidInput: the coding is damaged, or has several versions.
        CannotSave: it could not be written; it is unchanged.
    """
    when = timestamp(workspace.clock())
    _save(workspace, looked_at, looked_at.marking.accept(looked_at.placed.passage.id, when))


def mend_overlap(workspace: Workspace, looked_at: PassageToLookAt, remedy: Remedy) -> None:
    """Make of two passages that overlap what a person wants.

    Raises:
        InvalidInput: the coding is damaged, or has several versions.
        CannotSave: it could not be written; it is unchanged.
    """
    if looked_at.overlap is not None:
        when = timestamp(workspace.clock())
        present_name = workspace.code_sets.all().present_name
        marking = mended(looked_at.marking, looked_at.overlap, remedy, when, present_name)
        _save(workspace, looked_at, marking)


def _save(workspace: Workspace, looked_at: PassageToLookAt, marking: Marking) -> None:
    before = looked_at.marking.coding
    MarkingSession(workspace, None, looked_at.file, before).save(marking)


def _coded_cases(workspace: Workspace, selection: Selection) -> Iterator[_CodedCase]:
    codings = Codings(selection.notebook)
    own = choose_coder(workspace, None) or None
    files: dict[str, list[CodingFile]] = {}
    for kept_apart in (False, True):
        for file in codings.files(kept_apart=kept_apart, coder=own):
            files.setdefault(file.case_id, []).append(file)
    for note in selection.notes() if files else ():
        case = note.case
        if case is None or safe_file_name(case.id) not in files:
            continue
        template = workspace.library.find(case.template)
        if not is_withdrawn(case, template):
            for file in files[safe_file_name(case.id)]:
                yield _CodedCase(case, template, file)


def _to_look_at(workspace: Workspace, coded: _CodedCase) -> Iterator[PassageToLookAt]:
    found = Codings(workspace.notebook).read(coded.file)
    if found.coding is not None:
        marking = marking_of(workspace, coded.case, coded.template, found.coding)
        lines = lines_of_passages(found.text) if marking.to_look_at else {}
        for placed in marking.to_look_at:
            line = lines.get(placed.passage.id, 0)
            yield PassageToLookAt(coded.file, line, marking, placed)


def _next_overlap(
    workspace: Workspace,
    coded: _CodedCase,
    seen: set[tuple[str, str]],
    present_name: PresentName,
) -> PassageToLookAt | None:
    """Return the first overlap in a coding that is not seen yet, which it is then."""
    found = Codings(workspace.notebook).read(coded.file)
    if found.coding is None:
        return None
    marking = marking_of(workspace, coded.case, coded.template, found.coding)
    for overlap in overlaps_in(marking.placed, present_name):
        if overlap.ids not in seen:
            seen.add(overlap.ids)
            line = lines_of_passages(found.text).get(overlap.ids[0], 0)
            return PassageToLookAt(coded.file, line, marking, overlap.first, overlap)
    return None
